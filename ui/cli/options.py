"""Options that must be read before they can be used: faults are gathered, so that all are said at once."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, TypeVar

from planner.errors import Problem, Text
from planner.money import BadValue
from ui.cli.columns import ABOUT
from ui.cli.spoken import option

T = TypeVar("T")


def read_option(option: str, text: str | None, read: Callable[[str], T], found: list[Problem]) -> T | None:
    """Return what ``read`` makes of an option's text; None where it was not given or, with a fault, cannot be used."""
    if text is None:
        return None
    try:
        return read(text)
    except BadValue as bad:
        found.append(Problem(option, bad.message))
        return None


def takes_columns(
    columns: Sequence[str], about: Mapping[str, Text] = ABOUT
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command one text option a column (``--minimum-floor``), handed to it as a dict of those given, ``cells``.

    ``about``: what each is for.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "cells"]
        options = [
            inspect.Parameter(
                f"column_{name}",
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[str | None, option(about[name], "--" + name.replace("_", "-"))],
            )
            for name in columns
        ]

        def wrapped(**given: object) -> None:
            cells = {name: given.pop(f"column_{name}") for name in columns}
            command(**given, cells={name: text for name, text in cells.items() if text is not None})

        wrapped.__doc__ = command.__doc__
        wrapped.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
            [*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *options]
        )
        wrapped.__annotations__ = {p.name: p.annotation for p in (*own, *options)}
        return wrapped

    return decorate
