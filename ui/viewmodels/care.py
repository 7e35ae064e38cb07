"""Getting at the check-ins of a sitting: whether there are any, what their key is, what stands in the way."""

from __future__ import annotations

from typing import NamedTuple

from planner.errors import LockedStore, StoreError, Text
from planner.services.check_ins import CheckIns, begin_check_ins, is_there, open_check_ins, unlock_check_ins
from planner.services.opening import key_for
from ui.viewmodels.session import Session

NONE_YET, LOCKED, UNREADABLE, OPEN = "none yet", "locked", "unreadable", "open"


class Care(NamedTuple):
    """``state``: whether check-ins are open; ``why``: what is said where they are not, and were begun."""

    state: str
    check_ins: CheckIns | None
    why: Text | None


def care_of(session: Session) -> Care:
    """Return the check-ins of the household that is open."""
    if not is_there(session.folder):
        return Care(NONE_YET, None, None)
    try:
        opened = open_check_ins(session.folder, household_key(session), session.own_keys.get(session.folder))
    except LockedStore as error:
        return Care(LOCKED, None, error.message)
    except StoreError as error:
        return Care(UNREADABLE, None, error.message)
    return Care(OPEN, opened, None)


def begin_care(session: Session) -> CheckIns:
    """Switch check-ins on; raises ``StoreError``, also while it was not chosen yet how the list is protected."""
    if session.is_unprotected:
        raise StoreError(Text("First choose how what you write here is kept private."))
    return begin_check_ins(session.folder, household_key(session))


def unlock_care(session: Session, secret: str) -> bytes:
    """Return the own key of the check-ins; raises ``WrongPassphrase`` or ``DamagedStore``."""
    return unlock_check_ins(session.folder, household_key(session), secret)


def household_key(session: Session) -> bytes:
    """Return the key of the household that is open: the person's own, or the sample's."""
    return key_for(session.folder).key if session.is_sample else session.key
