"""A time of day in a finding is written as the place and the language write it."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from planner.services.checking import check_log
from planner.services.contact_log_file import read_contact_log

LOG = """at,channel,collector,role,from,outcome,event
2026-10-01,,North Star,agency,me,,asked-not-at-time:18:00-20:00
2026-11-02T21:40-05:00,call,North Star,agency,collector,conversation,
2026-11-03T19:10-05:00,call,North Star,agency,collector,conversation,
"""


@pytest.mark.parametrize(
    ("language", "late", "window"),
    [("en", "9:40 PM", "6:00 PM-8:00 PM"), ("zh", "21:40", "18:00-20:00")],
)
def test_times_of_an_american_finding_have_twelve_hours_in_english_alone(tmp_path, language, late, window):
    path = tmp_path / "log.csv"
    path.write_text(LOG, "utf-8")
    found = check_log(
        read_contact_log(str(path), ZoneInfo("America/New_York"), date(2026, 11, 27)), "united_states", language
    ).found
    said = " ".join(one.message for one in found)
    assert late in said
    assert window in said
    assert (" PM" in said) == (language == "en")
