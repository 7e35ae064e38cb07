"""Text files as people save them, line by line: UTF-8 with or without a mark, UTF-16 with one, or GB18030."""

from __future__ import annotations

from planner.errors import InputProblems, Problem, Text


def read_lines(path: str, most_bytes: int, *, folder: Text, no_text: Text) -> list[str]:
    """Return the lines of a file. ``folder``, ``no_text``: what to say of a folder, and of what is no text.

    Raises ``InputProblems`` where it cannot be opened, is larger than ``most_bytes`` or is no text.
    """

    def refuse(message: Text) -> InputProblems:
        return InputProblems([Problem("file", message, 1)], path)

    try:
        with open(path, "rb") as file:
            data = file.read(most_bytes + 1)
    except FileNotFoundError:
        raise refuse(Text("there is no such file; check the name and the folder")) from None
    except IsADirectoryError:
        raise refuse(folder) from None
    except (OSError, ValueError):  # ValueError: a path that no system could have
        raise refuse(Text("cannot be opened; check that you may read it")) from None
    if len(data) > most_bytes:
        size = str(most_bytes // 1_000_000)
        raise refuse(Text("is over {size} MB; a list is smaller, is it the right file?", {"size": size}))
    # A spreadsheet's "Unicode text" is UTF-16 with a mark in front; without the mark a zero byte is no text.
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    raise refuse(no_text)
