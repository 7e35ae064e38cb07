"""How a command speaks: the result on stdout, everything else on stderr, one fault a line."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, NoReturn

from planner.errors import Problem, Text
from planner.i18n import environment_language, is_environment_american, translator


class Output:
    """The language, form and data folder of one command, and its way of speaking."""

    def __init__(self, *, as_json: bool, language: str | None, data: str | None) -> None:
        self.json = as_json
        self.asked_lang = language  # None: the environment's is spoken
        self.lang = language or environment_language()
        self.data = data
        self.tr = translator(self.lang, american=is_environment_american())

    def result(
        self,
        value: Any,
        title: Text,
        columns: Sequence[Text],
        rows: Iterable[Sequence[str]],
        *,
        words: Collection[int] = (),
    ) -> None:
        """Print ``value`` as JSON, or the rows as a table under ``title``, as a list where the terminal is too narrow.

        Columns but the first and ``words`` are numbers.
        """
        if self.json:
            self.print_json(value)
            return
        from rich.console import Console
        from rich.table import Table

        from ui.cli.tables import layout, listed

        head, lines = [self.tr(column) for column in columns], [tuple(row) for row in rows]
        if not lines:
            self.say(title)
            self.say(Text("Nothing is here yet."))
            return
        console = Console(highlight=False, markup=False, soft_wrap=True)
        fits = layout(head, lines, console.width)
        if fits is None:
            colon = "：" if self.lang == "zh" else ": "
            sys.stdout.write("\n".join([self.tr(title), "", *listed(head, lines, console.width, colon)]) + "\n")
            return
        table = Table(title=self.tr(title), title_justify="left")
        for number, (name, width) in enumerate(zip(fits.head, fits.widths, strict=True)):
            side: Literal["left", "right"] = "left" if number == 0 or number in words else "right"
            table.add_column(name, justify=side, width=width, no_wrap=True)
        for row in fits.rows:
            table.add_row(*row)
        console.print(table)

    def print_json(self, value: Any) -> None:
        """Print ``value`` as JSON on stdout."""
        import json

        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")

    def money(self, minor: int, currency: str) -> str:
        """Return an amount for reading, in the language's form."""
        from planner.i18n import format_money

        return format_money(minor, currency, self.lang)

    def source(self, citation: str, confidence: str) -> str:
        """Return what something rests on: what is cited by its name in the language, and how it was looked at, in words."""
        from planner.rules.citations import cited_in
        from planner.services.contact_words import CONFIDENCES

        name = cited_in(self.lang, citation)
        if confidence not in CONFIDENCES:  # a draft, which is not shown as looked up
            return name
        how = self.tr(CONFIDENCES[confidence])
        return f"{name}（{how}）" if self.lang == "zh" else f"{name} ({how})"

    def say(self, text: Text) -> None:
        """Print one sentence of the result."""
        sys.stdout.write(self.tr(text) + "\n")

    def note(self, text: Text) -> None:
        """Print a sentence beside the result."""
        sys.stderr.write(self.tr(text) + "\n")

    def fail(self, problems: Iterable[Problem], source: str | None = None) -> NoReturn:
        """Print every fault on a line of its own and end with exit code 1."""
        for problem in problems:
            where = f"{source}:{problem.line}: " if source and problem.line else ""
            sys.stderr.write(f"{where}{problem.field}: {self.tr(self._in_words(problem))}\n")
        raise SystemExit(1)

    def _in_words(self, problem: Problem) -> Text:
        if self.lang != "zh":
            return problem.message
        from ui.cli.known_words import with_words

        return with_words(problem, self.tr)


_current: Output | None = None


def start_output(*, as_json: bool, language: str | None, data: str | None) -> Output:
    """Make the output of the command that is about to run."""
    global _current
    _current = Output(as_json=as_json, language=language, data=data)
    return _current


def output_of(_context: object = None) -> Output:
    """Return the output of the command that runs."""
    if _current is None:
        return start_output(as_json=False, language=None, data=None)
    return _current
