"""A kept file comes back whole or not at all, and says nothing while it lies there."""

import io
import random

import pytest

from planner.errors import DamagedStore, StoreError
from planner.store.file_vault import CHUNK, MAGIC, TAG, FileVault
from planner.store.keys import SALT_BYTES

KEY = bytes(range(32))
HEAD = len(MAGIC) + SALT_BYTES
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17]


@pytest.fixture
def vault(tmp_path):
    return FileVault(tmp_path, KEY)


def path_of(tmp_path, name):
    return tmp_path / "files" / name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "how", [bytes, io.BytesIO, lambda b: [b], lambda b: [b[i : i + 7000] for i in range(0, len(b), 7000)]]
)
def test_a_file_comes_back_byte_for_byte(vault, size, how):
    content = random.Random(size).randbytes(size)
    name = vault.put(how(content))
    assert vault.read(name) == content
    assert vault.names() == [name]
    assert vault.is_whole(name)


def test_neither_content_nor_name_can_be_read_from_outside(vault, tmp_path):
    name = vault.put(b"a letter from Harbour Bank " * 5000)
    held = path_of(tmp_path, name).read_bytes()
    assert b"Harbour" not in held
    assert len(name) == 32
    assert not set(name) - set("0123456789abcdef")
    assert vault.put(b"a letter from Harbour Bank " * 5000) != name


def test_another_key_reads_nothing(vault, tmp_path):
    name = vault.put(b"x" * 100)
    with pytest.raises(DamagedStore):
        FileVault(tmp_path, bytes(32)).read(name)


@pytest.mark.parametrize("size", [0, 100, CHUNK + 50])
def test_any_changed_byte_is_found(vault, tmp_path, size):
    name = vault.put(bytes(size))
    path = path_of(tmp_path, name)
    whole, dice = path.read_bytes(), random.Random(size)
    places = range(len(whole)) if len(whole) < 300 else [*range(HEAD + 20), *dice.sample(range(len(whole)), 150)]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << dice.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(DamagedStore):
            vault.read(name)
    assert not vault.is_whole(name)


def test_a_file_cut_at_any_length_is_found(vault, tmp_path):
    name = vault.put(bytes(2 * CHUNK))
    path = path_of(tmp_path, name)
    whole = path.read_bytes()
    edges = {HEAD, HEAD + CHUNK + TAG, HEAD + TAG, len(whole) - 1}
    for length in {*range(40), *edges, *(edge - 1 for edge in edges), *random.Random(1).sample(range(len(whole)), 60)}:
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedStore):
            vault.read(name)
    path.write_bytes(whole + b"\0")
    with pytest.raises(DamagedStore):
        vault.read(name)


def test_chunks_cannot_change_places_or_files_names(vault, tmp_path):
    name, other = vault.put(random.Random(1).randbytes(3 * CHUNK)), vault.put(random.Random(2).randbytes(3 * CHUNK))
    path, whole = path_of(tmp_path, name), path_of(tmp_path, name).read_bytes()
    one, two = HEAD + CHUNK + TAG, HEAD + 2 * (CHUNK + TAG)
    path.write_bytes(whole[:HEAD] + whole[one:two] + whole[HEAD:one] + whole[two:])
    with pytest.raises(DamagedStore):
        vault.read(name)
    path.write_bytes(whole[:one] + whole[two:])
    with pytest.raises(DamagedStore):
        vault.read(name)
    path.write_bytes(path_of(tmp_path, other).read_bytes())
    with pytest.raises(DamagedStore):
        vault.read(name)


def test_a_missing_file_is_told_of(vault):
    with pytest.raises(DamagedStore):
        vault.read("0" * 32)
    assert vault.names() == []


@pytest.mark.parametrize("name", ["../keys.json", "..", "", "0" * 31, "0" * 32 + "x", "A" * 32, "/etc/passwd"])
def test_only_names_that_a_vault_gave_are_looked_for(vault, name):
    for work in (vault.read, vault.remove, lambda name: vault.put_as(name, b"x")):
        with pytest.raises(ValueError, match=name[:8] or "^$"):
            work(name)


def test_a_removed_file_is_gone_and_others_stay(vault, tmp_path):
    name, other = vault.put(b"one"), vault.put(b"two")
    vault.remove(name)
    assert vault.names() == [other]
    assert vault.read(other) == b"two"


def test_a_source_that_breaks_off_leaves_nothing(vault, tmp_path):
    def pieces():
        yield b"x" * CHUNK
        raise OSError(5, "the card was pulled out")

    with pytest.raises(StoreError):
        vault.put(pieces())
    assert list((tmp_path / "files").iterdir()) == []
