"""How well and how fast words are recognised: per tactic with the misses, and messages a second."""

from __future__ import annotations

import time

from planner.tactics.recogniser import recognise
from tests.tactics.scoring import NONE, Score, everything, messages, parts, score, unseen

OTHERS = {
    "zh": "，这两天你方便的时候给我回个话，我们再商量一下具体怎么安排",
    "en": ", let me know when you have a minute to talk",
}
"""What makes a short message as long as people write them."""


def tactic_figures() -> dict[str, float]:
    """Print what was missed, and return the figures."""
    figures: dict[str, float] = {}
    for language in OTHERS:
        for part in parts(language):
            got = score(messages(language, part))
            if got.wanted:  # some rounds are harmless messages only
                figures[f"recognised, {language} {part}: recall (bar 0.9)"] = got.recall
                figures[f"recognised, {language} {part}: precision (bar 0.95)"] = got.precision
            _print(language, part, got)
        whole = score(everything(language))
        figures[f"recognised, {language} all: recall (bar 0.9)"] = whole.recall
        figures[f"recognised, {language} all: precision (bar 0.95)"] = whole.precision
        blind = score(unseen(language))
        figures[f"recognised, {language} never seen, mostly harder: recall"] = blind.recall
        figures[f"recognised, {language} never seen, mostly harder: precision"] = blind.precision
        figures[f"messages a second, {language} (bar 10000)"] = _speed(language)
    return figures


def _print(language: str, part: str, got: Score) -> None:
    print(f"{language} {part}: found / wanted, wrong")
    for tactic in sorted(got.wanted | got.wrong):
        print(f"  {tactic:25} {got.found[tactic]:3} / {got.wanted[tactic]:3} {got.wrong[tactic]:4}")
    for line in got.missed:
        print(f"  missed {line}")
    for line in got.extra:
        print(f"  wrong {line}")


def _speed(language: str) -> float:
    """Return messages of about 50 characters a second in Chinese, 75 in English, one in four a collector's, on one core."""
    all_of_them = everything(language)
    harmless = [one.text for one in all_of_them if one.wanted == NONE]
    pressing = [one.text for one in all_of_them if one.wanted != NONE][: len(harmless) // 3]
    texts = [text if len(text) > 45 else text + OTHERS[language] for text in (*harmless, *pressing)]
    for number, text in enumerate(texts):
        recognise(f"{text} {number + len(texts) * 100}")  # phrases are made ready when they are first looked for
    begun, read = time.process_time(), 0
    while time.process_time() - begun < 3:
        for text in texts:
            recognise(f"{text} {read}")  # a message that was not read before
            read += 1
    return read / (time.process_time() - begun)
