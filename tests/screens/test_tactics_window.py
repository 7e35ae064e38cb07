"""What they say, in a real window: looked for, opened, unfolded, copied in the language of the caller."""


def clipboard():
    from kivy.core.clipboard import Clipboard

    return Clipboard.paste()


def test_somebody_types_a_word_opens_what_it_is_and_copies_the_reply_in_the_other_language(drive):
    from planner.services.tactic_guides import guide_of

    driver = drive(sample="en", country="US")
    driver.nav.open("tactics")
    driver.frames(6)
    driver.type_into("Search: a word of what they said", "phone book")
    assert not driver.sees("Call after call")
    driver.tap("Threatening to call everyone you know")
    spoken = guide_of("contact-list-threat", "en").sounds_like[0]
    assert not driver.sees(spoken)
    driver.tap("Show how it sounds")
    assert driver.sees(spoken)
    driver.tap("How it sounds")
    assert not driver.sees(spoken)
    driver.tap("See it in Chinese")
    driver.tap("Copy this sentence")
    assert clipboard() == guide_of("contact-list-threat", "zh").say
    assert driver.sees("Copied")
    driver.nav.back()
    driver.frames(6)
    assert driver.sees("Threatening to call everyone you know")
    assert not driver.sees("Call after call")
