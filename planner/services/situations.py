"""What is happening right now? Each situation: two sentences, three steps, one reply. True in every place Ashore covers.

Bound by guards.md 3, 9, 11, 12, 19, 20. What the law of a place adds comes with the rules of the place.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import Text


class Situation(NamedTuple):
    """One thing that may be happening. ``reply`` is something calm to say or send; None where silence is better."""

    id: str
    icon: str
    title: Text
    sentences: tuple[Text, Text]
    steps: tuple[Text, Text, Text]
    reply: Text | None


SITUATIONS = (
    Situation(
        "door",
        "visit",
        Text("They are at my door"),
        (
            Text("You don't have to open. You can speak through the closed door, or not at all."),
            Text(
                "A debt collector has no right to come in. If they say they are from a court, ask for the paper through the door and check it."
            ),
        ),
        (
            Text("Keep the door shut. Ask for a name, a company and a paper under the door."),
            Text("Sign nothing, hand over nothing, pay nothing at the door."),
            Text(
                "If they don't leave, push or threaten, call {number}. Don't stay just to film.",
                {"number": Text("the emergency number")},
            ),
        ),
        Text("I will not open. Please leave a written notice and go."),
    ),
    Situation(
        "phone",
        "talking",
        Text("They are on the phone now"),
        (
            Text("You may end any call. Nothing has to be decided on the phone."),
            Text("Decide tomorrow, with your numbers in front of you."),
        ),
        (
            Text("Ask who is calling: name, company, for which lender, which debt."),
            Text("Promise nothing and confirm no details. Ask for everything in writing."),
            Text("Write down the time and their words right after the call."),
        ),
        Text("Please send it to me in writing. I am ending this call now."),
    ),
    Situation(
        "family",
        "family",
        Text("They called my family or my work"),
        (
            Text("This is hard, and it is not your fault. Others do not owe your debt because they know you."),
            Text("In many places there are limits on calling other people about a debt."),
        ),
        (
            Text("Ask who was called, when, from which number, and what exactly was said."),
            Text("Ask them to keep messages and call lists, and not to pay or promise anything."),
            Text("Tell them one sentence they may say: please talk to me only, and don't call here again."),
        ),
        Text("Please talk to me only about this. You reach me at this number."),
    ),
    Situation(
        "court",
        "legal",
        Text("A court paper came"),
        (
            Text("Take it seriously, even if you are not sure that it is real. A real one has a deadline."),
            Text("You can check it: look up the court's number yourself and ask with the case number."),
        ),
        (
            Text("Write down the day it reached you. Keep the envelope."),
            Text("Find the court, the case number and the deadline on the paper."),
            Text("Take it to a free adviser or legal aid before the deadline, also if you think it is wrong."),
        ),
        None,
    ),
    Situation(
        "ringing",
        "not_picked_up",
        Text("My phone will not stop ringing"),
        (
            Text("You may let it ring. Silence your phone for unknown numbers and rest."),
            Text("Stay reachable in one way, by text or e-mail, so that nobody can say you hide."),
        ),
        (
            Text("Take a picture of the call list before it scrolls away."),
            Text("Turn on silence for unknown callers."),
            Text("Send one message that says how you can be reached."),
        ),
        Text("Please write to me at this number. I read and answer messages, I do not take calls about this."),
    ),
    Situation(
        "account",
        "bank",
        Text("They took money from my account"),
        (
            Text("Food and rent come first. What was taken can sometimes be stopped or asked back."),
            Text("It matters who took it: a payment order of yours, your own bank, or a court."),
        ),
        (
            Text("Look at the entry: whose name stands beside it, and which kind of payment it is."),
            Text("Ask your bank today how to stop the next one, and what a failed one would cost."),
            Text("Let your wages and benefits go to an account they cannot reach, if you have one."),
        ),
        Text("Please tell me in writing on what ground this money was taken, and stop further payments."),
    ),
)


def situation_of(id_: str) -> Situation:
    """Return the situation of this id."""
    return next(situation for situation in SITUATIONS if situation.id == id_)
