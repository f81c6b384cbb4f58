"""Exit statuses, and the end of a command that was used wrongly."""

from typing import NoReturn

from routekaart.cli.printing import show_message
from routekaart.foundation.escaping.letters import message
from routekaart.foundation.language import Language, say

WRONG_USE = 2
INTERNAL_ERROR = 3


def fail(*lines: str) -> NoReturn:
    """Ends the command as wrongly used, with messages for a person; line ends within a message are escaped."""
    show_message(*map(message, lines))
    raise SystemExit(WRONG_USE)


def refuse(lang: Language, nl: str, en: str) -> NoReturn:
    """Ends the command as wrongly used, with the message in `lang`."""
    fail(say(lang, nl, en))
