"""Help lines, for the screens and the command line."""

from __future__ import annotations

from planner.wellbeing.lines import HelpLine, help_lines

__all__ = ["HelpLine", "help_lines"]
