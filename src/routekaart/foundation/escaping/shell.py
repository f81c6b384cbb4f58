"""Commands that are printed to be pasted into a shell: every word survives exactly, or there is no command."""

from collections.abc import Iterable
from shlex import quote

from routekaart.foundation.escaping.letters import hides
from routekaart.foundation.escaping.terminal import terminal

_LONGEST = 4_000


def word(text: str) -> str | None:
    """A text as one word for a POSIX shell; None if it has control or invisible characters, unsafe to paste."""
    if hides(text):
        return None
    # In zsh, a word that begins with an equals sign is replaced by the path of a program.
    return f"'{text}'" if text.startswith("=") and quote(text) == text else quote(text)


def place(path: str) -> str:
    """The path, changed so that it is not read as an option when it begins with a dash."""
    return f"./{path}" if path.startswith("-") else path


def command(words: Iterable[str]) -> str | None:
    """The words as a command for a POSIX shell; None if it cannot be shown exactly, or is too long to paste."""
    made = [word(one) for one in words]
    known = [one for one in made if one is not None]
    line = " ".join(known)
    return line if len(known) == len(made) and len(line) <= _LONGEST and terminal(line) == line else None
