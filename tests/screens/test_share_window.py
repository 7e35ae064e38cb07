"""The round trip in real windows: share, open, a note and ideas, the review, take one, leave one, undo."""

import pytest

from planner.services.sharing import own_public
from planner.sharing.keys import code_of


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """The folder that files go to."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    folder = tmp_path / "home" / "Documents"
    folder.mkdir(parents=True)
    return folder


def test_one_file_goes_to_a_helper_and_a_review_comes_back(drive, documents, tmp_path):
    helper, settings = tmp_path / "helper", {"language": "en", "welcomed": "yes", "country": "US"}
    driver = drive(folder=helper, **settings)
    code = code_of(own_public(driver.nav.session.household))
    driver.stop()

    driver = drive(sample="en", country="US")
    driver.nav.open("share")
    driver.frames(6)
    driver.type_into("Their code", code)
    driver.key(13)
    assert driver.sees("Read these digits to each other, by voice:")
    for section in ("Budget", "Plan", "Debts"):
        driver.tap(section)
    assert driver.sees("Check-ins are never in it.")
    driver.tap("See it as they will")
    assert driver.sees("Harbour Bank card")
    assert driver.sees("Not shared: Contacts, Letters, Evidence, Check-ins.")
    driver.nav.back()
    driver.frames(6)
    driver.tap("Make the file")
    driver.until(lambda: driver.sees("Saved as"))
    (file,) = documents.glob("*.ashore")
    driver.stop()

    driver = drive(folder=helper)
    driver.nav.open("caseload")
    driver.frames(6)
    driver.nav.top.show(driver.nav.top.vm.take(str(file)))  # as a file that was chosen or dropped
    driver.tap("Open the file")
    driver.until(lambda: driver.sees("Household 01"))
    driver.tap(_row(driver, "Rent"))
    driver.type_into("The amount you propose", "1100")
    driver.tap("Save")
    driver.tap("An idea for the order of paying")
    driver.tap("Smallest first")
    driver.tap("Save")
    driver.tap(_row(driver, "QuickLeaf online loan"))
    driver.type_into("Words", "Did they ever show that they may collect?")
    driver.tap("Save as a question")
    driver.type_into("Who the review is from", "Ms Tang")
    driver.key(13)
    driver.tap("Make review file")
    driver.until(lambda: driver.sees("Saved as"))
    (review,) = set(documents.glob("*.ashore")) - {file}
    driver.stop()

    driver = drive(folder=tmp_path / "data")
    driver.nav.open("share")
    driver.frames(6)
    driver.nav.top.show(driver.nav.top.vm.take(str(review)))
    driver.tap("Open the review")
    driver.until(lambda: driver.sees("Review by Ms Tang"))
    driver.frames(6)
    assert driver.sees("$1,150.00")
    assert driver.sees("$1,100.00")
    assert _high(driver, "Highest interest first") == _high(driver, "Smallest first") > _high(driver, "$1,150.00")
    driver.tap("Take it")
    driver.until(lambda: driver.sees("taken"))
    driver.tap("Leave it")
    driver.until(lambda: driver.sees("not taken"))
    assert [one.beside.stand.value for one in _laid(driver)] == ["taken", "left"]
    assert _rent(driver) == 110_000
    driver.tap("Undo")
    assert _rent(driver) == 115_000
    assert driver.sees("Did they ever show that they may collect?")


def _high(driver, value):
    """Return how high the box of a value is; the name of an order takes two lines on a phone."""
    from ui.widgets.layout import EvenRow

    boxes = [box for row in driver.all(EvenRow) for box in row.children]
    return next(
        round(box.height) for box in boxes if any(getattr(one, "value", "") == value for one in box.walk(restrict=True))
    )


def _row(driver, title):
    from ui.widgets.card import ListRow

    return next(row for row in driver.all(ListRow) if row.label.startswith(title))


def _laid(driver):
    vm = driver.nav.top.vm
    return vm._taker.lay(vm._kept)


def _rent(driver):
    from planner.services.budget import BudgetBook

    return BudgetBook(driver.nav.session.household, "USD").read().find("Rent").amount
