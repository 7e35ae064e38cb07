"""A helper's code: a slip of the hand is found, and what is read aloud belongs to one code alone."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sharing.keys import (
    BadCode,
    agreed,
    code_of,
    code_picture,
    code_squares,
    fingerprint,
    public_of,
    read_code,
    short_code,
)

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_a_code_is_read_back_however_it_is_typed(public):
    code = code_of(public)
    assert read_code(code) == public
    assert read_code(code.lower().replace(" ", "-")) == public
    assert read_code(code.replace("0", "O").replace("1", "l")) == public
    assert read_code("".join(chr(ord(mark) + 0xFEE0) if mark != " " else "　" for mark in code)) == public


@given(KEYS, st.integers(0, 55), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_wrong_letter_is_hardly_ever_taken_for_another_code(public, place, mark):
    plain = code_of(public).replace(" ", "")
    if plain[place] == mark:
        return
    wrong = plain[:place] + mark + plain[place + 1 :]
    try:
        assert read_code(wrong) != public
    except BadCode:
        return
    assert fingerprint(read_code(wrong)) != fingerprint(public)  # one in 65,536 passes the check, and is heard


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "56"), ("04DF", "here are 4"), ("!" * 56, "Copy the code"), ("0" * 56, "not right"), ("U" * 56, '"U"')],
)
def test_what_is_no_code_is_said_in_one_sentence(text, words):
    with pytest.raises(BadCode, match=words):
        read_code(text)


def test_the_digits_to_read_aloud_are_of_one_form_and_of_one_code():
    one, other = public_of(secrets.token_bytes(32)), public_of(secrets.token_bytes(32))
    groups = fingerprint(one).split()
    assert [len(group) for group in groups] == [5] * 6
    assert all(group.isdecimal() for group in groups)
    assert fingerprint(one) == fingerprint(one) != fingerprint(other)
    assert short_code(one) in code_of(one)


def test_the_picture_holds_the_code():
    public = public_of(secrets.token_bytes(32))
    assert code_picture(public).startswith(b"\x89PNG")
    squares = code_squares(public)
    assert len({len(row) for row in squares}) == 1
    assert len(squares) == len(squares[0]) > 20


def test_a_key_that_agrees_with_everybody_is_refused():
    with pytest.raises(BadCode):
        agreed(secrets.token_bytes(32), bytes(32))
