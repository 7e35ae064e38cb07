"""The keys file lets nobody in who has neither passphrase nor code, and says so where it is not what it was."""

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import StoreError
from planner.store.keys import (
    USUAL_EFFORT,
    Damaged,
    device_keys,
    new_data_key,
    open_with_code,
    open_with_passphrase,
    read_keys,
    wrap_with_passphrase,
    wrapped_keys,
    write_keys,
)
from planner.store.recovery_code import (
    is_group,
    looks_like_code,
    new_recovery_code,
    read_recovery_code,
    same_group,
)
from tests.store.households import CODE, EFFORT, KEY, PASSPHRASE


@pytest.fixture(scope="module")
def wrapped():
    return wrapped_keys(KEY, PASSPHRASE, CODE, EFFORT)


def test_the_passphrase_and_the_code_open_the_same_key(wrapped):
    assert open_with_passphrase(wrapped, PASSPHRASE) == KEY == open_with_code(wrapped, CODE)
    assert open_with_code(wrapped, CODE.replace(" ", "-")) == KEY


@pytest.mark.parametrize("wrong", ["", " ", PASSPHRASE + " ", PASSPHRASE.title(), CODE, "\x00", "x" * 10_000])
def test_another_passphrase_opens_nothing(wrapped, wrong):
    assert open_with_passphrase(wrapped, wrong) is None


def test_another_code_opens_nothing(wrapped):
    assert open_with_code(wrapped, new_recovery_code()) is None


def test_the_same_words_open_it_however_they_are_typed():
    keys = wrapped_keys(KEY, "Ünï 龑 ｆｕｌｌ", CODE, EFFORT)
    assert open_with_passphrase(keys, "U\u0308ni\u0308 龑 full") == KEY


def test_a_passphrase_of_bytes_that_are_no_text_is_taken_as_it_is():
    said = b"caf\xe9 au lait".decode("utf-8", "surrogateescape")
    assert open_with_passphrase(wrapped_keys(KEY, said, CODE, EFFORT), said) == KEY


def test_the_real_effort_takes_64_mib_three_passes_four_lanes(real_effort):
    assert USUAL_EFFORT == (64 * 1024, 3, 4)
    wrap = wrap_with_passphrase(KEY, PASSPHRASE)
    assert (wrap["kdf"], wrap["memory_kib"], wrap["passes"], wrap["lanes"]) == ("argon2id", 65536, 3, 4)
    keys = wrapped_keys(KEY, PASSPHRASE, CODE)._replace(passphrase=wrap)
    assert open_with_passphrase(keys, PASSPHRASE) == KEY
    assert open_with_passphrase(keys, "three small boat") is None


def test_a_system_without_argon2_takes_scrypt(monkeypatch):
    monkeypatch.setattr("planner.store.keys._has_argon2", lambda: False)
    keys = wrapped_keys(KEY, PASSPHRASE, CODE)
    assert keys.passphrase["kdf"] == "scrypt"
    assert read_keys(write_keys(keys)) == keys
    assert open_with_passphrase(keys, PASSPHRASE) == KEY
    assert open_with_passphrase(keys, "three small boat") is None


def test_what_is_written_holds_neither_key_nor_words(wrapped):
    written = write_keys(wrapped)
    for secret in (KEY, KEY.hex().encode(), PASSPHRASE.encode(), CODE.replace(" ", "").encode(), b"boats"):
        assert secret not in written


def test_a_key_of_this_device_comes_back():
    keys = device_keys(KEY)
    assert read_keys(write_keys(keys)) == keys
    assert not keys.needs_passphrase


@pytest.mark.parametrize("kind", ["wrapped", "device"])
def test_a_keys_file_with_any_byte_changed_is_told_from_a_whole_one(wrapped, kind):
    content = write_keys(wrapped if kind == "wrapped" else device_keys(KEY))
    dice = random.Random(4)
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << dice.randrange(8)
        with pytest.raises(Damaged):
            read_keys(bytes(changed))


def test_a_keys_file_that_was_cut_at_any_length_is_told_from_a_whole_one(wrapped):
    content = write_keys(wrapped)
    for length in range(len(content)):
        with pytest.raises(Damaged):
            read_keys(content[:length])


def _signed(**changes):
    """Return a keys file as somebody would write it who knows how, with some of it changed."""
    from planner.store.keys import _check

    body = json.loads(write_keys(wrapped_keys(KEY, PASSPHRASE, CODE, EFFORT)))
    del body["check"]
    for name, change in changes.items():
        body[name] = {**body[name], **change} if isinstance(change, dict) else change
    return json.dumps({**body, "check": _check(body)}, indent=1).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"version": "1"},
        {"passphrase": None},
        {"code": None},
        {"passphrase": []},
        {"passphrase": {"memory_kib": 1 << 40}},
        {"passphrase": {"memory_kib": -1}},
        {"passphrase": {"memory_kib": True}},
        {"passphrase": {"memory_kib": 65536.0}},
        {"passphrase": {"passes": 10**9}},
        {"passphrase": {"lanes": 0}},
        {"passphrase": {"kdf": "none"}},
        {"passphrase": {"kdf": "hkdf-sha256"}},
        {"passphrase": {"kdf": "scrypt", "n": 1 << 30, "r": 8, "p": 1}},
        {"passphrase": {"kdf": ["argon2id"]}},
        {"passphrase": {"salt": "zz"}},
        {"passphrase": {"salt": "00"}},
        {"passphrase": {"nonce": None}},
        {"passphrase": {"key": "00" * 16}},
        {"passphrase": {"more": 1}},
        {"code": {"salt": 7}},
        {"device": "00" * 32},
        {"device": "00"},
    ],
)
def test_a_keys_file_that_was_tampered_with_is_refused(changes):
    with pytest.raises(Damaged):
        read_keys(_signed(**changes))


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"7", b"\xff\xfe", b"{}", b"[" * 10_000, b'{"check": 1}'])
def test_anything_else_is_no_keys_file(content):
    with pytest.raises(Damaged):
        read_keys(content)


def test_weaker_numbers_do_not_open_what_stronger_ones_locked(wrapped):
    """The numbers are part of what is authenticated, and of the key itself."""
    weaker = wrapped._replace(passphrase={**wrapped.passphrase, "memory_kib": 9})
    assert open_with_passphrase(weaker, PASSPHRASE) is None


def test_numbers_that_no_cipher_takes_say_that_the_file_is_damaged(wrapped):
    odd = wrapped._replace(passphrase={**wrapped.passphrase, "memory_kib": 8, "lanes": 64})
    with pytest.raises(Damaged):
        open_with_passphrase(odd, PASSPHRASE)


def test_two_wraps_of_one_key_have_nothing_in_common():
    one, other = (wrapped_keys(KEY, PASSPHRASE, CODE, EFFORT) for _ in range(2))
    for name in ("salt", "nonce", "key"):
        assert one.passphrase[name] != other.passphrase[name]
        assert one.recovery[name] != other.recovery[name]
    assert new_data_key() != new_data_key()


# The recovery code


def test_a_code_has_eight_groups_of_six_digits_and_comes_back():
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    for code in codes:
        assert [len(group) for group in code.split()] == [6] * 8
        assert len(read_recovery_code(code)) == 16
        assert looks_like_code(code)


@given(st.integers(0, 7), st.integers(0, 5), st.integers(1, 9))
def test_a_wrong_digit_is_found_in_its_group(group, place, more):
    groups = CODE.split()
    digits = list(groups[group])
    digits[place] = str((int(digits[place]) + more) % 10)
    groups[group] = "".join(digits)
    with pytest.raises(StoreError, match=f"group {group + 1}"):
        read_recovery_code(" ".join(groups))


@given(st.integers(0, (1 << 16) - 1), st.integers(0, 4))
def test_two_digits_that_changed_places_are_found(number, place):
    group = f"{number * 11:06}"
    turned = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
    assert turned == group or not is_group(turned)


@pytest.mark.parametrize("text", ["", "1", CODE[:-1], CODE + "1", "no digits at all"])
def test_too_few_or_too_many_digits_are_counted(text):
    with pytest.raises(StoreError, match="48 digits"):
        read_recovery_code(text)


def test_a_code_may_be_typed_with_any_digits_and_marks():
    wide = CODE.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}).replace(" ", "　")
    assert read_recovery_code(wide) == read_recovery_code(CODE)
    assert same_group(CODE, 2, " ０００022 ")
    assert not same_group(CODE, 2, "000033")
    assert not looks_like_code("a" + CODE)


@given(st.text())
def test_any_text_is_a_code_or_told_why_not(text):
    try:
        read = read_recovery_code(text)
    except StoreError:
        return
    assert len(read) == 16
