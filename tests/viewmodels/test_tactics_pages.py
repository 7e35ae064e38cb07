"""What they say: found by a word, read folded, answered in the language of whoever called."""

from planner.services.contact_words import TACTICS
from planner.services.tactic_guides import guide_of
from ui.routes import ROUTES
from ui.viewmodels.tactics import WAYS_ON, NotTellViewModel, TacticsViewModel, TacticViewModel


def names(state):
    return [row.name for _, rows in state.groups for row in rows]


def test_somebody_looks_for_what_was_said_reads_it_and_takes_the_reply_in_the_language_of_the_caller(session):
    session.change_settings(language="en")
    lists = TacticsViewModel(session)
    assert len(names(lists.state())) == 34
    found = lists.search("by three o'clock")
    assert names(found) == ["Pay today or else"]
    assert found.groups[0][1][0].under == "Pressure, not a breach"
    page = TacticViewModel(session, found.groups[0][1][0].id)
    state = page.state()
    assert (state.title, state.mark) == ("Pay today or else", "Pressure, not a breach")
    assert [reply.copied for reply in page.copied("send").replies] == [False, True]
    turned = page.turn()
    assert [reply.words for reply in turned.replies] == list(guide_of("deadline-pressure", "zh")[6:8])
    assert [reply.copied for reply in turned.replies] == [False, False]
    assert (state.other, turned.other) == ("See it in Chinese", "See it in English")
    assert page.turn().replies[0].words == state.replies[0].words


def test_nothing_found_says_what_to_try_and_an_emptied_search_shows_all(session):
    lists = TacticsViewModel(session)
    assert lists.search("moon landing").nothing.startswith("Nothing here has these words.")
    assert lists.search("moon landing").groups == ()
    assert (len(names(lists.search(""))), lists.state().nothing) == (34, "")


def test_how_it_sounds_stays_folded_until_it_is_asked_for(session):
    page = TacticViewModel(session, "threat-violence")
    spoken = guide_of("threat-violence", "en").sounds_like
    assert not [words for words in spoken if words in str(page.state())]
    assert page.unfold().sounds_like == spoken
    assert page.unfold(False).sounds_like == ()
    lists = TacticsViewModel(session)
    assert not [words for words in spoken if words in str(lists.search("at night"))]


def test_danger_has_the_way_to_help_and_words_of_court_the_way_to_check_a_paper(session):
    assert TacticViewModel(session, "detention").state().way_on == "help"
    paper = TacticViewModel(session, "court-notice").state()
    assert (paper.way_on, paper.mark) == ("paper_check", "A deadline, not a tactic")
    assert TacticViewModel(session, "legal-claim").state().way_on == "paper_check"
    assert TacticViewModel(session, "private-payee").state().way_on == "really_them"
    assert TacticViewModel(session, "guilt").state().way_on == ""
    assert set(WAYS_ON) <= set(TACTICS)
    assert set(WAYS_ON.values()) <= set(ROUTES)


def test_the_pages_speak_the_language_of_the_person(session):
    session.change_settings(language="zh")
    lists = TacticsViewModel(session)
    assert names(lists.search("通讯录"))[-1] == "威胁打给通讯录里的人"
    page = TacticViewModel(session, "guilt")
    assert page.state().mark == "施压，不算违规"
    assert page.turn().replies[0].words == guide_of("guilt", "en").say


def test_the_three_sentences_unfold_and_the_card_is_copied(session):
    lists = TacticsViewModel(session)
    assert not lists.state().script_open
    assert lists.fold_script().script_open
    assert lists.copied().copy == "Copied"
    assert (lists.fold_script().script_open, lists.state().copy) == (False, "Copy all three")
    card = NotTellViewModel(session)
    assert (card.state().copied, card.copied().copied) == (False, True)
