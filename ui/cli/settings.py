"""``settings``: what is set, setting it, and the passphrase."""

from __future__ import annotations

import os
import sys
from typing import Annotated

from planner.errors import InputProblems, LockedStore, Problem, StoreError, Text
from planner.services.household_settings import SETTABLE, check_setting
from planner.services.look import keep_look
from planner.services.opening import Protection, change_code, new_recovery_code, protect_household, protection_of
from ui.cli.opening import ask_secret, open_for
from ui.cli.output import Output, output_of
from ui.cli.spoken import Program, argument, option

_NONE = option(Text("Take the passphrase away; the key then lies on this device."), "--none")


def register(app: Program) -> None:
    """Add the commands to ``app``."""
    group = Program(Text("Settings, and the passphrase of your list."))
    group.add("list", Text("Show them."), show)
    group.add("set", Text("Change one, such as: settings set currency CNY"), change)
    group.add("passphrase", Text("Set another passphrase (ASHORE_NEW_PASSPHRASE, or asked for)."), passphrase)
    group.add("recovery-code", Text("Make another recovery code; the one before opens nothing more."), recovery_code)
    app.add_typer(group, name="settings")


def show() -> None:
    """Print every setting."""
    out = output_of()
    with open_for(out) as household:
        settings = household.settings()
        kind = protection_of(household.folder)
    shown = {name: settings.get(name, "") for name in SETTABLE}
    shown["protection"] = "passphrase" if kind is Protection.PASSPHRASE else "device-key"
    out.result(
        {"settings": shown},
        Text("Settings"),
        (Text("Setting"), Text("Value")),
        [(k, v or "-") for k, v in shown.items()],
        words=(1,),
    )


def change(
    name: Annotated[str, argument(Text("The setting's name."))],
    value: Annotated[str, argument(Text('Its value; "" takes it away.'))],
) -> None:
    """Change one setting."""
    out = output_of()
    fault = check_setting(name, value)
    if fault is not None:
        raise InputProblems([Problem(name, fault)])
    with open_for(out) as household:
        household.change_settings(**{name: value})
        keep_look(household.folder, household.settings())
    if out.json:
        out.print_json({"settings": {name: value}})
    else:
        out.say(Text("{name} is {value} now.", {"name": name, "value": value or "-"}))


def passphrase(none: Annotated[bool, _NONE] = False) -> None:
    """Set another passphrase, or take it away."""
    out = output_of()
    with open_for(out) as household:
        folder, key = household.folder, household.key
        had_one = protection_of(folder) is Protection.PASSPHRASE
        if none:
            protect_household(folder, None, "", key)
            _say(out, "device-key", None, Text("The list opens by itself now."))
            return
        said = _new_passphrase(out)
        code = new_recovery_code()
        protect_household(folder, said, code, key)
    if had_one:
        _say(out, "passphrase", None, Text("The passphrase is changed; the recovery code stays."))
    else:
        _say(out, "passphrase", code, Text("The list is locked by the passphrase now."))


def recovery_code() -> None:
    """Make another recovery code."""
    out = output_of()
    with open_for(out) as household:
        if protection_of(household.folder) is not Protection.PASSPHRASE:
            raise StoreError(Text("This list has no passphrase, so it needs no recovery code."))
        code = new_recovery_code()
        change_code(household.folder, household.key, code)
    _say(out, "passphrase", code, Text("There is another recovery code now."))


def _new_passphrase(out: Output) -> str:
    given = os.environ.get("ASHORE_NEW_PASSPHRASE")
    if given:
        return given
    if not sys.stdin.isatty():
        raise LockedStore(Text("Set ASHORE_NEW_PASSPHRASE, or run this in a terminal to be asked."))
    first = ask_secret(out, Text("New passphrase:"))
    if ask_secret(out, Text("The same once more:")) != first:
        raise StoreError(Text("These two differ, so nothing was changed."))
    return first


def _say(out: Output, protection: str, code: str | None, words: Text) -> None:
    if out.json:
        out.print_json({"protection": protection, "recovery_code": code})
    else:
        out.say(words)
    if code is not None:
        out.note(
            Text(
                "Recovery code, shown this once: {code} – copy it by hand. It opens your list if the passphrase is forgotten.",
                {"code": code},
            )
        )
