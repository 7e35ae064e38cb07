"""A refused value says what could stand there: its ids, and in Chinese the word beside each."""

import re

import pytest

from planner.errors import Problem, Text
from planner.i18n import translator
from planner.rules.facts import CHANNELS, EVENTS, OUTCOMES, PURPOSES, RECIPIENTS, ROLES, TACTICS
from ui.cli.known_words import with_words
from ui.cli.output import Output

SAY = translator("zh")
COLUMNS = {
    "channel": CHANNELS,
    "outcome": OUTCOMES,
    "recipient": RECIPIENTS,
    "role": ROLES,
    "purpose": PURPOSES,
    "tactics": TACTICS,
    "event": list(EVENTS),
}


def refused(field, known):
    blanks = {"said": "zzz", "known": ", ".join(known)}
    return Problem(field, Text('"{said}" is not known; it is one of: {known}', blanks), 2)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_id_of_the_log_has_its_chinese_word_beside_it(column):
    said = SAY(with_words(refused(column, COLUMNS[column]), SAY))
    for one in COLUMNS[column]:
        word = re.search(rf"(?:：|、){re.escape(one)}（([^（）{{}}]*(?:（[^）]*）)?[^（）]*)）", said)
        assert word, one
        assert re.search(r"[\u4e00-\u9fff]", word.group(1)), word.group(1)


def test_the_one_that_was_meant_has_it_too_and_so_has_a_fault_within_a_fault():
    meant = Problem("outcome", Text('"{said}" is not known; did you mean {meant}?', {"said": "x", "meant": "rang-out"}))
    assert SAY(with_words(meant, SAY)).endswith("是指“rang-out（没接）”吗？")
    within = Text("did you mean {meant}?", {"meant": "demand"})
    event = Problem("--event", Text('there is no event "{text}"; {meant}', {"text": "d", "meant": within}))
    assert "demand（对方催款，你收到了）" in SAY(with_words(event, SAY))


def test_what_was_typed_and_what_has_no_word_stay_as_they_are():
    typed = Problem("note", Text('"{said}" is not known; it is one of: {known}', {"said": "busy", "known": "a, b"}))
    assert with_words(typed, SAY) == typed.message
    other = refused("outcome", ["flag:one-visitor", "x"])
    assert with_words(other, SAY).blanks["known"] == "flag:one-visitor, x"


@pytest.mark.parametrize(("language", "end"), [("en", "rang-out, busy\n"), ("zh", "rang-out（没接）、busy（占线）\n")])
def test_faults_are_printed_so_and_english_needs_no_word(language, end, capsys):
    with pytest.raises(SystemExit):
        Output(as_json=False, language=language, data=None).fail([refused("outcome", ["rang-out", "busy"])], "log.csv")
    assert capsys.readouterr().err.endswith(end)
