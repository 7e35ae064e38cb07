"""What a time limit says to a person: one sentence for where it stands, what to ask an adviser, and warnings before an act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from planner.errors import Text
from planner.rules.limitation.clock import Ask, Clock, State
from planner.rules.limitation.places import NONE, RESTART, UNKNOWN

EVENT_WORDS = {
    "demand": Text("a demand that reached you"),
    "signed-acknowledgment": Text("a paper you signed that admits the debt"),
    "spoken-acknowledgment": Text("words of yours that admit the debt or ask for time"),
    "part-payment": Text("a part payment"),
    "new-agreement": Text("a new agreement"),
    "suit": Text("a court case"),
    "assignment-notice": Text("a notice that the debt was passed on"),
    "auto-debit": Text("an automatic debit by the lender"),
    "negotiation": Text("talks about the debt"),
    "moratorium-start": Text("the start of a payment pause by law"),
    "moratorium-end": Text("the end of a payment pause by law"),
}
LEFT_OUT = {
    "before-due": Text("it came before the due day"),
    "after-day-asked": Text("it comes after the day asked about"),
    "no-start": Text("no start of the pause was given"),
}
ACT_WORDS = {
    "sign": Text("sign anything about it"),
    "promise": Text("promise to pay, in writing or by word"),
    "pay-part": Text("pay a part of it"),
    "ask-for-instalments": Text("ask for instalments or more time"),
    "new-agreement": Text("make a new agreement"),
}
ASKS = {
    "uk-part": Text(
        "Read as England and Wales. Scotland and Northern Ireland have their own time limits: which part is it?"
    ),
    "australia-part": Text(
        "Which state or territory is it? In the Northern Territory it is three years, elsewhere six."
    ),
    "us-state": Text(
        "Each state has its own time limit, and your contract may name a state. An adviser can tell which counts."
    ),
    "years": Text("How many years are there here? The sources found are too weak to count with."),
    "contract": Text(
        "What kind of contract is it: a signed one, a card, an account without a paper? The years differ."
    ),
    "older-law": Text("Which years hold for a debt that was due before the law changed?"),
    "holder": Text("Who owns the debt now: the lender, or a company that bought it?"),
    "court": Text("What became of the court case? A judgment has a time of its own, often a longer one."),
    "pause-ended": Text("On which day did the payment pause end?"),
    "pause-adds": Text("By how much does a payment pause by law move the time limit here? It could not be checked."),
    "talks-ended": Text("When did the talks end? Each day they lasted can move the end."),
    "claim-filed": Text("Did the lender hand in a claim with the court? Then the time started again."),
    "promise-in-it": Text("Does the paper you signed promise to pay? Then it can stand on its own."),
    "payment-in-writing": Text(
        "Is the payment noted in your own or signed writing? Only then it starts the time again."
    ),
    "which-debt": Text(
        "Which entries of your log are about this debt, and did they reach you yourself? Those can move the end."
    ),
    "effect": Text("Does this move the time limit here: {event}, {day}? It could not be checked."),
}
"""What is open, as questions for a free adviser; the answers change what can be said."""

_WHERE = {
    RESTART: Text("Time limit for court: not before {day}; later if any demand reached you, even one you did not see."),
    NONE: Text(
        "Time limit for court: not before {day}; later if you, or somebody who owes it with you, paid or signed since."
    ),
    UNKNOWN: Text(
        "Time limit for court: not before {day}; later if you, or somebody who owes it with you, paid or signed since. Whether a demand moves it here could not be checked."
    ),
}
"""By what a demand does there: only where the law was read is a demand said to move the end."""

_WARNINGS = {
    "pay": (
        ("pay-part",),
        Text(
            "This debt is old or unclear. Paying even a small part can start the time limit for court again. Ask a free adviser first."
        ),
    ),
    "promise": (
        ("promise",),
        Text(
            "This debt is old or unclear. A promise to pay can start the time limit for court again. Ask a free adviser first."
        ),
    ),
    "ask-for-instalments": (
        ("ask-for-instalments", "new-agreement"),
        Text(
            "This debt is old or unclear. Asking for instalments or more time can start the time limit for court again, even without a signature. Ask a free adviser first."
        ),
    ),
    "sign": (
        ("sign", "new-agreement"),
        Text(
            "This debt is old or unclear. A signature on a notice, a statement of the debt or a plan can start the time limit for court again. Ask a free adviser first."
        ),
    ),
    "send-letter": (
        ("sign", "promise", "ask-for-instalments"),
        Text(
            "This debt is old or unclear. A letter that admits it, promises to pay or asks for time can start the time limit for court again. Ask a free adviser before you send it."
        ),
    ),
}


def warning_for(act: str, clock: Clock) -> Text | None:
    """Return what to say before an act: ``pay``, ``promise``, ``ask-for-instalments``, ``sign``, ``send-letter``.

    None on a young debt, where the plan is what helps and a warning would only scare people off it.
    """
    risky, words = _WARNINGS[act]
    return words if any(one in clock.avoid for one in risky) else None


def sentences(clock: Clock, say_day: Callable[[date], str]) -> list[Text]:
    """Return where the time limit stands, in sentences; ``say_day`` writes a day in the person's language."""
    said = [_where(clock, say_day)]
    if clock.state is State.MAY_HAVE_ENDED:
        said.append(Text("It may have ended; nobody can tell without the papers."))
    elif clock.state is State.UNKNOWN and clock.not_before is not None:
        said.append(Text("Whether it has ended is not known."))
    if clock.is_old:
        said.append(Text("Ask a free adviser before you answer, pay or sign."))
        said.append(Text("If a court paper comes, answer it within its days, however old the debt is."))
    if clock.law.extinguishes:
        said.append(Text("Here the debt itself ends with the time limit, not only the way to court."))
    return said


def ask_in_words(ask: Ask, say_day: Callable[[date], str]) -> Text:
    """Return a question for an adviser."""
    words = ASKS[ask.id]
    if ask.id != "effect" or ask.event is None:
        return words
    return Text(words.id, {"event": EVENT_WORDS[ask.event.kind], "day": say_day(ask.event.on)})


def _where(clock: Clock, say_day: Callable[[date], str]) -> Text:
    if clock.not_before is None:
        return Text("When the time limit for court ends is not known.")
    return Text(_WHERE[_of_a_demand(clock)].id, {"day": say_day(clock.not_before)})


def _of_a_demand(clock: Clock) -> str:
    effect = clock.law.effect("demand", clock.on, before_end=True, contract=clock.law.assumed[0], holder=None)
    return effect.does if effect.does in _WHERE else RESTART
