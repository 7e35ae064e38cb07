"""The plan that costs least: an index policy whose prices are found by iteration, then polished (plan-engine.md 2.4, 2.5).

In each month extra money goes to the debt whose unit, left unpaid, would cost most by the end: score = w - lg, where lg is the
log growth of a unit of the debt until now and w its log price. At constant rates this is highest interest first; where
rates change it is not, and no ranking by a rate finds it. Nothing here is a ledger: prices are floating point, every plan is
reckoned in whole cents by the same steps as any other, and the cheapest of those wins.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from planner.payoff.debts import Repayment
from planner.payoff.minimums import CompiledMinimum, equal_instalment, minimum_due
from planner.payoff.policy import Policy, pay_for_deadlines, rate_tables
from planner.payoff.schedule import HORIZON, CompiledDebts, paid_in, simulate
from planner.payoff.strategies import Strategy

if TYPE_CHECKING:
    from planner.payoff.purse import Money

ROUNDS = 25
POLISH = 80
MOST_STEPPED, MOST_SUBSETS = 4, 40
MOST_FLAT = 3
_FIRST = 100.0
"""Added to a price, it puts a debt before every other."""
_FAR = 1e9


class _Tried(NamedTuple):
    paid: int
    months: int
    policy: Policy
    lowest: list[float]
    payoff: list[int]


class _Search:
    """One set of debts and one budget, with the tables that every try reads."""

    def __init__(self, compiled: CompiledDebts, budget: int, months: int) -> None:
        self.compiled, self.budget = compiled, budget
        self.count = len(compiled.debts)
        self.most = min(HORIZON, months + max(12, months // 2))
        self.rates, self.growth = rate_tables(compiled, self.most)
        self.any_apart = any(debt.apart for debt in compiled.debts)
        self.charges = [[tuple(rate) for rate in row] for row in self.rates]
        self.plain = [_plain_share(rule) for rule in compiled.minimums]

    def run(self, policy: Policy) -> _Tried | None:
        """Return what a policy costs; None where it does not end within the months that the tables hold."""
        if not self.compiled.is_plain:
            return self._run_whole(policy)
        compiled, rules, growth = self.compiled, self.compiled.minimums, self.growth
        charges, plain = self.charges, self.plain
        prices, deadlines = policy.prices, policy.deadlines
        held = dict(deadlines)
        balances = [debt.balance for debt in compiled.debts]
        apart = [debt.apart for debt in compiled.debts]
        instalments = list(compiled.instalments)
        open_debts = [i for i in range(self.count) if balances[i]]
        payoff = [0] * self.count
        lowest: list[float] = [_FAR]
        total = month = 0
        while open_debts and (not self.any_apart or not all(apart[i] for i in open_debts)):
            month += 1
            if month > self.most:
                return None
            if month > 1 and month in compiled.changes:
                _new_instalments(compiled, balances, instalments, month)
            left, pays, owed = self.budget, {}, {}
            for i in open_debts:
                numerator, half, denominator = charges[i][month]
                opening = balances[i]
                interest = (opening * numerator + half) // denominator
                owed[i] = owes = opening + interest
                share = plain[i]
                if share is None:
                    least = minimum_due(rules[i], month, opening, interest, instalments[i])
                else:
                    least, part, whole = share
                    if part:
                        percent = (2 * owes * part + whole) // (2 * whole)
                        if percent > least:
                            least = percent
                    if least > owes:
                        least = owes
                pays[i] = least
                left -= least
            if self.any_apart:
                left += sum(pays[i] for i in open_debts if apart[i])
            if left < 0:
                return None
            if self.any_apart:
                for i in open_debts:
                    if apart[i]:
                        pays[i] = min(pays[i], left)
                        left -= pays[i]
            low = _FAR
            if left:
                if held:
                    left = pay_for_deadlines(self.budget, deadlines, month, open_debts, owed, pays, left)
                if held or self.any_apart:
                    free = [i for i in open_debts if month > held.get(i, 0) and not apart[i]]
                else:
                    free = open_debts
                ranked = [(prices[i] - growth[i][month], i) for i in free]
                ranked.sort(reverse=True)
                for score, i in ranked:
                    room = owed[i] - pays[i]
                    if room:
                        extra = room if room < left else left
                        pays[i] += extra
                        left -= extra
                        low = score
                        if not left:
                            break
                if left and held:  # nothing else takes it: those held back may
                    for i, _ in deadlines:
                        if i in pays:
                            extra = min(left, owed[i] - pays[i])
                            pays[i] += extra
                            left -= extra
            lowest.append(low)
            closed = False
            for i, paid in pays.items():
                total += paid
                balances[i] = closing = owed[i] - paid
                if not closing:
                    payoff[i] = month
                    closed = True
            if self.any_apart:
                total -= sum(pays[i] for i in open_debts if apart[i])
            if closed:
                open_debts = [i for i in open_debts if balances[i]]
        return _Tried(total, month, policy, lowest, payoff)

    def _run_whole(self, policy: Policy) -> _Tried | None:
        """Run a policy by the steps of every other plan: rarer terms are reckoned there alone."""
        compiled = self.compiled
        run = simulate(compiled, Strategy.CHEAPEST, self.budget, policy=policy, months=self.most, growth=self.growth)
        if not run.ended:
            return None
        payoff = [month or 0 for month in run.payoff_months]
        return _Tried(paid_in(compiled, run), run.months, policy, run.lowest, payoff)


def cheapest_policy(compiled: CompiledDebts, budget: int, money: Money | None = None) -> Policy | None:
    """Return the cheapest policy found for ``budget`` minor units a month; None where no plan ends at it.

    It is never dearer than any other order that is offered: theirs is returned where none is cheaper. ``money``: what is
    not the same each month. The search goes by the level budget; what it found is then held against the others on the real months.
    """
    found = _level_policy(compiled, budget)
    if money is None:
        return found
    candidates = [found] if found is not None else []
    candidates += [Policy(plain=strategy) for strategy in _plain_orders(compiled)]
    runs = [simulate(compiled, Strategy.CHEAPEST, budget, policy=policy, money=money) for policy in candidates]
    tried = [(paid_in(compiled, run), i) for i, run in enumerate(runs) if run.ended]
    return candidates[min(tried)[1]] if tried else found


def _level_policy(compiled: CompiledDebts, budget: int) -> Policy | None:
    fixed = _fixed_orders(compiled, budget)
    if not fixed:
        return None
    cheapest_fixed = min(fixed, key=lambda one: one[0])
    if not compiled.changes and compiled.is_plain:
        return cheapest_fixed[2]
    found = _search_prices(compiled, budget, min(months for _, months, _ in fixed))
    return found.policy if found is not None and found.paid < cheapest_fixed[0] else cheapest_fixed[2]


def _search_prices(compiled: CompiledDebts, budget: int, months: int) -> _Tried | None:
    search = _Search(compiled, budget, months)
    best: _Tried | None = None
    for prices in _starts(search, months):
        best = _better(best, search.run(Policy(prices)))
    if best is None:
        return None
    best = _iterate(search, best)
    best = _by_payoff_month(search, best)
    best = _with_deadlines(search, best)
    best = _polish(search, best)
    best = _with_first(search, best)
    return _with_deadlines(search, best)


def _with_first(search: _Search, best: _Tried) -> _Tried:
    """Try debts whose fees end with them before all others, and fee plans last: no price per unit sees a flat fee."""
    contracts = search.compiled.contracts
    flat = [i for i, one in enumerate(contracts) if one is not None and (one.account_fee or one.plan_fee)]
    ways = [(i, way) for i in flat[:MOST_FLAT] for way in (_FIRST, -_FIRST)]
    for size in range(1, min(MOST_FLAT, len(flat)) + 1):
        for chosen in combinations(ways, size):
            if len({i for i, _ in chosen}) < size:
                continue
            prices = list(best.policy.prices)
            for i, way in chosen:
                prices[i] += way
            best = _better(best, search.run(best.policy._replace(prices=tuple(prices)))) or best
    return best


def _new_instalments(compiled: CompiledDebts, balances: list[int], instalments: list[int], month: int) -> None:
    for i, apr in compiled.changes[month].items():
        rule = compiled.minimums[i]
        if rule.repayment is Repayment.EQUAL_INSTALMENT:
            instalments[i] = equal_instalment(balances[i], apr, rule.term - month + 1)


def _fixed_orders(compiled: CompiledDebts, budget: int) -> list[tuple[int, int, Policy]]:
    """Return (paid, months, policy) of the plain strategies that end: what the search has to beat."""
    found = []
    for strategy in _plain_orders(compiled):
        run = simulate(compiled, strategy, budget)
        if run.ended:
            found.append((paid_in(compiled, run), run.months, Policy(plain=strategy)))
    return found


def _plain_orders(compiled: CompiledDebts) -> list[Strategy]:
    """Return the orders that the cheapest plan is held against; one's own only where some debt has a place in it."""
    own = [Strategy.CUSTOM] if any(debt.order is not None for debt in compiled.debts) else []
    return [Strategy.AVALANCHE, Strategy.SNOWBALL, Strategy.QUICK_WINS, *own]


def _starts(search: _Search, months: int) -> list[tuple[float, ...]]:
    """Return prices to begin with: growth to the end, to half-way, and a tenth of the way."""
    found = []
    for part in (1.0, 0.6, 0.3, 0.1):
        last = max(2, min(search.most, round(months * part)))
        found.append(tuple(row[last] for row in search.growth))
    return found


def _plain_share(rule: CompiledMinimum) -> tuple[int, int, int] | None:
    """Return (floor, numerator, denominator) of a minimum that is a share of the balance; None for any other.

    The loop reckons these by itself, to the same cent as ``minimum_due``: most debts are of this kind.
    """
    if rule.repayment is not Repayment.OPEN or rule.of_principal or rule.plus_interest:
        return None
    return rule.base, rule.percent_numerator, rule.percent_denominator


def _better(best: _Tried | None, tried: _Tried | None) -> _Tried | None:
    if best is None or tried is None:
        return best or tried
    return tried if tried.paid < best.paid else best


def _iterate(search: _Search, best: _Tried) -> _Tried:
    """Price iteration: the price of a debt is the least its unit costs in any month, given what money is worth in it."""
    now = best
    prices = list(best.policy.prices)
    for turn in range(ROUNDS):
        last = now.months
        floor = now.lowest[last] if now.lowest[last] < _FAR else 0.0
        worth = [max(0.0, low - floor) if low < _FAR else _FAR for low in now.lowest[: last + 1]]
        target = [
            min((row[month] + worth[month] for month in range(1, last + 1) if worth[month] < _FAR), default=price)
            for row, price in zip(search.growth, prices, strict=True)
        ]
        if max(abs(a - b) for a, b in zip(target, prices, strict=True)) < 1e-7:
            break
        part = 0.5 if turn < 10 else 0.25
        prices = [price + part * (aim - price) for price, aim in zip(prices, target, strict=True)]
        tried = search.run(Policy(tuple(prices)))
        if tried is None:
            break
        now = tried
        if tried.paid < best.paid:
            best = tried
    return best


def _by_payoff_month(search: _Search, best: _Tried) -> _Tried:
    """Rank by the mean growth from now to the debt's own last month, a few times over."""
    now = best
    for _ in range(4):
        prices = []
        for row, end in zip(search.growth, now.payoff, strict=True):
            last = min(search.most, max(end, 1))
            prices.append(row[last])
        tried = search.run(Policy(tuple(prices)))
        if tried is None:
            break
        now = tried
        if tried.paid < best.paid:
            best = tried
    return best


def _polish(search: _Search, best: _Tried) -> _Tried:
    """Move one price at a time, by steps that halve, and keep what saves."""
    step, left = 0.08, POLISH if search.compiled.is_plain else POLISH // 2
    while step >= 0.002 and left > 0:
        improved = False
        for i in range(search.count):
            if search.compiled.debts[i].apart or not search.compiled.debts[i].balance:
                continue
            for way in (step, -step):
                if left <= 0:
                    break
                prices = list(best.policy.prices)
                prices[i] += way
                left -= 1
                tried = search.run(best.policy._replace(prices=tuple(prices)))
                if tried is not None and tried.paid < best.paid:
                    best, improved = tried, True
                    break
        if not improved:
            step /= 2
    return best


def _with_deadlines(search: _Search, best: _Tried) -> _Tried:
    """Try every small set of debts whose rate steps up as deadlines: pay them just before, with the rest by price."""
    steps = _step_ups(search.compiled, best.months)
    prices, tries = best.policy.prices, 0
    careful = frozenset(i for i, one in enumerate(search.compiled.contracts) if one is not None and one.closes_by)
    for size in range(1, min(MOST_STEPPED, len(steps)) + 1):
        for chosen in combinations(steps, size):
            if tries >= MOST_SUBSETS:
                return best
            tries += 1
            deadlines = tuple(sorted(chosen, key=lambda one: (one[1], one[0])))
            tried = search.run(Policy(prices, deadlines, careful=careful))
            if tried is not None and tried.paid < best.paid:
                best = tried
    return best


def _step_ups(compiled: CompiledDebts, months: int) -> list[tuple[int, int]]:
    """Return (debt, last month at its low rate) of every first step up before the end."""
    now, found = list(compiled.aprs), {}
    for month in sorted(compiled.changes):
        if 1 < month <= months:
            for i, apr in compiled.changes[month].items():
                if apr > now[i] and i not in found and not compiled.debts[i].apart:
                    found[i] = month - 1
                now[i] = apr
    return sorted(found.items(), key=lambda one: one[1])
