"""Backups of a phone are read to the last entry that is whole, whatever stands in them; nothing is dropped without a word."""

import codecs
import hashlib
import json
import os
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputProblems
from planner.i18n import translator
from planner.imports.readers import open_file, read_file
from planner.imports.records import How, Record, Remark, Skipped, Stopped, record_as_json
from planner.imports.source import Source
from planner.services.import_enclosed import decoded
from tests.phone import DAY, JAN_1, backup, call, mms, sms

SHANGHAI = How(ZoneInfo("Asia/Shanghai"), "Asia/Shanghai", date(2026, 11, 27))


@pytest.fixture
def read(tmp_path):
    """Write a file and read it: its records, what was skipped, and what is said of the whole."""

    def run(content, how=SHANGHAI, name="sms.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        source, found = open_file(str(path))
        items = list(read_file(source, found, how))
        assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        return (
            [item for item in items if isinstance(item, Record)],
            [(str(item.where), _said(item.why)) for item in items if isinstance(item, Skipped)],
            [_said(item.words) for item in items if isinstance(item, Remark)],
        )

    return run


def _said(text):
    return translator("en")(text)


def everything_of(path, how=SHANGHAI, items=None):
    source, found = open_file(str(path))
    items = [] if items is None else items
    items.extend(read_file(source, found, how))
    return items


def refusal(path):
    with pytest.raises(InputProblems) as fault:
        everything_of(path)
    (problem,) = fault.value.problems
    return _said(problem.message)


def test_a_message_is_read_with_its_instant_on_the_clock_of_the_person(read):
    text = sms("+8613800138000", "您的借款已逾期 龑", 1_609_459_200_000, date_sent=1_609_459_190_000, contact_name="李")
    ((record,), skipped, remarks) = read(backup(text))
    assert record_as_json(record) == {
        "at": "2021-01-01T08:00:00+08:00",
        "tz": "Asia/Shanghai",
        "precision": "s",
        "channel": "sms",
        "app": None,
        "from": "other",
        "number": "+8613800138000",
        "name": "李",
        "text": "您的借款已逾期 龑",
        "duration_s": None,
        "outcome": "delivered",
        "attachments": [],
        "where": "element 1",
        "sent_at": "2021-01-01T07:59:50+08:00",
    }
    assert (record.sim, skipped, remarks) == ("1", [], [])


@pytest.mark.parametrize(
    ("type_", "seconds", "expected"),
    [
        (1, 125, ("other", "call", "conversation")),
        (1, 0, ("other", "call", "")),
        (2, 30, ("me", "call", "conversation")),
        (2, 0, ("me", "call", "rang-out")),
        (3, 0, ("other", "call", "rang-out")),
        (4, 12, ("other", "call", "voicemail")),
        (5, 0, ("other", "call", "declined")),
        (6, 0, ("other", "call", "declined")),
    ],
)
def test_what_came_of_a_call_follows_its_type_and_its_length(read, type_, seconds, expected):
    ((record,), _, _) = read(backup(call(type_=type_, duration=seconds), root="calls"))
    assert (record.sender, record.channel, record.outcome) == expected
    assert record.duration_s == seconds


@pytest.mark.parametrize("number", ["-1", "", "null", "Private", "-2"])
def test_a_hidden_number_is_said_to_be_hidden_and_not_guessed(read, number):
    ((record,), _, _) = read(backup(call(number=number), root="calls"))
    assert (record.number, record.is_hidden) == ("", True)
    ((restricted,), _, _) = read(backup(call(presentation=2), root="calls"))
    assert restricted.is_hidden


def test_what_was_not_sent_or_is_no_message_is_skipped_with_the_reason(read):
    entries = [sms(type_=kind) for kind in (3, 4, 5, 6, 9)] + [sms(date="bad"), sms(date=0), sms(date="9" * 30)]
    entries += [mms(box=3), mms(m_type=134), mms(date="")]
    records, skipped, remarks = read(backup(*entries, sms()))
    assert len(records) == 1
    assert [place for place, _ in skipped] == [f"element {n}" for n in range(1, 12)]
    assert [why for _, why in skipped] == [
        "a draft that was never sent",
        "it was still waiting to be sent",
        "it could not be sent",
        "it was still waiting to be sent",
        '"9" is no kind of message or call that is known',
        'its date "bad" is no time',
        'its date "0" is no time',
        f'its date "{"9" * 30}" is no time',
        "a draft that was never sent",
        "a report about a message, no message",
        'its date "" is no time',
    ]
    assert remarks == []


def test_what_is_null_is_nothing(read):
    ((record,), _, _) = read(backup(sms(body="null", contact_name="null", subject="null", sub_id="null")))
    assert (record.text, record.name, record.subject, record.sim, record.sent_at) == ("", "", "", "", None)


def test_a_picture_message_brings_its_texts_and_its_files_where_they_can_be_read(read, tmp_path):
    photo, sound = b"\x89PNG\r\n" + bytes(range(256)) * 900, b"#!AMR\n" + bytes(5)
    one = mms(
        texts=("first", "second"), files=[("image/png", "信 1.png", photo), ("audio/amr", "a.amr", sound)], sub="Hi"
    )
    ((_, record), _, _) = read(backup(sms(), one))
    assert (record.text, record.subject) == ("first\nsecond", "Hi")
    assert [(file.name, file.kind) for file in record.enclosed] == [("信 1.png", "image/png"), ("a.amr", "audio/amr")]
    reader = Source(str(tmp_path / "sms.xml")).reader()
    assert [b"".join(decoded(reader.read(file.content))) for file in record.enclosed] == [photo, sound]
    reader.close()


def test_a_group_message_is_from_who_wrote_it(read):
    roles = [("+12025550102", 137), ("+12025550101", 151), ("+12025550103", 151)]
    ((record,), _, _) = read(backup(mms("+12025550101~+12025550102~+12025550103", addresses=roles)))
    assert record.number == "+12025550102"
    assert record.with_numbers == ("+12025550101", "+12025550103")
    ((mine,), _, _) = read(backup(mms("+12025550101~+12025550102", box=2)))
    assert (mine.sender, mine.number) == ("me", "+12025550101")
    ((token,), _, _) = read(backup(mms("", addresses=[("insert-address-token", 137)])))
    assert (token.number, token.is_hidden) == ("", True)


def test_pairs_of_references_are_joined_and_other_signs_that_no_text_may_have_are_counted(read):
    body = "a &#55357;&#56832; b &#x1F30D; &#xD83D;&#xDE42; &#55357; x &#56832; &#x11; &#0; &#xFFFE; &lt;&#10;c"
    raw = sms(body="BODY").replace("BODY", body)
    ((record,), _, remarks) = read(backup(raw))
    assert record.text == "a 😀 b 🌍 🙂 � x � � � � <\nc"
    assert remarks == ["5 signs that no text may have were replaced by a question mark."]


def test_the_piece_of_the_file_of_an_entry_is_exact(read, tmp_path):
    raws = [
        sms(body="BODY").replace("BODY", "&#55357;&#56832;&#x11;"),
        mms(files=[("image/jpeg", "b.jpg", b"\xff\xd8" + bytes(9000))]).replace("</mms>", "</mms >"),
        call(),
        mms(files=[("image/jpeg", "c.jpg", b"\xff\xd8")]),
        '<sms date="1" address="1" type="1" body="a &gt; b > c"></sms>',
    ]
    records, _, _ = read(backup(*raws).replace("<smses", "<!-- <sms in a comment --><smses"))
    reader = Source(str(tmp_path / "sms.xml")).reader()
    assert [b"".join(reader.read(record.raw)).decode() for record in records] == raws
    reader.close()


@pytest.mark.parametrize(
    ("encode", "declared"),
    [
        (lambda text: codecs.BOM_UTF8 + text.encode(), "UTF-8"),
        (lambda text: text.encode("utf-16"), "UTF-16"),
        (lambda text: text.encode("utf-16-be"), "UTF-16"),
        (lambda text: text.encode("gb18030"), "GB18030"),
    ],
)
def test_other_encodings_say_the_same(read, tmp_path, encode, declared):
    text = backup(
        sms(body="今天还 €"), mms(texts=("图",), files=[("image/gif", "g.gif", b"GIF8" * 700)]), sms(body="完")
    )
    content = encode(text.replace("UTF-8", declared))
    records, skipped, remarks = read(content)
    assert [record.text for record in records] == ["今天还 €", "图", "完"]
    assert (skipped, remarks) == ([], [])
    reader = Source(str(tmp_path / "sms.xml")).reader()
    assert b"".join(decoded(reader.read(records[1].enclosed[0].content))) == b"GIF8" * 700
    assert b"".join(reader.read(records[0].raw)).decode() == sms(body="今天还 €")  # back again, out of order
    reader.close()


def test_bytes_that_are_not_of_their_encoding_are_counted_and_the_rest_is_read(read, tmp_path):
    content = (
        backup(sms(body="before"), sms(body="BAD"), sms(body="after 龑")).encode().replace(b"BAD", b"\xff\xfe\xc3")
    )
    records, _, remarks = read(content)
    assert [record.text for record in records] == ["before", "���", "after 龑"]
    assert remarks == ["3 signs that no text may have were replaced by a question mark."]


def test_a_file_that_is_cut_anywhere_gives_every_entry_before_the_cut(read):
    entries = [sms(body=f"number {n} 龑", date=JAN_1 + n) for n in range(3)]
    entries.append(mms(files=[("image/png", "p.png", bytes(300))], date=JAN_1 + 5))
    whole = backup(*entries).encode()
    ends = [whole.index(entry.encode()) + len(entry.encode()) for entry in entries]
    begins = [whole.index(entry.encode()) for entry in entries]
    for cut in range(whole.index(b"<smses"), len(whole) - 1, 7):
        try:
            records, skipped, remarks = read(whole[:cut])
        except InputProblems:
            assert cut < begins[0]  # not even the name of the root is whole
            continue
        assert len(records) == sum(end <= cut for end in ends)
        inside = any(begin + 5 <= cut < end for begin, end in zip(begins, ends, strict=True))
        assert bool(skipped) == inside
        assert any("breaks off" in remark for remark in remarks)


def test_a_break_in_the_middle_is_said_with_its_line(read):
    content = backup(sms(body="one"), sms(body="two")).replace('body="two"', 'body="two')
    records, skipped, remarks = read(content)
    assert [record.text for record in records] == ["one"]
    assert skipped == [("element 2", "the file breaks off inside it")]
    assert remarks == ["The file breaks off at line 4. Everything before it was read."]


def test_a_wrong_count_is_said_and_believed_by_nobody(read):
    records, _, remarks = read(backup(sms(), sms(), count=2444))
    assert len(records) == 2
    assert remarks == ["The file says that it has 2444 entries; there are 2 in it."]


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<?xml version="1.0"?><!DOCTYPE smses SYSTEM "file:///etc/hostname">',
        '<!DOCTYPE smses [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        "<!DOCTYPE smses>",
    ],
)
def test_a_document_type_is_refused_before_anything_of_it_is_read(tmp_path, head):
    path = tmp_path / "sms.xml"
    path.write_text(backup(sms(body="BODY").replace("BODY", "&i; &x;"), head=head), "utf-8")
    assert "DOCTYPE" in refusal(path)


def test_an_entity_that_nobody_declared_breaks_the_file_there(read):
    records, skipped, remarks = read(backup(sms(), sms(body="BODY").replace("BODY", "&boom;"), sms()))
    assert (len(records), len(skipped), len(remarks)) == (1, 1, 1)


def test_a_huge_sparse_file_is_refused_or_read_to_its_break_in_little_memory(tmp_path):
    empty = tmp_path / "sms.xml"
    with empty.open("wb") as file:
        file.truncate(2_000_000_000)
    assert refusal(empty).startswith("is a file that Ashore cannot read")
    with empty.open("r+b") as file:
        file.write(backup(sms()).replace("</smses>", "").encode())
    stops, items = iter([False] * 40 + [True] * 100), []
    with pytest.raises(Stopped):
        everything_of(empty, SHANGHAI._replace(stopped=lambda: next(stops)), items)
    assert [type(item) for item in items] == [Record, Remark]


def test_a_tag_without_an_end_does_not_fill_the_memory(read, monkeypatch):
    monkeypatch.setattr("planner.imports.tags.MOST_OF_A_TAG", 200_000)
    records, skipped, remarks = read(backup(sms(), sms(body="x" * 900_000), sms()))
    assert (len(records), len(skipped), len(remarks)) == (1, 1, 1)


def test_a_photo_of_any_size_passes_by(read, tmp_path):
    photo = os.urandom(3_000_000)
    records, _, _ = read(backup(mms(files=[("image/jpeg", "large.jpg", photo)]), sms()))
    assert len(records) == 2
    reader = Source(str(tmp_path / "sms.xml")).reader()
    assert b"".join(decoded(reader.read(records[0].enclosed[0].content))) == photo
    reader.close()


def test_words_that_look_like_a_photo_stay_words(read):
    body = "he wrote data='QUJD' <part data=\"QUJD\"> &"
    ((record,), _, _) = read(backup(sms(body=body)))
    assert record.text == body
    ((quoted,), _, _) = read(backup(mms(texts=['say data="QUJD"', "x"])))
    assert quoted.text == 'say data="QUJD"\nx'


def test_base64_with_blanks_or_a_cut_end_gives_what_there_is():
    assert b"".join(decoded(iter([b"QU", b"J\r\n D", b"RA=="]))) == b"ABCD"
    assert b"".join(decoded(iter([b"QUJDR"]))) == b"ABC"
    assert b"".join(decoded(iter([b"QUJDRE"]))) == b"ABCD"
    assert b"".join(decoded(iter([b"", b"====", b"!"]))) == b""


def test_an_unknown_element_is_counted_and_named(read):
    _, skipped, _ = read(backup(sms(), "<rcs a='1'/>"))
    assert skipped == [("element 2", '"rcs" is no message and no call')]


def test_days_are_those_of_the_clock_it_is_read_on(read):
    late = JAN_1 + DAY - 60_000
    ((record,), _, _) = read(backup(sms(date=late)))
    assert record.at.isoformat() == "2026-01-02T07:59:00+08:00"
    ((west,), _, _) = read(backup(sms(date=late)), How(ZoneInfo("America/New_York"), "", date(2026, 11, 27)))
    assert west.at.isoformat() == "2026-01-01T18:59:00-05:00"


HARM = [b"<", b">", b"&", b'"', b"\0", b"&#55357;", b"<part data='", b"</mms>", b"<!--", b"]]>", b"<![CDATA[", b"\xff"]
SOME = backup(
    sms(body="a 龑 🙂"),
    mms(files=[("image/png", "p.png", b"p" * 90)], addresses=[("+1", 137)]),
    sms(body="b &amp;", date=JAN_1 + 9),
    call(),
).encode()


@given(
    st.lists(
        st.tuples(st.integers(0, len(SOME)), st.integers(0, 30), st.binary(max_size=8) | st.sampled_from(HARM)),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 400),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_a_backup_is_harmed_it_is_read_or_refused_and_all_is_accounted_for(tmp_path, monkeypatch, harms, piece):
    monkeypatch.setattr("planner.imports.source.PIECE", piece)
    content = SOME
    for at, length, new in harms:
        content = content[:at] + new + content[at + length :]
    path = tmp_path / "harmed.xml"
    path.write_bytes(content)
    try:
        items = everything_of(path)
    except InputProblems as fault:
        assert len(fault.problems) == 1  # noqa: PT017  one sentence, whatever it is
        return
    entries = [item for item in items if not isinstance(item, Remark)]
    assert [item.where.number for item in entries] == list(range(1, len(entries) + 1))
    source = Source(str(path))
    source.check(SHANGHAI)
    reader = source.reader()
    for record in (item for item in items if isinstance(item, Record)):
        json.dumps(record_as_json(record))
        raw = b"".join(reader.read(record.raw))
        assert (raw[:1], raw[-1:]) == (b"<", b">")
    reader.close()
