"""Looking for a file in folders: in, up, to known places; what cannot be opened says so and leads on."""

import os

import pytest

from ui.viewmodels.browse import BrowseViewModel


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = tmp_path / "home"
    for folder in ("Downloads", "龑的文件", "文档 2/深", ".hidden"):
        (home / folder).mkdir(parents=True)
    for file in ("b.csv", "A.TSV", "notes.txt", "bank.xlsx", "photo.jpg", ".secret.csv", "龑的文件/欠款.csv"):
        (home / file).write_text("name,balance\n", "utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("EXTERNAL_STORAGE", raising=False)
    return home


def names(state):
    return [row.name for row in state.rows]


def test_folders_come_first_then_lists_and_nothing_else(session, home):
    state = BrowseViewModel(session).state()
    assert state.title == "Home folder"
    assert names(state) == [
        "One folder up",
        "Downloads",
        "文档 2",
        "龑的文件",
        "A.TSV",
        "b.csv",
        "bank.xlsx",
        "notes.txt",
    ]
    assert [(row.name, row.under) for row in state.rows if not row.opens] == [("bank.xlsx", "Save it as CSV first")]
    assert state.rows[5].under.endswith(", 1 KB")


def test_the_way_in_and_up_again_ends_where_one_came_from(session, home):
    page = BrowseViewModel(session)
    state = page.open(str(home / "龑的文件"))
    assert (state.title, names(state), state.marked) == ("龑的文件", ["One folder up", "欠款.csv"], -1)
    up = state.rows[0]
    assert (up.under, up.path) == ("Home folder", str(home))
    state = page.open(up.path)
    assert state.rows[state.marked].path == str(home / "龑的文件")
    assert page.open(str(home / "Downloads")).marked == -1


def test_known_places_are_one_step_away_and_only_those_that_are_there(session, home):
    state = BrowseViewModel(session).state()
    assert state.places == ((str(home), "Home folder"), (str(home / "Downloads"), "Downloads"))
    assert BrowseViewModel(session).open(str(home / "Downloads")).title == "Downloads"


def test_with_large_text_known_places_are_rows_and_stand_once(session, home):
    state = BrowseViewModel(session, large_text=True).state()
    assert state.places == ()
    assert names(state)[:3] == ["One folder up", "Downloads", "文档 2"]
    assert names(state).count("Downloads") == 1
    there = BrowseViewModel(session, str(home / "Downloads"), large_text=True).state()
    assert names(there) == ["One folder up", "Home folder"]


def test_it_begins_in_the_folder_of_the_path_that_was_typed(session, home):
    assert BrowseViewModel(session, str(home / "文档 2")).state().title == "文档 2"
    assert BrowseViewModel(session, str(home / "nowhere")).state().title == "Home folder"
    assert BrowseViewModel(session, "").state().title == "Home folder"


def test_an_empty_folder_says_so_and_leads_up(session, home):
    state = BrowseViewModel(session, str(home / "文档 2" / "深")).state()
    assert (state.note, names(state)) == (
        "No folder and no list here. A list ends in .csv, .tsv, .txt.",
        ["One folder up"],
    )


def test_a_folder_that_cannot_be_opened_says_so_kindly_and_leads_on(session, home):
    page = BrowseViewModel(session)
    for path in (home / "gone", home / "b.csv"):
        state = page.open(str(path))
        assert state.note == "This folder cannot be opened. Try another one, or type the path."
        assert names(state) == ["One folder up"]
        assert len(state.places) == 2


def test_the_top_of_the_system_has_no_way_up(session, home):
    top = os.path.abspath(os.sep)
    state = BrowseViewModel(session, top).state()
    assert state.title == top
    assert not [row for row in state.rows if row.up]


def test_a_phone_shows_its_storage_or_says_that_it_does_not(session, home, monkeypatch):
    monkeypatch.setenv("EXTERNAL_STORAGE", str(home))
    (home / "Download").mkdir()
    page = BrowseViewModel(session, phone=True)
    state = page.state()
    assert [name for _, name in state.places] == ["Downloads", "Phone storage"]
    assert state.title == "Downloads"
    assert "your phone may keep its files to itself" in state.note
    state = page.open(str(home / "gone"))
    assert state.note == "Your phone does not show this folder. You can type the path."
    monkeypatch.delenv("EXTERNAL_STORAGE")
    assert BrowseViewModel(session, phone=True).state().rows


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such names")
def test_names_that_cannot_be_shown_do_not_break_it(session, home):
    odd = os.fsencode(home) + b"/\xfe\xff folder"
    os.mkdir(odd)
    (home / ("长" * 80)).mkdir()
    (home / "a\nb.csv").write_text("x", "utf-8")
    os.symlink(home / "nothing", home / "broken.csv")
    os.symlink(home, home / "round")
    os.mkfifo(home / "pipe.csv")
    page = BrowseViewModel(session)
    state = page.state()
    assert {"?? folder", "长" * 80, "a?b.csv", "round"} <= set(names(state))
    assert not {"broken.csv", "pipe.csv"} & set(names(state))
    for row in state.rows:
        row.name.encode("utf-8")
    inside = page.open(next(row.path for row in state.rows if row.name == "?? folder"))
    assert (inside.title, inside.note) == ("?? folder", "No folder and no list here. A list ends in .csv, .tsv, .txt.")
