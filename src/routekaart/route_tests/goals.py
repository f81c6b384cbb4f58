"""What the tests of a route can show: every transition, end and duty, each test that decides alone, each limit.

A goal is a condition at a step: a test shows it when the condition surely holds for its student there. So whether tests
cover a route, which students would, and that no student can, are asked of the same code.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.foundation.language import Text, untranslated
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, Not, Test, Value, parameters_in
from routekaart.model.facts import Elapsed, Shifted
from routekaart.model.occurrences import Circumstances, Occurrence, occurrences
from routekaart.model.step import STAY, Step, Transition
from routekaart.model.wording import in_both_languages
from routekaart.route import Route
from routekaart.route_tests.sides import ANY_DAY, Period, Side, sides
from routekaart.usage import usage_of

Kind: TypeAlias = Literal[
    "transitions", "ends", "responsible", "contacts", "actions", "supports", "conditions", "values", "readings",
    "impossible",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
DUTIES: tuple[Kind, ...] = ("responsible", "contacts", "actions", "supports")

_MOST_WAYS = 40
"""So many places where a fact decides are looked at; one is enough to show it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to show a goal: a student for whom `when` holds at a step, on a day in a period.

    Attributes:
        side: the value beside a limit that is looked for; None where it is no limit.
        best: the same of a student for whom the decision itself would be another; None where it always would. What
            `when` asks is enough; `best` is better, because no other transition to the same target takes over.
    """

    step_id: str
    when: Condition
    period: Period = ANY_DAY
    side: Side | None = None
    best: Condition | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that tests can show of a route.

    Attributes:
        path: the part of the route file that it is about.
        ways: a student for one of these shows it; none for an impossible combination, which is shown by a refusal.
        refused: the combination that must be refused.
    """

    kind: Kind
    path: PartPath
    text: Text
    ways: tuple[Way, ...]
    refused: Condition | None = None


def goals_of(route: Route) -> tuple[Goal, ...]:
    """Every goal of a route, by kind and in the order of the file."""
    found = list(_Finder(route).goals())
    return tuple(sorted(found, key=lambda goal: KINDS.index(goal.kind)))


class _Finder:
    def __init__(self, route: Route) -> None:
        self._route = route

    def goals(self) -> Iterator[Goal]:
        for step in self._route.steps.values():
            yield from self._transitions(step)
            yield from self._duties(step)
            for condition, path, matters, alone, what in self._conditions(step):
                for one in occurrences(condition, matters):
                    yield from self._decides((_deciding(step, one, alone),), one.test, path, what)
        yield from self._ends()
        yield from self._derived()
        yield from self._readings()
        yield from self._impossible()

    def _transitions(self, step: Step) -> Iterator[Goal]:
        for number, transition in enumerate(step.transitions):
            path: PartPath = ("steps", step.id, "transitions", number)
            text = Text(
                f"{step.id}: overgang {number + 1} naar {transition.to}",
                f"{step.id}: transition {number + 1} to {transition.to}",
            )
            yield Goal("transitions", path, text, (Way(step.id, taken(step, number)),))
            later = [other.when for other in step.transitions[number + 1 :] if other.to != transition.to]
            if step.policy == "first" and later:
                text = Text(
                    f"{step.id}: overgang {number + 1} gaat voor een latere die ook geldt",
                    f"{step.id}: transition {number + 1} goes before a later one that holds too",
                )
                together = All((taken(step, number), AnyOf(tuple(later))))
                yield Goal("transitions", path, text, (Way(step.id, together),))
        if step.otherwise is not None:
            to = step.id if step.otherwise == STAY else step.otherwise
            text = Text(f"{step.id}: geen overgang geldt, naar {to}", f"{step.id}: no transition holds, to {to}")
            yield Goal("transitions", ("steps", step.id, "otherwise"), text, (Way(step.id, none_taken(step)),))

    def _ends(self) -> Iterator[Goal]:
        for end in self._route.ends.values():
            text = Text(f"einde {end.id}", f"end {end.id}")
            yield Goal("ends", ("ends", end.id), text, tuple(self._ways_to(end.id)))

    def _ways_to(self, end: str) -> Iterator[Way]:
        for step in self._route.steps.values():
            for number, transition in enumerate(step.transitions):
                if transition.to == end:
                    yield Way(step.id, taken(step, number))
            if step.otherwise == end:
                yield Way(step.id, none_taken(step))

    def _duties(self, step: Step) -> Iterator[Goal]:
        for kind in DUTIES:
            for number, part in enumerate(getattr(step, kind)):
                path: PartPath = ("steps", step.id, kind, number)
                called = _called(part)
                text = Text(f"{step.id}: {called} geldt", f"{step.id}: {called} holds")
                yield Goal(kind, path, text, (Way(step.id, part.when),))
                if part.when != ALWAYS:
                    text = Text(f"{step.id}: {called} geldt niet", f"{step.id}: {called} does not hold")
                    yield Goal(kind, path, text, (Way(step.id, Not(part.when)),))

    def _conditions(self, step: Step) -> Iterator[tuple[Condition, PartPath, Circumstances, Condition, Text]]:
        """Each condition in a step, its place, when it matters, when nothing takes over, and how it is called."""
        for number, transition in enumerate(step.transitions):
            # Of the first that holds, those before it must not hold; else nobody sees what this one gives.
            matters = tuple(Not(earlier) for earlier in step.guards[:number]) if step.policy == "first" else ()
            what = Text(f"{step.id}, naar {transition.to}", f"{step.id}, to {transition.to}")
            path: PartPath = ("steps", step.id, "transitions", number, "when")
            yield transition.when, path, matters, nothing_takes_over(step, number), what
        for kind in DUTIES:
            for number, part in enumerate(getattr(step, kind)):
                called = _called(part)
                what = untranslated(f"{step.id}, {called}")
                yield part.when, ("steps", step.id, kind, number, "when"), (), ALWAYS, what

    def _decides(self, contexts: tuple[Way, ...], test: Test, path: PartPath, what: Text) -> Iterator[Goal]:
        """That a test decides alone: once when it holds and once when it does not, and beside each limit."""
        said = self._said(test)
        for holds, word in ((True, Text("geldt en beslist", "holds and decides")), (False, _FAILS)):
            wanted: Condition = test if holds else Not(test)
            text = Text(f"{what.nl}: {said.nl}: {word.nl}", f"{what.en}: {said.en}: {word.en}")
            yield Goal("conditions", path, text, tuple(_with(way, wanted) for way in contexts))
        fact = self._route.facts[test.fact]
        for side in sides(test, fact, self._route.parameters):
            value = self._value(test.fact, side.value)
            when = _in_words(side.period)
            text = Text(f"{what.nl}: {said.nl}: {value.nl}{when.nl}", f"{what.en}: {said.en}: {value.en}{when.en}")
            at = Test(test.fact, "one_of", (side.value,))
            ways = tuple(_with(way, at, side=side) for way in contexts)
            yield Goal("values", path, text, ways)

    def _derived(self) -> Iterator[Goal]:
        for fact in self._route.facts.values():
            contexts = self._contexts.get(fact.name)
            if isinstance(fact.derivation, Condition) and contexts:
                for one in occurrences(fact.derivation):
                    ways = tuple(_with(way, *one.circumstances) for way in contexts)
                    path: PartPath = ("facts", fact.name, "derive")
                    yield from self._decides(ways, one.test, path, Text(fact.name, fact.name))

    @cached_property
    def _contexts(self) -> dict[str, tuple[Way, ...]]:
        """For each fact the ways in which it decides something, by itself or by what follows from it."""
        found: dict[str, list[Way]] = {name: [] for name in self._route.facts}
        for step in self._route.steps.values():
            for condition, _, matters, alone, _ in self._conditions(step):
                for one in occurrences(condition, matters):
                    found[one.test.fact].append(_deciding(step, one, alone))
        for name in self._following_first():
            derivation = self._route.facts[name].derivation
            contexts = found[name][:_MOST_WAYS]
            if isinstance(derivation, Elapsed | Shifted):
                found[derivation.date_fact] += contexts
            elif isinstance(derivation, Condition):
                for one in occurrences(derivation):
                    found[one.test.fact] += (_with(way, *one.circumstances) for way in contexts)
        return {name: tuple(dict.fromkeys(ways))[:_MOST_WAYS] for name, ways in found.items()}

    def _following_first(self) -> Iterator[str]:
        """The facts, each before those it follows from."""
        seen: dict[str, None] = {}

        def visit(name: str) -> None:
            if name in seen:
                return
            for other in self._route.vocabulary.directly_from(name):
                visit(other)
            seen[name] = None

        for name in self._route.facts:
            visit(name)
        return reversed(seen)

    def _readings(self) -> Iterator[Goal]:
        ways: dict[str, list[Way]] = {name: [] for name, one in self._route.readings.items() if not one.whole_route}
        for names, shown in self._resting():
            for name in names:
                if name in ways:
                    ways[name] += shown
        for name, found in ways.items():
            if found:
                text = Text(f"lezing {name}", f"reading {name}")
                yield Goal("readings", ("readings", name), text, tuple(dict.fromkeys(found)))

    def _resting(self) -> Iterator[tuple[tuple[str, ...], Iterable[Way]]]:
        """The readings of each part of the route, with the ways to see that part at work."""
        for step in self._route.steps.values():
            yield step.readings, (Way(step.id, ALWAYS),)
            for number, transition in enumerate(step.transitions):
                yield transition.readings, (Way(step.id, taken(step, number)),)
            for part in step.duty_parts:
                yield part.readings, (Way(step.id, part.when),)
            for term in step.terms:
                yield term.readings, (Way(step.id, ALWAYS),)
        for end in self._route.ends.values():
            yield end.readings, tuple(self._ways_to(end.id))
        used = usage_of(self._route)
        for fact in self._route.facts.values():
            yield fact.readings, self._contexts[fact.name] if fact.name in used.facts else ()
        for name, parameter in self._route.parameters.items():
            yield parameter.readings, tuple(self._looking_up(name))

    def _looking_up(self, parameter: str) -> Iterator[Way]:
        for step in self._route.steps.values():
            for condition in step.conditions:
                for one in occurrences(condition):
                    if parameter in parameters_in(one.test):
                        yield Way(step.id, All(one.circumstances))
        for fact in self._route.facts.values():
            if isinstance(fact.derivation, Condition) and parameter in parameters_in(fact.derivation):
                yield from self._contexts[fact.name]

    def _impossible(self) -> Iterator[Goal]:
        for number, rule in enumerate(self._route.impossible):
            text = Text(f"onmogelijk: {rule.because}", f"impossible: {rule.because}")
            yield Goal("impossible", ("impossible", number), text, (), rule.when)

    def _value(self, name: str, value: Value) -> Text:
        return in_both_languages(self._route.facts, self._route.parameters, lambda wording: wording.value(name, value))

    def _said(self, test: Test) -> Text:
        return in_both_languages(self._route.facts, self._route.parameters, lambda wording: wording.condition(test))


_FAILS = Text("geldt niet en beslist", "does not hold and decides")


def taken(step: Step, number: int) -> Condition:
    """That a transition is the one that is taken."""
    transition = step.transitions[number]
    others = (
        other.when
        for position, other in enumerate(step.transitions)
        if position < number or (position > number and step.policy == "unique" and other.to != transition.to)
    )
    return All((transition.when, *map(Not, others)))


def none_taken(step: Step) -> Condition:
    """That no transition holds."""
    return All(tuple(map(Not, step.guards)))


def nothing_takes_over(step: Step, number: int) -> Condition:
    """That a step does not lead to the target of a transition without it, for whom none before it wins."""
    transition = step.transitions[number]
    beside = step.transitions[number + 1 :] if step.policy == "first" else _without(step, number)
    to_others = tuple(one.when for one in beside if one.to != transition.to)
    if step.policy == "first":
        ways = [
            All((one.when, *(Not(earlier.when) for earlier in beside[:place] if earlier.to != transition.to)))
            for place, one in enumerate(beside)
            if one.to == transition.to
        ]
    else:
        ways = [All((one.when,)) for one in beside if one.to == transition.to]
    if step.otherwise is not None and transition.to == (step.id if step.otherwise == STAY else step.otherwise):
        ways.append(All(tuple(map(Not, to_others))))
    return Not(AnyOf(tuple(ways))) if ways else ALWAYS


def _without(step: Step, number: int) -> tuple[Transition, ...]:
    return (*step.transitions[:number], *step.transitions[number + 1 :])


def _deciding(step: Step, one: Occurrence, alone: Condition) -> Way:
    """A student for whom a test decides alone; best where nothing takes over from it."""
    best = None if alone == ALWAYS else All((*one.circumstances, alone))
    return Way(step.id, All(one.circumstances), best=best)


def _with(way: Way, *conditions: Condition, side: Side | None = None) -> Way:
    best = None if way.best is None else All((way.best, *conditions))
    return Way(way.step_id, All((way.when, *conditions)), side.period if side else way.period, side, best)


def _called(part: object) -> str:
    """How a duty is called: what must be done, the means, or the partner."""
    return str(getattr(part, "text", None) or getattr(part, "title", None) or getattr(part, "partner", ""))


def _in_words(period: Period) -> Text:
    start, end = period
    if start:
        return Text(f" (vanaf {start})", f" (from {start})")
    return Text(f" (voor {end})", f" (before {end})") if end else Text("", "")
