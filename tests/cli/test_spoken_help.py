"""Help and usage faults come in the person's language, with every name and exit code as in the contract."""

import json
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import typer.main

from planner.errors import Text
from planner.i18n import translator
from ui.cli.app import COMMANDS as PLACES
from ui.cli.app import build_app, run

TOP = Path(__file__).parent.parent.parent
ENGLISH = ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default", "Error", "Try ", "<str>")


def commands(command=None, path=()):
    """Yield every command and group of the program with the words that call it."""
    command = command or typer.main.get_command(build_app())
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


COMMANDS = {" ".join(path) or "main": (path, command) for path, command in commands()}


@pytest.fixture
def say(capsys):
    """Run a command here, and return what it said: (exit code, stdout, stderr)."""

    def call(*words):
        code = run(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def without_layout(text):
    """Return a text without the line ends and spaces that its layout put in."""
    return re.sub(r"\s+", "", text)


def columns(line):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_chinese(say, name):
    path, command = COMMANDS[name]
    code, out, err = say(*path, "--help", "--lang", "zh")
    assert (code, err) == (0, "")
    assert not [word for word in ENGLISH if word in out]
    chinese = translator("zh")
    for about in (command.help, *(parameter.help for parameter in command.params)):
        assert about, "each says what it is for"
        assert chinese(Text(about)) != about
        assert without_layout(chinese(Text(about))) in without_layout(out)
        assert about not in out
    assert all(option in out for parameter in command.params for option in parameter.opts if option.startswith("--"))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_fits_a_terminal(say, name):
    path, _ = COMMANDS[name]
    for language in ("en", "zh"):
        _, out, _ = say(*path, "--help", "--lang", language)
        wide = [line for line in out.splitlines() if columns(line) > 80 and not re.match(r" *-*[a-z]+ <", line)]
        assert wide == []


def test_a_list_of_commands_says_in_chinese_what_each_does(say):
    _, out, _ = say("--help", "--lang", "zh")
    for path, command in COMMANDS.values():
        if len(path) == 1:
            first = translator("zh")(Text(command.help)).partition("。")[0]
            assert without_layout(path[0] + first) in without_layout(out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan",), "错误：还缺参数 'file'。"),
        (("offers", "x.csv"), "错误：还缺选项 '--available'。"),
        (("plan", "x.csv", "--colour", "red"), "错误：没有 --colour 这个选项"),
        (("debts", "add", "--colour", "red"), "没有 --colour 这个选项（相近的有：--collector）。"),
        (("debts", "what"), "错误：没有 'what' 这个命令。"),
        (("debts", "ad"), "错误：没有 'ad' 这个命令。是不是 'add'？"),
        (("debts", "list", "x", "y"), "错误：多出了这些：x y"),
        (("plan", "--budget"), "错误：选项 '--budget' 后面还要写内容。"),
        (("plan", "--compare=3", "x.csv"), "错误：选项 '--compare' 后面不用写内容。"),
        (("plan", "x.csv", "--strategy", "foo"), "错误：'--strategy' 写的用不了：没有 'foo'；可以写 'avalanche'"),
    ],
)
def test_a_command_called_wrongly_says_so_in_chinese(say, words, said):
    code, out, err = say("--lang", "zh", *words)
    assert (code, out) == (2, "")
    assert said in err
    if "用法" in err:
        assert "想看说明，请运行 'main.py " in err
    assert not [word for word in ENGLISH if word in err]


def test_a_group_without_a_command_shows_its_help_in_chinese(say):
    code, out, err = say("debts", "--lang", "zh")
    assert (code, out) == (2, "")
    assert "命令：" in err


def test_english_stays_as_it_was(say):
    code, out, _ = say("plan", "--help", "--lang", "en")
    assert code == 0
    assert out.startswith("Usage: main.py plan [OPTIONS] {file}\n")
    for words in (
        "\nArguments:\n",
        "\nOptions:\n",
        "[required]",
        "[default: avalanche]",
        "Show this message and exit.",
    ):
        assert words in out
    code, out, err = say("plan", "--lang", "en", "--strategy", "foo", "x.csv")
    assert (code, out) == (2, "")
    assert "Try 'main.py plan --help' for help." in err
    assert "Error: Invalid value for '--strategy': 'foo' is not one of 'avalanche'" in err


def test_the_language_of_the_system_is_the_language_of_the_help(ashore, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "LANG", "zh_CN.UTF-8")
    assert ashore("plan", "--help").stdout.startswith("用法：")
    assert ashore("plan", "--help", "--lang", "en").stdout.startswith("Usage:")


ALONE = """
import importlib, os, sys
for module in sys.argv[1:]:
    child = os.fork()
    if not child:
        importlib.import_module(module)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        print(module)
"""


def test_every_command_loads_where_no_other_was_loaded():
    modules = sorted({module for module, _ in PLACES.values()})
    done = subprocess.run([sys.executable, "-c", ALONE, *modules], capture_output=True, text=True, cwd=TOP)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_command_runs_in_an_interpreter_that_has_loaded_nothing(ashore_from_nothing):
    done = ashore_from_nothing("settings", "list", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
