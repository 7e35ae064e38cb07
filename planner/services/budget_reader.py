"""Lines of a budget from cells as people write them, in English or Chinese, and back into cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from planner.budget.lines import BudgetLine, Section
from planner.budget.rhythm import Rhythm, days
from planner.dates import parse_day
from planner.errors import Problem, Text
from planner.money import BadValue, parse_money, to_major

Kind = TypeVar("Kind", Section, Rhythm)
COLUMNS = ("section", "name", "amount", "rhythm", "next_on", "second_day", "months", "recent", "debt", "note")
SECTIONS = {
    Section.INCOME: Text("Coming in"),
    Section.HOME: Text("Home"),
    Section.ENERGY: Text("Power, water, heating"),
    Section.FOOD: Text("Food"),
    Section.CHILDREN: Text("Children"),
    Section.TRAVEL: Text("Travel to work"),
    Section.HEALTH: Text("Health and care"),
    Section.PHONE: Text("Phone and internet"),
    Section.INSURANCE: Text("Insurance and pensions"),
    Section.PERSONAL: Text("Clothes and personal"),
    Section.OTHER: Text("Other things you need"),
    Section.ARREARS: Text("Agreed instalments that come first"),
    Section.SAVINGS: Text("A small saving"),
    Section.OWED: Text("Money that should reach you"),
}
RHYTHMS = {
    Rhythm.WEEKLY: Text("every week"),
    Rhythm.FORTNIGHTLY: Text("every two weeks"),
    Rhythm.FOUR_WEEKLY: Text("every four weeks"),
    Rhythm.TWICE_A_MONTH: Text("twice a month"),
    Rhythm.MONTHLY: Text("every month"),
    Rhythm.QUARTERLY: Text("every three months"),
    Rhythm.YEARLY: Text("once a year"),
    Rhythm.IRREGULAR: Text("changes; a low month is used"),
    Rhythm.ONCE: Text("once"),
}
_SECTION_WORDS = {
    "收入": Section.INCOME, "工资": Section.INCOME, "住房": Section.HOME, "房租": Section.HOME, "居住": Section.HOME,
    "水电": Section.ENERGY, "水电燃气": Section.ENERGY, "水电暖": Section.ENERGY, "吃饭": Section.FOOD, "伙食": Section.FOOD,
    "饮食": Section.FOOD, "餐饮": Section.FOOD, "孩子": Section.CHILDREN, "子女": Section.CHILDREN, "教育": Section.CHILDREN,
    "交通": Section.TRAVEL, "通勤": Section.TRAVEL, "医药": Section.HEALTH, "医疗": Section.HEALTH, "健康": Section.HEALTH,
    "电话": Section.PHONE, "通讯": Section.PHONE, "手机": Section.PHONE, "保险": Section.INSURANCE, "社保": Section.INSURANCE,
    "衣物": Section.PERSONAL, "个人": Section.PERSONAL, "日用": Section.PERSONAL, "其他": Section.OTHER, "其它": Section.OTHER,
    "优先欠款": Section.ARREARS, "存款": Section.SAVINGS, "储蓄": Section.SAVINGS, "应收": Section.OWED, "别人欠我": Section.OWED,
}  # fmt: skip
_RHYTHM_WORDS = {
    "每周": Rhythm.WEEKLY, "每星期": Rhythm.WEEKLY, "每两周": Rhythm.FORTNIGHTLY, "双周": Rhythm.FORTNIGHTLY,
    "每四周": Rhythm.FOUR_WEEKLY, "每月两次": Rhythm.TWICE_A_MONTH, "半月": Rhythm.TWICE_A_MONTH, "每月": Rhythm.MONTHLY,
    "每季": Rhythm.QUARTERLY, "每季度": Rhythm.QUARTERLY, "每年": Rhythm.YEARLY, "不固定": Rhythm.IRREGULAR,
    "一次": Rhythm.ONCE, "biweekly": Rhythm.FORTNIGHTLY, "annual": Rhythm.YEARLY, "annually": Rhythm.YEARLY,
    "bimonthly": Rhythm.TWICE_A_MONTH, "semimonthly": Rhythm.TWICE_A_MONTH,
}  # fmt: skip


def read_line(cells: Mapping[str, str], currency: str) -> tuple[BudgetLine | None, list[Problem]]:
    """Return the line that ``cells`` describe, and every fault; an empty amount means "not known yet".

    A line whose days never come is returned with its fault: one that was kept before is still there to be mended.
    """
    given = {column: unicodedata.normalize("NFC", cell).strip() for column, cell in cells.items() if cell.strip()}
    found = [Problem(column, Text("is not a part of a budget line")) for column in given if column not in COLUMNS]
    section = _word(given, "section", Section, _SECTION_WORDS, found)
    rhythm = Rhythm.MONTHLY
    if "rhythm" in given:
        rhythm = _word(given, "rhythm", Rhythm, _RHYTHM_WORDS, found) or rhythm
    name = given.get("name", "")
    if not name and section is not None:
        found.append(Problem("name", Text("is missing; write what it is for")))
    amount = _amount(given, "amount", currency, found)
    next_on = _day(given, found)
    second = _number(given, "second_day", 1, 31, found)
    months = tuple(sorted({m for m in _numbers(given, "months", found) if 1 <= m <= 12}))
    recent = []
    for part in filter(None, re.split(r"[;；\s]+", given.get("recent", ""))):
        try:
            recent.append(parse_money(part, currency))
        except BadValue as bad:
            found.append(Problem("recent", bad.message))
    if found or section is None:
        return None, found
    line = BudgetLine(
        section,
        name,
        amount,
        rhythm,
        next_on,
        second,
        months,
        tuple(recent),
        given.get("debt", ""),
        given.get("note", ""),
    )
    return line, _never_comes(line)


def _never_comes(line: BudgetLine) -> list[Problem]:
    if line.next_on is None:
        if line.rhythm is Rhythm.ONCE and line.section is Section.INCOME:
            return [Problem("next_on", Text("is empty; what comes once needs its day, else it never comes"))]
        return []
    if not line.months or line.rhythm is Rhythm.IRREGULAR:
        return []
    until = line.next_on + timedelta(days=366)
    if any(day.month in line.months for day in days(line.rhythm, line.next_on, line.next_on, until, line.second_day)):
        return []
    return [Problem("months", Text("holds no month in which it comes; look at the months or at its next day"))]


def cells_of_line(line: BudgetLine, currency: str) -> dict[str, str]:
    """Return a line as the cells it is written with."""
    return {
        "section": line.section.value,
        "name": line.name,
        "amount": "" if line.amount is None else to_major(line.amount, currency),
        "rhythm": line.rhythm.value,
        "next_on": line.next_on.isoformat() if line.next_on else "",
        "second_day": str(line.second_day or ""),
        "months": ";".join(map(str, line.months)),
        "recent": ";".join(to_major(amount, currency) for amount in line.recent),
        "debt": line.debt,
        "note": line.note,
    }


def _word(
    given: Mapping[str, str], column: str, kinds: type[Kind], words: Mapping[str, Kind], found: list[Problem]
) -> Kind | None:
    said = given.get(column, "")
    plain = unicodedata.normalize("NFKC", said).lower().replace("_", "-").replace(" ", "-")
    if plain in words:
        return words[plain]
    try:
        return kinds(plain)
    except ValueError:
        known = ", ".join(kind.value for kind in kinds)
        message = (
            Text('"{text}" is not known here; known are: {known}', {"text": said[:40], "known": known})
            if said
            else Text("is missing; known are: {known}", {"known": known})
        )
        found.append(Problem(column, message))
        return None


def _amount(given: Mapping[str, str], column: str, currency: str, found: list[Problem]) -> int | None:
    if column not in given:
        return None
    try:
        return parse_money(given[column], currency)
    except BadValue as bad:
        found.append(Problem(column, bad.message))
        return None


def _day(given: Mapping[str, str], found: list[Problem]) -> date | None:
    if "next_on" not in given:
        return None
    try:
        return parse_day(given["next_on"])
    except BadValue as bad:
        found.append(Problem("next_on", bad.message))
        return None


def _numbers(given: Mapping[str, str], column: str, found: list[Problem]) -> list[int]:
    parts = [part for part in re.split(r"[;；,，\s]+", given.get(column, "")) if part]
    wrong = [part for part in parts if not part.isascii() or not part.isdigit() or not 1 <= int(part) <= 12]
    if wrong:
        found.append(Problem(column, Text('"{text}" is not a month from 1 to 12', {"text": wrong[0][:20]})))
        return []
    return [int(part) for part in parts]


def _number(given: Mapping[str, str], column: str, least: int, most: int, found: list[Problem]) -> int | None:
    said = given.get(column)
    if said is None:
        return None
    if not said.isascii() or not said.isdigit() or not least <= int(said) <= most:
        blanks = {"text": said[:20], "least": str(least), "most": str(most)}
        found.append(Problem(column, Text('"{text}" is not a day from {least} to {most}', blanks)))
        return None
    return int(said)
