"""Text for a terminal, or for the log of a build server that reads commands in what is printed."""

import re

from routekaart.foundation.escaping.letters import visible

_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|##(?=\[|vso\[|teamcity\[)", flags=re.MULTILINE)
"""How a line begins that GitHub, Azure or TeamCity would do something with."""


def terminal(text: str) -> str:
    """Text in which nothing steers a terminal or hides; lines and tabs stay.

    A line that a build server would take for a command gets a backslash: `\\::error::`.
    """
    shown = visible(text, lines=True)
    if "::" in shown or "##" in shown:
        shown = _COMMAND.sub(lambda found: f"{found[1]}\\:" if found[1] is not None else "#\\#", shown)
    return shown
