import Testing

/// A text with something wrong, and what is to be said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
    var text: String
    var message: String
    /// The text that the caret marks.
    var marked: String
    var hint: String

    init(_ text: String, _ message: String, _ marked: String, _ hint: String) {
        (self.text, self.message, self.marked, self.hint) = (text, message, marked, hint)
    }

    var testDescription: String { text.debugDescription }

    static let all = quotes + characters + stages + statements + references + conditions

    static let quotes = [
        Mistake("a \"b", "no closing quote", "\"", "close it with \""),
        Mistake("a 'b", "no closing quote", "'", "close it with '"),
        Mistake("a \"b”", "no closing quote", "\"", "type \" in place of the curly ”"),
        Mistake("a 'b’", "no closing quote", "'", "type ' in place of the curly ’"),
        Mistake("a “b c”", "curly quotes", "“b c”", "type straight quotes: \"b c\""),
        Mistake("a x=‘b c’ d", "curly quotes", "‘b c’", "type straight quotes: 'b c'"),
        Mistake(
            "a “say \"x\"”", "curly quotes", "“say \"x\"”", "type straight quotes: 'say \"x\"'"),
        Mistake("a Don’t", "curly quote ’", "’", "put the text in straight quotes: \"…’…\""),
        Mistake("a 7”", "curly quote ”", "”", "type \""),
        Mistake("where a=“b”", "curly quotes", "“b”", "type straight quotes: \"b\""),
        Mistake(
            "a \"x\\qy\"", "no escape '\\q'", "\\q",
            "type \\\\ for '\\'; the others are \\n \\t \\\" \\u{…}"),
        Mistake("a \"\\$5\"", "no escape '\\$'", "\\$", "write the text as '…', or type \\u{24}"),
        Mistake("a \"\\'\"", "no escape '\\''", "\\'", "type ' without '\\'"),
        Mistake(
            "a \"x\\\ny\"", "no escape for a line end", "\\",
            "remove '\\': line ends between quotes stay, or type \\n"),
        Mistake(
            "a \"\\u{d800}\"", "'\\u{d800}' is no character", "\\u{d800}",
            "write one to six hexadecimal digits: \\u{e9}"),
        Mistake(
            "a \"\\u{41\"", "'\\u{41' is no character", "\\u{41",
            "write one to six hexadecimal digits: \\u{e9}"),
        Mistake(
            "a \"\\u41\"", "no escape '\\u'", "\\u",
            "type \\\\ for '\\'; the others are \\n \\t \\\" \\u{…}"),
        Mistake("a \"\\u{0}\"", "NUL character", "\\u{0}", "delete it: no text can hold NUL"),
        Mistake("a \\", "the text ends in '\\'", "\\", "remove it, or go on with the line"),
        Mistake("a | ! b \\", "the text ends in '\\'", "\\", "remove it, or go on with the line"),
    ]

    static let characters = [
        Mistake("a \0b", "NUL character", "\0", "delete it: no text can hold NUL"),
        Mistake(
            "a '\u{1B}[31m'", "control character U+001B", "\u{1B}",
            "delete it, or type \\u{1B} between double quotes"),
        Mistake(
            "# \u{202E}x", "control character U+202E", "\u{202E}",
            "delete it, or type \\u{202E} between double quotes"),
        Mistake(
            "a \r b", "carriage return without a line feed", "\r",
            "end the line with a line feed"),
        Mistake(
            "a x\u{200B}y", "invisible character U+200B", "\u{200B}",
            "delete it, or put the text in quotes"),
    ]

    static let stages = [
        Mistake("a | | b", "expected a stage between '|' and '|'", "|", "remove one '|'"),
        Mistake("| a", "expected a stage before '|'", "|", "begin with a source, such as search"),
        Mistake(
            "a |", "expected a stage after '|'", "|",
            "remove the '|', or go on with a stage such as limit 10"),
        Mistake(
            "a | ; b", "expected a stage after '|'", "|",
            "remove the '|', or go on with a stage such as limit 10"),
        Mistake(
            "a || b", "unexpected '||'", "||",
            "write 'or' between conditions, one '|' between stages"),
        Mistake(
            "a b (c)", "unexpected '('", "(",
            "put text with parentheses in quotes: \"Nirvana (2)\""),
        Mistake(
            "a b)", "unexpected ')'", ")", "put text with parentheses in quotes: \"Nirvana (2)\""),
        Mistake(
            "a { b }", "unexpected '{'", "{",
            "braces stand after 'each' only; put text with braces in quotes"),
        Mistake("a }", "no '{' for this '}'", "}", "remove it, or put it in quotes"),
        Mistake("}", "no '{' for this '}'", "}", "remove it, or put it in quotes"),
        Mistake(
            "! ls", "'!' needs a pipeline before it", "!", "$_ | ! command takes the last rows"),
        Mistake("a | !", "expected a shell command after '!'", "!", "write | ! sort | head"),
        Mistake(
            "a | ! b\n| c", "'!' must be the last stage", "|",
            "'!' takes the rest of its line: put the other stages before it"),
        Mistake(
            "\"search\" x", "expected a command, found \"search\"", "\"search\"",
            "a command stands without quotes: search"),
        Mistake(
            "'Sun Ra'", "expected a command, found 'Sun Ra'", "'Sun Ra'",
            "begin with a command, such as search title='Sun Ra'"),
        Mistake(
            "artist=x", "expected a command, found 'artist=x'", "artist=x",
            "begin with a command, such as search artist=x"),
        Mistake(
            "a\"b\"", "expected a command, found 'a\"b\"'", "a\"b\"",
            "a command stands without quotes"),
        Mistake(
            "$x.csv-1 b", "expected a command, found '$x.csv-1'", "$x.csv-1",
            "begin with a command, such as search $x.csv-1"),
        Mistake("a, b", "expected a command, found 'a,'", "a,", "write a list without blanks: a,b"),
        Mistake("$x b", "unexpected 'b' after $x", "b", "write '|' between them"),
        Mistake("a b=", "expected a value after 'b='", "=", "for empty text write b=\"\""),
        Mistake(
            "a b= c", "expected a value after 'b='", "=", "write no blank behind '=': b=…"),
        Mistake("a b =c", "unexpected '='", "=", "write no blank before '=': b=…"),
        Mistake("x = 5", "unexpected '='", "=", "to keep a value write let x = …"),
        Mistake(
            "a | each", "expected a command after 'each'", "",
            "write each release $.id, or each { … }"),
        Mistake(
            "a | each where b=1", "'each' takes a command, not 'where'", "where",
            "begin with a source: each { release $.id | where … }"),
        Mistake(
            "a | each { b; c }", "'each { … }' holds one pipeline", ";",
            "join the stages with '|'"),
        Mistake(
            "a | each { }", "nothing between '{' and '}'", "{ }",
            "write each { search barcode=$.barcode | limit 1 }"),
        Mistake("a | each { b", "no '}' for this '{'", "{", "close it with '}'"),
        Mistake("a | each {", "no '}' for this '{'", "{", "close it with '}'"),
        Mistake("a | each { b\nlet c = 5", "no '}' for this '{'", "{", "close it with '}'"),
        Mistake(
            "a | each { b | ! c }", "no '}' for this '{'", "{",
            "'!' takes the rest of its line: put '}' on the next one"),
        Mistake(
            "a | each { b (c) }", "unexpected '('", "(",
            "put text with parentheses in quotes: \"Nirvana (2)\""),
        Mistake(
            "a | each { b | }", "expected a stage after '|'", "|",
            "remove the '|', or go on with a stage such as limit 10"),
    ]

    static let statements = [
        Mistake("let", "expected a name after 'let'", "", "write let mine = collection"),
        Mistake("let x", "expected '=' after 'let x'", "", "write let x = …"),
        Mistake("let x 5", "expected '=' after 'let x'", "5", "write let x = …"),
        Mistake(
            "let x =", "expected a value or a pipeline after 'let x ='", "",
            "for empty text write let x = \"\""),
        Mistake("let x == 5", "unexpected '='", "=", "write one '='"),
        Mistake("let my-x = 5", "'my-x' is no name for a variable", "my-x", "write my_x"),
        Mistake("let $x = 5", "'$x' is no name for a variable", "$x", "write x"),
        Mistake("let \"x\" = 5", "'\"x\"' is no name for a variable", "\"x\"", "write x"),
        Mistake(
            "let 1 = 5", "'1' is no name for a variable", "1",
            "use letters, digits and '_', a letter first"),
        Mistake("let _ = 5", "'_' is the last result", "_", "choose another name"),
        Mistake(
            "let x = \"a\" b", "expected a command, found \"a\"", "\"a\"",
            "a command stands without quotes: a"),
        Mistake(
            "let x = try a", "'try' begins a statement", "try",
            "write it at the start of the statement"),
        Mistake("a | let x = 5", "'let' begins a statement", "let", "remove the '|' before it"),
        Mistake(
            "alias", "expected a name after 'alias'", "",
            "write alias vinyl = where format~Vinyl"),
        Mistake("alias x.y = a", "'x.y' is no name for an alias", "x.y", "write x-y"),
        Mistake(
            "alias 5 = a", "'5' is no name for an alias", "5",
            "use letters, digits, '-' and '_', a letter first"),
        Mistake(
            "alias each = a", "'each' is a word of the language", "each", "choose another name"),
        Mistake(
            "alias x =", "expected a stage after 'alias x ='", "",
            "write alias x = where format~Vinyl"),
        Mistake(
            "alias x = a | ! b", "an alias cannot hold '!'", "b",
            "type '| ! …' where the alias is used"),
        Mistake("try", "expected a pipeline after 'try'", "", "write try search artist=…"),
    ]

    static let references = [
        Mistake(
            "a $.", "expected a field after '$.'", "$.",
            "write $.title or $.'Date Added'; put other text in '…'"),
        Mistake(
            "a $0", "no script argument $0", "$0", "they are $1 to $9; put other text in '…'"),
        Mistake("a ${12}", "script arguments end at $9", "${12", "use $1 to $9"),
        Mistake("a ${x", "no '}' for this '${'", "$", "close it with '}'"),
        Mistake("a ${-}", "expected a name after '${'", "-", "write ${name}"),
        Mistake(
            "a ${x.y}", "expected '}', found '.'", ".",
            "write the path without braces: $name.field"),
        Mistake(
            "a ${x b}", "expected '}', found a blank", " ", "write ${name} or ${name:-default}"),
        Mistake(
            "a ${x\n", "expected '}', found the end of the line", "",
            "write ${name} or ${name:-default}"),
        Mistake(
            "a ${x:-b c}", "expected '}', found a blank", " ",
            "put a default with blanks in quotes: ${name:-\"two words\"}"),
        Mistake(
            "a ${x:-}", "expected a default after ':-'", "}",
            "for empty text write ${name:-\"\"}"),
        Mistake(
            "a @99999999999999999999", "no row '@99999999999999999999'",
            "@99999999999999999999", "type a number of the last table"),
    ]

    static let conditions = [
        Mistake("where", "expected a condition after 'where'", "", "write where year>=1970"),
        Mistake("where | a", "expected a condition after 'where'", "|", "write where year>=1970"),
        Mistake(
            "where a=1 and", "expected a condition after 'and'", "and",
            "remove 'and', or go on with a condition such as year>=1970"),
        Mistake(
            "where a=1 or | b", "expected a condition after 'or'", "or",
            "remove 'or', or go on with a condition such as year>=1970"),
        Mistake(
            "where not", "expected a condition after 'not'", "not",
            "remove 'not', or go on with a condition such as year>=1970"),
        Mistake("where or a=1", "expected a condition before 'or'", "or", "remove it"),
        Mistake("where a=1 or and b=1", "expected a condition before 'and'", "and", "remove it"),
        Mistake("where a=1 && b=1", "no operator '&&'", "&&", "write 'and'"),
        Mistake("where a=1 AND b=1", "no operator 'AND'", "AND", "write 'and'"),
        Mistake("where !a=1", "unexpected '!'", "!", "write 'not'"),
        Mistake("where =5", "expected a field before '='", "=", "write year=…"),
        Mistake(
            "where a=1 > b", "expected a field before '>'", ">",
            "to write a file, use | export FILE"),
        Mistake("where ?", "expected a field before '?'", "?", "write year?"),
        Mistake("where $x=1", "a field cannot be a reference", "$", "write the name of the field"),
        Mistake(
            "where year", "expected an operator after 'year'", "year",
            "write year=… or year~…, or year? to ask whether it is there"),
        Mistake(
            "where id not in $x", "expected an operator after 'id'", "id",
            "write 'not' first: not id in $mine.id"),
        Mistake(
            "where id in 1,2", "expected a reference after 'in'", "1,2",
            "write id in $mine.id; for a list write id=a,b"),
        Mistake(
            "where id in (1,2)", "expected a reference after 'in'", "",
            "write id in $mine.id; for a list write id=a,b"),
        Mistake(
            "where id in", "expected a reference after 'in'", "",
            "write id in $mine.id; for a list write id=a,b"),
        Mistake(
            "where a==1", "no operator '=='", "==",
            "write '=', or quote a value that begins with '='"),
        Mistake(
            "where a =~ b", "no operator '=~'", "=~",
            "write '~', or quote a value that begins with '~'"),
        Mistake(
            "where a!==b", "no operator '!=='", "!==",
            "write '!=', or quote a value that begins with '='"),
        Mistake(
            "where a<>b", "no operator '<>'", "<>",
            "write '!=', or quote a value that begins with '>'"),
        Mistake(
            "where a=>b", "no operator '=>'", "=>",
            "write '>=', or quote a value that begins with '>'"),
        Mistake(
            "where a=<b", "no operator '=<'", "=<",
            "write '<=', or quote a value that begins with '<'"),
        Mistake("where a= =b", "no operator '= ='", "= =", "quote a value that begins with '='"),
        Mistake("where a=", "expected a value after '='", "=", "for empty text write a=\"\""),
        Mistake(
            "where a>= | b", "expected a value after '>='", ">=", "for empty text write a>=\"\""),
        Mistake(
            "where a = and b=1", "expected a value after '='", "=",
            "to compare with that text write \"and\""),
        Mistake(
            "where a=b(c)", "unexpected '('", "(",
            "put text with parentheses in quotes: \"Nirvana (2)\""),
        Mistake("where (a=1", "no ')' for this '('", "(", "close it with ')'"),
        Mistake("where (", "no ')' for this '('", "(", "close it with ')'"),
        Mistake("where (a=1 | b", "no ')' for this '('", "(", "close it with ')'"),
        Mistake("where (a=1; b", "no ')' for this '('", "(", "close it with ')'"),
        Mistake("where (a=1\nlet c = 5", "no ')' for this '('", "(", "close it with ')'"),
        Mistake(
            "where ()", "nothing between '(' and ')'", "()",
            "write (year<1970 or format~Vinyl)"),
        Mistake(
            "where a=1)", "unexpected ')'", ")",
            "put text with parentheses in quotes: \"Nirvana (2)\""),
        Mistake(
            "where a~/b", "no '/' closes this regular expression", "/",
            "close it with '/'; for text that begins with '/' write \"/…\""),
        Mistake(
            "where a~/b\n/", "no '/' closes this regular expression", "/",
            "close it with '/'; for text that begins with '/' write \"/…\""),
        Mistake(
            "where a~/b/g c=1", "unexpected 'g' after the regular expression", "g",
            "only 'i' may follow: /re/i; write '/' inside as \\/"),
        Mistake(
            "where a~//", "empty regular expression", "//",
            "to ask for any value write field?"),
        Mistake(
            "where {", "unexpected '{'", "{",
            "braces stand after 'each' only; put text with braces in quotes"),
    ]
}
