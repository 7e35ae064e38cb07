"""Killed with -9 in the middle of an import: all of it is in the log, or nothing; and it can be done again."""

import json
import random
import shutil

import pytest

from planner.services.attachments import Attachments
from planner.services.contacts import ContactLog
from planner.services.household import open_household
from planner.services.importing import Imports
from planner.services.seal import check_seal
from tests.phone import JAN_1, backup, mms, sms
from tests.store.households import KEY
from tests.store.test_kill import MANY_WRITERS, WRITERS, copy_of, is_sound, length_of, moments, nursery, soaked

__all__ = ["nursery"]

MESSAGES, PHOTOS, PARTS = 400, 6, 50


@pytest.fixture(scope="module")
def phone(tmp_path_factory):
    """A backup of a phone, with photos."""
    path = tmp_path_factory.mktemp("phone") / "sms.xml"
    entries = [sms(body=f"number {n}", date=JAN_1 + n) for n in range(MESSAGES)]
    entries += [
        mms(files=[("image/png", f"{n}.png", bytes([n]) * 70_000)], date=JAN_1 + 9000 + n) for n in range(PHOTOS)
    ]
    path.write_text(backup(*entries), "utf-8")
    return path


def imported(folder):
    """Return how many entries, files and imports there are, and check that what is there is whole."""
    household = open_household(folder, KEY)
    try:
        files = Attachments(household).all()
        for one in files:
            assert sum(map(len, Attachments(household).pieces(one))) == one.size
        assert check_seal(household).why is None
        batches = [(one.added, one.undone_at is None) for one in Imports(household).batches()]
        return len(ContactLog(household).rows()), len(files), batches
    finally:
        household.close()


ALL_OF_IT = (MESSAGES + PHOTOS, PHOTOS, [(MESSAGES + PHOTOS, True)])


@soaked(WRITERS, MANY_WRITERS)
def test_killed_while_it_imports_all_of_it_is_there_or_nothing(nursery, folder, tmp_path, phone, times):
    seen, dice = {}, random.Random(times)
    for number, after in enumerate(moments(times, 0.2)):
        copy = copy_of(folder, tmp_path, number)
        line = dice.choice([dice.randrange(PARTS), PARTS - 2])  # near the end half of the time
        said = nursery("import_messages", copy, phone, after, line)["said"]
        found = imported(copy)
        assert found in ([ALL_OF_IT] if said else [(0, 0, []), ALL_OF_IT])
        seen[found[0]] = seen.get(found[0], 0) + 1
        if not found[0] and number % 5 == 0:
            assert nursery("import_messages", copy, phone)["ended"]
            assert imported(copy) == ALL_OF_IT
        is_sound(copy)
        shutil.rmtree(copy)
    print(json.dumps(seen))


@soaked(4, 50)
def test_killed_while_it_is_undone_it_is_in_the_log_or_out_of_it(nursery, folder, tmp_path, phone, times):
    assert nursery("import_messages", folder, phone)["ended"]
    length = length_of(nursery, "undo_import", copy_of(folder, tmp_path, "first"))
    undone = (0, 0, [(MESSAGES + PHOTOS, False)])
    assert imported(tmp_path / "copyfirst") == undone
    for number, after in enumerate(moments(times, length)):
        copy = copy_of(folder, tmp_path, number)
        said = nursery("undo_import", copy, after=after)["said"]
        assert imported(copy) in ([undone] if said else [ALL_OF_IT, undone])
        shutil.rmtree(copy)
