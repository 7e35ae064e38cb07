"""What is wrong on a page: words cut or covered, boxes, English left over, too small for a finger, out of the keyboard's reach."""

import re
from functools import cache

from planner.resources import ASSETS
from tests.keyboard_way import keyboard_faults
from tests.pages import pages


def faults_of(driver):
    """Return what cannot be read on the page, as (what, words)."""
    from kivy.uix.boxlayout import BoxLayout

    from ui.widgets.words import Words

    width, found = driver.window.width, []
    for words in driver.all(Words):
        if not words.value or not words.opacity:
            continue
        left, _ = words.to_window(words.x, words.y)
        if left < -1 or left + words.width > width + 1:
            found.append(("off the window", words.value))
        if not words.one_line and words.texture_size[0] > words.width + 1:
            found.append(("wider than its place", words.value))
        if words.texture_size[1] > words.height + 1:
            found.append(("higher than its place", words.value))
    for box in driver.all(BoxLayout):
        for child in box.children:
            if child.height and (child.y < box.y - 1.5 or child.top > box.top + 1.5):
                found.append(
                    ("higher than the box it is in", type(box).__name__, type(child).__name__, words_in(child))
                )
            if (
                child.width
                and child.size_hint_x is not None
                and (child.x < box.x - 1.5 or child.right > box.right + 1.5)
            ):
                found.append(("wider than the box it is in", type(box).__name__, type(child).__name__, words_in(child)))
    return found


def words_in(widget):
    from ui.widgets.words import Words

    return [w.value for w in widget.walk() if isinstance(w, Words)][:2]


@cache
def drawable():
    """Return every character that the font has; None where what reads fonts is not installed."""
    try:
        from fontTools.ttLib import TTFont
    except ImportError:
        return None
    return frozenset(TTFont(ASSETS / "fonts" / "NotoSansSC-Regular.ttf").getBestCmap())


def boxes_in(driver):
    """Return characters that would be drawn as boxes, with the words they stand in."""
    known = drawable() or ()
    words = driver.words() if known else []
    return [("boxes", text) for text in words if any(ord(c) not in known and c != "\n" for c in text)]


def english_left_in(name, words):
    """Return whether English is left over in Chinese ``words`` of the page called ``name``."""
    plain = words
    for ours in ("CSV", "JSON", "Ashore", "Language", "App", "English", "name", "balance", "SMS Backup & Restore"):
        plain = plain.replace(ours, "")  # kinds of files, columns of a file, names
    letters = [part for part in plain.split() if part.isascii() and part.isalpha() and len(part) > 3]
    to_send = name == "reachable" and words.startswith("You can reach me")  # to be sent in English
    is_head = (
        re.fullmatch(r"(封存码：)?([0-9a-f]{4} )+[0-9a-f]{4}", words) is not None
    )  # "cafe" in a number to write down
    is_code = re.fullmatch(r"([0-9A-Z]{4} ){13}[0-9A-Z]{4}", words) is not None  # of a helper, to be given out
    return bool(letters) and "/" not in words and not to_send and not is_head and not is_code


def too_small(driver):
    """Return what can be pressed and is not high enough for a finger."""
    from ui.widgets.focus import focus_order

    found = []
    for widget in focus_order(driver.app.root.layers[-1]):
        x, y = widget.center
        reach = [dy for dy in range(-30, 31) if widget.collide_point(x, y + dy)]
        if len(reach) < 44 and not getattr(widget, "takes_text", False):
            found.append(("too small", type(widget).__name__, getattr(widget, "label", ""), len(reach)))
    return found


def no_help(driver):
    """Return a fault where help is not one tap away from the page in front, or from the sheet that covers it.

    Help itself is there already. The cover looks like somebody's notes and says nothing of what is behind it: one tap ends it.
    """
    from ui.frame import TALK, TALK_IN_FULL
    from ui.widgets.press import Pressable

    nav = driver.nav
    if nav.top.route in ("help", "cover"):
        return []
    ways = {nav.say(TALK), nav.say(TALK_IN_FULL)}
    front = driver.app.root.layers[-1]
    there = [one for one in front.walk() if isinstance(one, Pressable) and one.label in ways]
    return [] if any(one.opacity and not one.disabled for one in there) else [("no way to help", nav.top.route)]


def wrong_pages(driver):
    """Walk every page once; return all that is wrong, by page."""
    chinese, wrong = driver.nav.session.language == "zh", {}
    for name in pages(driver):
        driver.frames(6)
        found = faults_of(driver) + boxes_in(driver) + too_small(driver) + no_help(driver) + keyboard_faults(driver)
        if chinese and name != "first-language":
            found += [("English", words) for words in driver.words() if english_left_in(name, words)]
        if found:
            wrong[name] = found
    return wrong
