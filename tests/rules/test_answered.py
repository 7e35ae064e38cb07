"""Whatever question a finding leaves open: with one answer it falls away, with the other the question is settled."""

import pytest

from planner.rules.facts import Answer
from planner.rules.questions import question_form
from planner.rules.runner import run_checks
from tests.rules.test_case_tables import cases, log_and_law


def with_choices(question):
    """Return what settles a question: itself, or the questions that stand behind one with choices."""
    form = question_form(question)
    return [dict(choice.settles) for choice in form.choices] or [
        {question: True},
        {question: False},
    ]


def asking(report, rule):
    return [(one, question) for one in report.findings if one.rule == rule for question in one.questions]


@pytest.mark.parametrize(("table", "case"), cases())
def test_an_answer_drops_the_finding_or_settles_the_question(table, case, tmp_path):
    log, law = log_and_law(table, case, tmp_path)
    for finding, question in asking(run_checks(log, law), table["rule"])[:2]:
        form = question_form(question)
        for answers in with_choices(question) if form.is_yes_or_no or form.choices else ():
            told = tuple(
                Answer(id_, yes, row=row) for id_, yes in answers.items() for row in finding.contacts + finding.counted
            )
            after = [one for one in run_checks(log._replace(answers=told), law).findings if one.rule == table["rule"]]
            mine = [one for one in after if set(one.contacts) & set(finding.contacts) and one.case == finding.case]
            assert all(question not in one.questions for one in mine), (question, answers)
            if form.is_yes_or_no and answers[question] is form.falls_with:
                assert finding.contacts not in [one.contacts for one in mine], question
