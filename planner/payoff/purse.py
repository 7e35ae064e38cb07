"""Money that is not the same each month: pay days, a buffer that is kept, and saving up for an offer to settle."""

from __future__ import annotations

from typing import NamedTuple


class Settle(NamedTuple):
    """An offer taken: in ``month`` the debt of this index ends for ``amount``; spare money is saved up from ``save_from`` on."""

    debt: int
    month: int
    amount: int
    save_from: int


class Money(NamedTuple):
    """What differs from the same sum each month, minor units: ``budgets`` of the first months, ``buffer`` to keep."""

    budgets: tuple[int, ...] = ()
    buffer: int = 0
    settle: tuple[Settle, ...] = ()


class Purse:
    """The money of one run: what is kept as a buffer, and what is saved up for an offer."""

    def __init__(self, money: Money, budget: int) -> None:
        self.money, self.budget = money, budget
        self.buffer = self.saved = 0

    def of_month(self, month: int) -> int:
        """Return the money of ``month``, with what was saved up for offers that come due in it."""
        usual = self.money.budgets[month - 1] if month <= len(self.money.budgets) else self.budget
        if any(one.month == month for one in self.money.settle):
            usual, self.saved = usual + self.saved, 0
        return usual

    def cover(self, missing: int) -> bool:
        """Take ``missing`` from the buffer where it is there; return whether it was."""
        if missing > self.buffer:
            return False
        self.buffer -= missing
        return True

    def keep(self, month: int, left: int) -> int:
        """Return what is free of ``left`` once the buffer is full and offers are saved for."""
        kept = min(left, max(0, self.money.buffer - self.buffer))
        self.buffer += kept
        left -= kept
        if any(one.save_from <= month < one.month for one in self.money.settle):
            self.saved += left
            return 0
        return left

    def settling(self, month: int) -> dict[int, int]:
        """Return {debt index: amount} of the offers that are taken in ``month``."""
        return {one.debt: one.amount for one in self.money.settle if one.month == month}
