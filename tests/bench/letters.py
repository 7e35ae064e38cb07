"""How fast letters are made: the whole catalogue in both languages as PDF and as text, and one to be read on screen."""

from __future__ import annotations

import statistics
import time
from typing import Any

from planner.letters.catalogue import Letter, all_letters
from planner.services.letters import as_file, render_both

PREVIEWS = 50


def letter_figures() -> dict[str, Any]:
    """Return seconds for the catalogue as PDF and as text, and the median and worst milliseconds of a preview."""
    letters = all_letters()
    as_file(_rendered(letters[0])[0], "pdf")  # the faces are read once
    begun = time.perf_counter()
    texts = [text for letter in letters for text in _rendered(letter)]
    for text in texts:
        as_file(text, "txt")
    text_seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    for text in (text for letter in letters for text in _rendered(letter)):
        as_file(text, "pdf")
    pdf_seconds = time.perf_counter() - begun
    times = []
    for number in range(PREVIEWS):
        begun = time.perf_counter()
        _rendered(letters[number % len(letters)])
        times.append((time.perf_counter() - begun) * 1000)
    return {
        "letters in each language": len(texts),
        "letters, all as PDF, s (bar 15)": round(pdf_seconds, 2),
        "letters, all as text, s (bar 2)": round(text_seconds, 2),
        "letter preview, both languages, ms (bar 100)": round(statistics.median(times), 2),
        "letter preview, slowest, ms": round(max(times), 2),
    }


def _rendered(letter: Letter) -> list[Any]:
    out = []
    for language in letter.languages:
        example = dict(letter.examples[language])
        currency, today = example.pop("currency"), example.pop("today")
        place = "" if letter.place == "any" else letter.place
        out.append(render_both(letter, example, currency, place, today, (), usual=False)[language])
    return out
