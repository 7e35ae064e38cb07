"""A small bundle for tests: three entries, one of them corrected, one left out, and an attached file."""

import hashlib
import json

from planner.canonical import canonical
from planner.evidence.bundle import build_bundle, from_bytes, write_folder, write_zip
from planner.evidence.chain import Head, linked
from planner.evidence.words import how_to_verify
from planner.sealing import sealed_content

LETTER = b"\xff\xd8\xff a letter " * 40
LETTER_NAME = "data/attachments/000005_" + hashlib.sha256(LETTER).hexdigest()[:8] + ".jpg"
AT = "2026-11-02T22:30:00-05:00"


def content(number, entry, version, kind, facts):
    return sealed_content(
        number=number,
        salt=f"{number:032x}",
        entry=entry,
        version=version,
        kind=kind,
        body=canonical(facts),
        written_at="2026-11-27T10:00:00.125000+00:00",
        withdrawn=False,
        found_on=None,
    )


def call(said, **more):
    return {
        "at": AT,
        "tz": "America/New_York",
        "precision": "min",
        "from": "collector",
        "channel": "call",
        "said": said,
    } | more


def small_bundle():
    """Return the bundle, not written yet."""
    file = {
        "at": AT,
        "of": 1,
        "name": "信.jpg",
        "media": "image/jpeg",
        "size": len(LETTER),
        "sha256": hashlib.sha256(LETTER).hexdigest(),
        "sha512": hashlib.sha512(LETTER).hexdigest(),
    }
    versions = [
        (1, 1, "contact", call("Pay to-day.")),
        (2, 1, "contact", call("今天必须还。", outcome="conversation")),
        (1, 2, "contact", call("=Pay today.", number="+1 555 0100")),
        (4, 1, "event", {"at": AT, "precision": "day", "tz": "America/New_York", "event": "asked-stop-all:written"}),
        (5, 1, "attachment", file),
        (6, 1, "promise", {"at": AT, "whose": "mine"}),
    ]
    links = list(linked(content(number, *version) for number, version in enumerate(versions, 1)))
    head = Head(len(links), links[-1].link)

    def told(numbers, **more):
        newest = json.loads(links[numbers[-1] - 1].content)
        return {
            "entry": newest["entry"],
            "kind": newest["kind"],
            "as": "whole",
            "links": numbers,
            "leaf": links[numbers[-1] - 1].leaf,
            "facts": newest["facts"],
        } | more

    extract = {
        "language": "en",
        "jurisdiction": "united_states",
        "filters": {"since": None},
        "chain": {"count": head.length, "head": head.link},
        "left_out": {"links": 1, "because": ["own-words"], "en": "Something.", "zh": "有些。"},
        "first_bundle": None,
        "entries": [told([1, 3]), told([2]), told([4])],
        "files": [told([5], of=1, path=LETTER_NAME)],
        "originals": [],
        "findings": [],
    }
    shown = [link if link.number != 6 else link._replace(content=None) for link in links]
    return build_bundle(extract, shown, head, how_to=how_to_verify(head), more={LETTER_NAME: from_bytes(LETTER)})


def written(folder, name="bundle.zip"):
    """Write the small bundle as a zip into ``folder``; return its path."""
    path = folder / name
    with path.open("xb") as file:
        write_zip(small_bundle(), file)
    return path


def written_folder(folder, name="bag"):
    """Write the small bundle as a folder into ``folder``; return its path."""
    path = folder / name
    path.mkdir()
    write_folder(small_bundle(), path)
    return path
