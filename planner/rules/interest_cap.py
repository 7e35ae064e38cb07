"""Is an agreed rate above what a court enforces? Pure; the numbers are dated data under ``assets/rules``.

Mainland China: four times the one-year LPR at signing, for private loans alone; licensed lenders have no such cap. Taiwan:
16 % a year. What the answer says stands in the rule's own sentences: ``law.rule(cap.rule).say[cap.case]`` with ``blanks``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from planner.rules.law import RULES, Dated, Rule, load_law

PRIVATE = frozenset({"individual", "unlicensed"})
"""Who lends privately. An agency or a buyer of the debt is neither: who lent at signing counts."""
LICENSED = frozenset({"bank", "consumer-finance-co", "microloan-co"})


class Cap(NamedTuple):
    """What is known of a rate. ``state``: ``above``, ``within``, ``no-cap`` (none of this kind holds) or ``unknown``.

    ``rule`` and ``case``: whose sentence says it. ``cap`` and ``lpr`` in per cent, ``lpr_from``: the day it was published.
    ``confidence``: of the weakest number used; ``yours`` where the borrower typed it.
    """

    state: str
    rule: str
    case: str
    citation: str
    confidence: str
    cap: Decimal | None = None
    lpr: Decimal | None = None
    lpr_from: date | None = None
    blanks: Mapping[str, str] = {}


class Lpr(NamedTuple):
    """The one-year LPR as published, and until when that was checked."""

    published: tuple[Dated, ...]
    until: date
    confidence: str

    def on(self, day: date) -> Dated:
        """Return what was published last on or before ``day``; raises ``LookupError`` before the first."""
        found = [dated for dated in self.published if dated.from_on <= day]
        if not found:
            raise LookupError(day)
        return found[-1]


def china_cap(lender: str, signed_on: date | None, rate: Decimal | None, *, figure: Decimal | None = None) -> Cap:
    """Return whether a loan's agreed rate is above four times the one-year LPR at signing.

    ``lender``: the role of who lent at signing. ``rate``: per cent a year, with late interest, penalties and fees that count
    together with it. ``figure``: the LPR the borrower looked up, used only for days after the checked ones.
    """
    law = load_law("china")
    rule, scope = law.rule("cn.rate.4lpr"), law.rule("cn.rate.scope")
    if lender in LICENSED:
        return Cap("no-cap", scope.id, "tells", scope.citation, scope.confidence)
    if lender not in PRIVATE:
        return _unknown(rule, "ask_lender")
    if signed_on is None:
        return _unknown(rule, "ask_date")
    if rule.from_on is not None and signed_on < rule.from_on:
        return _unknown(rule, "transition")
    lpr = lpr_of_china()
    published = lpr.on(signed_on)
    percent, confidence, lpr_from = published.value, lpr.confidence, published.from_on
    if signed_on > lpr.until:
        if figure is None:
            blanks = {"until": lpr.until.isoformat(), "lpr": _words(percent)}
            return _unknown(rule, "check_figure", blanks)
        percent, confidence, lpr_from = figure, "yours", signed_on
    if rate is None:
        return _unknown(rule, "ask_rate")
    cap = rule.value("times", signed_on) * percent
    state = "above" if rate > cap else "within"
    blanks = {"rate": _words(rate), "lpr": _words(percent), "lpr_from": lpr_from.isoformat(), "cap": _words(cap)}
    return Cap(state, rule.id, state, rule.citation, confidence, cap, percent, lpr_from, blanks)


def taiwan_cap(signed_on: date | None, rate: Decimal | None) -> Cap:
    """Return whether an agreed rate is above 16 % a year, which the Civil Code of Taiwan makes void beyond it.

    Contracts from before the change are unknown: what held then was not read.
    """
    rule = load_law("taiwan").rule("tw.rate.205")
    if signed_on is None:
        return _unknown(rule, "ask_date")
    if rule.from_on is not None and signed_on < rule.from_on:
        return _unknown(rule, "transition")
    if rate is None:
        return _unknown(rule, "ask_rate")
    cap = Decimal(rule.value("percent", signed_on))
    state = "above" if rate > cap else "within"
    blanks = {"rate": _words(rate), "cap": _words(cap)}
    return Cap(state, rule.id, state, rule.citation, rule.confidence, cap, blanks=blanks)


@cache
def lpr_of_china() -> Lpr:
    """Return the one-year LPR of mainland China from ``assets/rules/china/lpr.toml``."""
    data = tomllib.loads((RULES / "china" / "lpr.toml").read_text("utf-8"), parse_float=Decimal)
    rows = sorted(data["lpr"], key=lambda row: row["from"])
    return Lpr(
        tuple(Dated(row["from"], None, Decimal(row["percent"])) for row in rows), data["until"], data["confidence"]
    )


def _unknown(rule: Rule, case: str, blanks: Mapping[str, str] | None = None) -> Cap:
    return Cap("unknown", rule.id, case, rule.citation, rule.confidence, blanks=blanks or {})


def _words(percent: Decimal) -> str:
    return f"{percent.normalize():f}" if percent == percent.to_integral() else f"{percent:.2f}"
