"""What comparing two versions of a route gave, as values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from routekaart.decision import Outcome
from routekaart.language import Text
from routekaart.witness import Witness

FORMAT_VERSION = 1
"""The version of `Comparison.to_dict`; raised when a field changes its meaning or goes away."""

Part: TypeAlias = Literal[
    "route", "step", "end", "fact", "parameter", "impossible", "partner", "reading", "source", "phase"
]
TextChangeKind: TypeAlias = Literal["added", "removed", "changed", "renamed", "moved"]


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions.

    Attributes:
        called: the name or the path by which it can be loaded.
    """

    id: str
    version: str
    title: str
    called: str
    digest: str

    def to_dict(self) -> dict[str, str]:
        """The version as plain values."""
        return {
            "route": self.id,
            "route_version": self.version,
            "title": self.title,
            "called": self.called,
            "digest": self.digest,
        }


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

    part: Part
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
        times = [period.text for period in self.periods if period.text.nl]
        dates = Text(", ".join(time.nl for time in times), ", ".join(time.en for time in times))
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
class Verdict:
    """Where a student goes from a step, as the version itself calls it; `named` is the target with its title."""

    outcome: Outcome
    target: str | None
    named: str | None

    @property
    def text(self) -> Text:
        """The verdict in words."""
        match self.outcome:
            case "stay":
                return Text(f"blijft in {self.named}", f"stays in {self.named}")
            case "end":
                return Text(f"naar einde {self.named}", f"to end {self.named}")
            case "next":
                return Text(f"naar {self.named}", f"to {self.named}")
            case "ambiguous":
                return Text("twee overgangen tegelijk", "two transitions at once")
            case _:
                return Text("geen overgang geldt", "no transition holds")

    def to_dict(self) -> dict[str, str | None]:
        """The verdict as plain values."""
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
    was: Verdict
    becomes: Verdict
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
    role: Literal["responsible", "contact", "action", "support"]
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

    part: Part
    name: str
    text: Text

    def to_dict(self) -> dict[str, Any]:
        """The note as plain values."""
        return {"part": self.part, "name": self.name, "text": text_dict(self.text)}


@dataclass(frozen=True)
class Comparison:
    """What is otherwise in the new version of a route, in its text and for students. `compare` makes it.

    Attributes:
        texts: what is written otherwise.
        next_steps: the students who get another next step.
        duties: the students for whom somebody else acts, or something else must be done.
        admissions: the students whom only one of the versions accepts.
        places: the steps and ends that only one of the versions has.
        others: what changes for students and has no region: the first step, what an end means, the type of a fact.
        unproven: what could not be settled, and why.
    """

    old: Version
    new: Version
    texts: tuple[TextChange, ...]
    next_steps: tuple[NextStepChange, ...]
    duties: tuple[DutyChange, ...]
    admissions: tuple[AdmissionChange, ...]
    places: tuple[PlaceChange, ...]
    others: tuple[Note, ...]
    unproven: tuple[Note, ...]

    @property
    def same_meaning(self) -> bool | None:
        """Whether every student gets the same answer from both versions, on every reference date.

        True is proven; False is shown, by students who get another answer or by what else changed for them; None when
        nothing was found and something was too much to prove (`unproven`).
        """
        if self.next_steps or self.duties or self.admissions or self.places or self.others:
            return False
        return None if self.unproven else True

    @property
    def same_text(self) -> bool:
        """Whether the two versions are the same in every word."""
        return self.old.digest == self.new.digest

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain JSON-ready values, in a form that stays the same (`format_version`)."""
        return diff_dict([Compared(self.new.id, self)])

    def part_dict(self) -> dict[str, Any]:
        """What one route gives to the JSON of a comparison."""
        return {
            "same_meaning": self.same_meaning,
            "old": self.old.to_dict(),
            "new": self.new.to_dict(),
            **{
                name: [one.to_dict() for one in getattr(self, name)]
                for name in ("next_steps", "duties", "admissions", "places", "others", "texts", "unproven")
            },
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """A route in a comparison of several.

    Attributes:
        comparison: None for a route that only one side has; `only` says which.
    """

    name: str
    comparison: Comparison | None
    only: Literal["old", "new"] | None = None

    @property
    def same_meaning(self) -> bool | None:
        """As `Comparison.same_meaning`; a route that came or went changed meaning."""
        return self.comparison.same_meaning if self.comparison else False


def same_meaning(compared: Iterable[Compared]) -> bool | None:
    """Whether none of the routes changed meaning: False as soon as one did, None when one is not proven."""
    found = {one.same_meaning for one in compared}
    return False if False in found else None if None in found else True


def diff_dict(compared: Iterable[Compared]) -> dict[str, Any]:
    """A comparison of some routes as plain JSON-ready values."""
    routes = tuple(compared)
    return {
        "format": "routekaart.diff",
        "format_version": FORMAT_VERSION,
        "same_meaning": same_meaning(routes),
        "routes": list(_route_dicts(routes)),
    }


def _route_dicts(routes: Iterable[Compared]) -> Iterator[dict[str, Any]]:
    for one in routes:
        if one.comparison is None:
            yield {"name": one.name, "change": "added" if one.only == "new" else "removed"}
        else:
            yield {"name": one.name, "change": "compared", **one.comparison.part_dict()}


def text_dict(text: Text) -> dict[str, str]:
    """A text in both languages as plain values."""
    return {"nl": text.nl, "en": text.en}
