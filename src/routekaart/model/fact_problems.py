"""Errors about given facts and reference dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from routekaart.foundation.arguments import flag
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import MOST, one_line
from routekaart.foundation.escaping.signs import cut
from routekaart.foundation.foreign import as_python
from routekaart.foundation.language import Language, Text, joined, untranslated
from routekaart.foundation.suggest import hint
from routekaart.model.condition import Value
from routekaart.model.fact_types import LARGEST
from routekaart.model.fact_values import PartlyKnown, write_value
from routekaart.model.refusal_words import refusal

EVERY_FACT = "*"
"""Stands in place of a fact in a problem with the route itself."""
_NAME = 200
"""The most characters of a name that are shown."""
_PORTABLE = (bool, int, float, Decimal, str, date, PartlyKnown, Mapping)


@dataclass(frozen=True)
class FactProblem:
    """One problem with the given facts.

    Attributes:
        kind: "unknown_fact", "invalid_value", or "conflict" (values that cannot be true together).
        fact: the fact it is about.
        given: the given value. Personal data: left out of `repr`, and of messages unless asked for.
        accepted: what is accepted, or why the facts conflict, in words without values.
        nearest: the name or option that was probably meant.
        involved: for a conflict, every fact that takes part in it.
        follows: for a conflict, the value of `fact` that follows from the others. Personal data too.
    """

    kind: Literal["unknown_fact", "invalid_value", "conflict"]
    fact: str
    accepted: Text
    given: object = field(default=None, repr=False)
    nearest: str | None = None
    involved: tuple[str, ...] = ()
    follows: Value | None = field(default=None, repr=False)

    @property
    def portable(self) -> "FactProblem":
        """The same problem, with a given value that cannot be pickled safely replaced by the name of its type."""
        if self.given is None or isinstance(self.given, _PORTABLE):
            return self
        return replace(self, given=type(self.given).__name__)

    def message(self, lang: Language = "nl", *, values: bool = False) -> str:
        """The problem in one line; `values` adds the given values.

        Raises:
            WrongTypeError, WrongValueError: `lang` is not "nl" or "en", or `values` is not True or False.
        """
        meant, fact = hint(self.nearest), one_line(self.fact, _NAME)
        values = flag("values", values)
        shown = _shown(self.given) if values else ""
        match self.kind:
            case "unknown_fact":
                text = joined([refusal("unknown_fact", fact=fact), meant], "")
            case "invalid_value":
                told = f"{self.fact} = {shown}" if values else self.fact
                text = joined([refusal("invalid_value", fact=told, accepted=self.accepted), meant], "")
            case "conflict":
                detail = self._conflict_values() if values else Text("", "")
                text = Text(f"{self.accepted.nl}{detail.nl}", f"{self.accepted.en}{detail.en}")
        return text.in_language(lang)

    def _conflict_values(self) -> Text:
        assert isinstance(self.given, Mapping)
        given = ", ".join(f"{name} = {_shown(value)}" for name, value in self.given.items())
        if self.follows is None:
            return untranslated(f" ({given})")
        follows = f"{self.fact} = {_shown(self.follows)}"
        return Text(f" ({given}; uit de andere volgt {follows})", f" ({given}; from the others follows {follows})")


class FactError(RoutekaartError, ValueError):
    """The given facts cannot be used; `problems` holds all reasons.

    `str(error)` names facts and what they accept but never a given value, so it can be logged. `message(values=True)`
    is for the person who gave the facts.
    """

    code = "facts-refused"

    def __init__(self, problems: tuple[FactProblem, ...]) -> None:
        self.problems = problems
        named = dict.fromkeys(name for one in problems for name in one.involved or (one.fact,) if name != EVERY_FACT)
        super().__init__(Text(self.message("nl"), self.message("en")), where=tuple(named))

    def message(self, lang: Language = "nl", *, values: bool = False) -> str:
        """All problems, one per line; `lang` and `values` as for `FactProblem.message`."""
        return "\n".join(problem.message(lang, values=values) for problem in self.problems)

    def __reduce__(self) -> tuple[type["FactError"], tuple[tuple[FactProblem, ...]]]:
        # Given values that cannot be pickled (a generator) are replaced by the name of their type.
        return FactError, (tuple(one.portable for one in self.problems),)


class ReferenceDateError(RoutekaartError, ValueError):
    """The answer depends on the reference date, and none was given (or it is not a date).

    Attributes:
        text: what was expected, in both languages.
        where: the argument: `on`, or another date.
    """

    code = "reference-date"
    where = ("on",)


def _shown(given: object) -> str:
    given = as_python(given)
    if type(given) is int and abs(given) >= LARGEST:
        # Python refuses to convert very large integers to text.
        return "int"
    if isinstance(given, bool | int | float | Decimal | str | date | PartlyKnown):
        written = write_value(given) if isinstance(given, bool | date) else str(given)
        written = written.encode(errors="replace").decode()
        return written if len(written) <= MOST else cut(written, MOST - 3) + "..."
    return type(given).__name__
