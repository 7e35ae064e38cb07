"""A BagIt bag (RFC 8493) in its one canonical form: lower-case hex, two spaces, LF, names in order.

Any BagIt tool and ``sha256sum -c`` can check it. Nothing but its own form covers ``tagmanifest-sha256.txt``, so a bag is
ours only where its manifests are, byte for byte, what its files give.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple

DATA = "data/"
BAGIT, INFO = "bagit.txt", "bag-info.txt"
SHA256, SHA512 = "manifest-sha256.txt", "manifest-sha512.txt"
TAGS = "tagmanifest-sha256.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_NAME = re.compile(r"data(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}){1,2}")
_NOT_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Digests(NamedTuple):
    """The size and hashes of a file."""

    size: int
    sha256: str
    sha512: str


def digests_of(content: bytes) -> Digests:
    """Return the size and hashes of a short content."""
    return Digests(len(content), hashlib.sha256(content).hexdigest(), hashlib.sha512(content).hexdigest())


def is_payload_name(name: str) -> bool:
    """Return whether a file of a bag of ours may be called so: plain characters, under ``data``, at most a folder deep."""
    return _NAME.fullmatch(name) is not None and not any(
        _NOT_ON_WINDOWS.fullmatch(part) or part.endswith(".") for part in name.split("/")
    )


def tag_files(payload: Mapping[str, Digests]) -> dict[str, bytes]:
    """Return the tag files of a bag with this ``payload``, by their names."""
    oxum = f"{sum(one.size for one in payload.values())}.{len(payload)}"
    tags = {
        BAGIT: DECLARATION,
        INFO: f"Bag-Software-Agent: Ashore\nPayload-Oxum: {oxum}\n".encode(),
        SHA256: manifest({name: one.sha256 for name, one in payload.items()}),
        SHA512: manifest({name: one.sha512 for name, one in payload.items()}),
    }
    tags[TAGS] = manifest({name: hashlib.sha256(content).hexdigest() for name, content in tags.items()})
    return tags


def manifest(digests: Mapping[str, str]) -> bytes:
    """Return a manifest of ``digests`` by name."""
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)).encode("ascii")
