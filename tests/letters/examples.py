"""Every letter in every language with its own example, as tests, pictures and the bench see it.

``python -m tests.letters.examples`` writes the snapshots anew after words were changed on purpose.
"""

from pathlib import Path

from planner.letters.catalogue import Letter, all_letters
from planner.letters.fields import Manner, fill
from planner.letters.render import Party, Rendered, plain_text, render

SNAPSHOTS = Path(__file__).parent / "snapshots"


def kinds() -> list[tuple[Letter, str, bool]]:
    """Every letter, language and wording (True: the usual one)."""
    return [
        (letter, language, usual)
        for letter in all_letters()
        for language in letter.languages
        for usual in ((False, True) if letter.has_usual else (False,))
    ]


def example(letter: Letter, language: str, usual: bool = False) -> Rendered:
    """A letter filled with its own example."""
    given = dict(letter.examples[language])
    manner = Manner(language, given.pop("currency"), letter.place)
    today = given.pop("today")
    filled = fill(letter, given, manner, today)
    sender, receiver = Party(given["my_name"]), Party(given["their_name"])
    american = manner.is_american
    return render(letter, filled, language, sender=sender, receiver=receiver, usual=usual, american=american)


def snapshot_of(letter: Letter, language: str, usual: bool) -> Path:
    """Where the words of a letter are held."""
    return SNAPSHOTS / letter.place / f"{letter.id}.{language}{'.usual' if usual else ''}.txt"


if __name__ == "__main__":
    for one, spoken, usually in kinds():
        path = snapshot_of(one, spoken, usually)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain_text(example(one, spoken, usually)), "utf-8")
