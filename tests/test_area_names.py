"""A name on an area of the payoff chart: where it has room, and where the legend alone names the debt."""

from ui.widgets.area_names import room_for

STEP = 6.0
FLAT = [0.0] * 60
NAME = (80.0, 15.0)


def slope(high, falls):
    """The upper side of an area that falls by ``falls`` pixels a step."""
    return [max(0.0, high - place * falls) for place in range(60)]


def test_a_name_stands_at_the_left_in_the_middle_of_its_area():
    assert room_for(NAME, FLAT, [40.0] * 60, STEP, -1) == (0, 20)


def test_a_name_moves_to_the_right_of_the_reading_line():
    left, _ = room_for(NAME, FLAT, [40.0] * 60, STEP, 50)
    assert left > 50


def test_a_name_stands_left_of_a_reading_line_that_is_further_on():
    assert room_for(NAME, FLAT, [40.0] * 60, STEP, 200) == (0, 20)


def test_no_corner_of_a_name_stands_out_of_an_area_that_slopes():
    left, middle = room_for(NAME, FLAT, slope(60, 1), STEP, -1)
    end = left + NAME[0]
    assert middle + NAME[1] / 2 <= 60 - end / STEP
    steep = slope(120, 3)
    assert room_for(NAME, steep, [at + 30 for at in steep], STEP, -1)[0] > 200  # where it has come down to the base


def test_an_area_that_is_too_thin_or_too_short_bears_no_name():
    assert room_for(NAME, FLAT, [16.0] * 60, STEP, -1) is None
    assert room_for((400.0, 15.0), FLAT, [90.0] * 60, STEP, -1) is None
    assert room_for(NAME, FLAT[:1], [90.0], STEP, -1) is None
