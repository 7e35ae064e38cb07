"""What a value read from a file must look like before anything is made of it: the schema of shares and reviews."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from planner.errors import Text
from planner.sharing.sealed_file import NotOurs, damaged

_LARGEST = 1 << 53
_HEX = re.compile(r"[0-9a-f]{32}")
_AMOUNT = re.compile(r"-?[0-9]{1,15}([.][0-9]{1,4})?")


class Maybe(NamedTuple):
    """A value of a shape, or null."""

    shape: Any


class Left(NamedTuple):
    """A key that may not be there at all."""

    shape: Any


class OneOf(NamedTuple):
    """One of these words."""

    words: tuple[str, ...]


class Each(NamedTuple):
    """An object whose keys are words of its own; each value has a shape."""

    shape: Any


def day(value: Any) -> bool:
    """Return whether a value is a day such as 2026-11-22."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def mark(value: Any) -> bool:
    """Return whether a value is a mark by which files know each other: 32 hex digits."""
    return isinstance(value, str) and _HEX.fullmatch(value) is not None


def amount(value: Any) -> bool:
    """Return whether a value is an amount in major units."""
    return isinstance(value, str) and _AMOUNT.fullmatch(value) is not None


def fits(value: Any, shape: Any) -> bool:
    """Return whether ``value`` has the shape: a type, a test, ``[each]``, ``{"key": shape}``, or one of the classes here."""
    if isinstance(shape, Maybe):
        return value is None or fits(value, shape.shape)
    if isinstance(shape, OneOf):
        return isinstance(value, str) and value in shape.words
    if isinstance(shape, Each):
        return isinstance(value, dict) and all(fits(one, shape.shape) for one in value.values())
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(one, shape[0]) for one in value)
    if isinstance(shape, tuple):
        return any(fits(value, one) for one in shape)
    if isinstance(shape, dict):
        return (
            isinstance(value, dict)
            and set(value) <= set(shape)
            and all(_key_fits(value, *one) for one in shape.items())
        )
    if shape is int:
        return type(value) is int and abs(value) < _LARGEST
    if isinstance(shape, type):
        return type(value) is shape
    return bool(shape(value))


def of_kind(value: Mapping[str, Any], kind: str, newest: int, shape: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``value`` where it is of this kind and shape; raises ``NotOurs`` with one sentence where it is not."""
    schema = value.get("schema")
    if type(schema) is int and schema > newest:
        raise NotOurs(
            Text("This file was made by a newer Ashore. Please update Ashore, then open it; nothing is lost.")
        )
    if value.get("kind") != kind and value.get("kind") in ("share", "review"):
        words = {
            "share": Text(
                "This file is a review that came back. The one who shared opens it, under Share or with share merge."
            ),
            "review": Text(
                "This file is what somebody shares, no review. A helper opens it, under Caseload or with share open."
            ),
        }
        raise NotOurs(words[kind])
    if schema != newest or not fits(value, dict(shape)):
        raise damaged()
    return value


def _key_fits(value: Mapping[str, Any], key: str, shape: Any) -> bool:
    if isinstance(shape, Left):
        return key not in value or fits(value[key], shape.shape)
    return key in value and fits(value[key], shape)
