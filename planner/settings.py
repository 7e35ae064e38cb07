"""Where the data lies."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(option: str | None = None) -> Path:
    """Return the data folder: the option, else ``ASHORE_DATA``, else the system's place for an app's data."""
    said = option or os.environ.get("ASHORE_DATA")
    if said:
        return Path(said)
    from platformdirs import user_data_path

    return user_data_path("ashore", appauthor=False)
