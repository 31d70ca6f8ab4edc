"""Reads from a simulator with python3-discogs-client and compares it with the plain JSON.

interop.py BASE_URL TOKEN; `scripts/interop` starts it.
"""

import json
import sys
import urllib.request

import discogs_client
from discogs_client.exceptions import HTTPError

base_url, token = sys.argv[1:]
agent = "MusicAgentInterop/1.0"
client = discogs_client.Client(agent, user_token=token)
client._base_url = base_url
# The simulator does not wait, so whoever is turned away is to be told.
client.backoff_enabled = False

mismatches = 0


def plain(target):
    """What the server says, without the client."""
    request = urllib.request.Request(
        base_url + target,
        headers={"User-Agent": agent, "Authorization": f"Discogs token={token}"},
    )
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def compare(what, read, wanted):
    global mismatches
    shown = repr(read)
    print(f"{what}: {shown if len(shown) <= 100 else shown[:97] + '...'}")
    if read != wanted:
        mismatches += 1
        print(f"  MISMATCH: it should be {wanted!r}")


# Search, page by page.
found = client.search(type="release", per_page=25)
first = plain("/database/search?type=release&per_page=25&page=1")
compare("search: items", found.count, first["pagination"]["items"])
compare("search: pages", found.pages, first["pagination"]["pages"])
for number in (1, 2, found.pages):
    rows = plain(f"/database/search?type=release&per_page=25&page={number}")["results"]
    compare(
        f"search: page {number}", [r.id for r in found.page(number)], [r["id"] for r in rows]
    )
# Across the page's end.
compare(
    "search: the first 30",
    [r.id for _, r in zip(range(30), found)],
    [
        r["id"]
        for number in (1, 2)
        for r in plain(f"/database/search?type=release&per_page=25&page={number}")["results"]
    ][:30],
)
kinds = client.search("miles davis")
compare(
    "search: kinds",
    [type(r).__name__ for r in kinds.page(1)],
    [
        r["type"].capitalize()
        for r in plain("/database/search?q=miles+davis&per_page=50&page=1")["results"]
    ],
)

# Releases, with what hangs on them.
masters, artists = set(), set()
for row in first["results"][:5]:
    release, wanted = client.release(row["id"]), plain(f"/releases/{row['id']}")
    name = f"release {row['id']}"
    for field in ("title", "year", "country", "genres"):
        compare(f"{name}: {field}", getattr(release, field), wanted.get(field))
    compare(
        f"{name}: artists",
        [(a.id, a.name) for a in release.artists],
        [(a["id"], a["name"]) for a in wanted["artists"]],
    )
    compare(
        f"{name}: tracks",
        [(t.position, t.title) for t in release.tracklist],
        [(t["position"], t["title"]) for t in wanted["tracklist"]],
    )
    compare(
        f"{name}: labels", [l.name for l in release.labels], [l["name"] for l in wanted["labels"]]
    )
    artists.update(a["id"] for a in wanted["artists"])
    if wanted.get("master_id"):
        masters.add(wanted["master_id"])
        compare(f"{name}: master", release.master.id, wanted["master_id"])

# Masters and their versions; here the client follows an address of the reply.
for number in sorted(masters)[:3]:
    master, wanted = client.master(number), plain(f"/masters/{number}")
    compare(f"master {number}: title", master.title, wanted["title"])
    compare(f"master {number}: main release", master.main_release.id, wanted["main_release"])
    versions = plain(f"/masters/{number}/versions?per_page=50&page=1")
    compare(
        f"master {number}: versions",
        [v.id for v in master.versions.page(1)],
        [v["id"] for v in versions["versions"]],
    )

# Artists and what they released.
for number in sorted(artists)[:3]:
    artist, wanted = client.artist(number), plain(f"/artists/{number}")
    compare(f"artist {number}: name", artist.name, wanted["name"])
    compare(f"artist {number}: profile", artist.profile, wanted.get("profile"))
    releases = plain(f"/artists/{number}/releases?per_page=50&page=1")
    compare(
        f"artist {number}: releases",
        [(type(r).__name__.lower(), r.id) for r in artist.releases.page(1)],
        [(r["type"], r["id"]) for r in releases["releases"]],
    )

# The account.
me, wanted = client.identity(), plain("/oauth/identity")
compare("identity", (me.id, me.username), (wanted["id"], wanted["username"]))
user = f"/users/{me.username}"
folders = plain(f"{user}/collection/folders")["folders"]
compare(
    "collection: folders",
    [(f.id, f.name, f.count) for f in me.collection_folders],
    [(f["id"], f["name"], f["count"]) for f in folders],
)
for folder in me.collection_folders:
    items, number = [], 1
    while True:
        page = plain(
            f"{user}/collection/folders/{folder.id}/releases?per_page=50&page={number}"
        )
        items += page["releases"]
        if number >= page["pagination"]["pages"]:
            break
        number += 1
    compare(
        f"collection: folder {folder.id}",
        [(i.id, i.instance_id, i.rating, i.release.title) for i in folder.releases],
        [
            (i["id"], i["instance_id"], i["rating"], i["basic_information"]["title"])
            for i in items
        ],
    )
wants = plain(f"{user}/wants?per_page=50&page=1")["wants"]
compare(
    "wantlist",
    [(w.id, w.release.title) for w in me.wantlist],
    [(w["id"], w["basic_information"]["title"]) for w in wants],
)

# A change, and what comes of it. (Discogs forgets the rating that comes with it, and so does the
# simulator.)
release = client.release(first["results"][-1]["id"])
for change, wanted in ((me.wantlist.add, True), (me.wantlist.remove, False)):
    change(release)
    ids = [w["id"] for w in plain(f"{user}/wants?per_page=50&page=1")["wants"]]
    compare(f"wantlist: has {release.id}", release.id in ids, wanted)

# What is not there.
try:
    client.release(5).refresh()
    compare("release 5", "found", "not found")
except HTTPError as error:
    compare("release 5", error.status_code, 404)

if mismatches:
    sys.exit(f"{mismatches} mismatches")
print("All that was read is as it is there.")
