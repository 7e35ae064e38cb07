"""What each part of a contact and of a promise is for, as the help of its option says it."""

from __future__ import annotations

from planner.errors import Text

CONTACT = {
    "at": Text("When, on your clock: 2026-11-21 22:41, or the day alone; just now by default."),
    "tz": Text("The time zone where you were, such as Asia/Shanghai."),
    "from": Text("collector (usual) or borrower: who began it."),
    "channel": Text("call, robocall, sms, im, email, letter, visit-home ..."),
    "app": Text("Which app: WeChat, WhatsApp ..."),
    "outcome": Text("conversation, rang-out, voicemail, busy, declined, delivered ..."),
    "recipient": Text("Who was reached: self, spouse, family, colleague, employer ..."),
    "number": Text("The number or address they used."),
    "dialed": Text("Your number or address that they reached."),
    "collector": Text("Who they said they are."),
    "role": Text("bank, original-creditor, agency, debt-buyer, law-firm, individual ..."),
    "debt": Text("Which debts it was about; several with a semicolon between."),
    "debt_kind": Text("The kind of debt, such as card or online-loan."),
    "purpose": Text("demand, locate, notice or answer."),
    "said": Text("What was said or written."),
    "tactics": Text("What they did, by its id, as you confirm it; several with a semicolon."),
    "event": Text("A dated fact instead of a contact, such as asked-stop-all:written."),
    "note": Text("A note; received:2026-11-05 for a posted letter."),
    "relation": Text("How the person they reached is related to you."),
    "principal": Text("The lender behind an agency."),
    "agent_name": Text("The name of the person who spoke."),
    "staff_number": Text("Their staff number."),
    "exactness": Text("exact or summary: whether the words are as they were said."),
    "written_on": Text("When you wrote it down."),
    "whose_phone": Text("On whose phone it was."),
    "witness": Text("Who else heard or saw it."),
    "identified": Text("What they said of themselves: name, firm, creditor, authority, nothing."),
    "denied": Text("Tactics that you say were not so."),
    "unsure": Text("Tactics you are not sure of."),
    "source": Text("Where it comes from, such as a file that was read in."),
}
PROMISE = {
    "whose": Text("mine or theirs."),
    "what": Text("What was promised, where it is not a sum."),
    "amount": Text("How much."),
    "currency": Text("The currency code, such as USD or CNY."),
    "due": Text("By which day, such as 2026-12-01."),
    "debt": Text("Which debt it is about."),
    "collector": Text("To whom, or by whom."),
    "contact": Text("The number of the contact in which it was made."),
    "note": Text("A note."),
}
BUDGET = {
    "section": Text(
        "income, home, energy, food, children, travel, health, phone, insurance, personal, other, arrears, savings, owed."
    ),
    "name": Text("What it is for."),
    "amount": Text("How much each time; leave it out where you don't know yet."),
    "rhythm": Text("weekly, fortnightly, four-weekly, twice-a-month, monthly, quarterly, yearly, irregular, once."),
    "next_on": Text("The next day on which it comes, such as 2026-12-15."),
    "second_day": Text("The other day of the month, for what comes twice a month."),
    "months": Text("The months in which it comes, such as 11;12;1;2 for heating."),
    "recent": Text("What came in the last months, for an income that changes: 1300;900;1100."),
    "debt": Text("Which debt it is about."),
    "note": Text("A note."),
}
