"""The debit map says what is worth looking at, and asserts nothing that it does not know."""

from datetime import date

from planner.budget.debits import Account, Debit, DebitWarning, look_at_debits

WAGES = Account("Giro", "Harbour Bank", wages=True, balance=90000, food_first=50000)
OTHER = Account("Savings", "Sea Bank", balance=10000)


def warned(debit, accounts=(WAGES, OTHER), wages_on=date(2026, 12, 15)):
    (note,) = look_at_debits([debit], accounts, wages_on)
    return set(note.warnings), note.fee_at_risk


def test_a_debit_before_the_wages_that_food_money_cannot_carry():
    debit = Debit("Card", "Giro", 45000, 10, "Harbour Bank", None, 2500)
    assert warned(debit) == (
        {
            DebitWarning.WAGE_ACCOUNT,
            DebitWarning.SAME_BANK,
            DebitWarning.BEFORE_WAGES,
            DebitWarning.MAY_FAIL,
            DebitWarning.ASK_IF_IT_CAN_BE_STOPPED,
        },
        2500,
    )


def test_a_quiet_debit_has_no_warning():
    assert warned(Debit("Loan", "Savings", 10000, 20, "Lakeside")) == (set(), 0)
    assert warned(Debit("Loan", "no such account", 10000, 1)) == (set(), 0)


def test_one_that_cannot_be_stopped_says_so_and_one_not_known_asks():
    assert warned(Debit("Loan", "Giro", 1, 20, can_stop=False))[0] == {
        DebitWarning.WAGE_ACCOUNT,
        DebitWarning.CANNOT_STOP,
    }
    assert DebitWarning.ASK_IF_IT_CAN_BE_STOPPED in warned(Debit("Loan", "Giro", 1, 20))[0]
    assert warned(Debit("Loan", "Giro", 1, 20, can_stop=True))[0] == {DebitWarning.WAGE_ACCOUNT}


def test_what_is_not_known_is_not_said():
    unknown = Account("Giro")
    assert warned(Debit("Loan", "Giro", None, None, "Harbour Bank"), [unknown], None) == (set(), 0)
