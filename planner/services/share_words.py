"""A share in words, made from its contents and from nothing else: what the helper reads, page by page, and what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from planner.budget.lines import monthly
from planner.errors import Text
from planner.i18n import Translate, format_clock, format_day, format_money, translator
from planner.money import BadValue, parse_money
from planner.services.budget_reader import RHYTHMS, SECTIONS
from planner.services.contact_words import how_it_was, who_it_was
from planner.services.places import is_american
from planner.services.share_means import beyond_means_of
from planner.services.share_sections import budget_of_share, debts_of, glance_of
from planner.services.spread_words import spread_words
from planner.services.words import KINDS, STRATEGIES
from planner.sharing.contents import BUDGET, CHECK_INS, CONTACTS, DEBTS, EVIDENCE, LETTERS, PLAN, debts_by_number
from planner.sharing.review import CONTACT, DEBT, LETTER, LINE, PAYMENT

TITLES = {
    DEBTS: Text("Debts"),
    BUDGET: Text("Budget"),
    PLAN: Text("Plan"),
    CONTACTS: Text("Contacts"),
    LETTERS: Text("Letters"),
    EVIDENCE: Text("Evidence"),
    CHECK_INS: Text("Check-ins"),
}
OFFER_STATES = {
    "drafted": Text("drafted"),
    "sent": Text("sent"),
    "asked-again": Text("asked again"),
    "accepted": Text("accepted"),
    "refused": Text("refused"),
    "countered": Text("they named another figure"),
    "kept": Text("kept"),
    "broken": Text("not kept"),
    "reviewed": Text("looked at again"),
    "ended": Text("ended"),
}
STATE_OF_PROMISE = {
    "kept": Text("kept"),
    "broken": Text("not kept"),
    "due": Text("its day has come"),
    "later": Text("to come"),
}


class Line(NamedTuple):
    """One thing of a page. ``on`` and ``of``: what a note can be tied to, "" and 0 where to nothing.

    ``part``: it belongs to the line above it, and is no sum of its own. ``kind``: of a debt.
    """

    title: str
    under: str = ""
    amount: str = ""
    on: str = ""
    of: int = 0
    words: str = ""
    part: bool = False
    kind: str = ""


class SharePage(NamedTuple):
    """The page of one section."""

    section: str
    title: str
    lines: tuple[Line, ...]


def pages_of(share: Mapping[str, Any], language: str) -> tuple[SharePage, ...]:
    """Return what a share holds, a page for each section that was ticked."""
    words = _Words(share, language)
    makers: dict[str, Callable[[], list[Line]]] = {
        DEBTS: words.debts,
        BUDGET: words.budget,
        PLAN: words.plan,
        CONTACTS: words.contacts,
        LETTERS: words.letters,
        EVIDENCE: words.evidence,
        CHECK_INS: words.check_ins,
    }
    return tuple(
        SharePage(name, words.say(TITLES[name]), tuple(makers[name]())) for name in share["sections"] if name in share
    )


def about_share(share: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Return what a share says of itself: its day, until when to delete it, how to reach the person safely."""
    say = translator(language)
    lines = [say(Text("Made on {day}.", {"day": _day(share["made_on"], language)}))]
    if share["delete_by"]:
        lines.append(say(Text("Please delete after {day}.", {"day": _day(share["delete_by"], language)})))
    if share["reach"]:
        lines.append(say(Text("Safe ways to reach me: {words}", {"words": share["reach"]})))
    if not share["account_numbers"]:
        lines.append(say(Text("Account numbers are left out.")))
    missing = [name for name in TITLES if name not in share["sections"]]
    if missing:
        comma = "、" if language == "zh" else ", "
        names = comma.join(say(TITLES[name]) for name in missing)
        lines.append(say(Text("Not shared: {names}.", {"names": names})))
    return tuple(lines)


class _Words:
    def __init__(self, share: Mapping[str, Any], language: str) -> None:
        self.share, self.language = share, language
        self._american = is_american(share["place"])
        self.say: Translate = translator(language, american=self._american)
        self._names = debts_by_number(share)

    def debts(self) -> list[Line]:
        lines, share = [], self.share
        owed = glance_of(share, debts_of(share), None).get("owed", 0)
        for one in share[DEBTS]:
            cells = one["cells"]
            code = cells.get("currency", share["currency"])
            kind = self.say(KINDS[cells["kind"]]) if cells.get("kind") in KINDS else cells.get("kind", "")
            parts = [kind, cells.get("creditor", ""), self._rate(cells.get("apr"))]
            lines.append(
                Line(
                    cells.get("name", ""),
                    self._join(*parts),
                    self._money(cells.get("balance"), code),
                    DEBT,
                    one["number"],
                    kind=cells.get("kind", ""),
                )
            )
            for offer in one["offers"]:
                lines.append(self._offer(offer, cells.get("name", ""), code))
            for paid in one["payments"]:
                title = self.say(Text("Paid"))
                lines.append(
                    Line(title, self._on(paid["on"]), self._money(paid["amount"], code), PAYMENT, paid["number"])
                )
        total = format_money(owed, share["currency"], self.language)
        return [*lines, Line(self.say(Text("Owed in all")), "", total)]

    def _offer(self, offer: Mapping[str, Any], name: str, currency: str) -> Line:
        """Return what was offered in a sentence, and under it what came of it: their own figure, where they named one."""
        blanks = {"name": name, "amount": self._money(offer["amount"], currency), "day": self._on(offer["on"])}
        what = self.say(Text("Offered for {name}: {amount} a month from {day}.", blanks))
        named, state = offer.get("named"), OFFER_STATES.get(offer["state"])
        if named:
            theirs = {"amount": self._money(named["amount"], currency), "day": self._on(named["on"])}
            return Line(what, self.say(Text("They named {amount} a month on {day}.", theirs)), part=True)
        return Line(what, self.say(state) if state else "", part=True)

    def budget(self) -> list[Line]:
        lines, budget = [], budget_of_share(self.share)
        assert budget is not None
        for line in budget.lines:
            counted = monthly(line) if line.amount is None and line.recent else line.amount  # its low month
            amount = "" if counted is None else format_money(counted, budget.currency, self.language)
            under = self._join(self.say(SECTIONS[line.section]), self.say(RHYTHMS[line.rhythm]))
            spread = spread_words(line, budget.currency, self.language)
            for more in (self.say(spread).rstrip(".。") if spread else "", line.note):
                if more:
                    under += f"。{more}" if self.language == "zh" else f". {more}"
            lines.append(Line(line.name or self.say(SECTIONS[line.section]), under, amount, LINE, line.id or 0))
        left = budget.result.surplus
        money = format_money(abs(left), budget.currency, self.language)
        words = Text("Left over each month") if left >= 0 else Text("Missing each month")
        return [*lines, Line(self.say(words), "", money)]

    def plan(self) -> list[Line]:
        plan = self.share[PLAN]
        strategy = next((words for one, words in STRATEGIES.items() if one.value == plan["strategy"]), None)
        lines = [Line(self.say(Text("Order of paying")), self.say(strategy) if strategy else plan["strategy"])]
        if plan["budget"]:
            lines.append(
                Line(self.say(Text("For debts each month")), "", self._money(plan["budget"], plan["currency"]))
            )
        if plan["payoff_date"]:
            lines += self._ends(plan)
        lines.append(Line(self.say(Text("Interest in all")), "", self._money(plan["interest"], plan["currency"])))
        called = {one["number"]: one["name"] for one in plan["debts"]}
        kinds = {one["number"]: one["cells"].get("kind", "") for one in self.share.get(DEBTS, ())}
        for one in plan["debts"]:
            ends = self.say(Text("ends {day}", {"day": self._on(one["payoff_date"])})) if one["payoff_date"] else ""
            on, kind = DEBT if one["number"] in self._names else "", kinds.get(one["number"], "")
            lines.append(Line(one["name"], ends, "", on, one["number"], kind=kind))
        for one in plan["next"]:
            under = self._join(self._on(one["on"]), one["why"])
            lines.append(Line(called.get(one["debt"], ""), under, self._money(one["amount"], plan["currency"])))
        return [*lines, *(Line(words) for words in plan["warnings"])]

    def _ends(self, plan: Mapping[str, Any]) -> list[Line]:
        """Return the day the plan ends, and what it rests on where the budget has less than it asks for."""
        beyond, ends = beyond_means_of(self.share), self._on(plan["payoff_date"])
        if beyond is None:
            return [Line(self.say(Text("Ashore by")), ends)]
        has, asked = (format_money(one, plan["currency"], self.language) for one in (beyond.has, beyond.asked))
        label = Text("If {amount} a month can be paid, ashore by", {"amount": asked})
        return [Line(self.say(Text("The budget has for debts each month")), "", has), Line(self.say(label), ends)]

    def contacts(self) -> list[Line]:
        kept, lines = self.share[CONTACTS], []
        for one in kept["entries"]:
            cells = one["cells"]
            under = self._join(self._at(cells.get("at", "")), *self._how(cells), cells.get("debt", ""))
            said = self._join(cells.get("said", ""), cells.get("note", ""))
            lines.append(Line(self._who(cells), under, "", CONTACT, one["number"], said))
        for one in kept["promises"]:
            title = Text("I promised") if one["whose"] == "mine" else Text("They promised")
            state = STATE_OF_PROMISE.get(one["state"])
            amount = self._money(one["amount"], self.share["currency"])
            lines.append(
                Line(self.say(title), self._join(self._on(one["due"]), self.say(state) if state else ""), amount)
            )
        for one in kept["papers"]:
            done = self.say(Text("done")) if one["done"] else ""
            lines.append(Line(self.say(Text("A paper with a day")), self._join(self._on(one["due"]), done)))
        return lines

    def letters(self) -> list[Line]:
        lines = []
        for one in self.share[LETTERS]:
            state = Text("draft") if one["sent_on"] is None else Text("sent {day}", {"day": self._on(one["sent_on"])})
            title = one["title"].get(self.language) or one["kind"]
            called = self._names.get(one["debt"] or 0, "")
            blocks = [
                f"{place}  {block}" if isinstance(block, str) else "\n".join("  |  ".join(row) for row in block["rows"])
                for place, block in enumerate(one["blocks"], 1)
            ]
            body = "\n".join([one["subject"], *blocks])
            lines.append(
                Line(title, self._join(*one["to"][:1], called, self.say(state)), "", LETTER, one["number"], body)
            )
        return lines

    def evidence(self) -> list[Line]:
        size = Text("{kilobytes} KB")
        return [
            Line(one["name"], self.say(size._replace(blanks={"kilobytes": f"{max(1, one['size'] // 1024):,}"})))
            for one in self.share[EVIDENCE]
        ]

    def check_ins(self) -> list[Line]:
        return [Line(one["name"], self._on(one["on"]), words=one["words"]) for one in self.share[CHECK_INS]]

    def _join(self, *parts: str) -> str:
        return ("，" if self.language == "zh" else ", ").join(part for part in parts if part)

    def _on(self, text: str) -> str:
        return _day(text, self.language)

    def _at(self, text: str) -> str:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return text
        clock = format_clock(at, self.language, american=self._american) if "T" in text else ""
        return self._join(format_day(at.date(), self.language), clock)

    def _rate(self, text: str | None) -> str:
        if text is None:
            return ""
        return f"{text}%" if any(digit in "123456789" for digit in text) else self.say(Text("no interest"))

    def _money(self, text: str | None, currency: str) -> str:
        try:
            return format_money(parse_money(text or "", currency), currency, self.language) if text else ""
        except (BadValue, KeyError):
            return text or ""

    def _how(self, cells: Mapping[str, str]) -> list[str]:
        try:
            return [self.say(words) for words in how_it_was(cells)]
        except KeyError:  # a word of somebody else's Ashore: shown as it came
            return [cells.get("channel", "")]

    def _who(self, cells: Mapping[str, str]) -> str:
        who = who_it_was(cells)
        return self.say(who) if isinstance(who, Text) else who


def _day(text: str, language: str) -> str:
    return format_day(date.fromisoformat(text), language)
