"""Check a loan contract: what was really received, what is bundled in, what it truly costs a year. Nothing here is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from planner.errors import Text
from planner.money import BadValue, parse_money, to_major
from planner.rules.citations import cited_in
from planner.services.contract_check import ContractCheck, check_contract, law_of_kept_back
from planner.services.true_rates import shown_rate
from ui.viewmodels.covered import CoveredFields
from ui.viewmodels.form import Asked, Spec, asked, look, summary
from ui.viewmodels.session import Session

T = TypeVar("T")
MOST_MONTHS = 600
_FIELDS = (
    Spec("principal", Text("The sum on the contract"), "money"),
    Spec(
        "received",
        Text("What really reached you"),
        "money",
        Text("What came into your account, after anything taken off."),
    ),
    Spec("months", Text("How many payments"), "whole"),
    Spec("each", Text("What you pay each month"), "money"),
    Spec(
        "bundled",
        Text("Insurance, member or guarantee fees each month"),
        "money",
        Text("Leave it empty if there is none."),
    ),
)


class ContractCheckState(NamedTuple):
    """The page. ``rows``: (label, value); ``ask``: what to ask; ``law``: what the law of the place says, and its source."""

    name: str
    fields: tuple[Asked, ...]
    on_top: bool
    summary: str
    rows: tuple[tuple[str, str], ...]
    ask: tuple[str, ...]
    law: str
    source: str


class ContractCheckViewModel:
    """Holds what was typed of one contract."""

    def __init__(self, session: Session, debt_id: int = 0) -> None:
        self._session = session
        debt = session.find(debt_id)
        self._name = debt.name if debt else ""
        self._currency = debt.currency if debt else session.currency
        self._typed: dict[str, str] = {}
        if debt is not None and debt.principal:
            self._typed["principal"] = to_major(debt.principal, debt.currency)
        self._on_top = True
        self._problems: dict[str, Text] = {}
        self._found: ContractCheck | None = None
        self._covered = CoveredFields(session)

    def state(self) -> ContractCheckState:
        """Return the page as it stands."""
        session = self._session
        look(self._covered, _FIELDS, self._typed)
        law = source = ""
        if self._found is not None and self._found.kept_back:
            line = law_of_kept_back(session.jurisdiction, session.today, session.language)
            if line is not None:
                law = line.words
                source = session.say(Text("Rests on: {source}", {"source": cited_in(session.language, line.citation)}))
        return ContractCheckState(
            self._name,
            tuple(asked(session, one, self._typed, self._problems, self._currency, self._covered) for one in _FIELDS),
            self._on_top,
            summary(session, self._problems, _FIELDS),
            self._rows(),
            self._asks(),
            law,
            source,
        )

    def type(self, column: str, value: str) -> ContractCheckState:
        """Keep what a field holds."""
        self._typed[column] = self._covered.typed(column, value)
        self._problems.pop(column, None)
        self._found = None
        return self.state()

    def say_on_top(self, yes: bool) -> ContractCheckState:
        """Say whether the bundled fees come on top of the payment, or are part of it."""
        self._on_top, self._found = yes, None
        return self.state()

    def check(self) -> ContractCheckState:
        """Reckon it; faults stand beside their fields."""
        self._problems, self._found = {}, None
        money = lambda text: parse_money(text, self._currency)  # noqa: E731
        principal, received = self._read("principal", money), self._read("received", money)
        months, each = self._read("months", _whole), self._read("each", money)
        bundled = self._read("bundled", money, needed=False) or 0
        if received == 0:
            self._problems["received"] = Text("is zero; write what reached you")
        if principal is not None and received is not None and received > principal:
            self._problems["received"] = Text("is more than the sum on the contract; look at both")
        if not self._on_top and each is not None and bundled > each:
            self._problems["bundled"] = Text("is more than the payment it is part of")
        if self._problems or principal is None or received is None or months is None or each is None:
            return self.state()
        plain = each if self._on_top else each - bundled
        self._found = check_contract(principal, received, plain, bundled, months)
        return self.state()

    def _read(self, column: str, read: Callable[[str], T], *, needed: bool = True) -> T | None:
        typed = self._typed.get(column, "").strip()
        if not typed:
            if needed:
                self._problems[column] = Text("is empty; it stands in the contract or in your account")
            return None
        try:
            return read(typed)
        except BadValue as bad:
            self._problems[column] = bad.message
            return None

    def _rows(self) -> tuple[tuple[str, str], ...]:
        found, say = self._found, self._session.say
        if found is None:
            return ()

        def money(minor: int) -> str:
            return self._session.money(minor, self._currency)

        rows = [(say(Text("Paid beyond what reached you")), money(max(0, found.over)))]
        if found.kept_back:
            rows.insert(0, (say(Text("Kept back at the start")), money(found.kept_back)))
        if found.bundled:
            rows.append((say(Text("Bundled fees in all")), money(found.bundled)))
        if found.rates is not None:
            rows.append((say(Text("True interest per year (nominal)")), shown_rate(found.rates.nominal)))
            rows.append((say(Text("With interest on interest (effective)")), shown_rate(found.rates.effective)))
        return tuple(rows)

    def _asks(self) -> tuple[str, ...]:
        found, say = self._found, self._session.say
        if found is None:
            return ()
        asks = []
        if found.kept_back:
            asks.append(say(Text("Ask in writing what was kept back at the start, and for the slip of the payout.")))
        if found.bundled:
            asks.append(say(Text("Ask whether you may do without the bundled fees, and where you agreed to them.")))
        if not asks:
            asks.append(say(Text("What reached you is the sum on the contract, and nothing is bundled in.")))
        return tuple(asks)


def _whole(text: str) -> int:
    if text.isdecimal() and 0 < int(text) <= MOST_MONTHS:
        return int(text)
    blanks = {"text": text[:40], "least": "1", "most": str(MOST_MONTHS)}
    raise BadValue(Text('"{text}" should be a whole number from {least} to {most}', blanks))
