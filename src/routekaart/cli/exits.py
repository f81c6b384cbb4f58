"""Exit statuses, and the end of a command that was used wrongly."""

from typing import NoReturn

from routekaart.cli.printing import tell
from routekaart.escaping.letters import message

WRONG_USE = 2
INTERNAL_ERROR = 3


def fail(*lines: str) -> NoReturn:
    """Ends the command as wrongly used, with one or more lines for a person; whatever is in one, it stays one line."""
    tell(*map(message, lines))
    raise SystemExit(WRONG_USE)
