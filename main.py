"""Ashore: without arguments the app, with arguments one command."""

from __future__ import annotations

import sys


def main() -> int:
    """Open the app, or run the command in ``sys.argv``; return the exit code."""
    if len(sys.argv) > 1:
        from ui.cli.app import run

        return run(sys.argv[1:])
    from ui.start import start

    return start()


if __name__ == "__main__":
    sys.exit(main())
