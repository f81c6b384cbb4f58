"""Compares two versions of a route: the differences in the text, and the changes for students."""

from collections.abc import Iterator
from typing import Any, Literal

from routekaart.comparison.admissions import admission_searches, follow_changes, follow_searches, is_said_by_limits
from routekaart.comparison.change_search import ChangeSearch, all_changes
from routekaart.comparison.changes import Note, Pair, PlaceChange, RoutePart
from routekaart.comparison.comparison import Comparison, Version
from routekaart.comparison.joining import joint_of
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.next_steps import next_step_searches
from routekaart.comparison.over_time import Findings
from routekaart.comparison.step_duties import duty_searches
from routekaart.comparison.texts import texts_of
from routekaart.comparison.written import FIELDS
from routekaart.foundation.arguments import ROUTE, checked, text
from routekaart.foundation.errors import wrong_type
from routekaart.foundation.escaping.letters import flat
from routekaart.foundation.language import Text, untranslated
from routekaart.model.condition import ParameterRef
from routekaart.model.fact_types import FactType, as_compared
from routekaart.model.step import End, Step, Term
from routekaart.route import Route

_CALLED = Text("een tuple van twee teksten", "a tuple of two texts")
_TOO_MUCH = Text(
    "te ingewikkeld om alles na te gaan; er kunnen meer studenten zijn voor wie iets verandert",
    "too complicated to look at everything; there may be more students for whom something changes",
)
_UNSURE = Text(
    "op de dagen waarop gekeken is, verandert er niets; voor elke andere dag is dat niet bewezen",
    "on the days that were looked at nothing changes; for every other day that is not proven",
)
_INCOMPARABLE = Text(
    "wat hier verteld wordt, is van een andere soort; wie daardoor iets anders krijgt, is niet te zeggen",
    "what is told here is of another kind; who gets another answer because of that cannot be said",
)
_FAULT = Text("niet bewezen; meld dit als fout", "not proven; please report this as a fault")
_UNSHOWN = Text(
    "dit volgt anders; of het dan ook een andere waarde is, is niet bewezen",
    "this follows in another way; whether it is another value then is not proven",
)


def compare(old: Route, new: Route, *, called: tuple[str, str] | None = None) -> Comparison:
    """Compare two versions of a route: the differences in the text, and the changes for students.

    Every student whom both versions accept is examined, at each step and on every reference date; differences from one
    step or day to the next are reported separately. That two versions mean the same is proven; that they do not is
    shown with a student about whom both versions decided.

    Args:
        called: the names or paths by which the versions can be loaded, for the commands that are shown; by default the
            ids of the routes.

    Raises:
        WrongTypeError: `old` or `new` is not a route, or `called` is not two texts.
    """
    checked("old", old, Route, ROUTE)
    checked("new", new, Route, ROUTE)
    names = Pair(old.id, new.id) if called is None else _two_texts(called)
    joint = joint_of(Pair(old, new), names)
    admissions = all_changes(admission_searches(joint))
    follows = [(name, follow_changes(joint, name)) for name in joint.derived_otherwise]
    steps = [
        (now.id, all_changes(next_step_searches(joint, was, now)), all_changes(duty_searches(joint, was, now)))
        for was, now in _kept_steps(joint)
    ]
    unproven = [
        *_unproven("route", new.id, admissions),
        *(note for name, found in follows for note in _unproven("fact", name.new, found)),
        *(
            note
            for name, moved, served in steps
            for found in (moved, served)
            for note in _unproven("step", name, found)
        ),
    ]
    return Comparison(
        old=_version(old, names.old),
        new=_version(new, names.new),
        texts=tuple(texts_of(joint)),
        next_steps=tuple(change for _, found, _ in steps for change in found.changes),
        duties=tuple(change for _, _, found in steps for change in found.changes),
        admissions=admissions.changes,
        follows=tuple(change for _, found in follows for change in found.changes),
        places=tuple(_places(joint)),
        others=tuple(_others(joint)),
        in_time=tuple(_in_time(joint)),
        unproven=tuple(dict.fromkeys(unproven)),
    )


def means_the_same(old: Route, new: Route) -> bool | None:
    """Whether two versions mean the same (`Comparison.same_meaning`); it stops at the first difference.

    Raises:
        TooHardError: a budget of the caller is spent.
    """
    joint = joint_of(Pair(old, new), Pair(old.id, new.id))
    if any(True for notes in (_places(joint), _others(joint), _in_time(joint)) for _ in notes):
        return False
    proven = all(is_said_by_limits(joint, names) for names in joint.derived_otherwise)
    for search in _searches(joint):
        found = search.finds_somebody()
        if found:
            return False
        proven = proven and found is False
    return proven or None


def _searches(joint: Joint) -> Iterator[ChangeSearch[Any, Any]]:
    """All searches for changes for students: first at steps whose text differs, last the ones that take long."""
    for was, becomes in sorted(_kept_steps(joint), key=lambda step: step.old == step.new):
        yield from next_step_searches(joint, was, becomes)
        yield from duty_searches(joint, was, becomes)
    yield from admission_searches(joint)
    for names in joint.derived_otherwise:
        yield from follow_searches(joint, names)


def _kept_steps(joint: Joint) -> Iterator[Pair[Step]]:
    """The steps that both versions have."""
    for step in joint.old.route.steps.values():
        now = joint.new.route.steps.get(joint.old.places[step.id])
        if now is not None:
            yield Pair(step, now)


def _two_texts(called: object) -> Pair[str]:
    if not isinstance(called, tuple) or len(called) != 2:
        raise wrong_type("called", called, _CALLED)
    old, new = called
    return Pair(text("called", old, _CALLED), text("called", new, _CALLED))


def _version(route: Route, called: str) -> Version:
    return Version(route.id, route.version, route.title, called, route.digest, route.meaning_digest, route.chosen)


def _unproven(part: RoutePart, name: str, found: Findings[Any]) -> Iterator[Note]:
    """The notes on what the search may have missed."""
    for search in found.searches:
        for holds, why in (
            (search.too_much, _TOO_MUCH),
            (search.unsure, _UNSURE),
            (search.incomparable, _INCOMPARABLE),
            (search.not_replayed, _FAULT),
        ):
            if holds:
                yield Note(part, name, why)
    if found.unsure:
        yield Note(part, name, _UNSHOWN)


def _places(joint: Joint) -> Iterator[PlaceChange]:
    """The steps and ends that were added or removed."""
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
    for was, becomes in joint.pairs.items():
        yield from _spelled_otherwise(old.facts[was], new.facts[becomes])


def _spelled_otherwise(old: FactType, new: FactType) -> Iterator[Note]:
    """The spellings of options that only one version reads, or that are read as another option."""
    before, after = (
        {as_compared(option): option for option in fact.options} | dict(fact.option_of) for fact in (old, new)
    )
    for word in dict.fromkeys((*old.option_of, *new.option_of)) if old.kind == new.kind == "choice" else ():
        was, becomes = before.get(word), after.get(word)
        if was != becomes:
            nothing = Text("niets (wordt geweigerd)", "nothing (it is refused)")
            told = [untranslated(one) if one else nothing for one in (was, becomes)]
            text = Text(
                f"de schrijfwijze '{flat(word)}' was {told[0].nl} en is nu {told[1].nl}",
                f"the spelling '{flat(word)}' was {told[0].en} and is now {told[1].en}",
            )
            yield Note("fact", new.name, text)


def _what_it_means(side: Side, end: End) -> tuple[object, ...]:
    return end.outcome, side.hand_over(end.hand_over)


def _said(end: End) -> str:
    over = end.hand_over
    to = "" if over is None else f" → {over.outside or f'{over.called} {over.step}'}"
    return f"{end.outcome}{to}"


def _in_time(joint: Joint) -> Iterator[Note]:
    """The differences in how long a fact holds, in how it can change, and in terms that a date measures."""
    for old, new in joint.pairs.items():
        was, becomes = joint.old.route.facts[old], joint.new.route.facts[new]
        if was.derivation is None and becomes.derivation is None:
            for field in ("lifetime", "changes"):
                yield from _otherwise(new, field, getattr(was, field), getattr(becomes, field))
    for step in joint.old.route.steps.values():
        now = joint.new.route.steps.get(joint.old.places[step.id])
        if now is not None and _terms(joint.old, step) != _terms(joint.new, now):
            yield Note("step", now.id, Text("een termijn loopt anders af", "a term ends differently"))


def _otherwise(fact: str, field: str, was: str, becomes: str) -> Iterator[Note]:
    if was != becomes:
        label = FIELDS[field]
        text = Text(f"{label.nl}: was {was}, is nu {becomes}", f"{label.en}: was {was}, is now {becomes}")
        yield Note("fact", fact, text)


def _terms(side: Side, step: Step) -> set[tuple[str, object]]:
    """The terms of a step that run from a date: the fact, and the value at which they end."""
    counts = side.route.vocabulary.date_chain
    terms = (term for term in step.terms if term.fact is not None and counts(term.fact))
    return {(side.facts[str(term.fact)], _length(side.route, term)) for term in terms}


def _length(route: Route, term: Term) -> object:
    if not isinstance(term.value, ParameterRef):
        return term.value
    return tuple((dated.start, dated.value) for dated in route.parameters[term.value.name].values)
