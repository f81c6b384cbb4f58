"""What can be otherwise between two versions, as values: in the text, and for which students."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar

from routekaart.deciding.outcome_words import Outcome, outcome_text
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text, joined, text_dict
from routekaart.model.condition import Value
from routekaart.model.facts import plain_value

RoutePart: TypeAlias = Literal[
    "route", "step", "end", "fact", "parameter", "impossible", "partner", "reading", "source", "phase"
]
TextChangeKind: TypeAlias = Literal["added", "removed", "changed", "renamed", "moved"]
DutyRole: TypeAlias = Literal["responsible", "contact", "action", "support"]


@dataclass(frozen=True, slots=True)
class TextChange:
    """Something that is written otherwise in the new version.

    Attributes:
        part, name: what it is a part of, and the name of that in the new version (or the old one, when it is gone).
        kind: "moved" for another order.
        field: which part of it, such as "title" or "transitions"; None for the thing as a whole.
        text: the change in words.
        was, becomes: what was and is written there, in words; None where there is nothing.
    """

    part: RoutePart
    name: str
    kind: TextChangeKind
    field: str | None
    text: Text
    was: Text | None = None
    becomes: Text | None = None

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "part": self.part,
            "name": self.name,
            "kind": self.kind,
            "field": self.field,
            "text": text_dict(self.text),
            "was": text_dict(self.was) if self.was else None,
            "becomes": text_dict(self.becomes) if self.becomes else None,
        }


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to before `until`; None where there is no such end."""

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

    def to_dict(self) -> dict[str, str | None]:
        """The period as plain values; `until` is the first day after it."""
        return {
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }


@dataclass(frozen=True, slots=True)
class Region:
    """Students for whom something changes.

    Attributes:
        when: the condition that they meet, as a route file writes it; without a key it is everybody.
        who: the same in words.
        periods: the reference dates for which it holds; one period without ends when it holds on all.
        every_day: whether it holds on every day of the periods; if not, on the day of the student at least.
        old, new: one of these students, as each version knows her, with the command that shows what becomes of her.
    """

    when: Mapping[str, Any]
    who: Text
    periods: tuple[Period, ...]
    every_day: bool
    old: Witness
    new: Witness

    @property
    def text(self) -> Text:
        """Who, and on which reference dates."""
        dates = joined((period.text for period in self.periods if period.text.nl), ", ")
        if not self.every_day:
            day = Text(f"onder andere op {self.old.on}", f"among others on {self.old.on}")
            dates = Text(f"{dates.nl}, {day.nl}", f"{dates.en}, {day.en}") if dates.nl else day
        return Text(f"{self.who.nl} ({dates.nl})", f"{self.who.en} ({dates.en})") if dates.nl else self.who

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same for two regions of the same students."""
        return str(self.who), self.periods, self.every_day

    def to_dict(self) -> dict[str, Any]:
        """The region as plain values."""
        return {
            "when": dict(self.when),
            "who": text_dict(self.who),
            "periods": [period.to_dict() for period in self.periods],
            "every_day": self.every_day,
            "student": {"old": self.old.to_dict(), "new": self.new.to_dict()},
        }


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """Where a student goes from a step, as the version itself calls it; `named` is the target with its title."""

    outcome: Outcome
    target: str | None
    named: str | None

    @property
    def text(self) -> Text:
        """The answer in words."""
        if self.named is None:
            return outcome_text(self.outcome, "noun")
        return outcome_text(self.outcome, "answer", step=self.named, target=self.named)

    def to_dict(self) -> dict[str, str | None]:
        """The answer as plain values."""
        return {"outcome": self.outcome, "target": self.target}


@dataclass(frozen=True, slots=True)
class NextStepChange:
    """Students in a step who get another next step.

    Attributes:
        old_step, new_step: what the versions call the step; `named` is the step with its title.
    """

    old_step: str
    new_step: str
    named: str
    was: StepAnswer
    becomes: StepAnswer
    region: Region

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "old_step": self.old_step,
            "new_step": self.new_step,
            "was": self.was.to_dict(),
            "becomes": self.becomes.to_dict(),
            **self.region.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class DutyChange:
    """Students in a step for whom somebody else acts, or something else must be done.

    Attributes:
        was, becomes: what falls away and what comes instead, in words; None when nothing does.
    """

    old_step: str
    new_step: str
    named: str
    role: DutyRole
    was: Text | None
    becomes: Text | None
    region: Region

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "old_step": self.old_step,
            "new_step": self.new_step,
            "role": self.role,
            "was": text_dict(self.was) if self.was else None,
            "becomes": text_dict(self.becomes) if self.becomes else None,
            **self.region.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class AdmissionChange:
    """Students whom only one of the versions accepts: `refused` tells whether that is the old one."""

    refused: bool
    region: Region

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {"now": "refused" if self.refused else "accepted", **self.region.to_dict()}


@dataclass(frozen=True, slots=True)
class FollowChange:
    """Students of whom something else follows: who tells what followed before, is refused now.

    Attributes:
        old_fact, new_fact: what the versions call the fact.
        was, becomes: what follows of the student who is shown; of a yes_no fact, of everybody in the region.
    """

    old_fact: str
    new_fact: str
    was: Value
    becomes: Value
    region: Region

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "old_fact": self.old_fact,
            "new_fact": self.new_fact,
            "was": plain_value(self.was),
            "becomes": plain_value(self.becomes),
            **self.region.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """A step or end that only one of the versions has.

    Attributes:
        added: whether the new version has it; if not, who is there has no place in the new version.
        from_steps: the steps that lead to it, in the version that has it.
    """

    added: bool
    part: Literal["step", "end"]
    id: str
    named: str
    from_steps: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "kind": "added" if self.added else "removed",
            "part": self.part,
            "id": self.id,
            "from_steps": list(self.from_steps),
        }


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a part of the route that a search for students cannot tell: what changed, or what is not proven.

    Attributes:
        name: the step, end or fact it is about.
    """

    part: RoutePart
    name: str
    text: Text

    def to_dict(self) -> dict[str, Any]:
        """The note as plain values."""
        return {"part": self.part, "name": self.name, "text": text_dict(self.text)}


class _HasRegion(Protocol):
    @property
    def region(self) -> Region:
        """The students."""
        ...


AnyChange = TypeVar("AnyChange", bound=_HasRegion)


@dataclass(frozen=True, slots=True)
class Group(Generic[AnyChange]):
    """The changes for one kind of students; `region` is that of the first, with a student to show."""

    region: Region
    changes: tuple[AnyChange, ...]


def grouped(changes: Iterable[AnyChange]) -> tuple[Group[AnyChange], ...]:
    """The changes by the students whom they are for, those that change most steps first."""
    found: dict[tuple[object, ...], list[AnyChange]] = {}
    for change in changes:
        found.setdefault(change.region.key, []).append(change)
    groups = [Group(together[0].region, tuple(together)) for together in found.values()]
    return tuple(sorted(groups, key=lambda group: -len(group.changes)))
