"""The phone's dialler is asked in the words of each system; these are stand-ins for what only a phone has."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

pytest.importorskip("kivy.utils")

from ui.dialler import dial_on_android, dial_on_ios, phone_dialler


@pytest.mark.parametrize(
    ("platform", "dialler"),
    [("android", dial_on_android), ("ios", dial_on_ios), ("linux", None), ("win", None), ("macosx", None)],
)
def test_only_phones_call(platform, dialler):
    assert phone_dialler(platform) is dialler


def test_where_the_phones_own_parts_are_missing_nothing_is_called():
    assert not dial_on_android("110")
    assert not dial_on_ios("110")


class JavaException(Exception):
    pass


def phone_with(start):
    """What pyjnius gives of Android: classes by name."""

    class Intent:
        ACTION_DIAL = "android.intent.action.DIAL"

        def __init__(self, action, address):
            self.action, self.address = action, address

    classes = {
        "android.content.Intent": Intent,
        "android.net.Uri": SimpleNamespace(parse=lambda address: address),
        "org.kivy.android.PythonActivity": SimpleNamespace(mActivity=SimpleNamespace(startActivity=start)),
    }
    jnius = ModuleType("jnius")
    jnius.JavaException, jnius.autoclass = JavaException, classes.__getitem__
    return jnius


def test_android_opens_its_dialler_and_does_not_call_by_itself(monkeypatch):
    started = []
    monkeypatch.setitem(sys.modules, "jnius", phone_with(started.append))
    assert dial_on_android("4001619995")
    assert [(one.action, one.address) for one in started] == [("android.intent.action.DIAL", "tel:4001619995")]


def test_an_android_tablet_without_a_dialler_says_no(monkeypatch):
    def refuse(_):
        raise JavaException

    monkeypatch.setitem(sys.modules, "jnius", phone_with(refuse))
    assert not dial_on_android("110")


def test_ios_is_asked_for_the_number(monkeypatch):
    opened = []
    ios = ModuleType("ios")
    ios.open_url = opened.append
    monkeypatch.setitem(sys.modules, "ios", ios)
    assert dial_on_ios("112")
    assert opened == ["tel:112"]
