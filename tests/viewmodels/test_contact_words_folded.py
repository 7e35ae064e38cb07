"""What was said is folded until it is asked for, also where it can be corrected; hidden amounts are hidden in it too."""

import pytest

from ui.viewmodels.contact import ContactViewModel
from ui.viewmodels.contact_form import ContactFormViewModel
from ui.viewmodels.contacts import ContactsViewModel


@pytest.fixture
def entry(household):
    """A contact with words and an amount in them."""
    row = next(row for row in household.contact_log.rows() if "$378.68" in row.body)
    return row.entry


def columns(state):
    return {field.column for field in state.texts}


def test_the_words_are_folded_where_a_contact_is_corrected(household, entry):
    form = ContactFormViewModel(household, entry)
    assert form.state().folded
    assert "said" not in columns(form.state())
    assert "378.68" not in str(form.state())
    unfolded = form.unfold()
    assert not unfolded.folded
    assert "$378.68" in next(field.value for field in unfolded.texts if field.column == "said")


def test_saving_with_folded_words_keeps_them(household, entry):
    form = ContactFormViewModel(household, entry)
    form.type("agent_name", "Alex")
    assert form.save().done
    assert "$378.68" in household.contact_log.find(entry).body


def test_a_new_contact_has_its_field_for_words_open(household):
    form = ContactFormViewModel(household)
    form.choose_who("North Star Recovery")
    state = form.happened("missed")
    assert not state.folded
    assert "said" in columns(state)


def test_hidden_amounts_are_hidden_in_what_was_said(household, entry):
    contact = ContactViewModel(household, entry)
    assert "$378.68" in contact.state().words
    household.hide_amounts(True)
    assert "***" in contact.state().words
    assert "378" not in contact.state().words


def test_no_words_that_were_said_stand_in_the_list(household):
    rows = ContactsViewModel(household).state().rows
    assert len(rows) > 45
    assert not [row for row in rows if "$" in str(row)]
