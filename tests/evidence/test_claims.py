"""No export and no screen of evidence or complaints claims proof, authenticity or legality, or makes a complaint a price."""

import ast
import re
from pathlib import Path

import pytest

from planner.errors import Text
from planner.evidence.chain import Head
from planner.evidence.forms import every_form
from planner.evidence.words import how_to_verify
from planner.i18n import translator

TOP = Path(__file__).parents[2]
ROOMS = (
    "planner/evidence/*.py",
    "planner/services/bundle*.py",
    "planner/services/complaint*.py",
    "planner/services/evidence_report.py",
    "planner/services/seal.py",
    "planner/services/attachments.py",
    "planner/services/import*.py",
    "planner/imports/*.py",
    "ui/cli/import_log.py",
    "ui/*/import_messages.py",
    "ui/*/import_list.py",
    "ui/cli/evidence.py",
    "ui/cli/complaints.py",
    "ui/*/evidence.py",
    "ui/*/check_bundle.py",
    "ui/*/complaint*.py",
    "ui/*/entry_files.py",
)
CLAIMS = re.compile(
    r"\b(prov(e|es|en|ing)|proof|authentic\w*|genuinely|illegal\w*|unlawful\w*|violat\w*|admissible|legally|court-proof)\b",
    re.IGNORECASE,
)
CLAIMS_ZH = re.compile(r"证明|铁证|违法|非法|合法|有法律效力|真实有效|司法认可")
PRICE = re.compile(
    r"\b(or|unless|otherwise)\b[^.]{0,30}\b(I|we) (will )?(complain|report)|(?i:pay me)|(否则|不然)[^。]{0,20}(投诉|举报)"
)


def sentences():
    found = set()
    for pattern in ROOMS:
        for path in TOP.glob(pattern):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                is_text = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and node.args
                if is_text and isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
    return sorted(found)


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "This bundle proves that they called."),
        ("en", "The message is authentic."),
        ("en", "What they did is illegal."),
        ("en", "It is proof of harassment."),
        ("en", "This is admissible in court."),
        ("zh", "这份材料证明对方打过电话。"),
        ("zh", "对方的做法违法。"),
        ("zh", "本文件具有法律效力，真实有效。"),
    ],
)
def test_a_claim_would_be_found(language, claim):
    assert (CLAIMS_ZH if language == "zh" else CLAIMS).search(claim)


@pytest.mark.parametrize(
    "price", ["Pay me or we complain.", "Pay me 500.", "退钱，否则我就投诉。", "Stop, or I will report you."]
)
def test_a_price_would_be_found(price):
    assert PRICE.search(price)


def test_there_are_sentences_to_look_at():
    assert len(sentences()) > 200


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_sentence_of_evidence_or_complaints_claims_too_much(language):
    say = translator(language)
    said = [re.sub(r"\{\w+\}", "", say(Text(one))) for one in sentences()]
    said += [text[language] for form in every_form() for text in (form.title, form.serves, form.where, *form.notes)]
    said += how_to_verify(Head(3, "0" * 64)).splitlines()
    claims = CLAIMS_ZH if language == "zh" else CLAIMS
    assert [one for one in said if claims.search(one)] == []
    assert [one for one in said if PRICE.search(one)] == []
