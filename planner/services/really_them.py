"""Is this really them?: what to look at before paying someone new (guard 9)."""

from __future__ import annotations

from planner.errors import Text

CHECKS = (
    (
        "called",
        Text("I called the lender myself"),
        Text("On the number on my card, contract or app. Not on one that they gave me."),
    ),
    (
        "authority",
        Text("They showed in writing that they may collect"),
        Text("For which lender, which debt, since when. The lender says the same."),
    ),
    (
        "account",
        Text("The account is the lender's own"),
        Text("A company's name, in the lender's app or on its paper. No person, no private code, no gift cards."),
    ),
    (
        "sum",
        Text("I know what the sum is made of"),
        Text("Principal, interest, fees, penalties, and what is left after it."),
    ),
    ("after", Text("I have in writing what comes after"), Text("What the payment settles, and that I get a receipt.")),
)
"""By id: what is to hold before someone new is paid, and what counts as that."""
NOT_YET = Text("Not yet. A real claim is still there tomorrow: you lose nothing by asking first.")
ALL_HOLD = Text("All five hold. Pay the exact amount, and keep the receipt.")
