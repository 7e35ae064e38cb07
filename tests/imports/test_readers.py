"""What a file is, is said in one sentence: read, not read yet, or nothing that is known here. Never guessed, never a crash."""

import json
import os
import stat
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputProblems
from planner.i18n import translator
from planner.imports.numbers import Numbers, is_same
from planner.imports.readers import FORMATS, NAMES, READ, open_file
from tests.phone import backup, call, sms

LATER = {
    "card.vcf": ("BEGIN:VCARD\r\nVERSION:2.1\r\nTEL:+1 202 555 0101\r\nEND:VCARD\r\n", "a contact card (vCard)"),
    "all.mbox": ("From a@example.org Mon Jan  1 00:00:00 2026\nFrom: a@example.org\n\nhi\n", "a mailbox (mbox)"),
    "one.eml": ("Return-Path: <a@example.org>\nReceived: from x\n by y\nSubject: Pay\n\nnow\n", "an e-mail"),
    "plain.txt": ("From: a@example.org\nTo: b@example.org\nSubject: Pay\n\nnow\n", "an e-mail"),
    "chat.txt": (
        "12/07/2017, 22:35 - Messages are encrypted\n12/07/2017, 22:36 - Ana: hi\nand more\n",
        "a chat, as WhatsApp exports one",
    ),
    "_chat.txt": (
        "\u200e[20.06.19, 15:58:47] A: hi\n\u200e[20.06.19, 15:58:49] A: ho\n",
        "a chat, as WhatsApp exports one",
    ),
    "zh.txt": ("2024/01/02 下午3:04 - 甲: 在吗\n2024/01/02 下午3:05 - 乙: 在\n", "a chat, as WhatsApp exports one"),
    "chat.csv": (
        "Chat Session,Message Date,Service,Type,Sender ID\nx,2020-01-01 12:00:00,SMS,Incoming,+1",
        "a table of iMazing",
    ),
    "bill.csv": (
        "起始时间,通信地点,通信方式,对方号码,通信时长\n2026-01-01 10:00:00,北京,被叫,10086,1分\n",
        "a call list of a phone company",
    ),
    "wx.json": ('{"weflow":{},"session":{"wxid":"a"},"messages":[]}', "a WeChat export (JSON)"),
    "telegram.json": ('{"messages":[{"type":"message","from":"A"}]}', "JSON of another program"),
    "lines.jsonl": ('{"id":"ST_0","text":"还款"}\n{"id":"ST_1"}\n', "JSON of another program"),
    "call.html": (
        '<?xml version="1.0"?><html><body><div class="haudio">Missed</div></body></html>',
        "a page of Google Voice",
    ),
    "page.html": ("<!DOCTYPE html><html><p>smses</p></html>", "a web page"),
    "other.xml": ("<?xml version='1.0'?><alllogs><log number='1'/></alllogs>", "XML of another kind"),
    "photo.jpg": ("\xff\xd8\xff\xe0", "a picture"),
    "letter.pdf": ("%PDF-1.7\n", "a PDF"),
}


def refusal(path, name="auto"):
    with pytest.raises(InputProblems) as fault:
        open_file(str(path), name)
    (problem,) = fault.value.problems
    return translator("en")(problem.message)


@pytest.mark.parametrize("name", LATER)
def test_what_is_not_read_yet_is_named(tmp_path, name):
    content, kind = LATER[name]
    path = tmp_path / name
    path.write_bytes(content.encode("latin-1" if name == "photo.jpg" else "utf-8"))
    said = refusal(path)
    assert said == f"is {kind}; Ashore cannot read that yet. It reads: ashore-csv, sms-backup-restore"


def test_the_formats_are_those_of_the_contract():
    assert set(NAMES) == set(
        "ashore-csv sms-backup-restore whatsapp imazing-csv google-voice email mbox carrier-csv wechat-json vcard".split()
    )
    assert READ == ("ashore-csv", "sms-backup-restore")
    assert len(NAMES) == len(FORMATS)


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (backup(sms()), "a.xml", "sms-backup-restore"),
        (backup(call(), root="calls"), "b.txt", "sms-backup-restore"),
        (backup(head=""), "c.xml", "sms-backup-restore"),
        ("at,from,channel\n2026-01-01,collector,call\n", "d.csv", "ashore-csv"),
        ("\ufeff\nAT;Channel\n2026-01-01;call\n", "e.txt", "ashore-csv"),
    ],
)
def test_what_is_read_is_known_by_what_is_in_it_and_not_by_its_name(tmp_path, content, name, expected):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    assert open_file(str(path))[1].id == expected


def test_a_zip_is_not_unpacked_however_it_is_called(tmp_path):
    path = tmp_path / "sms.xml"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("sms.xml", backup(sms(body="0" * 30_000_000)))
    assert path.stat().st_size < 100_000
    for name in ("auto", "sms-backup-restore", "ashore-csv"):
        assert refusal(path, name) == "is a ZIP archive; unpack it, and import the file that is in it"


def test_what_is_no_file_is_said(tmp_path):
    assert refusal(tmp_path) == "is a folder; name a file"
    assert refusal(tmp_path / "none.xml") == "cannot be found; check the name and the folder"
    assert refusal("a\0b") == "cannot be opened; check that you may read it"
    (tmp_path / "empty.xml").touch()
    assert refusal(tmp_path / "empty.xml") == "is empty"
    os.mkfifo(tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert refusal(tmp_path / "pipe") == "is no file; name the file that was saved"  # and nothing waits for it


def test_a_format_that_was_named_and_is_another_is_refused(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,balance\nCard,3\n", "utf-8")
    assert refusal(path, "sms-backup-restore") == "is no backup of SMS Backup & Restore (XML)"
    assert refusal(path).startswith("is a table without the columns of a contact log")
    path.write_text(backup(sms()), "utf-8")
    assert refusal(path, "whatsapp").startswith("is a chat, as WhatsApp exports one; Ashore cannot read that yet")


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_format_or_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    try:
        source, found = open_file(str(path))
    except InputProblems as fault:
        faults = fault.problems
    else:
        faults = ()
        assert (found.id in READ, source.size) == (True, len(content))
    assert len(faults) < 2


def test_a_number_is_the_same_with_and_without_the_code_of_its_country():
    same = [
        ("+1 646 555 0142", "(646) 555-0142"),
        ("+1 646 555 0142", "16465550142"),
        ("+8613800138000", "138-0013-8000"),
        ("+44 7911 123456", "07911 123456"),
        ("0044 7911 123456", "+447911123456"),
        ("+61412345678", "0412 345 678"),
        ("+852 9123 4567", "91234567"),
        ("HSBC", "hsbc "),
        ("95588", "95588"),
    ]
    other = [
        ("+1 646 555 0142", "+44 646 555 0142"),
        ("95588", "1095588"),
        ("+8613800138000", "+8613900138000"),
        ("10690000123", "10690000124"),
        ("5550142", "6465550142"),
        ("", "12"),
    ]
    assert [pair for pair in same if not is_same(*pair) or not is_same(*reversed(pair))] == []
    assert [pair for pair in other if is_same(*pair) or is_same(*reversed(pair))] == []


@given(st.lists(st.text("0123456789+- ()ab", max_size=16), max_size=12))
@settings(deadline=None)
def test_a_number_always_has_the_same_key(said):
    book = Numbers()
    keys = [book.key(one) for one in said]
    assert keys == [book.key(one) for one in said]
    assert json.dumps(keys)
