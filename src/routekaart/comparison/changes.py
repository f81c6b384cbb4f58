"""The differences between two versions, as values: in the text, and for students."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, NamedTuple, TypeAlias, TypeVar, cast

from routekaart.deciding.outcome_words import Outcome, outcome_text
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text, joined, text_dict
from routekaart.model.condition import Value
from routekaart.model.fact_values import plain_value

if TYPE_CHECKING:
    from routekaart.comparison.comparison_dicts import (  # noqa: F401  # the bases of the classes name them as text
        AdmissionChangeDict,
        DutyChangeDict,
        FollowChangeDict,
        NextStepChangeDict,
        NoteDict,
        PeriodDict,
        PlaceChangeDict,
        RegionDict,
        StepAnswerDict,
        TextChangeDict,
    )

RoutePart: TypeAlias = Literal[
    "route", "step", "end", "fact", "parameter", "impossible", "partner", "reading", "source", "phase"
]
TextChangeKind: TypeAlias = Literal["added", "removed", "changed", "renamed", "moved"]
DutyRole: TypeAlias = Literal["responsible", "contact", "action", "support"]
T = TypeVar("T")
Shape = TypeVar("Shape")


class Pair(NamedTuple, Generic[T]):
    """A value of the old version and its counterpart in the new one."""

    old: T
    new: T


class JsonValue(Generic[Shape]):
    """A value with a JSON form.

    Attributes:
        JSON: the attributes in the form, in order; those of a `Region` are put beside the others.
    """

    __slots__ = ()
    JSON: ClassVar[tuple[str, ...]]

    def to_dict(self) -> Shape:
        """The value as plain JSON-ready values."""
        found: dict[str, Any] = {}
        for name in self.JSON:
            value = getattr(self, name)
            found |= value.to_dict() if isinstance(value, Region) else {name: json_value(value)}
        return cast(Shape, found)


def json_value(value: Any) -> Any:
    """The JSON-ready form of a value or of a tuple of values."""
    match value:
        case Text():
            return text_dict(value)
        case Pair():
            return {"old": json_value(value.old), "new": json_value(value.new)}
        case tuple():
            return [json_value(one) for one in value]
        case JsonValue() | Witness():
            return value.to_dict()
        case Mapping():
            return dict(value)
        case _:
            return plain_value(value)


@dataclass(frozen=True, slots=True)
class TextChange(JsonValue["TextChangeDict"]):
    """A difference in the text of two versions.

    Attributes:
        part, name: the part of the route, and its name in the new version (or in the old one, when it is gone).
        kind: "moved" for another order.
        field: the field, such as "title" or "transitions"; None for the part as a whole.
        text: the change in words.
        was, becomes: the old and the new content, in words; None where there is none.
    """

    JSON: ClassVar = ("part", "name", "kind", "field", "text", "was", "becomes")

    part: RoutePart
    name: str
    kind: TextChangeKind
    field: str | None
    text: Text
    was: Text | None = None
    becomes: Text | None = None


@dataclass(frozen=True, slots=True)
class Period(JsonValue["PeriodDict"]):
    """The days from `since` up to but not including `until`; None for an open end."""

    JSON: ClassVar = ("since", "until")

    since: date | None
    until: date | None

    @property
    def text(self) -> Text:
        """The period in words; empty for all time."""
        if self.since and self.until:
            return Text(f"van {self.since} tot {self.until}", f"from {self.since} until {self.until}")
        if self.since:
            return Text(f"vanaf {self.since}", f"from {self.since}")
        return Text(f"tot {self.until}", f"until {self.until}") if self.until else Text("", "")


@dataclass(frozen=True, slots=True)
class Region(JsonValue["RegionDict"]):
    """Students for whom something changes.

    Attributes:
        when: their condition, as in a route file; empty for every student.
        who: the same in words.
        periods: the reference dates; one period with open ends for all dates.
        every_day: whether it holds on every day of the periods; if not, at least on the day of the student.
        old, new: one of these students, as each version knows them.
    """

    JSON: ClassVar = ("when", "who", "periods", "every_day", "student")

    when: Mapping[str, Any]
    who: Text
    periods: tuple[Period, ...]
    every_day: bool
    old: Witness
    new: Witness

    @property
    def text(self) -> Text:
        """The students and the reference dates, in words."""
        dates = joined((period.text for period in self.periods if period.text.nl), ", ")
        if not self.every_day:
            day = Text(f"onder andere op {self.old.on}", f"among others on {self.old.on}")
            dates = Text(f"{dates.nl}, {day.nl}", f"{dates.en}, {day.en}") if dates.nl else day
        return Text(f"{self.who.nl} ({dates.nl})", f"{self.who.en} ({dates.en})") if dates.nl else self.who

    @property
    def student(self) -> Pair[Witness]:
        """One of these students, in both versions."""
        return Pair(self.old, self.new)

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for two regions of the same students."""
        return str(self.who), self.periods, self.every_day


@dataclass(frozen=True, slots=True)
class StepAnswer(JsonValue["StepAnswerDict"]):
    """Where a student goes from a step, by the names of the version; `named` is the target with its title."""

    JSON: ClassVar = ("outcome", "target")

    outcome: Outcome
    target: str | None
    named: str | None

    @property
    def text(self) -> Text:
        """The answer in words."""
        if self.named is None:
            return outcome_text(self.outcome, "noun")
        return outcome_text(self.outcome, "answer", step=self.named, target=self.named)


@dataclass(frozen=True, slots=True)
class NextStepChange(JsonValue["NextStepChangeDict"]):
    """Students in a step who get another next step.

    Attributes:
        old_step, new_step: the step by the name in each version; `named` is the step with its title.
    """

    JSON: ClassVar = ("old_step", "new_step", "was", "becomes", "region")

    old_step: str
    new_step: str
    named: str
    was: StepAnswer
    becomes: StepAnswer
    region: Region


@dataclass(frozen=True, slots=True)
class DutyChange(JsonValue["DutyChangeDict"]):
    """Students in a step for whom somebody else acts, or something else must be done.

    Attributes:
        was, becomes: the old duty and the new one, in words; None if there is none.
    """

    JSON: ClassVar = ("old_step", "new_step", "role", "was", "becomes", "region")

    old_step: str
    new_step: str
    named: str
    role: DutyRole
    was: Text | None
    becomes: Text | None
    region: Region


@dataclass(frozen=True, slots=True)
class AdmissionChange(JsonValue["AdmissionChangeDict"]):
    """Students whom only one of the versions accepts; `refused` if the old version is the one."""

    JSON: ClassVar = ("now", "region")

    refused: bool
    region: Region

    @property
    def now(self) -> Literal["refused", "accepted"]:
        """What the new version does with them."""
        return "refused" if self.refused else "accepted"


@dataclass(frozen=True, slots=True)
class FollowChange(JsonValue["FollowChangeDict"]):
    """Students for whom another value follows: the old value is refused now.

    Attributes:
        old_fact, new_fact: the fact by the name in each version.
        was, becomes: the values of the student who is shown; for a yes_no fact, those of the whole region.
    """

    JSON: ClassVar = ("old_fact", "new_fact", "was", "becomes", "region")

    old_fact: str
    new_fact: str
    was: Value
    becomes: Value
    region: Region


@dataclass(frozen=True, slots=True)
class PlaceChange(JsonValue["PlaceChangeDict"]):
    """A step or end that only one of the versions has.

    Attributes:
        added: whether the new version has it; if not, students there have no place in the new version.
        from_steps: the ids of the steps that lead to it, in the version that has it.
    """

    JSON: ClassVar = ("kind", "part", "id", "from_steps")

    added: bool
    part: Literal["step", "end"]
    id: str
    named: str
    from_steps: tuple[str, ...]

    @property
    def kind(self) -> Literal["added", "removed"]:
        """Whether it was added or removed."""
        return "added" if self.added else "removed"


@dataclass(frozen=True, slots=True)
class Note(JsonValue["NoteDict"]):
    """A change that no region of students describes, or something that is not proven.

    Attributes:
        part, name: the part of the route that it is about.
    """

    JSON: ClassVar = ("part", "name", "text")

    part: RoutePart
    name: str
    text: Text


AnyChange = TypeVar("AnyChange", NextStepChange, DutyChange)


@dataclass(frozen=True, slots=True)
class Group(Generic[AnyChange]):
    """Changes for the same students; `region` is that of the first change."""

    region: Region
    changes: tuple[AnyChange, ...]


def grouped(changes: Iterable[AnyChange]) -> tuple[Group[AnyChange], ...]:
    """Changes grouped by their students, the largest group first: one cause often changes many steps."""
    found: dict[tuple[object, ...], list[AnyChange]] = {}
    for change in changes:
        found.setdefault(change.region.key, []).append(change)
    groups = [Group(together[0].region, tuple(together)) for together in found.values()]
    return tuple(sorted(groups, key=lambda group: -len(group.changes)))
