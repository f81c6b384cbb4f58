"""The log of a journey: what was given, decided and done, day by day. Entries are only ever added.

Everything in it is plain: names, dates, and values in the types of JSON. It can be read without a route. `repr` shows
names and the days on which something happened, but not the facts, nor who recorded them or why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.fact_values import WrittenValue

PlainValue: TypeAlias = WrittenValue | None
PlainFacts: TypeAlias = Mapping[str, PlainValue]
Stopped: TypeAlias = Literal["one_step", "stay", "needs_facts", "end", "circle", "ambiguous", "stuck"]


@dataclass(frozen=True, slots=True)
class RouteVersion:
    """A route as it was at some moment.

    Attributes:
        version: the version in its file.
        digest: the digest of the whole route; see `Route.digest`.
        meaning_digest: the digest of what the route means, without its words; None if an older routekaart wrote it.
        chosen: for each reading that it replaced, the id of the alternative that it used; None for a route as written.
    """

    id: str
    version: str
    digest: str
    meaning_digest: str | None = None
    chosen: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        if self.chosen is not None:
            object.__setattr__(self, "chosen", frozen(self.chosen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The place in another route from which a student was handed over.

    Attributes:
        place: the step or the end of that route.
        on: the day of the hand-over.
        reference: the name of the journey there in the application.
    """

    route: RouteVersion
    place: str
    on: date
    reference: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One decided step.

    Attributes:
        step: the step that the student left.
        to: the next step, or the end.
        transition: the number of the transition in its step, from 1; None for `otherwise`.
        because: the facts that settled it, with their values. For a fact that was not known exactly, the values that
            were possible: `16/17`, or a date known in part, in the form in which it can be given; None if nothing was
            known of it. Personal data.
        sources, readings: the places of the transition in the sources, and the readings that it is based on.
        parameters: the limits of the step, with their values on that day; None if an older routekaart wrote it.
    """

    step: str
    to: str
    transition: int | None
    because: PlainFacts = field(default_factory=lambda: frozen({}), repr=False)
    sources: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    parameters: Mapping[str, int | float] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "because", frozen(self.because))
        if self.parameters is not None:
            object.__setattr__(self, "parameters", frozen(self.parameters))


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The student came into the route."""

    kind: Literal["started"] = "started"
    on: date
    by: str | None = field(default=None, repr=False)
    route: RouteVersion
    step: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Facts that became known; None for a fact that is not known any more. Personal data, not in `repr`.

    The day is not in `repr` either: if facts were corrected, it is the day from which they hold.
    """

    kind: Literal["learned"] = "learned"
    on: date = field(repr=False)
    by: str | None = field(default=None, repr=False)
    facts: PlainFacts = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", frozen(self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Advanced:
    """The route decided where the student goes, and the student went there.

    Attributes:
        steps: whether one step was asked for, or all steps that are decided.
        moves: the steps that the student took.
        stopped: why the student went no further: one step was asked for, the student waits (`stay`), facts are missing,
            the route has ended, the student would go round in a `circle`, or the route contradicts itself
            (`ambiguous`) or has a gap (`stuck`).
        missing: the facts to ask, most decisive first.
        circle: the steps of the circle that the student would go round in.
        engine: the version of routekaart that decided; None if an older one wrote it.
        reference: the name of this decision in the application.
    """

    kind: Literal["advanced"] = "advanced"
    on: date
    by: str | None = field(default=None, repr=False)
    steps: Literal["one", "all"]
    moves: tuple[Move, ...]
    stopped: Stopped
    missing: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()
    engine: str | None = None
    reference: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Facts turned out to have been different.

    Attributes:
        facts: the right values. Personal data, not in `repr`.
        since, until: the first and the last day on which these values hold. Without `until` they hold up to now;
            without `since` they replace what was recorded. Not in `repr` either.
    """

    kind: Literal["corrected"] = "corrected"
    on: date
    by: str | None = field(default=None, repr=False)
    facts: PlainFacts = field(repr=False)
    since: date | None = field(default=None, repr=False)
    until: date | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", frozen(self.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A person put the student in a step (or at an end), whatever the route decides."""

    kind: Literal["placed"] = "placed"
    on: date
    by: str | None = field(default=None, repr=False)
    step: str
    because: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """From here on another version of the route decides; `step` is the place of the student in that version."""

    kind: Literal["migrated"] = "migrated"
    on: date
    by: str | None = field(default=None, repr=False)
    route: RouteVersion
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The student was handed over to a step of another route; this journey goes on."""

    kind: Literal["handed_over"] = "handed_over"
    on: date
    by: str | None = field(default=None, repr=False)
    route: str
    step: str


Entry: TypeAlias = Started | Learned | Advanced | Corrected | Placed | Migrated | HandedOver


def enters(entry: Entry) -> bool:
    """Whether the student entered a step or an end."""
    return isinstance(entry, Started | Placed) or (isinstance(entry, Advanced) and bool(entry.moves))


def place_after(entry: Entry, here: str) -> str:
    """The place after an entry of a student who was at `here`, by its name at the time."""
    if isinstance(entry, Advanced):
        return entry.moves[-1].to if entry.moves else here
    return entry.step if isinstance(entry, Started | Placed | Migrated) else here


def position_after(log: Iterable[Entry]) -> str:
    """The place of a student after a log, by its name at the time."""
    here = ""
    for entry in log:
        here = place_after(entry, here)
    return here


def differ_in_words(one: RouteVersion, other: RouteVersion) -> bool:
    """Whether these are two versions that mean the same."""
    return one.digest != other.digest and one.meaning_digest == other.meaning_digest is not None


def version_in(log: Sequence[Entry]) -> RouteVersion:
    """The version of the route that decides after a log."""
    return next(entry.route for entry in reversed(log) if isinstance(entry, Started | Migrated))


def first_of_this_version(log: Sequence[Entry]) -> int:
    """The place in a log of the entry from which on the present version of the route decides."""
    return max((place for place, entry in enumerate(log) if isinstance(entry, Migrated)), default=0)


def since_entering(log: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries since the student last entered the current step."""
    came = max(place for place, entry in enumerate(log) if enters(entry))
    return tuple(log[came + 1 :])


JourneyProblem: TypeAlias = Literal[
    "corrupt",
    "newer-format",
    "other-route",
    "other-version",
    "unknown-step",
    "too-early",
    "wrong-period",
    "date-needed",
    "no-reason",
    "no-hand-over",
]


class JourneyError(RoutekaartError, ValueError):
    """A journey cannot be read, or an act on it cannot be done. Holds no facts of the student.

    Attributes:
        code: `"corrupt"` for data that is not a journey, or that records what its route does not decide;
            `"newer-format"`; `"other-route"` and `"other-version"` for another route than the one that decided last;
            `"unknown-step"`; `"too-early"` for a day before the last entry; `"wrong-period"` and `"date-needed"` for a
            correction; `"no-reason"` for a placing without one; `"no-hand-over"`.
        text: what is wrong, in both languages.
        where: the arguments, or for data that is not a journey the places in it, such as `log.4.moves.0`.
    """

    def __init__(self, text: Text, code: JourneyProblem, where: tuple[str, ...] = ()) -> None:
        super().__init__(text, code, where)


def no_hand_over(position: str, route: str, step: str) -> JourneyError:
    """The error for a student who is not, or no longer, handed over to a step of another route."""
    here, to = one_line(position), f"{one_line(route)} {one_line(step)}"
    text = Text(
        f"in {here} staat voor deze student geen overdracht aan {to} open:"
        " die geldt niet, dat is nog niet bekend, of die is al gedaan",
        f"in {here} no hand-over to {to} is open for this student: it does"
        " not hold, that is not known yet, or it was done already",
    )
    return JourneyError(text, "no-hand-over", ("route", "step"))


def about_another_route(route_id: str, other: str) -> JourneyError:
    """The error for a journey that is about another route than the one that was given."""
    called = one_line(route_id)
    text = Text(
        f"deze reis gaat over route {called}, niet {other}", f"this journey is about route {called}, not {other}"
    )
    return JourneyError(text, "other-route", ("route",))


def too_early(last: date, advice: Text | None = None) -> JourneyError:
    """The error for a day before the last entry of a log, with what a person can do about it."""
    nl, en = (f"; {advice.nl}", f"; {advice.en}") if advice else ("", "")
    text = Text(
        f"verwacht wordt een datum op of na de laatste gebeurtenis ({last}){nl}",
        f"expected a date on or after the last entry ({last}){en}",
    )
    return JourneyError(text, "too-early", ("on",))
