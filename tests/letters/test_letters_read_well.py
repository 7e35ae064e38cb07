"""How every letter reads: no holes, no stray marks, one page, its law where its source is, words that fit their language."""

import re

import pytest

from planner.letters.catalogue import all_letters, letters_of, weaken_each_other
from planner.letters.fields import Manner, fill
from planner.letters.printed import letter_pdf
from planner.letters.render import Party, plain_text, render
from tests.letters.examples import example
from tests.letters.test_every_letter import ADMITS, every_letter

MAY_ADMIT = {"ask-plan", "hardship", "pro-rata-offer", "settlement-offer", "card-instalments"}
"""The letters that have a wording which names the debt as owed."""
STRAY = {
    "en": r"  |\s[,.;:]|,,|\.\.|;;|\(\)|,\.|:\.|\.\)\.",
    "zh": r"[，。；：、]{2}|（）|(?m:^　*[，。；：、）])|。）。",
}
PLACES = sorted({letter.place for letter in all_letters()} - {"any"}) + [""]
LONGEST = {"en": 330, "zh": 620}
"""Words, and characters, of a whole letter with its example: what a clerk reads to the end."""


def shortest(letter, language, usual):
    """A letter with none of the blanks that may stay empty."""
    given = {name: value for name, value in letter.examples[language].items() if name not in optional(letter)}
    manner = Manner(language, given.pop("currency"), letter.place)
    filled = fill(letter, given, manner, given.pop("today"))
    parties = {"sender": Party(given["my_name"]), "receiver": Party(given["their_name"])}
    return render(letter, filled, language, usual=usual, american=manner.is_american, **parties)


def optional(letter):
    return {field.id for field in letter.fields if not field.required}


def wordings(letter):
    """Every language and wording of a letter."""
    return [(language, usual) for language in letter.languages for usual in {False, letter.has_usual}]


@every_letter
def test_what_was_left_empty_leaves_no_hole(letter):
    for language, usual in wordings(letter):
        full, short = example(letter, language, usual), shortest(letter, language, usual)
        assert set(short.blocks) <= set(full.blocks)
        assert short.subject == full.subject
        assert (len(short.blocks) < len(full.blocks)) == bool(optional(letter))


@every_letter
def test_no_line_has_a_stray_mark(letter):
    for language, usual in wordings(letter):
        for text in (example(letter, language, usual), shortest(letter, language, usual)):
            words = "\n\n".join(block for block in (text.subject, *text.blocks) if isinstance(block, str))
            assert re.findall(STRAY[language], words) == []


@every_letter
def test_each_sentence_begins_as_a_sentence_does(letter):
    for usual in {False, letter.has_usual}:
        for text in (example(letter, "en", usual), shortest(letter, "en", usual)):
            blocks = [block for block in text.blocks if isinstance(block, str)]
            assert [block for block in (text.subject, *blocks) if block[0].islower()] == []
            assert re.findall(r"[a-z][.?] [a-z][^.]*", " ".join(blocks)) == []


@every_letter
def test_a_letter_is_short_and_has_one_page_or_a_table_of_contacts(letter):
    with_table = any(field.filled_from == "log.contacts" for field in letter.fields)
    for language, usual in wordings(letter):
        text = example(letter, language, usual)
        data = letter_pdf(text, american=letter.place.startswith("united_states"))
        assert len(re.findall(rb"/Type /Page\b", data)) in ((1, 2) if with_table else (1,))
        words = plain_text(text)
        assert len(words.split() if language == "en" else re.sub(r"\s", "", words)) <= LONGEST[language]


@every_letter
def test_an_example_is_in_its_own_language_and_fills_every_blank(letter):
    ours = {"currency", "today", "my_name", "their_name"}
    own = {field.id for field in letter.fields if field.kind != "choice"}
    for language, wrong in (("en", r"[\u4e00-\u9fff]"), ("zh", r"(?<![\w@.])[A-Za-z]{3,}(?![\w@.-])")):
        given = letter.examples[language]
        assert set(given) == ours | {field.id for field in letter.fields}
        assert re.findall(wrong, " ".join(str(value) for name, value in given.items() if name in own)) == []


@every_letter
def test_only_a_wording_that_was_chosen_admits_and_it_says_so_in_both_languages(letter):
    assert not letter.has_usual or letter.id in MAY_ADMIT
    for language in ("en", "zh"):
        assert (letter.folder / f"{language}.usual.txt").is_file() == letter.has_usual
        if letter.has_usual:
            assert letter.restarts
            assert re.findall(ADMITS[language], letter.text(language, usual=True))


@every_letter
def test_a_letter_that_offers_or_asks_for_time_warns_of_the_time_limit(letter):
    sources = {field.filled_from.partition(".")[0] for field in letter.fields}
    if sources & {"offer", "promise"}:
        assert letter.restarts


@every_letter
def test_what_shows_the_whole_budget_waits_for_a_tick_and_may_stay_empty(letter):
    for field in letter.fields:
        if field.filled_from in ("budget.table", "budget.essentials"):
            assert field.ticked
            assert not field.required


@every_letter
def test_a_table_of_contacts_may_stay_empty_and_stands_under_the_words_that_introduce_it(letter):
    for field in letter.fields:
        if field.filled_from.startswith("log.") and field.kind == "table":
            assert not field.required
            for language in letter.languages:
                assert re.search(rf"[:：]\n\${field.id}\n", letter.text(language))


@every_letter
def test_a_letter_about_contact_or_papers_does_not_speak_about_what_is_owed(letter):
    """A letter that offers nothing says nothing on whether, or how much, is owed: each one says so itself."""
    if letter.group in ("contact", "proof", "complaint") and letter.recipient in ("either", "collector", "lender"):
        assert not letter.restarts
        for language, wanted in (
            ("en", r"not (?:a statement|an admission)|does not say|acknowledge|says? nothing|promises nothing"),
            ("zh", r"不代表|不表示|不作表示|不作任何承诺"),
        ):
            assert re.search(wanted, letter.text(language))


@every_letter
def test_no_letter_says_that_a_time_limit_is_over(letter):
    """Whether it is depends on demands and payments that the borrower may not have seen (guards.md 1)."""
    over = {
        "en": r"\b(?:time|statute)[- ]barred|\bunenforceable|\btime limit\b[^.]*\b(?:has (?:ended|passed|expired)|is over)\b",
        "zh": r"(?:时效|期限)(?:已经?过|已届满|届满了)|(?:已经?过|超过)了?(?:诉讼)?时效|不用还",
    }
    for language in letter.languages:
        said = letter.text(language) + letter.title[language] + letter.when[language] + letter.cost.get(language, "")
        assert re.findall(over[language], said) == []


@every_letter
def test_family_and_employer_read_a_figure_only_where_it_was_wanted_and_no_name_of_a_creditor(letter):
    if letter.recipient in ("family", "employer"):
        for field in letter.fields:
            assert field.kind in ("text", "long")
            assert not field.filled_from.startswith(("debt.balance", "debt.creditor", "debt.reference", "budget"))
            assert not (field.id == "sum" and field.required)


def test_who_stops_every_contact_is_told_the_cost_and_the_narrow_letters_first():
    narrow = {"stop-channel", "stop-work", "stop-family", "in-writing-only", "contact-terms"}
    for letter in (one for one in all_letters() if one.id == "stop-all"):
        assert narrow <= set(letter.not_with)
        assert any(field.id == "address" and field.required for field in letter.fields)
        assert "narrow letter" in letter.cost["en"]
        assert "窄一点的信" in letter.cost["zh"]


@every_letter
def test_each_article_that_is_named_is_among_the_sources(letter):
    sources = {name for one in letter.references for name in _numbers(f"{one.instrument} {one.article}")}
    for language in letter.languages:
        for usual in (False, True):
            said = letter.text(language, usual) + letter.title[language] + letter.when[language]
            said += " ".join(words[language] for field in letter.fields for words in field.choices.values())
            assert _articles(said) <= sources, "law without its source"


def _numbers(said):
    """Every number in a source, Chinese ones in digits too: ``1692g(b)``, ``7.3.4R``, ``70``."""
    found = re.findall(r"\d[\w.]*\w(?:\(\w\))*|\d+", said, re.ASCII)
    more = [name.partition("(")[0] for name in found]
    return {*found, *more, *(str(_digits(name)) for name in re.findall(r"第([一二三四五六七八九十百千零]+)条", said))}


def _articles(said):
    """The numbers of law that a text names."""
    found = {str(_digits(name)) for name in re.findall(r"第([一二三四五六七八九十百千零]+)条", said)}
    found |= set(re.findall(r"\b\d+ (?:USC|CFR) (\d[\w.]*(?:\(\w\))*)", said, re.ASCII))
    found |= set(re.findall(r"\b(?:CONC|DISP) (\d[\w.]*\w)", said, re.ASCII))
    found |= set(re.findall(r"GB/T (\d+)", said))
    found |= set(re.findall(r"第(\d[\w.]*(?:\(\w\))*)条", said, re.ASCII))
    return found | set(re.findall(r"\b(?:articles?|sections?|regs?) (\d\w*)", said, re.IGNORECASE | re.ASCII))


def test_the_numbers_of_law_are_found_in_a_text():
    assert _articles("《民法典》第九百四十四条、第七十条，第1693e(a)条，CONC 7.3.12G提到") == {
        "944",
        "70",
        "1693e(a)",
        "7.3.12G",
    }
    assert _articles("15 USC 1692g(b); Article 70, section 72(2), reg 83(3)") == {"1692g(b)", "70", "72", "83"}
    assert _numbers("15 USC 1693e(a) 第七十条") >= {"1693e(a)", "1693e", "70"}


def _digits(name):
    """Return a Chinese number below ten thousand: 九百四十四 is 944."""
    total = held = 0
    for sign in name:
        if sign in "十百千":
            total, held = total + (held or 1) * {"十": 10, "百": 100, "千": 1000}[sign], 0
        else:
            held = "零一二三四五六七八九".index(sign)
    return total + held


@every_letter
def test_a_letter_says_plainly_that_no_lawyer_has_read_it(letter):
    assert "lawyer" in letter.review["note"]


@every_letter
def test_titles_and_moments_are_said_briefly(letter):
    ends = {"en": ".", "zh": "。"}
    for language in letter.languages:
        assert letter.when[language].endswith(ends[language])
        assert not letter.title[language].endswith((".", "。", "!", "！"))
        assert len(letter.title[language]) <= (72 if language == "en" else 34)
        assert len(letter.when[language]) <= (150 if language == "en" else 70)


@every_letter
def test_the_borrower_is_spoken_to_as_everywhere_in_ashore_and_the_recipient_formally(letter):
    spoken = [letter.title["zh"], letter.when["zh"], letter.cost.get("zh", "")]
    spoken += [field.label["zh"] for field in letter.fields]
    assert "您" not in "".join(spoken)
    if letter.recipient not in ("family", "employer", "adviser"):
        assert "你" not in letter.text("zh") + letter.text("zh", usual=True)


@pytest.mark.parametrize("place", PLACES)
def test_no_two_letters_of_a_place_have_one_name(place):
    for language in ("en", "zh"):
        titles = [letter.title[language] for letter in letters_of(place)]
        assert len(titles) == len(set(titles))


def test_it_is_enough_that_one_of_two_letters_names_the_other():
    letters = {letter.id: letter for letter in letters_of("united_states")}
    assert weaken_each_other(letters["proof-of-debt"], "settlement-offer")
    assert weaken_each_other(letters["settlement-offer"], "proof-of-debt")
    assert not weaken_each_other(letters["contract-copy"], "settlement-offer")
