"""Words that are drawn on charts grow with the person's text size, and stand clear of each other."""

import pytest


@pytest.fixture
def large(screen):
    from ui.fonts import register_fonts
    from ui.theme import theme

    register_fonts()
    yield lambda size: theme.use(text_scale=size)
    theme.use()


def test_the_stages_stand_three_to_a_row_where_text_is_large(large):
    from ui.theme import theme
    from ui.widgets.stage_strip import stage_strip
    from ui.widgets.tree import grow
    from ui.widgets.words import Words

    bars = tuple((days, "next") for days in ("1–5", "6–18", "19–28", "29–90", "91+", "court"))
    for size, rows in ((1.0, [6]), (1.6, [3, 3])):
        large(size)
        strip = grow(stage_strip(bars))
        words = [one for one in strip.walk() if isinstance(one, Words)]
        found = {}
        for one in words:
            row = one.parent.parent
            found[row] = found.get(row, 0) + 1
        assert list(found.values()) == rows
        assert {one.font_size for one in words} == {theme.size("tiny")}


def test_the_names_of_hours_and_days_grow_as_far_as_seven_columns_have_room(large):
    from ui.theme import theme
    from ui.widgets.heat_grid import HeatGrid

    sizes = []
    for size in (1.0, 1.6, 2.0):
        large(size)
        grid = HeatGrid(
            rows=[("10 AM–12 PM", False), ("10 PM–12 AM", True)],
            columns=[(day, False) for day in ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")],
            cells=[[(1, 1, False)] * 7] * 2,
            width=326,
        )
        sizes.append(grid._size)
        widest = max(grid._written(*column).width for column in grid.columns)
        assert widest < grid._wide() + 3
    assert sizes[0] == pytest.approx(theme.size("tiny") / 2)
    assert sizes[1] > sizes[0] * 1.3
    assert sizes[2] >= sizes[1]


def test_the_squares_of_a_week_are_as_high_as_their_large_numbers(large):
    from ui.widgets.day_squares import DaySquares

    heights = []
    for size in (1.0, 1.6):
        large(size)
        heights.append(DaySquares(days=[("Mon\n23", [("1", True, False)])] * 7, width=326).height)
    assert heights[1] > heights[0] * 1.4


def test_years_under_the_plan_never_touch(large):
    from ui.theme import theme
    from ui.widgets.chart import PayoffChart
    from ui.widgets.drawn_text import Written

    years = [(12 * place + 3, str(2027 + place)) for place in range(6)]
    shown = []
    for size in (1.0, 2.0):
        large(size)
        chart = PayoffChart(series=[("Card", "s1", [100] * 72)], years=years, width=300)
        kept = chart._years_with_room(300 / 71)
        wide = Written("2027", theme.size("tiny"), "muted").width
        assert all(later - sooner > wide for (_, sooner), (_, later) in zip(kept, kept[1:], strict=False))
        shown.append(len(kept))
    assert shown[0] == 6
    assert 2 <= shown[1] < 6


def test_buttons_go_above_a_title_whose_word_they_would_cut(large):
    from ui.widgets.page import PageParts, header
    from ui.widgets.press import IconButton
    from ui.widgets.tree import el

    large(2.0)
    hide = el(IconButton, key="hide", name="close", label="Hide now")

    def key(title):
        return header(PageParts(title, (), actions=(hide,)), None, None, wide=False).key

    word = "Contacts" * 20  # wider than any window of a test
    assert key(word) == "high header"
    assert key("记" * 160) == key("All of it " * 20) == "header"  # these go on in a second line between words
