"""Help and usage faults in the language of the command: Typer has English words for them alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from planner.errors import Text
from planner.line_breaks import break_lines
from ui.cli.output import output_of
from ui.cli.tables import columns_of

if TYPE_CHECKING:
    from typer._click.formatting import HelpFormatter
else:
    HelpFormatter = typer.Context.formatter_class

SAID_BY_TYPER = (
    Text("Usage: "),
    Text("[OPTIONS]"),
    Text("COMMAND [ARGS]..."),
    Text("Options"),
    Text("Arguments"),
    Text("Commands"),
    Text("Show this message and exit."),
    Text("<str>"),
    Text("<list[str]>"),
    Text("<path>"),
    Text("required"),
    Text("default: {value}"),
    Text("Missing command."),
    Text("Missing argument {name}."),
    Text("Missing option {name}."),
    Text("No such command {name}. Did you mean {names}?"),
    Text("No such command {name}."),
    Text("No such option: {name} (Possible options: {names})"),
    Text("No such option: {name}"),
    Text("Option {name} requires an argument."),
    Text("Option {name} does not take a value."),
    Text("Got unexpected extra argument(s) ({words})"),
    Text("Invalid value for {name}: {why}"),
    Text("{text} is not one of {known}."),
)
"""Sentences of Typer 0.29, as it says them; where it says another, that one stays English. The longer ones come first."""


class Program(typer.Typer):
    """A program, or a group of its commands, that speaks the person's language."""

    def __init__(self, about: Text) -> None:
        super().__init__(
            cls=SpokenGroup,
            help=about.id,
            add_completion=False,
            no_args_is_help=True,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
        )

    def add(self, name: str, about: Text, command: Callable[..., None]) -> None:
        """Add a command."""
        self.command(name, cls=SpokenCommand, help=about.id)(command)


def option(about: Text, *names: str, **settings: Any) -> Any:
    """Return an option of a command."""
    return typer.Option(*names, help=about.id, **settings)


def argument(about: Text, **settings: Any) -> Any:
    """Return an argument of a command."""
    return typer.Argument(help=about.id, show_default=False, **settings)


def in_words(sentence: str) -> str:
    """Return what Typer says in the language of the command; a sentence that is not known stays as it is."""
    if output_of().lang == "en":
        return sentence
    for said in SAID_BY_TYPER:
        match = _pattern(said.id).fullmatch(sentence)
        if match is not None:
            blanks = {name: in_words(value) if name == "why" else value for name, value in match.groupdict().items()}
            return output_of().tr(Text(said.id, blanks))
    return sentence


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", sentence)
    found = [f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)]
    return re.compile("".join(found), re.DOTALL)


class SpokenFormatter(HelpFormatter):
    """Lays help out; Chinese is twice as wide, and its lines end where Chinese lines may."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, prefix or in_words("Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        words = output_of().tr(Text("{heading}:", {"heading": in_words(heading)}))
        self.write(" " * self.current_indent + words + "\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        if output_of().lang == "en":
            super().write_text(text)
            return
        for line in _lines(text, self.width - self.current_indent):
            self.write(" " * self.current_indent + line + "\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with what they mean beside them."""
        if output_of().lang == "en":
            super().write_dl(rows, col_max, col_spacing)
            return
        first = min(max(columns_of(name) for name, _ in rows), col_max) + col_spacing
        margin = " " * self.current_indent
        for name, words in rows:
            lines = _lines(words, max(self.width - first - self.current_indent, 10)) if words else []
            line = margin + name
            if lines and columns_of(name) <= first - col_spacing:
                line += " " * (first - columns_of(name)) + lines.pop(0)
            self.write("\n".join([line, *(margin + " " * first + one for one in lines)]) + "\n")


class SpokenContext(typer.Context):
    """What every command of the program runs in."""

    formatter_class = SpokenFormatter


class Spoken:
    """What a command and a group of them say of themselves in the person's language."""

    help: str | None

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the words after the name in its usage."""
        return [in_words(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what a list of commands says of it."""
        return _short(self.help) or super().get_short_help_str(limit)  # type: ignore[misc]

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """Write what it is for."""
        _write_about(self, formatter)


class SpokenCommand(Spoken, TyperCommand):
    """A command whose help is in the person's language."""

    context_class = SpokenContext

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command takes."""
        _write_parameters(self, ctx, formatter)


class SpokenGroup(Spoken, TyperGroup):
    """Commands under one name, whose help is in the person's language."""

    context_class = SpokenContext

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options and commands."""
        _write_parameters(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show the help where no command is named."""
        if not args and self.no_args_is_help:
            sys.stderr.write(ctx.get_help() + "\n")
            raise typer.Exit(2)
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run; say what is wrong with how a command was called, and end with its exit code."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as fault:
            _say(fault)
            sys.exit(fault.exit_code)
        except typer.Abort:
            sys.exit(1)
        sys.exit(code or 0)


def _say(fault: typer.TyperException) -> None:
    say, context = output_of().tr, getattr(fault, "ctx", None)
    lines = []
    if context is not None:
        called = f"'{context.command_path} {context.help_option_names[0]}'"
        lines += [context.get_usage(), say(Text("Try {command} for help.", {"command": called})), ""]
    message = fault.format_message().replace("Value error, ", "")  # the name of a Python class says nothing
    lines.append(say(Text("Error: {what}", {"what": in_words(message)})))
    sys.stderr.write("\n".join(lines) + "\n")


def _short(about: str | None) -> str:
    """Return the first sentence of what a command does, where it is not English; else nothing."""
    if not about or output_of().lang == "en":
        return ""
    return output_of().tr(Text(about)).partition("。")[0] + "。"


def _write_about(command: Any, formatter: Any) -> None:
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(output_of().tr(Text(command.help)))


def _write_parameters(command: Any, context: Any, formatter: Any) -> None:
    rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None:
            rows[parameter.param_type_name].append(_said(record, parameter.help or ""))
    for heading, kind in (("Arguments", "argument"), ("Options", "option")):
        if rows[kind]:
            with formatter.section(heading):
                formatter.write_dl(rows[kind])


def _said(record: tuple[str, str], about: str) -> tuple[str, str]:
    """Return one line of the help in the person's language: names, and what they mean with what is in brackets."""
    names, words = record
    if output_of().lang == "en":
        return record
    names = " ".join(in_words(name) for name in names.split(" "))
    brackets = words.removeprefix(about).strip()
    parts = [output_of().tr(Text(about))] if about else []
    if brackets:
        parts.append("[" + "；".join(in_words(part) for part in brackets[1:-1].split("; ")) + "]")
    return names, "  ".join(parts)


def _lines(text: str, width: int) -> list[str]:
    return break_lines(text, width, columns_of).split("\n")
