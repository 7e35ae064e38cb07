"""The bench of the rules: all checks over a long log of many collectors, and one new contact on top of it.

Each place is measured in a process of its own: CPU time, as other programs may be at work, and the most memory it held.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planner.rules.facts import Contact, Event, Log
from planner.rules.law import load_law
from planner.rules.runner import Standing, run_checks
from tests.bench.memory import most_mb

CONTACTS = 100_000
COLLECTORS = 40
NEW = 40
PLACES = {
    "united_states": "America/Chicago",
    "united_states/washington": "America/Los_Angeles",
    "united_states/massachusetts": "America/New_York",
    "united_states/new_york_city": "America/New_York",
    "china": "Asia/Shanghai",
    "united_kingdom": "Europe/London",
    "australia": "Australia/Sydney",
}
WAYS = [
    *[("call", "rang-out")] * 8,
    *[("call", "conversation")] * 4,
    *[("sms", "delivered")] * 4,
    ("call", "voicemail"),
    ("call", "busy"),
    ("call", "not-in-service"),
    ("robocall", "answered-hangup"),
    ("im", "delivered"),
    ("email", "delivered"),
    ("letter", "delivered"),
]
ROLES = ["agency"] * 6 + ["debt-buyer", "bank", "original-creditor", "consumer-finance-co"]
RECIPIENTS = [""] * 12 + ["self"] * 5 + ["spouse", "family", "employer"]
TACTICS = ["deadline-pressure", "legal-claim", "insult", "repeat-calls", "third-party-disclosure", "credit-threat"]
KINDS = ["card", "online-loan", "consumer-loan", ""]
EVENTS = "asked-stop-channel:sms attorney disputed:written time-agreed:21:00-23:00 consent-next-call".split()


def long_log(zone: ZoneInfo, contacts: int = CONTACTS) -> Log:
    """Return a log of five years, the same each time: calls at all hours, some with confirmed words, some to others."""
    dice = random.Random(11)
    start = datetime(2021, 12, 1, tzinfo=zone)
    minutes = sorted(dice.sample(range(5 * 365 * 24 * 60), contacts))
    made = tuple(_contact(row, start + timedelta(minutes=at), dice) for row, at in enumerate(minutes, 1))
    return Log(made, tuple(_events(start, contacts, dice)))


def _contact(row: int, at: datetime, dice: random.Random) -> Contact:
    who = dice.randrange(COLLECTORS)
    channel, outcome = dice.choice(WAYS)
    return Contact(
        row,
        at if dice.random() < 0.15 else at.replace(hour=dice.randrange(8, 21)),
        channel=channel,
        outcome=outcome,
        recipient=dice.choice(RECIPIENTS),
        number=f"+1 555 {who:04}",
        dialed=dice.choice(("", "", "home", "work", "mobile")),
        collector=f"Collector {who}",
        role=ROLES[who % len(ROLES)],
        debts=(f"Debt {who}-{dice.randrange(3)}",) if dice.random() < 0.8 else (),
        debt_kind=KINDS[who % len(KINDS)],
        purpose=dice.choice(("", "", "demand", "notice", "locate")),
        tactics=frozenset({dice.choice(TACTICS)}) if dice.random() < 0.1 else frozenset(),
    )


def _events(start: datetime, first: int, dice: random.Random) -> list[Event]:
    events = []
    for who in range(0, COLLECTORS, 4):
        kind, _, value = dice.choice(EVENTS).partition(":")
        at = start + timedelta(days=dice.randrange(1200, 1700))
        events.append(Event(first + 1 + who, at, kind, value, f"Collector {who}"))
    return events


def rule_figures() -> dict[str, float]:
    """Return the figures of every place."""
    figures: dict[str, float] = {}
    for place in PLACES:
        words = [sys.executable, "-m", "tests.bench.rules", place]
        seen = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
        figures[f"{place}: rules over {CONTACTS}, s (bar 3)"] = seen["all"]
        figures[f"{place}: most memory, MB (bar 400)"] = seen["memory"]
        figures[f"{place}: one new contact, ms (bar 20)"] = seen["one"]
        figures[f"{place}: the slowest of {NEW}, ms"] = seen["slowest"]
    return figures


def measure(place: str) -> dict[str, float]:
    """Return the figures of one place, of this process."""
    zone, law = ZoneInfo(PLACES[place]), load_law(place)
    log = long_log(zone)
    begun = time.process_time()
    found = run_checks(log, law)
    whole = time.process_time() - begun
    memory = most_mb()
    standing, dice, times = Standing(log), random.Random(5), []
    last = log.contacts[-1]
    for number in range(NEW):
        new = _contact(CONTACTS + 1000 + number, last.at + timedelta(minutes=number), dice)
        begun = time.process_time()
        standing.report_with(new, law)
        times.append((time.process_time() - begun) * 1000)
    times.sort()
    one, slowest = times[NEW // 2], times[-1]
    return {"all": whole, "memory": memory, "one": one, "slowest": slowest, "findings": len(found.findings)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
