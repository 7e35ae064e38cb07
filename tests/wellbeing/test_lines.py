"""What a person in need may rely on in the help lines."""

import re
import tomllib
import unicodedata
from datetime import date

import pytest

from planner.resources import ASSETS
from planner.services.places import COUNTRIES, PARTS
from planner.wellbeing.lines import KINDS, help_lines

TODAY = date(2026, 11, 28)
ENTRIES = tomllib.loads((ASSETS / "wellbeing" / "lines.toml").read_text("utf-8"))["line"]
FIELDS = {"id", "country", "part", "kind", "role", "number", "web", "languages"}
FIELDS |= {"source", "page_from", "checked_on", "status"}
LATER = {"list": 1, "complaints": 2}
SPOKEN = ("name", "hours", "what_happens", "text")

each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
each_country = pytest.mark.parametrize("country", COUNTRIES, ids=lambda country: country or "elsewhere")


def known_parts(country):
    return PARTS.get(country, {})


@each_country
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_country_has_an_emergency_number_or_says_that_it_was_not_checked(country, language):
    emergencies = [line for line in help_lines(country, language) if line.kind == "emergency"]
    assert emergencies
    assert all(line.number or not line.is_checked for line in emergencies)


@each_country
def test_every_country_has_someone_to_talk_to(country):
    assert [line for line in help_lines(country, "en") if line.kind == "crisis" and line.is_checked]


@each_country
@pytest.mark.parametrize("language", ["en", "zh"])
def test_emergency_comes_first_then_crisis_then_debt_and_what_was_confirmed_first_in_each(country, language):
    lines = help_lines(country, language)
    kinds = [KINDS.index(line.kind) for line in lines]
    assert kinds == sorted(kinds)
    for kind in KINDS:
        found = [e for e in ENTRIES if e["country"] == country and e["kind"] == kind]
        found.sort(key=lambda e: (LATER.get(e.get("role"), 0), e["status"] != "seen"))  # else in file order
        assert [line.id for line in lines if line.kind == kind] == [e["id"] for e in found]


@each_entry
def test_every_line_names_its_source_and_a_day_that_is_not_in_the_future(entry):
    assert entry["source"].strip()
    assert type(entry["checked_on"]) is date
    assert entry["checked_on"] <= TODAY
    assert re.fullmatch(r"(20\d\d-[01]\d)?", entry.get("page_from", ""))
    assert entry.get("page_from", "") <= entry["checked_on"].isoformat()


@each_entry
def test_every_line_is_written_in_both_languages(entry):
    for field in SPOKEN:
        en, zh = entry.get(f"{field}_en", ""), entry.get(f"{field}_zh", "")
        assert bool(en) == bool(zh)
    assert entry["name_en"]
    assert entry["what_happens_en"]
    assert re.search(r"[一-鿿]", entry["what_happens_zh"])


@each_entry
def test_a_number_is_the_same_in_both_languages(entry):
    for field in ("text", "hours"):
        digits = [re.findall(r"\d+", entry.get(f"{field}_{language}", "")) for language in ("en", "zh")]
        assert digits[0] == digits[1]


@each_entry
def test_english_has_plain_signs_only_and_all_is_composed(entry):
    said = {key: value for key, value in entry.items() if isinstance(value, str)}
    for key, value in said.items():
        assert unicodedata.is_normalized("NFC", value)
        assert value == value.strip()
        if key.endswith("_en"):
            assert not set(value) & set("’‘“”·…×→—!")


@each_entry
def test_a_line_of_talk_or_advice_always_says_something_of_its_hours(entry):
    assert entry["kind"] == "emergency" or entry["hours_en"]


@each_entry
def test_every_line_can_be_reached_in_some_way(entry):
    assert entry.get("number") or entry.get("text_en") or entry.get("web")


@each_entry
def test_numbers_hold_only_digits_spaces_plus_and_star(entry):
    assert re.fullmatch(r"[0-9 +*]*", entry.get("number", ""))
    assert "://" not in entry.get("web", "")


@each_entry
def test_every_field_kind_place_and_status_is_a_known_one(entry):
    assert set(entry) <= FIELDS | {f"{field}_{language}" for field in SPOKEN for language in ("en", "zh")}
    assert entry["kind"] in KINDS
    assert entry["country"] in COUNTRIES
    assert set(entry.get("part", "").split()) <= set(known_parts(entry["country"]))
    assert entry["status"] in ("seen", "not_checked")
    assert "role" not in entry or (entry["kind"], entry["role"] in ("legal", *LATER)) == ("debt", True)


def test_ids_are_unique():
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) == len(set(ids))


def test_a_line_that_was_not_checked_says_so():
    status = {entry["id"]: entry["status"] for entry in ENTRIES}
    lines = [line for country in COUNTRIES for line in help_lines(country, "en")]
    assert {line.id: line.is_checked for line in lines} == {id_: said == "seen" for id_, said in status.items()}
    assert not all(line.is_checked for line in lines)


@pytest.mark.parametrize("country", ["", "XX", "Atlantis"])
def test_an_unknown_country_gets_the_international_lines(country):
    lines = help_lines(country, "en")
    assert [line.id for line in lines] == ["intl-112", "intl-findahelpline"]
    assert lines[0].number == "112"


def test_a_part_leaves_out_lines_that_serve_only_other_parts():
    in_northern_ireland = {line.id for line in help_lines("GB", "en", "northern_ireland")}
    in_scotland = {line.id for line in help_lines("GB", "en", "scotland")}
    assert {"gb-lifeline-ni", "gb-advice-ni", "gb-samaritans", "gb-999"} <= in_northern_ireland
    assert "gb-national-debtline" not in in_northern_ireland
    assert "gb-national-debtline" in in_scotland
    assert not {"gb-lifeline-ni", "gb-advice-ni"} & in_scotland
    assert {line.id for line in help_lines("GB", "en")} == in_northern_ireland | in_scotland


def test_the_same_line_speaks_the_language_asked_for():
    en, zh = (help_lines("GB", language)[0] for language in ("en", "zh"))
    assert en.id == zh.id
    assert en.what_happens.startswith("Police")
    assert zh.what_happens.startswith("警察")
