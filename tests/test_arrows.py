"""The house stands on its arrows: which room may import which (house.md section 2), and how large a module may grow."""

import ast
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
ENGINES = ["payoff", "budget", "rules", "tactics", "imports", "letters", "evidence", "wellbeing", "sharing"]
NETWORK = ["socket", "http", "urllib.request", "urllib3", "requests", "ssl", "ftplib", "smtplib", "xmlrpc"]
DATABASE = ["sqlmodel", "sqlalchemy", "sqlite3", "sqlcipher3"]
STORE_AND_ENGINES = ["planner.model", "planner.store", *(f"planner.{e}" for e in ENGINES)]

FORBIDDEN = {
    "": NETWORK,
    "planner": ["kivy", "ui"],
    **{f"planner/{e}": [*DATABASE, "planner.model", "planner.store", "planner.services"] for e in ENGINES},
    "planner/pdf": [*DATABASE, *STORE_AND_ENGINES, "planner.services"],
    "planner/model": ["planner.store", "planner.services", *(f"planner.{e}" for e in ENGINES)],
    "planner/store": ["planner.services", *(f"planner.{e}" for e in ENGINES)],
    "planner/services": DATABASE,
    "ui/viewmodels": ["kivy", *DATABASE, "planner.model", "planner.store", "ui.screens", "ui.widgets"],
    "ui/cli": ["kivy", *DATABASE, "planner.model", "planner.store", "ui.screens", "ui.widgets"],
    "ui/widgets": ["planner.services", *STORE_AND_ENGINES, "ui.screens", "ui.viewmodels"],
    "ui/screens": ["planner.services", *STORE_AND_ENGINES],
    **{f"ui/{part}": STORE_AND_ENGINES for part in ("app.py", "nav.py", "frame.py", "start.py", "task.py", "theme.py")},
}


def imports_of(source: str) -> set[str]:
    """Every module a source names, with the names it takes from a package."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def forbidden_in(path: str, source: str) -> list[str]:
    return sorted(
        name
        for room, banned in FORBIDDEN.items()
        if not room or path == room or path.startswith(room + "/")
        for name in imports_of(source)
        for bad in banned
        if name == bad or name.startswith(bad + ".")
    )


def modules():
    return [TOP / "main.py", *sorted((TOP / "planner").rglob("*.py")), *sorted((TOP / "ui").rglob("*.py"))]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(TOP)))
def test_every_import_follows_the_arrows(path):
    assert forbidden_in(path.relative_to(TOP).as_posix(), path.read_text("utf-8")) == []


def test_a_wrong_arrow_would_be_found():
    assert forbidden_in("planner/payoff/x.py", "def f():\n    import sqlmodel") == ["sqlmodel"]
    assert forbidden_in("planner/dates.py", "from urllib import request") == ["urllib.request"]
    assert forbidden_in("ui/screens/x.py", "from planner.payoff.plan import build_plan") != []
    assert forbidden_in("ui/app.py", "from planner.store.database import open_store") != []


def test_no_engine_imports_another():
    crossing = [
        (path.parent.name, name)
        for engine in ENGINES
        for path in (TOP / "planner" / engine).rglob("*.py")
        for name in imports_of(path.read_text("utf-8"))
        if any(name.startswith(f"planner.{other}") for other in ENGINES if other != engine)
    ]
    assert crossing == []


def test_no_module_is_over_400_lines_and_none_is_called_utils():
    long = [p.name for p in [*modules(), *(TOP / "ui").rglob("*.kv")] if len(p.read_text("utf-8").splitlines()) > 400]
    assert long == []
    assert not [p for p in modules() if "util" in p.stem]


def test_no_two_test_files_share_a_name():
    names = [path.name for path in (TOP / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
