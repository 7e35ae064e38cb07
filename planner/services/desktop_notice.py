"""A notice of the desktop: one word, by the program that the system has for it. What it is about never stands in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

_SECONDS = 5


def notice_command(words: str) -> list[str] | None:
    """Return the command that shows ``words`` and nothing else; None where this device has none."""
    if sys.platform == "darwin":
        program = shutil.which("osascript")
        return [program, "-e", f"display notification {json.dumps(words, ensure_ascii=False)}"] if program else None
    program = shutil.which("notify-send") if sys.platform.startswith("linux") else None
    return [program, f"--app-name={words}", "--", words] if program else None


def can_notify() -> bool:
    """Return whether this device can show a notice."""
    return notice_command("") is not None


def notify(words: str) -> None:
    """Show ``words``; where that fails nothing is lost, since the agenda has it all."""
    command = notice_command(words)
    if command is None:
        return
    try:
        subprocess.run(command, timeout=_SECONDS, check=False, capture_output=True)
    except (OSError, subprocess.TimeoutExpired):
        return
