"""Text for a terminal, or for the log of a build server that reads commands in the output."""

import re

from routekaart.foundation.escaping.letters import visible

_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|##(?=\[|vso\[|teamcity\[)", flags=re.MULTILINE)
"""The beginning of a line that GitHub, Azure or TeamCity reads as a command."""


def terminal(text: str) -> str:
    """Text with escapes for control and invisible characters; line ends and tabs stay.

    A line that a build server would read as a command gets a backslash: `\\::error::`.
    """
    shown = visible(text, lines=True)
    if "::" in shown or "##" in shown:
        shown = _COMMAND.sub(lambda found: f"{found[1]}\\:" if found[1] is not None else "#\\#", shown)
    return shown
