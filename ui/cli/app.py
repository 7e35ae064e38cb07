"""The command line: which commands there are, the options all of them take, and the edge where errors end."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from planner.errors import InputProblems, PlannerError, Text
from planner.i18n import LANGUAGES
from ui.cli.output import Output, output_of, start_output
from ui.cli.spoken import Program

USAGE = 2
OFFERS_KEPT = "offers VERB"
"""``offers`` with one of its verbs behind it: the stored offers; with a file it is the calculator."""
OFFER_VERBS = ("list", "propose", "draft", "send", "answer", "step")
COMMANDS = {
    "plan": ("ui.cli.plan", "register"),
    "moved": ("ui.cli.moved", "register"),
    "offers": ("ui.cli.offers", "register"),
    OFFERS_KEPT: ("ui.cli.offer_book", "register"),
    "budget": ("ui.cli.budget", "register"),
    "letters": ("ui.cli.letters", "register"),
    "agenda": ("ui.cli.agenda", "register"),
    "apr": ("ui.cli.apr", "register"),
    "statement": ("ui.cli.apr", "register_statement"),
    "limitation": ("ui.cli.limitation", "register"),
    "deadlines": ("ui.cli.deadlines", "register"),
    "guide": ("ui.cli.guide", "register"),
    "check": ("ui.cli.check", "register"),
    "recognise": ("ui.cli.recognise", "register"),
    "contacts": ("ui.cli.contacts", "register"),
    "import": ("ui.cli.import_log", "register"),
    "promises": ("ui.cli.contacts", "register_promises"),
    "evidence": ("ui.cli.evidence", "register"),
    "complaints": ("ui.cli.complaints", "register"),
    "share": ("ui.cli.share", "register"),
    "caseload": ("ui.cli.caseload", "register"),
    "debts": ("ui.cli.debts", "register"),
    "demo": ("ui.cli.debts", "register_demo"),
    "checkin": ("ui.cli.checkin", "register"),
    "settings": ("ui.cli.settings", "register"),
    "backup": ("ui.cli.safety", "register_backup"),
    "restore": ("ui.cli.safety", "register_restore"),
    "export": ("ui.cli.safety", "register_export"),
    "erase": ("ui.cli.safety", "register_erase"),
}
"""Where each command is; only the one that is called is loaded."""


def build_app(called: str | None = None) -> Program:
    """Return the program with the command that was ``called``, or with all of them where it is not known."""
    app = Program(Text("Ashore, without a window. --data DIR, --lang en|zh and --json go before or after the command."))

    @app.callback()
    def _root() -> None:
        """Keep the commands under one roof, whatever their number."""

    for name in [called] if called in COMMANDS else [name for name in COMMANDS if name != OFFERS_KEPT]:
        module, register = COMMANDS[name]
        getattr(importlib.import_module(module), register)(app)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code: 0 done, 1 not usable, 2 usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    rest, common, fault = take_common(list(arguments))
    output = start_output(as_json=common["--json"] == "yes", language=common["--lang"], data=common["--data"])
    if fault is not None:
        output.note(fault)
        return USAGE
    try:
        build_app(_called(rest))(rest, prog_name="main.py")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    except InputProblems as faults:
        return _ended(output, faults)
    except PlannerError as error:
        output.note(error.message)
        return 1
    except BrokenPipeError:
        return 0
    except Exception:  # the one edge: a bug ends in a sentence, and what was stored is safe
        output_of().note(Text("Something went wrong inside Ashore. Nothing you stored was changed by this command."))
        return 1
    return 0


def take_common(arguments: list[str]) -> tuple[list[str], dict[str, str | None], Text | None]:
    """Take ``--data``, ``--lang`` and ``--json`` out of the arguments, wherever they stand."""
    common: dict[str, str | None] = {"--data": None, "--lang": None, "--json": None}
    rest: list[str] = []
    while arguments:
        word = arguments.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *arguments]
            break
        if word == "--json":
            common["--json"] = "yes"
        elif name in ("--data", "--lang"):
            if not equals:
                if not arguments:
                    return rest, common, Text("{option} needs a value.", {"option": name})
                value = arguments.pop(0)
            common[name] = value
        else:
            rest.append(word)
    if common["--lang"] not in (None, *LANGUAGES):
        return rest, {**common, "--lang": None}, Text("--lang takes en or zh.")
    return rest, common, None


def _called(rest: Sequence[str]) -> str | None:
    if len(rest) > 1 and rest[0] == "offers" and rest[1] in OFFER_VERBS:
        return OFFERS_KEPT
    return rest[0] if rest else None


def _ended(output: Output, faults: InputProblems) -> int:
    try:
        output.fail(faults.problems, faults.source)
    except SystemExit:
        return 1
