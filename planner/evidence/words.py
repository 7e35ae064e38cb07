"""What the seal shows and what it cannot, and how a stranger checks a bundle, in plain words."""

from __future__ import annotations

from planner.errors import Text
from planner.evidence.chain import Head
from planner.i18n import LANGUAGES, translator

SHOWS = (
    Text("Each entry is sealed the moment it is written, each correction beside what was there before."),
    Text("Each seal hangs on the one before it: an entry that is changed, moved, put in or taken out shows."),
    Text("A file is sealed by its SHA-256: anyone can check that it is the very file which was attached."),
)
CANNOT = (
    Text(
        "The seal does not say that an entry is true, or that a message is genuine: it says that it was not changed since."
    ),
    Text("The times come from the clock of this device, and a clock can be set."),
    Text(
        "Whoever holds the device and the passphrase could make the whole log anew. Only a head that somebody else saw before, in a bundle or a message, rules that out from then on."
    ),
    Text(
        "Entries from before the seal are sealed as they were found on that day, and it says nothing about the time before."
    ),
)
_HOW = (
    Text("How to check that nothing in this bundle was changed. No app is needed."),
    Text('1. Unpack it and open a terminal in the folder "bundle".'),
    Text(
        "2. Linux: sha256sum -c manifest-sha256.txt – macOS: shasum -a 256 -c manifest-sha256.txt – Windows: certutil -hashfile FILE SHA256, and compare with the line of that file in manifest-sha256.txt."
    ),
    Text("3. Any BagIt tool does the same, such as the Library of Congress's: bagit.py --validate ."),
    Text("4. Ashore checks the log too, from its first entry to its head: python main.py evidence verify FILE"),
    Text("The head of the log: link {count}, {head}. It is worth most where somebody else keeps it."),
    Text("What this shows:"),
    Text("What it cannot show:"),
)
_WHY_LEFT_OUT = {
    "filters": Text("Only what was chosen is in it; the choice is written down under filters."),
    "own-words": Text("Promises and the owner's own words about debts that are old, or of unknown age, were left out."),
    "names": Text(
        "Names of other people were taken out where the log names them; files were left out, since names in them cannot be."
    ),
    "findings": Text("What a check of the rules says was left out: these are the facts alone."),
    "withdrawn": Text("Entries that were withdrawn are not in it."),
    "kinds": Text("Other parts of the log, such as papers and earlier exports, are not in it."),
}
LEFT_OUT = tuple(_WHY_LEFT_OUT)
"""Reasons for which something may be left out, in the order they are told."""


def how_to_verify(head: Head) -> str:
    """Return ``HOW-TO-VERIFY.txt``, in each language."""
    blanks = {"count": str(head.length), "head": head.link}
    parts = []
    for language in LANGUAGES:
        say = translator(language)
        *how, shows, cannot = (say(Text(text.id, blanks if "{head}" in text.id else {})) for text in _HOW)
        lines = [*how, "", shows, *(f"- {say(text)}" for text in SHOWS), "", cannot]
        parts.append("\n".join([*lines, *(f"- {say(text)}" for text in CANNOT)]))
    return "\n\n".join(parts) + "\n"


def why_left_out(reasons: list[str], language: str) -> str:
    """Return in words what was left out of a bundle."""
    say = translator(language)
    return ("" if language == "zh" else " ").join(
        say(_WHY_LEFT_OUT[reason]) for reason in LEFT_OUT if reason in reasons
    )
