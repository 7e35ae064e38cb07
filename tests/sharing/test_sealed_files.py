"""One flipped bit, one missing byte, one wrong reader: a sentence, and nothing let in."""

import io
import random
import secrets

import pytest

from planner.sharing.keys import public_of
from planner.sharing.package import pack, part_of, sealed
from planner.sharing.sealed_file import (
    CHUNK,
    Effort,
    NeedsPassphrase,
    NotForYou,
    NotOurs,
    Reader,
    needs_passphrase,
    open_sealed,
    seal_for_passphrase,
)

QUICK = Effort(memory_kib=64, passes=1, lanes=1)
PRIVATE = secrets.token_bytes(32)
CONTENT = b"".join(pack({"kind": "share", "said": "龑 O'Neil"}, [part_of("files/000001_0a0b0c0d.txt", b"x" * 20_000)]))


def whole_file():
    return b"".join(sealed([CONTENT], code=public_of(PRIVATE)))


def opened(content, reader=None):
    return open_sealed(io.BytesIO(content), len(content), reader or Reader(PRIVATE))


def is_refused(content, reader=None):
    try:
        opened(content, reader)
    except (NotOurs, NotForYou) as error:
        return bool(error.message.id)
    return False


def places(size, every):
    """The head, both ends of each chunk, and a few in between; all of them where ``every`` is asked for."""
    if every:
        return range(size)
    dice = random.Random(11)
    edges = [at + by for at in range(75, size, CHUNK + 16) for by in (-1, 0, 1, 15) if 0 <= at + by < size]
    return sorted({*range(80), *edges, *dice.sample(range(size), 120), size - 1})


def flips(every):
    content = whole_file()
    return [at for at in places(len(content), every) if not is_refused(_flipped(content, at))]


def cuts(every):
    content = whole_file()
    return [at for at in places(len(content), every) if not is_refused(content[:at])]


def _flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]


def test_what_is_sealed_comes_back_for_its_reader():
    content = opened(whole_file())
    assert content.startswith(CONTENT)
    assert not content[len(CONTENT) :].strip(b"\0")


def test_a_flipped_bit_is_found_wherever_it_is():
    assert flips(every=False) == []


def test_a_file_that_was_cut_is_found_wherever_it_was():
    assert cuts(every=False) == []


@pytest.mark.soak
def test_every_byte_flipped_and_every_length_cut():
    assert flips(every=True) == []
    assert cuts(every=True) == []


def test_what_is_put_behind_a_file_or_moved_in_it_is_found():
    content = whole_file()
    head, chunk = len(content) % (CHUNK + 16), CHUNK + 16
    assert len(content) == head + 2 * chunk
    assert is_refused(content + b"\0")
    assert is_refused(content + content[head : head + chunk])
    assert is_refused(content[:head] + content[head + chunk :] + content[head : head + chunk])
    assert is_refused(content[: head + chunk])  # a whole chunk gone at the end


def test_another_code_does_not_open_it():
    with pytest.raises(NotForYou, match="made for another one"):
        opened(whole_file(), Reader(secrets.token_bytes(32)))
    with pytest.raises(NotForYou):
        opened(whole_file(), Reader(None, "a passphrase"))


def test_two_files_of_the_same_content_have_nothing_in_common():
    one, other = whole_file(), whole_file()
    assert one[:11] == other[:11]
    assert one[11:43] != other[11:43]
    assert one[-CHUNK:] != other[-CHUNK:]


def test_the_length_says_no_more_than_how_many_chunks_there_are():
    short, longer = (b"".join(sealed([b"a" * size], code=public_of(PRIVATE))) for size in (10, CHUNK))
    assert len(short) == len(longer)


def test_nothing_of_the_content_stands_in_the_clear():
    content = whole_file()
    assert "龑".encode() not in content
    assert b"share" not in content[8:]
    assert b"files/" not in content


def test_a_passphrase_opens_what_was_made_with_it():
    content = b"".join(seal_for_passphrase("correct horse 龑", [CONTENT], QUICK))
    assert needs_passphrase(content)
    assert opened(content, Reader(passphrase="correct horse 龑")).startswith(CONTENT)
    with pytest.raises(NotForYou, match="passphrase"):
        opened(content, Reader(passphrase="wrong"))
    with pytest.raises(NeedsPassphrase):
        opened(content, Reader(PRIVATE))
    dice = random.Random(5)
    for at in (*range(66), *dice.sample(range(len(content)), 20)):
        assert is_refused(_flipped(content, at), Reader(passphrase="correct horse 龑")), at


def test_a_file_cannot_ask_for_all_the_memory_or_all_day():
    content = bytearray(b"".join(seal_for_passphrase("x" * 8, [b""], QUICK)))
    for at, value in ((27, b"\xff\xff\xff\xff"), (31, b"\xff"), (32, b"\xff"), (27, b"\0\0\0\0"), (31, b"\0")):
        changed = bytes(content[:at]) + value + bytes(content[at + len(value) :])
        with pytest.raises(NotOurs):
            opened(changed, Reader(passphrase="x" * 8))


def test_a_newer_form_is_refused_kindly():
    content = whole_file()
    with pytest.raises(NotOurs, match="newer Ashore"):
        opened(content[:8] + b"\0\2" + content[10:])


@pytest.mark.parametrize(
    "content", [b"", b"ASHSHARE", b"PK\x03\x04" + bytes(200), bytes(300), b"ASHSHARE\0\1\x09" + bytes(99)]
)
def test_any_other_file_is_refused(content):
    assert is_refused(content)


def test_a_file_beyond_what_is_read_is_refused_before_it_is_read():
    with pytest.raises(NotOurs, match="larger"):
        open_sealed(io.BytesIO(b""), 1 << 40, Reader(PRIVATE))
