"""What is worth looking at in a debit, in words; each says what can be done, none blames (guards.md 5)."""

from __future__ import annotations

from planner.budget.debits import Account, Debit, DebitNote, DebitWarning
from planner.errors import Text

__all__ = ["WORDS", "Account", "Debit", "DebitNote", "DebitWarning"]

WORDS = {
    DebitWarning.WAGE_ACCOUNT: Text("It comes out of your wage account. Move the money for food and rent first."),
    DebitWarning.SAME_BANK: Text(
        "The lender is the bank of this account. Ask whether it may take money without asking you."
    ),
    DebitWarning.BEFORE_WAGES: Text("It is taken before your wages come. Ask to have the day moved to after them."),
    DebitWarning.MAY_FAIL: Text("It is more than this account can spare. A try that fails often costs a fee."),
    DebitWarning.CANNOT_STOP: Text("You noted that this order cannot be stopped. A letter to the bank can still ask."),
    DebitWarning.ASK_IF_IT_CAN_BE_STOPPED: Text("Ask the bank whether this order can be stopped, and how soon."),
}
"""The sentence of each warning."""
