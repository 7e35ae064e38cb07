"""A bundle that was handed out passes, with our check and with everybody else's tools; one that was changed anywhere does not."""

import hashlib
import io
import json
import os
import random
import re
import shutil
import struct
import subprocess
import time
import unicodedata
import zipfile
from pathlib import Path

import bagit
import pytest

from planner.canonical import canonical
from planner.evidence.bag import TAGS, Digests, digests_of, is_payload_name, tag_files
from planner.evidence.bundle import CUSTODY, EXTRACT, TABLE
from planner.evidence.verify import verify_bundle
from tests.evidence.small_bundle import LETTER_NAME, small_bundle, written, written_folder


@pytest.fixture
def bundle(tmp_path):
    return written(tmp_path)


@pytest.fixture
def bag(tmp_path):
    return written_folder(tmp_path)


def refused(path):
    """Check a bundle that is not as it was; return what was said."""
    verdict = verify_bundle(path)
    assert not verdict.unchanged
    assert verdict.why.id
    assert verdict.why.id.format(**verdict.why.blanks).isprintable()
    return verdict


def made_anew(bag):
    """Write the manifests of a changed bag anew, as somebody would who knows how they are made."""
    payload = {
        path.relative_to(bag).as_posix(): digests_of(path.read_bytes())
        for path in sorted((bag / "data").rglob("*"))
        if path.is_file()
    }
    for name, content in tag_files(payload).items():
        (bag / name).write_bytes(content)


def test_a_bundle_passes_as_zip_as_folder_and_unpacked(bundle, bag, tmp_path):
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(bundle) as archive:
        assert archive.testzip() is None
        archive.extractall(unpacked)
    verdicts = [verify_bundle(path) for path in (bundle, bag, unpacked, unpacked / "bundle")]
    assert all(verdict.unchanged for verdict in verdicts), verdicts[0].why
    assert {verdict.head for verdict in verdicts} == {verdicts[0].head}
    assert verdicts[0].head.length == 6
    assert verdicts[0].extract["left_out"]["because"] == ["own-words"]


def test_the_same_content_gives_the_same_bytes(bundle, tmp_path):
    assert bundle.read_bytes() == written(tmp_path, "again.zip").read_bytes()


def test_the_tools_of_everybody_agree(bag):
    assert bagit.Bag(str(bag)).validate()
    for tool in ("sha256sum", "sha512sum"):
        if shutil.which(tool):
            manifest = f"manifest-{tool.removesuffix('sum')}.txt"
            done = subprocess.run([tool, "--strict", "-c", manifest], cwd=bag, capture_output=True, text=True)
            assert (done.returncode, done.stderr) == (0, "")
    harmed = bag / LETTER_NAME
    harmed.write_bytes(harmed.read_bytes()[:-1])
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()
    assert refused(bag).entry == 1


def test_how_to_check_it_stands_in_it_in_both_languages_and_claims_nothing(bag):
    text = (bag / "data/HOW-TO-VERIFY.txt").read_text("utf-8")
    assert "sha256sum -c manifest-sha256.txt" in text
    assert "bagit" in text
    assert re.search("[\u4e00-\u9fff]{10}", text)
    assert small_bundle().files[CUSTODY].digests.sha256
    for claim in ("proves", "authentic", "court-proof", "legally valid", "guarantee", "证明属实", "法律效力", "司法"):
        assert claim not in text


def test_every_byte_of_the_zip_is_bound(bundle):
    """All bytes of what holds it together, and many of what is in it."""
    whole = bundle.read_bytes()
    heads = [match.start() for match in re.finditer(rb"PK\x03\x04|PK\x01\x02|PK\x05\x06", whole)]
    places = {place for head in heads[::3] for place in range(head, min(len(whole), head + 50))}
    dice = random.Random(7)
    places |= set(dice.sample(range(len(whole)), 150))
    for place in sorted(places):
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        bundle.write_bytes(changed)
        refused(bundle)


def test_a_zip_that_was_cut_or_grown_is_found(bundle):
    whole = bundle.read_bytes()
    for length in {0, 1, 2, 3, 30, *random.Random(1).sample(range(len(whole)), 40), len(whole) - 1}:
        bundle.write_bytes(whole[:length])
        refused(bundle)
    for more in (whole + b"\0", b"\0" + whole, b"PK" + whole, whole + whole):
        bundle.write_bytes(more)
        refused(bundle)


@pytest.mark.parametrize(
    ("name", "change", "entry"),
    [
        (LETTER_NAME, lambda old: old[:-1] + b"x", 1),
        (CUSTODY, lambda old: old.replace(b'"said":"=Pay today."', b'"said":"=Pay nothing"'), 1),
        (CUSTODY, lambda old: old.replace("今天".encode(), "明天".encode()), 2),
        (CUSTODY, lambda old: old[: old.rindex(b"\n", 0, -1)], None),
        (EXTRACT, lambda old: old.replace(b"=Pay today.", b"=Pay nothing"), 1),
        (EXTRACT, lambda old: old + b"\n", None),
        (TABLE, lambda old: old.replace(b"Pay", b"pay"), 1),
        (TABLE, lambda old: old.replace("今天".encode(), "明天".encode()), 2),
        (TABLE, lambda old: b"".join(old.splitlines(keepends=True)[:-1]), 4),
        ("data/HOW-TO-VERIFY.txt", lambda old: old + b" ", None),
    ],
)
def test_a_changed_file_is_named_and_with_it_the_first_bad_entry(bag, name, change, entry):
    path = bag / name
    held = path.read_bytes()
    assert change(held) != held
    path.write_bytes(change(held))
    verdict = refused(bag)
    assert verdict.file == name
    assert verdict.entry == entry or (entry is None and name == CUSTODY)


@pytest.mark.parametrize(
    ("name", "change", "entry"),
    [
        (LETTER_NAME, lambda old: old[:-1] + b"x", 1),
        (CUSTODY, lambda old: old.replace(b'"said":"=Pay today."', b'"said":"=Pay nothing"'), 1),
        (CUSTODY, lambda old: old.replace("今天".encode(), "明天".encode()), 2),
        (CUSTODY, lambda old: b"".join(old.splitlines(keepends=True)[1:]), 1),
        (EXTRACT, lambda old: old.replace(b"=Pay today.", b"=Pay nothing"), 1),
        (EXTRACT, lambda old: old.replace(b"asked-stop-all:written", b"asked-stop-all:spoken"), 4),
        (EXTRACT, lambda old: old.replace(b'"links":[1,3]', b'"links":[3]'), 1),
        (EXTRACT, lambda old: old.replace(b'"as":"whole"', b'"as":"without-names"', 1), 1),
        (EXTRACT, lambda old: old.replace(b'"links":1,', b'"links":0,'), None),
        (EXTRACT, lambda old: old.replace(b'"count":6', b'"count":7'), None),
        (EXTRACT, lambda old: old.replace(b'"version":1', b'"version":2'), None),
        (EXTRACT, lambda old: old.replace(b'{"chain"', b'{ "chain"'), None),
        (EXTRACT, lambda _: b"[" * 200_000, None),
        (
            EXTRACT,
            lambda _: canonical({"schema": "ashore-evidence", "version": 1, "entries": 1}).encode() + b"\n",
            None,
        ),
        (TABLE, lambda old: old.replace(b"Pay", b"pay"), 1),
        (TABLE, lambda old: old.replace("今天".encode(), "明天".encode()), 2),
        (TABLE, lambda old: b"".join(old.splitlines(keepends=True)[:-1]), 4),
    ],
)
def test_who_makes_the_manifests_anew_around_a_change_is_found_by_the_chain(bag, name, change, entry):
    path = bag / name
    held = path.read_bytes()
    assert change(held) != held
    path.write_bytes(change(held))
    made_anew(bag)
    assert bagit.Bag(str(bag)).validate()
    verdict = refused(bag)
    assert (verdict.file, verdict.entry) == (name, entry)


def test_an_attachment_that_belongs_to_nothing_is_found(bag):
    (bag / "data/attachments/000009_12345678.jpg").write_bytes(b"x")
    made_anew(bag)
    assert refused(bag).file == "data/attachments/000009_12345678.jpg"


def put(name, content):
    def harm(bag):
        (bag / name).parent.mkdir(parents=True, exist_ok=True)
        (bag / name).write_bytes(content)

    return harm


def edit(name, change):
    def harm(bag):
        held = (bag / name).read_bytes()
        assert change(held) != held
        (bag / name).write_bytes(change(held))

    return harm


def without(name):
    return lambda bag: (bag / name).unlink()


SHA256, SHA512 = "manifest-sha256.txt", "manifest-sha512.txt"
LINE = b"0" * 64
HARMS = {
    "corrupt data file": edit(LETTER_NAME, lambda old: old + b"x"),
    "corrupt tag file": edit("bag-info.txt", lambda old: old + b"Contact-Name: me\n"),
    "extra file in the bag": put("data/extra.txt", b"x"),
    "extra file beside it": put("notes.txt", b"x"),
    "missing data file": without(LETTER_NAME),
    "missing bagit.txt": without("bagit.txt"),
    "missing bag-info.txt": without("bag-info.txt"),
    "missing manifest": without(SHA256),
    "missing second manifest": without(SHA512),
    "missing tag manifest": without(TAGS),
    "mark before bagit.txt": edit("bagit.txt", lambda old: b"\xef\xbb\xbf" + old),
    "another version": edit("bagit.txt", lambda old: old.replace(b"1.0", b"0.97")),
    "no such version": edit("bagit.txt", lambda old: old.replace(b"1.0", b"1.x")),
    "another encoding": edit("bagit.txt", lambda old: old.replace(b"UTF-8", b"UTF-16")),
    "CR LF": edit(SHA256, lambda old: old.replace(b"\n", b"\r\n")),
    "upper case": edit(SHA256, lambda old: old.upper().replace(b"DATA/", b"data/")),
    "one space": edit(SHA256, lambda old: old.replace(b"  ", b" ")),
    "tab": edit(SHA256, lambda old: old.replace(b"  ", b"\t")),
    "space at the end": edit(SHA256, lambda old: old.replace(b"\n", b" \n")),
    "binary mark of md5sum": edit(SHA256, lambda old: old.replace(b"  ", b" *")),
    "dot before names": edit(SHA256, lambda old: old.replace(b"  data", b"  ./data")),
    "another order": edit(SHA256, lambda old: b"".join(reversed(old.splitlines(keepends=True)))),
    "no end of line": edit(SHA256, lambda old: old[:-1]),
    "an empty line": edit(SHA256, lambda old: old + b"\n"),
    "listed twice": edit(SHA256, lambda old: old + LINE + b"  " + LETTER_NAME.encode() + b"\n"),
    "not in both manifests": edit(SHA512, lambda old: b"".join(old.splitlines(keepends=True)[1:])),
    "tag manifest with one more": edit(TAGS, lambda old: old + LINE + b"  tagmanifest-sha256.txt\n"),
    "manifest in UTF-16": edit(SHA256, lambda old: old.decode().encode("utf-16")),
    "fetch.txt": put("fetch.txt", b"https://example.org/x 3 data/x\n"),
    "md5 manifest": put("manifest-md5.txt", b""),
    "another case": put("data/LOG.csv", b"x"),
    "decomposed name": put("data/" + unicodedata.normalize("NFD", "é") + ".txt", b"x"),
    "a space in a name": put("data/a b.txt", b"x"),
    "name of Windows": put("data/aux.txt", b"x"),
    "Thumbs.db": put("data/Thumbs.db", b"x"),
    ".DS_Store": put(".DS_Store", b"x"),
    "bag in a bag": put("data/bag/bagit.txt", b"x"),
    "deep folders": put("data/a/b/c/d/e.txt", b"x"),
    **{
        f"listed out of the bag: {path}": edit(
            SHA256, lambda old, path=path: old + LINE + b"  " + path.encode() + b"\n"
        )
        for path in ("../x", "data/../../x", "/etc/passwd", "~/x", "\\\\host\\x", "C:\\x", "data/%2e%2e/x", "data/./x")
    },
}


@pytest.mark.parametrize("harm", HARMS)
def test_no_other_form_of_a_bag_passes(bag, harm):
    HARMS[harm](bag)
    refused(bag)


NAMED = {
    "CR LF": (SHA256, None),
    "upper case": (SHA256, None),
    "one space": (SHA256, None),
    "no end of line": (SHA256, None),
    "another order": (SHA256, None),
    "not in both manifests": (SHA512, None),
    "tag manifest with one more": (TAGS, None),
    "missing manifest": (SHA256, None),
    "missing tag manifest": (TAGS, None),
    "missing bagit.txt": ("bagit.txt", None),
    "missing data file": (LETTER_NAME, 1),
    "corrupt data file": (LETTER_NAME, 1),
    "extra file in the bag": ("data/extra.txt", None),
    "deep folders": ("data/a/b/c", None),
}


@pytest.mark.parametrize("harm", NAMED)
def test_what_is_named_is_what_was_harmed(bag, harm):
    HARMS[harm](bag)
    verdict = refused(bag)
    assert (verdict.file or "").startswith(NAMED[harm][0])
    assert verdict.entry == NAMED[harm][1]


def test_a_renamed_file_is_missing_under_its_name_before_another_is_said_to_be_added(bag):
    for name, other, entry in ((LETTER_NAME, LETTER_NAME + "a", 1), (TABLE, "data/LOG.csv", None)):
        (bag / name).rename(bag / other)
        assert (refused(bag).file, refused(bag).entry) == (name, entry)
        (bag / other).rename(bag / name)


def test_a_name_that_no_text_can_hold_is_refused(bag):
    (Path(os.fsdecode(os.fsencode(bag) + b"/data/\xff\xfe.txt"))).write_bytes(b"x")
    refused(bag)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_links_and_files_that_are_none_are_not_followed(bag, tmp_path):
    letter = bag / LETTER_NAME
    held = tmp_path / "outside"
    letter.rename(held)
    letter.symlink_to(held)
    assert "link" in refused(bag).why.id
    assert refused(bag).file == LETTER_NAME
    letter.unlink()
    os.mkfifo(letter)
    assert "link" in refused(bag).why.id
    letter.unlink()
    letter.symlink_to(letter)
    refused(bag)
    letter.unlink()
    held.rename(letter)
    assert verify_bundle(bag).unchanged
    (bag / "data/attachments").rename(tmp_path / "attachments")
    (bag / "data/attachments").symlink_to(tmp_path / "attachments")
    refused(bag)
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe")


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PK", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", bytes(5000)]
)
def test_what_is_no_bundle_is_said_to_be_none(tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    refused(path)


def test_what_is_not_there_or_empty_is_said(tmp_path):
    refused(tmp_path / "nothing.zip")
    refused(tmp_path)
    refused(tmp_path / "a\0b")
    refused(tmp_path / ("x" * 300))


def zipped(entries, **settings):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **settings) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def strange_zips(bundle):
    parts = [(name, content) for name, content in _parts(bundle)]
    changed = [(name, content.replace(b"Pay to-day", b"Pay to-may")) for name, content in parts]
    link = zipfile.ZipInfo("bundle/data/x")
    link.external_attr = 0o120777 << 16
    huge = bytearray(bundle.read_bytes())
    struct.pack_into("<II", huge, 18, 0xFFFFFFF0, 0xFFFFFFF0)
    yield "bomb", zipped([("bundle/data/x", bytes(50_000_000))], compression=zipfile.ZIP_DEFLATED)
    yield "packed anew, and changed", zipped(changed, compression=zipfile.ZIP_DEFLATED)
    yield "packed anew, with something behind it", zipped(parts) + b"x"
    yield "packed anew, with something before it", b"x" + zipped(parts)
    yield "packed anew, with a word in it", zipped([("notes.txt", b"x"), *parts])
    yield "a zip in a zip", zipped([("bundle/bundle.zip", bundle.read_bytes())])
    yield "escape", zipped([("../escaped", b"x"), *parts])
    yield "escape inside", zipped([("bundle/../../escaped", b"x"), *parts])
    yield "absolute", zipped([("/escaped", b"x"), *parts])
    yield "drive", zipped([("C:\\escaped", b"x"), *parts])
    yield "link", zipped([(link, "/etc/passwd"), *parts])
    yield "huge declared size", bytes(huge)
    yield "empty", zipped([])
    yield "other names", zipped([("hello.txt", b"x")])
    yield "wrong encoding", zipped([("bundle/data/é.txt", b"x")])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zips_of_any_kind_end_in_a_sentence_at_once_and_nothing_is_unpacked(bundle, tmp_path):
    twice = zipped([*_parts(bundle), ("bundle/data/log.csv", b"x")])
    for number, (what, content) in enumerate([*strange_zips(bundle), ("equal names", twice)]):
        path = tmp_path / f"strange{number}.zip"
        path.write_bytes(content)
        begun = time.perf_counter()
        refused(path)
        assert time.perf_counter() - begun < 20, what
    assert not [path for path in (*tmp_path.rglob("*"), *tmp_path.parent.glob("*")) if "escaped" in path.name]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("folder", ["bundle/", "", "my bundle (1)/"])
def test_one_that_was_packed_anew_by_another_program_is_known_by_what_is_in_it(bundle, tmp_path, method, folder):
    parts = [(name.replace("bundle/", folder), content) for name, content in _parts(bundle)]
    path = tmp_path / "anew.zip"
    path.write_bytes(zipped([("bundle/" if folder == "bundle/" else "data/x/", b""), *parts], compression=method))
    if folder in ("bundle/", ""):
        assert verify_bundle(path).unchanged
    path.write_bytes(zipped(parts, compression=method))
    assert verify_bundle(path).unchanged
    for name, entry in ((LETTER_NAME, 1), (TABLE, 1), (CUSTODY, 1), (EXTRACT, 1)):
        path.write_bytes(zipped([(one, _harmed(name, one, content)) for one, content in parts], compression=method))
        assert (refused(path).file, refused(path).entry) == (name, entry)
    path.write_bytes(zipped([part for part in parts if not part[0].endswith(LETTER_NAME)], compression=method))
    assert refused(path).file == LETTER_NAME


def _harmed(name, part, content):
    return content.replace(b"Pay", b"pay").replace(b"letter", b"lettre") if part.endswith(name) else content


def test_a_sparse_file_of_two_gigabytes_is_refused_by_its_size(bag, tmp_path):
    os.truncate(bag / CUSTODY, 2 << 30)
    assert "larger" in refused(bag).why.id
    with (tmp_path / "half.zip").open("wb") as file:
        file.write(written(tmp_path, "b.zip").read_bytes()[:700])
        file.truncate(2 << 30)
    refused(tmp_path / "half.zip")


@pytest.mark.parametrize(
    "name", ["data/a.txt", "data/attachments/000001_ab.jpg", "data/log.csv", "data/originals/1.txt", "data/A_b-c.1"]
)
def test_plain_names_are_names_of_a_bundle(name):
    assert is_payload_name(name)


@pytest.mark.parametrize(
    "name",
    ["a", "data", "data/", "data/a/b/c", "data/../a", "data/.a", "/data/a", "data//a", "data/a b", "data/é", "data/a\n"]
    + ["data/con", "data/NUL.txt", "data/com1.jpg", "data/a.", "data/-a", "DATA/a", "data\\a", "data/~a", "data/a:b"],
)
def test_other_names_are_not(name):
    assert not is_payload_name(name)


def test_a_manifest_is_in_one_form():
    tags = tag_files({"data/b": Digests(1, "bb" * 32, "cc" * 64), "data/a": Digests(2, "aa" * 32, "dd" * 64)})
    assert tags["manifest-sha256.txt"] == f"{'aa' * 32}  data/a\n{'bb' * 32}  data/b\n".encode()
    assert tags["bag-info.txt"].endswith(b"Payload-Oxum: 3.2\n")
    listed = dict(reversed(line.split("  ")) for line in tags[TAGS].decode().splitlines())
    assert listed == {name: hashlib.sha256(tags[name]).hexdigest() for name in sorted(tags) if name != TAGS}


def test_the_table_is_one_that_check_reads_and_no_spreadsheet_runs(bag):
    from planner.services.contact_log_file import read_contact_log

    log = read_contact_log(str(bag / TABLE))
    assert [contact.said for contact in log.contacts] == ["=Pay today.", "今天必须还。"]
    assert [event.kind for event in log.events] == ["asked-stop-all"]
    assert b"'=Pay" in (bag / TABLE).read_bytes()
    assert json.loads((bag / EXTRACT).read_bytes())["entries"][0]["facts"]["said"] == "=Pay today."


def _parts(bundle):
    with zipfile.ZipFile(bundle) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
