"""What lies in a sealed file may come from anybody who has the code: names lead nowhere, tables do not lie."""

import hashlib
import json
import struct

import pytest

from planner.canonical import canonical
from planner.sharing.contents import SCHEMA, About, Choice, build_contents, read_share, without_numbers
from planner.sharing.package import Changed, Part, pack, part_of, unpack
from planner.sharing.review import read_review
from planner.sharing.sealed_file import NotOurs

FACTS = canonical({"kind": "share"}).encode()


def made(rows, parts=(FACTS,), layout=1, **more):
    table = canonical({"package": layout, "parts": rows, **more}).encode()
    return struct.pack(">Q", len(table)) + table + b"".join(parts) + bytes(50)


def row(name="contents.json", content=FACTS, **changes):
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), **changes}


def test_what_is_packed_is_unpacked():
    parts = [part_of("summary.pdf", b"%PDF"), part_of("files/000007_0a0b0c0d.m4a", b"\0" * 9)]
    package = unpack(b"".join(pack({"a": "龑"}, parts)) + bytes(99))
    assert package.contents == {"a": "龑"}
    assert package.summary == b"%PDF"
    assert package.parts["files/000007_0a0b0c0d.m4a"] == b"\0" * 9


@pytest.mark.parametrize(
    "name",
    ["../x", "files/../../x", "/etc/passwd", "files/1_00000000.txt/..", "C:\\x", "files/1_0000000g.txt", "files/", "x.py",
     "files/1_00000000.txt\0", "FILES/1_00000000.txt", "files/1_00000000.", "contents.json\n"],
)  # fmt: skip
def test_a_name_that_could_lead_out_of_a_folder_is_refused(name):
    with pytest.raises(NotOurs):
        unpack(made([row(), row(name, b"x")], (FACTS, b"x")))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(7),
        struct.pack(">Q", 1 << 60) + bytes(30),
        struct.pack(">Q", 4) + b"[1]  ",
        made([]),
        made([row(size=10**9)]),
        made([row(size=-1)]),
        made([row(size=True)]),
        made([row(sha256="0" * 64)]),
        made([row(), row()], (FACTS, FACTS)),
        made([row(more=1)]),
        made([row()], more=1),
        made("nothing"),
        made([row(content=b"[1]")], (b"[1]",)),
        made([row(content=b'{"a": 1}')], (b'{"a": 1}',)),
        made([row()]) + b"hidden",
        struct.pack(">Q", 12) + b'{"a":NaN}   ',
        struct.pack(">Q", 10**5) + b"[" * 10**5,
    ],
)
def test_a_table_that_is_not_as_ours_is_refused(content):
    with pytest.raises(NotOurs):
        unpack(content)


def test_a_newer_layout_is_refused_kindly():
    with pytest.raises(NotOurs, match="newer Ashore"):
        unpack(made([row()], layout=2))


def test_a_file_that_changes_while_it_is_put_in_is_said():
    part = Part("files/1_00000000.txt", 3, hashlib.sha256(b"abc").hexdigest(), lambda: (b"abd",))
    with pytest.raises(Changed):
        list(pack({}, [part]))


def share(**changes):
    from datetime import date

    about = About("0" * 32, date(2026, 11, 22), "en", "united_states", "USD", "code")
    return {
        **build_contents(Choice(frozenset({"budget"})), about, {"budget": {"currency": "USD", "lines": []}}),
        **changes,
    }


def test_a_share_of_the_schema_is_read_and_a_newer_one_refused_kindly():
    assert read_share(share())["budget"] == {"currency": "USD", "lines": []}
    with pytest.raises(NotOurs, match="newer Ashore"):
        read_share(share(schema=SCHEMA + 1, more={"of": "tomorrow"}))
    with pytest.raises(NotOurs, match="share open"):
        read_review(share())


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "1"},
        {"schema": True},
        {"kind": "letter"},
        {"mark": "../../x"},
        {"made_on": "yesterday"},
        {"sections": ["everything"]},
        {"budget": {"currency": "USD", "lines": [{"number": 1.5, "cells": {}}]}},
        {"budget": {"currency": "USD", "lines": [{"number": 1, "cells": {"name": ["x"]}}]}},
        {"budget": {"currency": "USD", "lines": [], "script": "x"}},
        {"debts": [{"number": 1}]},
        {"unknown": 1},
        {"language": "xx"},
        {"delete_by": 20261122},
    ],
)
def test_a_share_of_another_shape_is_refused(changes):
    with pytest.raises(NotOurs):
        read_share(share(**changes))


def test_account_numbers_go_out_of_every_text():
    value = {
        "cells": {"account_tail": "7788", "note": "card 7788, and 4111 1111 1111 1111; 77881 and 1,7788.50 stay"},
        "blocks": ["6222-0210-0111-2222-333 at the bank", {"rows": [["7788"]]}],
        "number": 7788,
    }
    hidden = without_numbers(value, {"7788"})
    assert hidden["cells"] == {"note": "card ****, and ****; 77881 and 1,7788.50 stay"}
    assert hidden["blocks"] == ["**** at the bank", {"rows": [["****"]]}]
    assert hidden["number"] == 7788


def test_a_short_tail_or_none_hides_no_figures():
    assert without_numbers({"a": "12 and 7"}, {"12", ""}) == {"a": "12 and 7"}


def test_the_contents_are_in_one_form():
    facts = share()
    assert json.loads(canonical(facts)) == facts
