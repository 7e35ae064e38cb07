"""What each column of a debt means, for the help of the options that fill it."""

from __future__ import annotations

from planner.errors import Text

ABOUT = {
    "name": Text("A name for it"),
    "balance": Text("What you owe today"),
    "apr": Text("Interest per year (APR)"),
    "creditor": Text("Lender"),
    "kind": Text("card, instalment, payday, family, rent and so on; a wrong word lists them all."),
    "currency": Text("Three letters, such as USD or CNY."),
    "principal": Text("Principal: what you borrowed"),
    "minimum": Text("Least you must pay"),
    "minimum_percent": Text("Least to pay, in per cent of what --minimum-of names."),
    "minimum_floor": Text("Least to pay where the per cent come to less."),
    "minimum_plus": Text("What is added to the per cent: interest, or interest+fees."),
    "minimum_of": Text("What the per cent are of: balance, or principal."),
    "apr_changes": Text("Interest from a day on, such as 2026-09-01:29.9; 2027-05-01:31.9"),
    "due_day": Text("Due day of the month"),
    "term_months": Text("Months left"),
    "priority": Text("yes where losing it hurts most: it is paid first."),
    "disputed": Text("yes where you dispute it: it stands apart."),
    "liable": Text("Who must pay: me, joint, guarantor or not-me."),
    "order": Text("Place in my own order"),
    "interest": Text("Interest so far"),
    "fees": Text("Fees"),
    "penalties": Text("Penalties for being late"),
    "arrears": Text("Behind by"),
    "to_bring_current": Text("Amount to bring it current"),
    "to_close": Text("Amount to close it"),
    "last_offer": Text("Their last offer"),
    "days_past_due": Text("Days late"),
    "due_since": Text("The last due day that was not paid, such as 2024-03-01."),
    "account_tail": Text("Last 4 digits"),
    "collector": Text("Who asks you for the money now"),
    "collector_since": Text("Since which day they ask, such as 2026-11-22"),
}
