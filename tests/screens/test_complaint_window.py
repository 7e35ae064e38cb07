"""A complaint in a real window: from More to the page that counts its days."""


def test_somebody_complains_to_an_office_step_by_step(drive, tmp_path, monkeypatch):
    from ui.widgets.inputs import LongInput

    monkeypatch.setenv("HOME", str(tmp_path))
    driver = drive(sample="en", country="US")
    worked = lambda: driver.until(lambda: not driver.nav.is_working, seconds=60)  # noqa: E731
    driver.nav.open("evidence")
    driver.frames(6)
    driver.nav.open("complaint")
    driver.frames(6)
    assert driver.sees("Step 1 of 5: to whom")
    driver.tap("Consumer Financial Protection Bureau")
    driver.tap("Next: what for")
    worked()
    driver.frames(6)
    assert driver.sees("Frequent or repeated calls")
    driver.tap("Next: what happened")
    assert driver.sees("Facts in this complaint")
    (draft,) = (one for one in driver.nav.root.walk() if isinstance(one, LongInput))
    driver.frames(6)
    assert draft.minimum_height > draft.height
    assert (draft.cursor, draft.scroll_y) == ((0, 0), 0)  # it is read from its beginning
    driver.tap("Next: what you ask for")
    driver.tap("Next: read it")
    assert driver.sees("This is empty; write what you ask for.")
    driver.type_into("What I ask for", "Please write only.")
    driver.tap("Next: read it")
    assert driver.sees("Please write only.")
    driver.tap("Save the files")
    worked()
    driver.frames(6)
    (folder,) = tmp_path.glob("complaint-*-cfpb")
    assert "Please write only." in (folder / "answers.txt").read_text("utf-8")
    driver.tap("I have handed it in")
    driver.tap("Save it as handed in")
    assert driver.sees("When they should answer")
    driver.nav.back()
    driver.frames(6)
    assert driver.nav.top.route == "evidence"
