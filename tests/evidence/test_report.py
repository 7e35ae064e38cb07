"""The report of a bundle: made from the extract alone, the same bytes each time, in either language, claiming nothing."""

import copy
import re
from datetime import date
from pathlib import Path

import pytest

from planner.evidence.report import Case, report_pdf
from planner.evidence.told import numbered
from planner.services.bundles import Choice, prepare_bundle
from planner.services.evidence_report import complaint_maker, report_words
from planner.services.sample import sample_household

DAY = date(2026, 11, 24)
OVERCLAIMS = re.compile(
    r"authentic|court-proof|legally valid|proves?\b|\billegal|\bviolat|铁证|证明了|违法|具有法律效力", re.IGNORECASE
)


@pytest.fixture(scope="module")
def extracts(tmp_path_factory):
    made = {}
    for language in ("en", "zh"):
        household = sample_household(tmp_path_factory.mktemp(language), language)
        made[language] = dict(prepare_bundle(household, Choice(), language, DAY).extract)
        household.close()
    return made


def drawn(monkeypatch, extract, language, case=None):
    """Every line that stands on the pages."""
    lines = []
    from planner.pdf import blocks, contents, document, grid

    real = blocks.draw_lines
    monkeypatch.setattr(
        blocks, "draw_lines", lambda c, x, y, texts, *rest: (lines.extend(texts), real(c, x, y, texts, *rest))
    )
    for module in (grid, contents, document):
        if hasattr(module, "draw_lines"):
            monkeypatch.setattr(module, "draw_lines", blocks.draw_lines)
    report_pdf(extract, report_words(language), case)
    return lines


@pytest.mark.parametrize("language", ["en", "zh"])
def test_equal_extracts_give_equal_bytes(extracts, language):
    make = complaint_maker(language)
    assert make(extracts[language]) == make(copy.deepcopy(extracts[language]))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_contact_stands_in_it_once_and_nothing_is_claimed(extracts, language, monkeypatch):
    extract = extracts[language]
    lines = drawn(monkeypatch, extract, language)
    text = "\n".join(lines)
    count = sum(1 for entry in extract["entries"] if entry["kind"] == "contact")
    assert [number for number, _ in numbered(extract) if number] == list(range(1, count + 1))
    assert extract["chain"]["head"] in text.replace("\n", "")
    assert OVERCLAIMS.findall(text) == []
    leaves = re.findall(r"^[0-9a-f]{12}$", text, re.M)
    told = [entry for entry in extract["entries"] if entry["kind"] in ("contact", "event")]
    assert sorted(leaves) == sorted(entry["leaf"][:12] for entry in told)
    numbers = re.findall(r"^(?:Entry|记录) (\d+)$", text, re.M)
    assert sorted(map(int, numbers)) == sorted(entry["entry"] for entry in told)
    together = re.sub(r"\s", "", text)
    for one in extract["findings"]:
        assert one["rule"] in together
        assert re.sub(r"\s", "", one["citation"]) in together
    if language == "zh":
        left = set(re.findall(r"[A-Za-z]{4,}", text))
        assert not left & {"Contents", "Possible", "breach", "counted", "Page", "Exhibit", "contacts", "What"}


def test_one_contact_is_counted_as_one(extracts, monkeypatch):
    extract = extracts["en"]
    only = next(entry for entry in extract["entries"] if entry["kind"] == "contact")
    lines = drawn(monkeypatch, {**extract, "entries": [only], "findings": [], "files": []}, "en")
    assert [line for line in lines if line.startswith("1 contact")] == ["1 contact, " + only_day(only)]


def only_day(entry):
    return report_words("en").day(date.fromisoformat(entry["facts"]["at"][:10]))


def test_what_the_borrower_adds_stands_first_and_nothing_in_it_is_markup(extracts, monkeypatch):
    case = Case(
        "A <b>title</b> & 龑",
        ("CFPB",),
        ("Dana O'Neil",),
        (("Account", "4521"),),
        "They called $often.",
        "",
        "",
        "Stop.",
    )
    lines = drawn(monkeypatch, extracts["en"], "en", case)
    assert "A <b>title</b> & 龑" in lines
    assert lines.index("They called $often.") < max(
        n for n, line in enumerate(lines) if line.startswith("2. What happened")
    )


def test_words_that_were_said_exactly_are_quoted_and_a_summary_is_not(extracts, monkeypatch):
    extract = copy.deepcopy(extracts["en"])
    contact = next(entry for entry in extract["entries"] if entry["kind"] == "contact")
    contact["facts"] |= {"said": "Pay now.", "exactness": "exact"}
    other = [entry for entry in extract["entries"] if entry["kind"] == "contact"][1]
    other["facts"] |= {"said": "Asked for money.", "exactness": "summary"}
    lines = drawn(monkeypatch, extract, "en")
    assert '"Pay now."' in lines
    assert "Asked for money." in lines


def test_facts_alone_hold_no_word_of_a_check(extracts, monkeypatch):
    extract = {**extracts["en"], "findings": []}
    lines = drawn(monkeypatch, extract, "en")
    assert not any("Possible breach" in line or "What the rules say" in line for line in lines)


def test_one_contact_without_a_time_and_none_of_a_rule_makes_a_report_too(extracts):
    extract = copy.deepcopy(extracts["en"])
    contact = next(entry for entry in extract["entries"] if entry["kind"] == "contact")
    contact["facts"]["precision"] = "day"
    extract |= {"entries": [contact], "findings": [], "files": []}
    assert report_pdf(extract, report_words("en")).startswith(b"%PDF")


def test_a_report_names_no_folder_of_this_machine(extracts):
    assert str(Path.cwd()).encode() not in complaint_maker("en")(extracts["en"])
