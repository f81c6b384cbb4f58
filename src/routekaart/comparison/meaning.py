"""What changes for students from one version of a route to the next."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from routekaart.comparison.admissions import Admissions
from routekaart.comparison.changes import (
    AdmissionChange,
    DutyChange,
    FollowChange,
    NextStepChange,
    Note,
    PlaceChange,
    RoutePart,
)
from routekaart.comparison.comparison import Comparison, Version
from routekaart.comparison.following import Following
from routekaart.comparison.in_time import in_time
from routekaart.comparison.joining import joint_of
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.next_steps import NextSteps
from routekaart.comparison.over_time import Looked
from routekaart.comparison.step_duties import DutiesOfStep
from routekaart.comparison.texts import texts_of
from routekaart.foundation.arguments import ROUTE, checked, text
from routekaart.foundation.errors import wrong_type
from routekaart.foundation.language import Text
from routekaart.model.step import End
from routekaart.route import Route


@dataclass(slots=True)
class MeaningChanges:
    """What changes for students, and what could not be settled; the fields are those of a `Comparison`."""

    next_steps: list[NextStepChange] = field(default_factory=list)
    duties: list[DutyChange] = field(default_factory=list)
    admissions: list[AdmissionChange] = field(default_factory=list)
    follows: list[FollowChange] = field(default_factory=list)
    places: list[PlaceChange] = field(default_factory=list)
    others: list[Note] = field(default_factory=list)
    unproven: list[Note] = field(default_factory=list)


def meaning_of(joint: Joint, called: tuple[str, str]) -> MeaningChanges:
    """What changes for students; `called` is how the two can be loaded."""
    old, new = joint.old.route, joint.new.route
    found = MeaningChanges()
    found.places.extend(_places(joint))
    found.others.extend(_others(joint))
    admissions = Admissions(joint, called)
    found.admissions.extend(admissions.changes())
    found.unproven.extend(_unproven("route", new.id, admissions.looked, fault=admissions.not_replayed))
    _follow(joint, called, found)
    for step in old.steps.values():
        counterpart = new.steps.get(joint.old.places[step.id])
        if counterpart is None:
            continue
        next_steps = NextSteps(joint, called, step, counterpart)
        found.next_steps.extend(next_steps.changes())
        found.unproven.extend(_unproven("step", counterpart.id, next_steps.looked, fault=next_steps.not_replayed))
        duties = DutiesOfStep(joint, called, step, counterpart)
        found.duties.extend(duties.changes())
        for looked in duties.looked:
            found.unproven.extend(_unproven("step", counterpart.id, looked, fault=duties.not_replayed))
    found.unproven = list(dict.fromkeys(found.unproven))
    return found


def _follow(joint: Joint, called: tuple[str, str], found: MeaningChanges) -> None:
    """What follows otherwise of each fact that both versions derive."""
    for old, new in joint.derived_otherwise:
        following = Following(joint, called, old, new)
        found.follows.extend(following.changes())
        for looked in following.looked:
            found.unproven.extend(_unproven("fact", new, looked, fault=following.not_replayed))
        if following.unsure:
            text = Text(
                "dit volgt anders; of het dan ook een andere waarde is, is niet bewezen",
                "this follows in another way; whether it is another value then is not proven",
            )
            found.unproven.append(Note("fact", new, text))


def _unproven(part: RoutePart, name: str, looked: Looked[Any], *, fault: bool) -> Iterator[Note]:
    """What keeps what was seen from being everything."""
    if looked.too_hard or looked.too_many:
        text = Text(
            "te ingewikkeld om alles na te gaan; er kunnen meer studenten zijn voor wie iets verandert",
            "too complicated to look at everything; there may be more students for whom something changes",
        )
        yield Note(part, name, text)
    if looked.unsure:
        text = Text(
            "op de dagen waarop gekeken is, verandert er niets; voor elke andere dag is dat niet bewezen",
            "on the days that were looked at nothing changes; for every other day that is not proven",
        )
        yield Note(part, name, text)
    if looked.incomparable:
        text = Text(
            "wat hier verteld wordt, is van een andere soort; wie daardoor iets anders krijgt, is niet te zeggen",
            "what is told here is of another kind; who gets another answer because of that cannot be said",
        )
        yield Note(part, name, text)
    if fault:
        text = Text("niet bewezen; meld dit als fout", "not proven; please report this as a fault")
        yield Note(part, name, text)


def _places(joint: Joint) -> Iterator[PlaceChange]:
    """The steps and ends that came and went."""
    old, new = joint.old.route, joint.new.route
    kept = set(joint.old.places.values())
    for side, added, gone in ((old, False, set(new.steps) | set(new.ends)), (new, True, kept)):
        for name in (*side.steps, *side.ends):
            if (name if added else joint.old.places[name]) not in gone:
                leading = tuple(step.id for step in side.steps.values() if name in step.targets and step.id != name)
                part: Literal["step", "end"] = "step" if name in side.steps else "end"
                yield PlaceChange(added, part, name, side.surroundings.named(name), leading)


def _others(joint: Joint) -> Iterator[Note]:
    old, new = joint.old.route, joint.new.route
    if joint.old.places[old.start] != new.start:
        was, becomes = old.surroundings.named(old.start), new.surroundings.named(new.start)
        text = Text(f"de route begint in {becomes}, niet meer in {was}", f"the route starts in {becomes}, not in {was}")
        yield Note("route", new.id, text)
    for end in old.ends.values():
        now = new.ends.get(joint.old.places[end.id])
        if now is not None and _what_it_means(joint.old, end) != _what_it_means(joint.new, now):
            text = Text(
                f"dit einde was {_said(end)} en is nu {_said(now)}",
                f"this end was {_said(end)} and is now {_said(now)}",
            )
            yield Note("end", now.id, text)
    for _, other in joint.unlike:
        text = Text(
            "wat hier verteld kan worden is van een andere soort; de waarden zijn niet een voor een te vergelijken",
            "what can be told here is of another kind; the values cannot be compared one by one",
        )
        yield Note("fact", other, text)


def _what_it_means(side: Side, end: End) -> tuple[object, ...]:
    return end.outcome, side.hand_over(end.hand_over)


def _said(end: End) -> str:
    over = end.hand_over
    to = "" if over is None else f" → {over.outside or f'{over.route} {over.step}'}"
    return f"{end.outcome}{to}"


_CALLED = Text("een tuple van twee teksten", "a tuple of two texts")


def compare(old: Route, new: Route, *, called: tuple[str, str] | None = None) -> Comparison:
    """What is otherwise in the new version of a route: in its text, and for students.

    Every student is looked at: everybody whom both versions accept, at each step, on every reference date. What goes
    otherwise from one step or day to the next is told beside it. That two
    versions mean the same is proven; that they do not is shown with a student, whom both versions were really asked.

    Args:
        called: the names or paths by which the versions can be loaded, for the commands that are shown; without them,
            the ids of the routes.

    Raises:
        WrongTypeError: `old` or `new` is not a route, or `called` is not two texts.
    """
    checked("old", old, Route, ROUTE)
    checked("new", new, Route, ROUTE)
    names = (old.id, new.id) if called is None else _two_texts(called)
    joint = joint_of(old, new)
    found = meaning_of(joint, names)
    return Comparison(
        old=_version(old, names[0]),
        new=_version(new, names[1]),
        texts=tuple(texts_of(joint)),
        next_steps=tuple(found.next_steps),
        duties=tuple(found.duties),
        admissions=tuple(found.admissions),
        follows=tuple(found.follows),
        places=tuple(found.places),
        others=tuple(found.others),
        in_time=tuple(in_time(joint)),
        unproven=tuple(found.unproven),
    )


def _two_texts(called: object) -> tuple[str, str]:
    if not isinstance(called, tuple) or len(called) != 2:
        raise wrong_type("called", called, _CALLED)
    old, new = called
    return text("called", old, _CALLED), text("called", new, _CALLED)


def _version(route: Route, called: str) -> Version:
    return Version(route.id, route.version, route.title, called, route.digest)
