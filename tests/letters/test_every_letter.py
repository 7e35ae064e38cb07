"""What holds for every letter: it renders, admits nothing unless chosen, threatens nobody, and says where its law is from."""

import re

import pytest

from planner.letters.catalogue import ALWAYS, all_letters, as_american, letter_of, letters_of
from planner.letters.fields import Manner, fill
from planner.letters.render import Party, blanks_of, plain_text, render
from tests.letters.examples import SNAPSHOTS, example, kinds, snapshot_of

KINDS = kinds()
NAMES = [f"{one.place}/{one.id}-{language}{'-usual' if usual else ''}" for one, language, usual in KINDS]
every_kind = pytest.mark.parametrize(("letter", "language", "usual"), KINDS, ids=NAMES)
every_letter = pytest.mark.parametrize("letter", all_letters(), ids=lambda one: f"{one.place}/{one.id}")

ADMITS = {
    "en": r"\bI (?:do )?owe\b(?! this debt, and)|\bmy debts?\b|\bI (?:acknowledge|admit|confirm) (?:the|this|that)|\bwhat I owe\b|\bI will repay\b|"
    r"\bthe debt I\b|\bmy (?:outstanding )?balance\b|\bI borrowed\b|\bmy arrears\b|\brepay\b|\bpay (?:you |it |this )?back\b|\bI am (?:behind|late)\b|"
    r"\bI owe (?:you|it)\b|\bmy loan\b",
    "zh": r"我(?:确实|同时)?欠|我的?(?:债务|欠款|借款|贷款)|(?<!不)(?<!不代表我)(?<!不表示我)承认|本人(?:所)?欠|我(?:一定|保证)(?:会)?(?:还|偿还)|尚欠|"
    r"尚有欠款|所欠|偿还|拖欠|欠(?:您|贵)|还清",
}
DENIALS = {
    "en": r"\b(?:does not|doesn't|is not|not) (?:say|an? (?:admission|acknowledg\w+|statement))[^.]*\.",
    "zh": r"[^。]*(?:不表示|不代表|不构成|并非|不作为)[^。]*。",
}
HURTS = {
    "en": r"\billegal|\bviolat|\bsue me\b|\bproves?\b|\bor (?:else )?I (?:will|shall) (?:complain|report)|\bunless you pay|\bshame on|!",
    "zh": r"违法|证明你们|起诉我|否则我(?:将|就|会)?(?:投诉|举报)|无耻|！",
}
UNCERTAIN = {"en": "...", "zh": "……"}


@every_kind
def test_a_letter_reads_as_it_was_approved(letter, language, usual):
    path = snapshot_of(letter, language, usual)
    assert path.is_file(), "write the snapshots: python -m tests.letters.examples"
    assert plain_text(example(letter, language, usual)) == path.read_text("utf-8")


def test_no_snapshot_is_of_a_letter_that_is_gone():
    held = {snapshot_of(*kind) for kind in KINDS}
    assert set(SNAPSHOTS.rglob("*.txt")) == held


@every_kind
def test_no_letter_admits_a_debt_unless_that_wording_was_chosen(letter, language, usual):
    if usual:
        return
    choices = [words[language] for field in letter.fields for words in field.choices.values()]
    words = "\n".join([plain_text(example(letter, language)), letter.text(language), *choices])
    assert admissions(words, language) == []


def admissions(words, language):
    """What admits a debt in a text, its denials left out."""
    return re.findall(ADMITS[language], re.sub(DENIALS[language], "", words))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I owe you $200. / I do owe it. / This is my debt. / what I owe / my balance / I borrowed it in May."),
        ("en", "I will repay it. / I pay you back. / I am behind. / I acknowledge the debt. / my loan / my arrears"),
        (
            "zh",
            "我欠贵方两千元。/ 我的欠款。/ 我的借款。/ 本人所欠。/ 我承认这笔债务。/ 目前尚欠。/ 我一定会还。/ 我会还清。",
        ),
        ("zh", "我确实欠了钱。/ 我的债务。/ 拖欠的款项。/ 尚有欠款。/ 我的贷款。"),
    ],
)
def test_each_way_to_admit_a_debt_is_heard(language, words):
    for one in words.split("/"):
        assert admissions(one.strip(), language), one


def test_a_denial_is_no_admission_and_words_after_it_are_still_heard():
    assert not admissions("This letter does not say that I owe this debt, and it promises no payment.", "en")
    assert not admissions("本函不表示我承认这笔债务，也不承诺任何付款。", "zh")
    assert admissions("This is not an admission of anything. I owe you $5.", "en")
    assert admissions("本函不代表我对金额作出确认。我欠贵方五元。", "zh")


WILLING = {"en": r"\bI am (?:willing|happy|ready) to pay\b|\bI want to pay\b", "zh": r"我愿意(?:还|偿还|付款|支付)"}


@every_letter
def test_only_the_letter_whose_law_asks_for_it_says_that_i_am_willing_to_pay(letter):
    for language in letter.languages:
        said = re.findall(WILLING[language], letter.text(language))
        assert bool(said) == (letter.id == "card-instalments"), said  # article 70: "still willing to repay"


BRITISH = r"(?i)\bfaithfully|authoris|neighbour|favour|cheque|by post\b|direct debit|instalment|\bonwards\b|account,$"


@pytest.mark.parametrize("letter", letters_of("united_states"), ids=lambda one: one.id)
def test_a_letter_in_the_united_states_is_in_american_english(letter):
    given = dict(letter.examples["en"])
    manner = Manner("en", given.pop("currency"), "united_states")
    filled = fill(letter, given, manner, given.pop("today"))
    for usual in {False, letter.has_usual}:
        parties = {"sender": Party("Dana"), "receiver": Party("Harbor Bank")}
        text = render(letter, filled, "en", usual=usual, american=True, **parties)
        typed = " ".join(str(value) for value in given.values())
        found = [words for words in re.findall(BRITISH, plain_text(text), re.MULTILINE) if words not in typed]
        assert found == []


def test_only_whole_words_become_american_and_what_was_typed_stays():
    assert as_american("Yours faithfully,") == "Sincerely,"
    assert as_american("an authorised firm by post") == "an authorized firm by mail"
    assert as_american("unauthorised") == "unauthorised"
    letter = letter_of("stop-all", "")
    given = {name: value for name, value in letter.examples["en"].items() if name != "currency"}
    given |= {"address": "c/o neighbours, by post"}
    filled = fill(letter, given, Manner("en", "USD", "united_states"), given.pop("today"))
    text = plain_text(render(letter, filled, "en", sender=Party("D"), receiver=Party("B"), american=True))
    assert "reachable by mail at this address: c/o neighbours, by post." in text


@every_kind
def test_no_letter_threatens_judges_or_trades_a_complaint_for_money(letter, language, usual):
    said = letter.text(language, usual) + letter.title[language] + letter.when[language] + letter.cost.get(language, "")
    assert re.findall(HURTS[language], said, re.IGNORECASE) == []


@every_kind
def test_no_letter_names_what_is_left_each_month(letter, language, usual):
    wanted = {"en": r"\bsurplus\b|left over each month|\bdisposable\b", "zh": "每月(?:剩余|结余)|可支配"}
    assert re.findall(wanted[language], letter.text(language, usual)) == []
    assert not [field for field in letter.fields if "surplus" in field.filled_from]


@every_kind
def test_a_letter_has_nothing_of_the_other_language_in_it(letter, language, usual):
    text = letter.text(language, usual)
    if language == "en":
        assert re.findall(r"[\u4e00-\u9fff，。：；（）]", text) == []
    else:
        words = re.sub(r"\$\{?\w+\}?", "", text)
        left = re.findall(r"[A-Za-z]{3,}", words)
        assert set(left) <= {"PIPL", "GDPR", "USC", "CFR", "CONC", "APR", "PDF", "FCA", "FCRA", "IBAN", "DISP"}, left
        assert re.findall(r"[,;:!?](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[,;:!?]", words) == []


@every_letter
def test_a_letter_is_written_in_both_languages_with_the_same_blanks(letter):
    assert letter.languages == ("en", "zh")
    assert set(letter.title) == set(letter.when) == {"en", "zh"}
    known = {field.id for field in letter.fields} | set(ALWAYS)
    texts = [blanks_of(letter.text(language)) for language in letter.languages]
    assert texts[0] <= known
    assert texts[1] <= known
    asked = {field.id for field in letter.fields}
    assert asked <= texts[0] | texts[1] | {name for one in letter.sums for name in one}
    for field in letter.fields:
        assert set(field.label) == {"en", "zh"}
        assert field.required or field.kind == "table" or _stands_alone(letter, field.id), field.id


def _stands_alone(letter, name):
    """A blank that may stay empty does not leave a hole: it has a paragraph whose blanks are all optional."""
    optional = {field.id for field in letter.fields if not field.required}
    for language in letter.languages:
        for paragraph in re.split(r"\n\s*\n", letter.text(language)):
            if name in blanks_of(paragraph) and not blanks_of(paragraph) <= optional:
                return False
    return True


@every_letter
def test_a_letter_says_who_has_read_it_and_where_its_law_was_read(letter):
    assert letter.review["on"]
    assert letter.review["note"]
    for reference in letter.references:
        assert reference.url
        assert reference.confidence in ("V1", "V2", "V2-")
    law = {
        "en": r"\b(?:article|section|§|USC|CFR|CONC|Act)\b",
        "zh": r"《[^》]*(?:法|条例|办法|规定|典)》|第[一二三四五六七八九十百\d]+条",
    }
    for language in letter.languages:
        if re.search(law[language], letter.text(language)):
            assert letter.references, "law without its source"


def test_a_letter_of_a_part_stands_before_the_one_of_its_place_and_that_before_any():
    assert letter_of("ask-plan", "china").place in ("china", "any")
    assert letter_of("card-instalments", "united_states") is None
    assert {one.id for one in letters_of("")} == {one.id for one in all_letters() if one.place == "any"}
    ids = [one.id for one in letters_of("united_states/washington")]
    assert len(ids) == len(set(ids))
    assert "proof-of-debt" in ids


def test_letters_that_weaken_each_other_name_letters_that_exist():
    known = {one.id for one in all_letters()}
    missing = {(one.id, other) for one in all_letters() for other in one.not_with if other not in known}
    assert missing == set()
