"""A chain that was changed anywhere is found out, and its first bad link is named; one that was not passes."""

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.canonical import canonical
from planner.evidence.chain import CONTENT, HEAD, LINK, MISSING, MORE, NOTHING, NUMBER, Fault, Head, first_fault, linked
from planner.evidence.custody import BadLine, custody_lines, read_custody
from planner.sealing import GENESIS, leaf_of, link_of, sealed_content

SAID = ("Pay today.", "今天必须还。", "", "a\nb", "—")


def content(number, said="x", withdrawn=False):
    return sealed_content(
        number=number,
        salt=f"{number:032x}",
        entry=number,
        version=1,
        kind="contact",
        body=canonical({"at": "2026-11-02T22:30:00-05:00", "said": said}),
        written_at="2026-11-27T10:00:00.125000+00:00",
        withdrawn=withdrawn,
        found_on=None,
    )


def chain_of(saids, left_out=()):
    links = list(linked(content(number, said) for number, said in enumerate(saids, 1)))
    head = Head(len(links), links[-1].link) if links else NOTHING
    return [link._replace(content=None) if link.number in left_out else link for link in links], head


logs = st.lists(st.sampled_from(SAID), min_size=1, max_size=12)


def test_a_leaf_and_a_link_are_what_the_page_says():
    leaf = hashlib.sha256(b"\x00{}")
    assert leaf_of("{}") == leaf.hexdigest()
    assert link_of(GENESIS, leaf_of("{}")) == hashlib.sha256(b"\x01" + bytes(32) + leaf.digest()).hexdigest()


def test_what_is_sealed_has_whole_milliseconds_an_offset_and_no_floats():
    said = json.loads(content(3))
    assert (said["written_ms"], said["written_offset"], said["number"]) == (1795773600125, 0, 3)
    assert said["facts"] == {"at": "2026-11-02T22:30:00-05:00", "said": "x"}


@pytest.mark.parametrize(
    ("body", "written_at"),
    [
        ('{"said": "x"}', "2026-11-27T10:00:00+00:00"),
        ('{"said":"x"} ', "2026-11-27T10:00:00+00:00"),
        ('{"said":"e\u0301"}', "2026-11-27T10:00:00+00:00"),
        ('{"said":1.0}', "2026-11-27T10:00:00+00:00"),
        ('{"said":"x"}', "2026-11-27T10:00:00Z"),
        ('{"said":"x"}', "2026-11-27T10:00:00.000001+00:00"),
        ('{"said":"x"}', "2026-11-27 10:00:00+00:00"),
        ("no JSON at all", "no time"),
        ("[" * 100_000, "2026-11-27T10:00:00+00:00"),
    ],
)
def test_no_other_text_passes_for_the_one_that_was_sealed(body, written_at):
    usual = {
        "number": 1,
        "salt": "0" * 32,
        "entry": 1,
        "version": 1,
        "kind": "contact",
        "withdrawn": False,
        "found_on": None,
    }
    one = sealed_content(body=body, written_at=written_at, **usual)
    assert one != sealed_content(body='{"said":"x"}', written_at="2026-11-27T10:00:00+00:00", **usual)
    assert one != sealed_content(body='{"said":"é"}', written_at="2026-11-27T10:00:00+00:00", **usual)
    assert one != sealed_content(body='{"said":1}', written_at="2026-11-27T10:00:00+00:00", **usual)


_FACTS = st.dictionaries(
    st.sampled_from("at said zeta entry".split()),
    st.text(st.sampled_from('aÅé\u0301\u0338\u1100\u1161\n\x01"\\<=今'), max_size=5)
    | st.integers()
    | st.none()
    | st.booleans(),
)


@given(_FACTS, st.booleans())
def test_there_is_one_form_whichever_way_it_was_made(facts, found):
    """The short ways, for what is plain or was made canonical just now, give what the long one gives."""
    text = canonical(facts)
    assert canonical({"in": [facts]}) == f'{{"in":[{text}]}}'
    usual = {"number": 7, "salt": "a" * 32, "entry": 3, "version": 2, "kind": "contact", "withdrawn": True}
    usual |= {"written_at": "2026-11-27T10:00:00.125000+00:00", "found_on": "2026-11-27" if found else None}
    sealed = sealed_content(body=text, **usual)
    assert sealed == sealed_content(body=str(text), **usual) == canonical(json.loads(sealed))
    assert json.loads(sealed)["facts"] == json.loads(text)


@given(logs, st.sets(st.integers(1, 12)))
def test_an_unchanged_chain_passes_and_so_it_does_after_export_and_reading_back(saids, left_out):
    links, head = chain_of(saids, left_out)
    assert first_fault(links, head) is None
    assert first_fault(links, head, head) is None
    for known in links:
        assert first_fault(links, head, Head(known.number, known.link)) is None
    assert read_custody(b"".join(custody_lines(links, head))) == (links, head)


def test_a_chain_that_has_not_begun_passes():
    assert first_fault([], NOTHING) is None
    assert read_custody(b"".join(custody_lines([], NOTHING))) == ([], NOTHING)


@given(logs, st.data())
def test_whatever_is_done_to_its_links_the_first_bad_one_is_named(saids, data):
    links, head = chain_of(saids)
    count = len(links)
    at = data.draw(st.integers(0, count - 1))
    other = data.draw(st.integers(0, count - 1))
    strange, _ = chain_of(["somebody else's"] * count)
    made = {
        "row cut": (links[:at] + links[at + 1 :], Fault(at + 1, NUMBER if at < count - 1 else MISSING)),
        "head cut": (links[at + 1 :], Fault(1, NUMBER if at < count - 1 else MISSING)),
        "tail cut": (links[:at], Fault(at + 1, MISSING)),
        "doubled": (links[: at + 1] + links[at:], Fault(at + 2, NUMBER)),
        "another's link": (
            links[:at] + [strange[at]] + links[at + 1 :],
            Fault(at + 2 if at == 0 and count > 1 else at + 1, HEAD if at == 0 and count == 1 else LINK),
        ),
        "put in": (links[:at] + [links[at]._replace(number=at + 1)] + links[at:], Fault(at + 2, NUMBER)),
        "one more": ([*links, *linked([content(count + 1)], head)], Fault(count + 1, MORE)),
    }
    if at != other:
        swapped = list(links)
        swapped[at], swapped[other] = links[other], links[at]
        made["swapped"] = (swapped, Fault(min(at, other) + 1, NUMBER))
        renumbered = [link._replace(number=number) for number, link in enumerate(swapped, 1)]
        if (links[at].leaf, links[at].link) != (links[other].leaf, links[other].link):
            made["swapped and numbered anew"] = (renumbered, Fault(min(at, other) + 1, LINK))
    for what, (changed, fault) in made.items():
        assert first_fault(changed, head) == fault, what


@given(logs, st.data())
def test_every_field_of_every_link_is_bound(saids, data):
    links, head = chain_of(saids)
    at = data.draw(st.integers(0, len(links) - 1))
    link = links[at]
    for changed, why in (
        (link._replace(content=link.content.replace('"withdrawn":false', '"withdrawn":true')), CONTENT),
        (link._replace(content=link.content.replace('"salt":"0', '"salt":"1')), CONTENT),
        (link._replace(leaf=_other(link.leaf)), CONTENT),
        (link._replace(content=None, leaf=_other(link.leaf)), LINK),
        (link._replace(link=_other(link.link)), LINK),
        (link._replace(link=link.link.upper() + " "), LINK),
        (link._replace(leaf="", content=None), LINK),
        (link._replace(number=link.number + 1), NUMBER),
    ):
        assert first_fault([*links[:at], changed, *links[at + 1 :]], head) == Fault(at + 1, why)


@given(logs, st.integers(0, 63))
def test_every_change_of_the_head_is_found(saids, place):
    links, head = chain_of(saids)
    count = head.length
    assert first_fault(links, head._replace(link=_other(head.link, place))) == Fault(count, HEAD)
    assert first_fault(links, head._replace(length=count + 1)) == Fault(count + 1, MISSING)
    assert first_fault(links, head._replace(length=count * 2 + 1)) == Fault(count + 1, MISSING)
    assert first_fault(links, head._replace(length=count - 1)) == Fault(count, MORE)
    assert first_fault(links, NOTHING) == Fault(1, MORE)


@given(logs, st.data())
def test_a_head_that_was_kept_apart_finds_a_tail_that_was_cut_and_a_log_that_was_made_anew(saids, data):
    """Both are whole in themselves: without a head from elsewhere nobody could tell."""
    links, head = chain_of(saids)
    at = data.draw(st.integers(0, len(links) - 1))
    cut, cut_head = links[:at], Head(at, links[at - 1].link if at else GENESIS)
    assert first_fault(cut, cut_head) is None
    assert first_fault(cut, cut_head, head) == Fault(at + 1, MISSING)
    anew, anew_head = chain_of(["other"] * len(links))
    assert first_fault(anew, anew_head) is None
    assert first_fault(anew, anew_head, head) == Fault(len(links), HEAD)
    longer, longer_head = chain_of(["other"] * (len(links) + 3))
    assert first_fault(longer, longer_head, head) == Fault(len(links), HEAD)
    assert (
        first_fault(anew, anew_head, head, anew_head) is None
    )  # one of them is enough, while a backup is brought back


@settings(max_examples=10, deadline=None)  # a slow machine is no fault
@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=3), st.sets(st.integers(1, 3)), st.integers(0, 7))
def test_every_byte_of_the_custody_file_is_bound_and_the_entry_it_belongs_to_is_named(saids, left_out, bit):
    links, head = chain_of(saids, left_out)
    whole = b"".join(custody_lines(links, head))
    ends = [place for place, byte in enumerate(whole) if byte == 10]
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << bit
        line = 1 + sum(1 for end in ends if end < place)
        found = fault_of(bytes(changed))
        assert found == line if line <= len(links) else found is not None, (
            place,
            bytes(changed)[place - 20 : place + 20],
        )


@given(logs, st.data())
def test_lines_that_are_cut_doubled_moved_or_put_in_are_found(saids, data):
    links, head = chain_of(saids)
    lines = list(custody_lines(links, head))
    at, other = (data.draw(st.integers(0, len(links) - 1)) for _ in range(2))
    assert fault_of(b"".join(lines[:at] + lines[at + 1 :])) == at + 1
    assert fault_of(b"".join(lines[at:])) == (1 if at else None)
    assert fault_of(b"".join(lines[:at] + lines[-1:])) == at + 1
    assert fault_of(b"".join(lines[: at + 1] + lines[at:])) == at + 2
    assert fault_of(b"".join(lines[:at] + [b"{}\n"] + lines[at:])) == at + 1
    assert fault_of(b"".join(lines[:-1])) is not None
    assert fault_of(b"".join(lines)[:-1]) is not None
    assert fault_of(b"".join(lines) + b"\n") is not None
    if at != other:
        lines[at], lines[other] = lines[other], lines[at]
        assert fault_of(b"".join(lines)) == min(at, other) + 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\n\n",
        b"x",
        b"[]\n",
        b'{"head":1}\n',
        b'{"head":{"count":true,"link":"' + b"0" * 64 + b'"}}\n',
        b"\xff\n",
    ]
    + [
        b"[" * 200_000 + b"\n",
        b'{"head":{"count":' + b"9" * 9000 + b"}}\n",
        '{"head":"\ud800"}\n'.encode(errors="surrogatepass"),
    ],
)
def test_what_is_no_custody_file_is_told_by_its_first_line(content):
    with pytest.raises(BadLine):
        read_custody(content)


def fault_of(content):
    """Return the first bad entry of a custody file; None where there is none."""
    try:
        links, head = read_custody(content)
    except BadLine as line:
        return line.number
    fault = first_fault(links, head)
    return fault and fault.number


def _other(text, place=5):
    return text[:place] + ("0" if text[place] != "0" else "1") + text[place + 1 :]
