"""What a locked app must know before it is opened: language, theme, text size, the country of its help lines, its name.

It lies beside the store unencrypted, and says nothing of the person's debts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from planner.store.files import write_whole

LOOK_FILE = "look.json"
MARK = "sample"
"""The setting that says a store holds the sample household."""
KEPT = ("language", "theme", "text_size", "reduced_motion", "country", "part", "neutral_name")
_LONGEST = 20


def read_look(folder: Path) -> dict[str, str]:
    """Return the settings of the look; none where the file is missing or not as it was written."""
    try:
        said = json.loads((folder / LOOK_FILE).read_text("utf-8"))
        found = {name: said[name] for name in KEPT if isinstance(said.get(name), str) and len(said[name]) <= _LONGEST}
        float(found.get("text_size", "1.0"))
    except (OSError, ValueError, AttributeError):
        return {}
    return found


def keep_look(folder: Path, settings: Mapping[str, str]) -> None:
    """Keep the look for the next start; where that cannot be written, the next start speaks the system's language."""
    look = {name: settings[name] for name in KEPT if settings.get(name)}
    if look != read_look(folder):
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(folder / LOOK_FILE, json.dumps(look).encode())
