"""What is cited is named in the reader's language, and the citation stays as it is."""

import re
import tomllib
from datetime import date

import pytest

from planner.rules.citations import cited_in
from planner.rules.law import RULES
from planner.services.checking import check_log, finding_as_json
from planner.services.contact_log_file import read_contact_log

HAN = re.compile(r"[\u4e00-\u9fff]")


def citations():
    found = set()
    for path in RULES.rglob("*.toml"):
        for rule in tomllib.loads(path.read_text("utf-8"))["rule"] if "[[rule]]" in path.read_text("utf-8") else ():
            if rule["confidence"] != "M":
                found |= {rule["citation"], *rule.get("cite", {}).values()}
    for folder in ("limitation", "deadlines"):
        for path in (RULES.parent / folder).rglob("*.toml"):
            found |= set(cited(tomllib.loads(path.read_text("utf-8"))))
    return sorted(found - {""})


def cited(said):
    """Return every citation in a file, however deep."""
    if isinstance(said, dict):
        own = [value for name, value in said.items() if name in ("citation", "cap_citation")]
        return own + [one for value in said.values() for one in cited(value)]
    return [one for value in said for one in cited(value)] if isinstance(said, list) else []


def day_in_chinese(part):
    """Return a citation as it is, but for a day in it, which has the form of the language."""
    return re.sub(r"\((\d{4})-0?(\d+)-0?(\d+)\)", r"（\1年\2月\3日）", part)


@pytest.mark.parametrize("citation", citations())
def test_every_citation_is_named_for_readers_of_both_languages(citation):
    english, chinese = cited_in("en", citation), cited_in("zh", citation)
    parts = re.split(r"\s*[;；]\s*(?![^()]*\))", citation)
    for language, said in (("en", english), ("zh", chinese)):
        for part in parts:
            assert (day_in_chinese(part) if language == "zh" else part) in said, (language, said)
    outside = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "", english)
    assert not HAN.search(outside), english
    assert all(HAN.search(one) for one in re.split("；", chinese)), chinese


@pytest.mark.parametrize(
    ("citation", "english", "chinese"),
    [
        (
            "《民法典》第1032、1033条",
            "Civil Code of China, art. 1032, 1033 (《民法典》第1032、1033条)",
            "《民法典》第1032、1033条",
        ),
        (
            "GB/T 45251-2025 第5.3条",
            "National standard on collecting online consumer credit, art. 5.3 (GB/T 45251-2025 第5.3条)",
            "国家标准《互联网金融 个人网络消费信贷 贷后催收风控指引》（GB/T 45251-2025 第5.3条）",
        ),
        (
            "NIFA《互联网金融贷后催收业务指引》(2024-05-15)",
            "National Internet Finance Association guideline on collection (NIFA《互联网金融贷后催收业务指引》(2024-05-15))",
            "NIFA《互联网金融贷后催收业务指引》（2024年5月15日）",
        ),
        ("《刑法》第293条之一", "Criminal Law of China, art. 293-1 (《刑法》第293条之一)", "《刑法》第293条之一"),
        (
            "《治安管理处罚法》(2025修订) 第50条第1款第6项",
            "Public Security Administration Punishments Law, art. 50(1)(6) (《治安管理处罚法》(2025修订) 第50条第1款第6项)",
            "《治安管理处罚法》(2025修订) 第50条第1款第6项",
        ),
        (
            "12 CFR 1006.10(c); 15 USC 1692b(3)",
            "12 CFR 1006.10(c); 15 USC 1692b(3)",
            "美国《F条例》（12 CFR 1006.10(c)）；美国《公平债务催收作业法》（15 USC 1692b(3)）",
        ),
    ],
)
def test_the_name_comes_first_and_the_citation_beside_it(citation, english, chinese):
    assert cited_in("en", citation) == english
    assert cited_in("zh", citation) == chinese


@pytest.mark.parametrize(("language", "day"), [("en", "Nov 4, 2026"), ("zh", "2026年11月4日")])
def test_days_in_a_sentence_are_written_as_the_language_writes_them(language, day, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(
        "at,channel,outcome,collector,role,event,note\n"
        "2026-11-02,,,,,asked-stop-all:written,received:2026-11-04\n"
        "2026-11-06 10:00,call,conversation,North,agency,,\n",
        "utf-8",
    )
    log = read_contact_log(str(path), today=date(2026, 11, 27))
    (found,) = (one for one in check_log(log, "united_states", language).found if one.rule.id == "us.regf.cease")
    assert day in found.message
    assert not re.search(r"\d{4}-\d\d-\d\d", found.message)
    assert finding_as_json(found)["citation"] == found.rule.citation
    assert (found.citation == found.rule.citation) == (language == "en")
