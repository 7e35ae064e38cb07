"""Names for people of what the contact log calls by short ids: channels, outcomes, who was reached, who called, what they did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planner.errors import Hours, Text

CHANNELS = {
    "call": Text("Phone call"),
    "robocall": Text("Recorded call"),
    "voicemail": Text("Voicemail"),
    "sms": Text("Text message"),
    "im": Text("Chat message"),
    "email": Text("E-mail"),
    "letter": Text("Letter"),
    "postcard": Text("Postcard"),
    "visit-home": Text("Visit at home"),
    "visit-work": Text("Visit at work"),
    "social-public": Text("Public post"),
    "social-private": Text("Private message on social media"),
    "poster": Text("Poster or notice"),
}
OUTCOMES = {
    "conversation": Text("we talked"),
    "answered-hangup": Text("picked up, then hung up"),
    "rang-out": Text("not picked up"),
    "voicemail": Text("voicemail"),
    "busy": Text("busy"),
    "not-in-service": Text("number not in service"),
    "declined": Text("I declined it"),
    "delivered": Text("arrived"),
}
RECIPIENTS = {
    "self": Text("me"),
    "spouse": Text("my husband or wife"),
    "guarantor": Text("a guarantor"),
    "co-debtor": Text("who owes it with me"),
    "parent-of-minor": Text("my parent (I am under age)"),
    "guardian": Text("my guardian"),
    "executor": Text("an executor"),
    "attorney": Text("my lawyer"),
    "family": Text("family"),
    "emergency-contact": Text("an emergency contact"),
    "friend": Text("a friend"),
    "neighbour": Text("a neighbour"),
    "colleague": Text("a colleague"),
    "employer": Text("my employer"),
    "stranger": Text("someone else"),
}
ROLES = {
    "original-creditor": Text("the lender itself"),
    "bank": Text("a bank"),
    "consumer-finance-co": Text("a consumer finance company"),
    "microloan-co": Text("a small-loan company"),
    "online-platform": Text("an online lending platform"),
    "agency": Text("a collection agency"),
    "debt-buyer": Text("who bought the debt"),
    "law-firm": Text("a law firm"),
    "bailiff": Text("a bailiff"),
    "individual": Text("a private person"),
    "unlicensed": Text("a lender without a licence"),
}
PURPOSES = {
    "demand": Text("asked for payment"),
    "locate": Text("looked for me"),
    "notice": Text("gave notice"),
    "answer": Text("answered me"),
}
TACTICS = {
    "threat-violence": Text("hinted at force"),
    "following": Text("followed me or blocked my way"),
    "insult": Text("insulted me"),
    "third-party-disclosure": Text("told others about the debt"),
    "third-party-demand": Text("asked someone else to pay"),
    "contact-list-threat": Text("threatened to call everyone I know"),
    "public-shaming": Text("posters, posts or group chats"),
    "family-target": Text("went for my family"),
    "workplace-pressure": Text("pressed me at work"),
    "home-intrusion": Text("came in, or would not leave"),
    "impersonation": Text("posed as police, court or bank"),
    "legal-claim": Text("spoke of court, freeze or enforcement"),
    "false-legal": Text("court words that I checked and were untrue"),
    "court-notice": Text("a court paper came"),
    "criminal-threat": Text("called it fraud, spoke of jail"),
    "credit-threat": Text("made the credit record sound worse"),
    "deadline-pressure": Text("pay today or else"),
    "refuse-negotiation": Text("no plan, only the whole sum"),
    "borrow-to-pay": Text("told me to borrow elsewhere"),
    "amount-blur": Text("no clear sum"),
    "extra-fee": Text("extra fees"),
    "private-payee": Text("pay to a private account"),
    "written-trap": Text("wanted a signature"),
    "part-payment-trap": Text("a little today, to show good will"),
    "hide-identity": Text("would not say who they are"),
    "repeat-calls": Text("call after call"),
    "detention": Text("kept me from leaving"),
    "data-misuse": Text("had data they should not have"),
    "relending-bait": Text("pay now and borrow again"),
    "service-cutoff": Text("spoke of cutting water or power"),
    "immigration-threat": Text("spoke of visas or deportation"),
    "advance-fee": Text("asked for money first to clear debts"),
    "guilt": Text("made me feel guilty"),
    "information-fishing": Text("asked where I live and work"),
}
_AMERICAN = re.compile(r"^(\+1)(\d{3})(\d{3})(\d{4})$")
_CHINESE = re.compile(r"^(\+86)? ?(1\d{2})(\d{4})(\d{4})$")
_APPS = {"WeChat": Text("WeChat")}
EVENTS = {
    "asked-stop-all": Text("I asked them to stop all contact: {what}"),
    "asked-stop-channel": Text("I asked them not to use this: {what}"),
    "asked-not-at-time": Text("I asked them not at this time: {what}"),
    "asked-not-at-place": Text("I asked them not at this place: {what}"),
    "time-agreed": Text("A time was agreed: {what}"),
    "consent-next-call": Text("I agreed to their next call"),
    "attorney": Text("They know that I have a lawyer"),
    "workplace-forbidden": Text("They know that my employer forbids it"),
    "disputed": Text("I disputed the debt: {what}"),
    "verification-received": Text("They sent proof after my dispute"),
    "validation-received": Text("They sent what the debt is and how to dispute it"),
    "plan-being-prepared": Text("A plan is being prepared"),
    "plan-signed": Text("A plan was agreed"),
    "instalment-missed": Text("An instalment of the plan was missed"),
    "third-refused": Text("Somebody else asked to be left alone: {what}"),
    "third-volunteered": Text("Somebody else offered to pay: {what}"),
    "refused-to-pay": Text("I said that I do not pay: {what}"),
    "hardship-notice": Text("I told them that I cannot pay as agreed"),
    "moratorium-start": Text("A breathing space began"),
    "moratorium-end": Text("A breathing space ended"),
    "bankruptcy": Text("A bankruptcy"),
    "ombudsman-open": Text("The ombudsman looks at it"),
    "told-time-barred": Text("I said that I do not pay, as it is too late to sue"),
    "time-barred": Text("The time limit for court may have passed"),
    "money-taken": Text("Money was taken from my account"),
}
_FORMS = {"written": Text("in writing"), "spoken": Text("by word of mouth")}
_PLACES = {"work": Text("at work"), "home": Text("at home")}
LEFT_OUT = {
    "busy": OUTCOMES["busy"],
    "not-in-service": OUTCOMES["not-in-service"],
    "wrong-number": Text("a number that is not mine"),
    "same-call": Text("the same call"),
    "consent": Text("I had agreed to it"),
    "barred": Text("another rule stands against it"),
    "answer": Text("an answer to me"),
    "reply": Text("an answer to me"),
    "unanswered": OUTCOMES["rang-out"],
    "attempt": Text("nobody was reached"),
    "home": Text("at home"),
    "work": Text("at work"),
    "number-not-known": Text("it is not known which number"),
    "duplicate": Text("the same entry again"),
}
"""Why a contact was not counted."""
FOUND = {
    "possible_breach": Text("Possible breach"),
    "worth_checking": Text("Worth checking"),
    "missing_facts": Text("Missing facts"),
    "not_covered": Text("Not covered yet"),
}
STRENGTHS = {
    "crime": Text("criminal law"),
    "administrative": Text("administrative penalty law"),
    "statute": Text("law"),
    "presumption": Text("presumption"),
    "regulator-rule": Text("regulator's rule"),
    "standard": Text("national standard (recommended)"),
    "self-discipline": Text("industry self-discipline"),
    "guideline": Text("guideline"),
}
CONFIDENCES = {
    "V1": Text("read in the text itself"),
    "V2": Text("read in reliable reports of the text"),
    "V2-": Text("read in weak reports"),
}


def how_it_was(facts: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return how a contact was: its channel, who began it, what came of it, who was reached; or what a dated fact is."""
    if "event" in facts:
        return (event_words(facts["event"]),)
    recipient, app = facts.get("recipient", "self"), facts.get("app", "")
    words = (
        _APPS.get(app, Text(app)) if app else CHANNELS[facts["channel"]],
        Text("from me") if facts.get("from") == "borrower" else None,
        outcome_words(facts),
        None if recipient == "self" else RECIPIENTS[recipient],
    )
    return tuple(one for one in words if one is not None)


def outcome_words(facts: Mapping[str, Any]) -> Text | None:
    """Return what came of a contact: a talk with somebody else is never said as the borrower's own (guard 14)."""
    outcome = facts.get("outcome")
    if outcome == "conversation" and facts.get("recipient", "self") != "self":
        return Text("they talked with someone else")
    return OUTCOMES[outcome] if outcome else None


def who_it_was(facts: Mapping[str, Any]) -> str | Text:
    """Return who it was: the collector, else the number with its name in the phone; of a fact about all, the debt."""
    said: str = facts.get("collector") or f"{facts.get('name', '')} {spaced(facts.get('number', ''))}".strip()
    if said or "event" not in facts:
        of_number = facts.get("channel") in ("call", "sms")
        return said or (Text("A number I don't know") if of_number else Text("Somebody I don't know"))
    return facts.get("debt") or Text("Everyone who collects")


def spaced(number: str) -> str:
    """Return a phone number as people write it, where it came without a space: those of North America and Chinese mobiles."""
    return _AMERICAN.sub(r"\1 \2 \3 \4", _CHINESE.sub(r"\1 \2 \3 \4", number).strip())


def event_words(event: str) -> Text:
    """Return what a dated fact says, such as ``asked-stop-channel:sms``."""
    kind, _, value = event.partition(":")
    known = {**CHANNELS, **RECIPIENTS, **_FORMS, **_PLACES}
    said = known.get(value) or (Hours(value) if kind == "asked-not-at-time" else value)
    return EVENTS[kind]._replace(blanks={"what": said} if value else {})
