"""Comparison of actual with expected results, key by key, for a student and for a day of a journey."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties, Role
from routekaart.foundation.language import Language, Text
from routekaart.journeys import Journey, JourneyError
from routekaart.journeys.log import Advanced
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.testing.route_tests.tests_format import NEVER, UNKNOWN, DayData, ExpectedData

Refused: TypeAlias = FactError | JourneyError | ReferenceDateError
REFUSALS = (FactError, JourneyError, ReferenceDateError)

Actual: TypeAlias = Mapping[str, Any]
"""Actual results, by the key under which they are expected."""

_IN_ANY_ORDER = frozenset({"missing", "possible", "responsible", "contacts", "with", "reading"})
_BY_THEIR_BEGINNING = frozenset({"do", "maybe", "supports"})
_ROLES: dict[str, Role] = {"responsible": "responsible", "contacts": "contact", "with": "with"}
_NOTHING = Text("niets", "nothing")


@dataclass(frozen=True)
class Mismatch:
    """A result that differs: its key, with the expected and the actual value in the notation of the file."""

    key: str
    expected: str | Text
    got: str | Text

    def line(self, lang: Language) -> str:
        """The mismatch in one line: "target: verwacht P12, gekregen P13"."""
        written = self.to_dict(lang)
        expected, got = written["expected"], written["got"]
        text = Text(f"verwacht {expected}, gekregen {got}", f"expected {expected}, got {got}")
        return f"{self.key}: {text.in_language(lang)}"

    def to_dict(self, lang: Language) -> dict[str, str]:
        """The mismatch as plain values."""
        expected, got = (one.in_language(lang) if isinstance(one, Text) else one for one in (self.expected, self.got))
        return {"key": self.key, "expected": expected, "got": got}


def actual_at_step(decision: Decision | None, duties: Duties) -> dict[str, Any]:
    """Actual results at a step: the decision and the duties."""
    actual: dict[str, Any] = {"outcome": None, "target": None, "missing": [], "possible": [], "reading": []}
    if decision is not None:
        actual = {
            "outcome": decision.outcome,
            "target": decision.target,
            "missing": list(decision.missing),
            "possible": list(decision.possible),
            "reading": list(decision.transition.readings) if decision.transition else [],
        }
    for key, role in _ROLES.items():
        actual[key] = acting(duties, role)
    actual["do"] = [duty.text for duty in duties.actions if duty.holds]
    actual["maybe"] = [duty.text for duty in duties.actions if duty.holds is None]
    actual["supports"] = [duty.title for duty in duties.supports if duty.holds]
    actual["changes_on"] = lambda: (decision.changes_on if decision is not None else None) or NEVER
    return actual


def acting(duties: Duties, role: Role) -> list[tuple[str, ...]]:
    """The partners who surely act in a role: for each duty the partner, or those of whom one acts."""
    return [duty.partners for duty in duties.partners if duty.role == role and duty.holds]


def written_partners(partners: Sequence[str]) -> str:
    """A partner, or those of whom one acts, in the notation of a tests file."""
    return partners[0] if len(partners) == 1 else f"{{one_of: [{', '.join(partners)}]}}"


def actual_on_day(journey: Journey, day: DayData) -> dict[str, Any]:
    """Actual results of a journey on a day.

    Raises:
        FactError: the facts cannot be true together on that day.
    """
    last = journey.log[-1]
    due = {one.title: one.on or UNKNOWN for one in journey.due}
    return {
        "position": journey.position,
        **actual_at_step(journey.decision, journey.duties),
        "stopped": last.stopped if isinstance(last, Advanced) else None,
        "due": {title: due[title] for title in day.due or () if title in due},
        "here_for": {unit: journey.time_here(unit) for unit in day.here_for or ()},
        "ends_as": journey.route.ends[journey.position].outcome if journey.ended else None,
    }


def compared(test: ExpectedData, actual: Actual) -> Iterator[Mismatch]:
    """Every mismatch, in the order of the actual results."""
    fields = {info.alias or name: getattr(test, name) for name, info in type(test).model_fields.items()}
    for key, value in actual.items():
        wanted = fields.get(key)
        if wanted is None:
            continue
        got = value() if isinstance(value, Callable) else value  # type: ignore[arg-type]
        if not _agrees(key, wanted, got):
            yield Mismatch(key, _written(wanted), _written(got))


def refusal_differs(words: str | None, error: Refused) -> Mismatch | None:
    """The difference if facts are refused; None if that was expected, with these words."""
    if words is not None and any(words in text for values in (True, False) for text in _refusal(error, values=values)):
        return None
    return Mismatch("refused", _NOTHING if words is None else words, Text(*_refusal(error, values=True)))


def not_refused(words: str) -> Mismatch:
    """The difference if nothing was refused although these words were expected."""
    return Mismatch("refused", words, Text("niets is geweigerd", "nothing was refused"))


def _refusal(error: Refused, *, values: bool) -> tuple[str, str]:
    """The message in Dutch and in English, on one line; students in tests are made up, so values may be shown."""
    if isinstance(error, FactError):
        nl, en = (error.message(lang, values=values).replace("\n", "; ") for lang in ("nl", "en"))
        return nl, en
    return error.text.nl, error.text.en


def _agrees(key: str, wanted: Any, got: Any) -> bool:
    if key in _IN_ANY_ORDER:
        return set(wanted) == set(got)
    if key in _BY_THEIR_BEGINNING:
        return len(wanted) == len(got) and all(text.startswith(start) for text, start in zip(got, wanted, strict=True))
    return bool(wanted == got)


def _written(value: Any) -> str | Text:
    """A value in the notation of a tests file."""
    if value is None:
        return _NOTHING
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, tuple):
        return written_partners(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(str(_written(item)) for item in value) + "]"
    return str(value)
