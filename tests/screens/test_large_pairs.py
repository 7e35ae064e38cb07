"""In large text a label and its amount stand in one line where they have room, and one under the other where not."""

import pytest


@pytest.fixture
def large(screen):
    from ui.fonts import register_fonts
    from ui.theme import theme

    register_fonts()
    theme.use(text_scale=1.6)
    yield
    theme.use()


def laid_out(node, width):
    from ui.widgets.tree import grow

    made = grow(node)
    made.width = width
    for _ in range(4):
        made._look()
        for one in made.walk():
            for name in ("_lay_out", "do_layout"):
                if hasattr(one, name):
                    getattr(one, name)()
    return made


@pytest.mark.parametrize(("width", "beside"), [(600, True), (150, False)])
def test_an_amount_stands_beside_its_label_only_where_both_have_room(large, width, beside):
    from ui.widgets.card import amount_row

    made = laid_out(amount_row("What you owe today", "$12,345.00"), width)
    amount, label = made.children
    assert (amount.x >= label.right) is beside
    assert amount.right <= made.right
    assert label.text.replace("\n", " ") == "What you owe today"
    assert amount.text == "$12,345.00"


def test_a_row_of_a_list_is_as_high_as_where_its_amount_stands(large):
    from ui.screens.parts import ListedRow
    from ui.widgets.row_lines import BELOW, BESIDE, LOWER, large_row

    row = ListedRow("", "Harbour Bank card", "as agreed", "$449.15", "")
    heights = {}
    for room in (500, 250, 100):
        high, (stands, _) = large_row(row, room, 35, 30)
        heights[stands] = high
    assert heights[BESIDE] == 65
    assert heights[LOWER] == 70
    assert heights[BELOW] > 100
    assert large_row(row, 500, 35, 30, is_below=True) == (100, (BELOW, False))
