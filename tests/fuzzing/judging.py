"""What may never happen, whatever stands in a file."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from unicodedata import category

import routekaart
from routekaart.foundation.language import LANGUAGES

from .actions import Action, Said, misread

LONGEST = 2_000
"""So many characters a line of a message has at most."""
_FAULTS = ("fout in routekaart zelf", "interne fout", "internal error", "Traceback (most recent call last)")
_OURS = str(Path(routekaart.__file__).parent)


@dataclass(frozen=True)
class Trouble:
    """One thing that went wrong.

    Attributes:
        what: of which kind: "crash", "too slow", "memory" and so on.
        where: what it is grouped by: the exception and its place, or the action.
        detail: what a person needs to see of it.
    """

    what: str
    where: str
    detail: str = ""

    @property
    def group(self) -> str:
        return f"{self.what}: {self.where}"


def trouble_in(action: Action, said: Said) -> Trouble | None:
    """What is wrong with what came of an action; None when all is well."""
    if said.error is not None:
        what = "memory" if isinstance(said.error, MemoryError) else "crash"
        return Trouble(what, place_of(said.error), _told(said.error))
    for fault in _FAULTS:
        if fault in said.err or fault in said.out:
            return Trouble("crash", f"{action.name}: {fault}", said.err[-1_000:])
    if said.status not in action.statuses:
        return Trouble("status", f"{action.name}: {said.status}", said.err[-1_000:])
    return _in_messages(action, said) or _in_output(action, said)


def _in_messages(action: Action, said: Said) -> Trouble | None:
    lines = said.err.splitlines()
    everything = said.err if action.secrets else ""
    if said.refused is not None:
        lines = [line for lang in LANGUAGES for line in said.refused.text.in_language(lang).split("\n")]
        everything = "".join(traceback.format_exception(said.refused)) + repr(said.refused)
        everything += "\n".join(lines)
    where = f"{action.name}: {getattr(said.refused, 'code', 'stderr')}"
    for line in lines:
        if len(line) > LONGEST:
            return Trouble("long message", where, f"{len(line)}: {line[:300]!r}")
        odd = next((letter for letter in line if _is_odd(letter)), None)
        if odd is not None:
            return Trouble("control character", f"{where} {category(odd)}", f"{odd!r} in {line[:300]!r}")
    for secret in action.secrets:
        if secret in everything:
            return Trouble("secret", where, everything[-2_000:])
    return None


def _in_output(action: Action, said: Said) -> Trouble | None:
    if action.form and said.status in (0, 1) and said.out.strip():
        wrong = misread(action.form, said.out)
        if wrong:
            return Trouble("output", f"{action.name}: no {action.form}", f"{wrong}\n{said.out[:500]!r}")
    odd = next((letter for letter in said.out if letter not in "\n\t" and category(letter) in ("Cc", "Cs")), None)
    # A patch is of the file as it is, whatever its lines end with.
    if odd is not None and action.form != "json" and "--diff" not in action.name:
        at = said.out.index(odd)
        return Trouble(
            "control character", f"{action.name}: stdout", f"{odd!r} in {said.out[max(at - 100, 0) : at + 50]!r}"
        )
    return None


def _is_odd(letter: str) -> bool:
    return letter != "\t" and category(letter) in ("Cc", "Cs", "Zl", "Zp")


def place_of(error: BaseException) -> str:
    """Where an exception was raised, as deep as it is code of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if one.filename.startswith(_OURS)]
    one = (ours or frames)[-1] if frames else None
    where = f"{Path(one.filename).parent.name}/{Path(one.filename).name}:{one.lineno}" if one else "?"
    return f"{type(error).__name__} {where}"


def _told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-6, chain=False))[-3_000:]


def stack_of(place: TracebackType | None) -> str:
    """Where the work was when it was ended."""
    return "".join(traceback.format_tb(place, limit=-8))
