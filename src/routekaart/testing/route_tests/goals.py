"""The goals of tests: every transition, end and duty of a route, each test that decides alone, each limit.

A goal is a condition at a step: a test shows it if the condition surely holds for its student there. So the same code
finds whether tests cover a route, which students would, and that no student can.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, get_args

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.foundation.language import Text, enumerate_text, untranslated
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, FactTest, Not, Value, parameters_in
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.occurrences import Circumstances, occurrences
from routekaart.model.step import STAY, Action, Involvement, Step, Support
from routekaart.model.wording import in_both_languages
from routekaart.route import Route
from routekaart.testing.route_tests.boundary_values import DaySpan, boundary_values
from routekaart.testing.route_tests.scenarios import Scenario, deciding, narrowed, none_taken, nothing_takes_over, taken
from routekaart.usage import usage_of

GoalKind: TypeAlias = Literal[
    "transitions", "ends", "responsible", "contacts", "actions", "supports", "conditions", "values", "readings",
    "impossible",
]  # fmt: skip
KINDS: tuple[GoalKind, ...] = get_args(GoalKind)
DUTIES: tuple[GoalKind, ...] = ("responsible", "contacts", "actions", "supports")

_MOST_SCENARIOS = 40
"""The most places where a fact decides that are examined; one is enough to show it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that tests can show of a route.

    Attributes:
        path: the part of the route file that it is about.
        scenarios: a student of one of these shows it; none for an impossible combination, which is shown by a refusal.
        refused: the combination that must be refused.
    """

    kind: GoalKind
    path: PartPath
    text: Text
    scenarios: tuple[Scenario, ...]
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
                    yield from self._decides((deciding(step, one, alone),), one.test, path, what)
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
            yield Goal("transitions", path, text, (Scenario(step.id, taken(step, number)),))
            later = [other.when for other in step.transitions[number + 1 :] if other.to != transition.to]
            if step.policy == "first" and later:
                text = Text(
                    f"{step.id}: overgang {number + 1} gaat voor een latere die ook geldt",
                    f"{step.id}: transition {number + 1} goes before a later one that holds too",
                )
                together = All((taken(step, number), AnyOf(tuple(later))))
                yield Goal("transitions", path, text, (Scenario(step.id, together),))
        if step.otherwise is not None:
            to = step.id if step.otherwise == STAY else step.otherwise
            text = Text(f"{step.id}: geen overgang geldt, naar {to}", f"{step.id}: no transition holds, to {to}")
            yield Goal("transitions", ("steps", step.id, "otherwise"), text, (Scenario(step.id, none_taken(step)),))

    def _ends(self) -> Iterator[Goal]:
        for end in self._route.ends.values():
            text = Text(f"einde {end.id}", f"end {end.id}")
            yield Goal("ends", ("ends", end.id), text, tuple(self._scenarios_to(end.id)))

    def _scenarios_to(self, end: str) -> Iterator[Scenario]:
        for step in self._route.steps.values():
            for number, transition in enumerate(step.transitions):
                if transition.to == end:
                    yield Scenario(step.id, taken(step, number))
            if step.otherwise == end:
                yield Scenario(step.id, none_taken(step))

    def _duties(self, step: Step) -> Iterator[Goal]:
        for kind in DUTIES:
            for number, part in enumerate(getattr(step, kind)):
                path: PartPath = ("steps", step.id, kind, number)
                called = _called(part)
                text = Text(f"{step.id}: {called.nl} geldt", f"{step.id}: {called.en} holds")
                yield Goal(kind, path, text, (Scenario(step.id, part.when),))
                if part.when != ALWAYS:
                    text = Text(f"{step.id}: {called.nl} geldt niet", f"{step.id}: {called.en} does not hold")
                    yield Goal(kind, path, text, (Scenario(step.id, Not(part.when)),))

    def _conditions(self, step: Step) -> Iterator[tuple[Condition, PartPath, Circumstances, Condition, Text]]:
        """Each condition in a step, with its place, when it matters, when nothing takes over from it, and its name."""
        for number, transition in enumerate(step.transitions):
            # With the policy "first", an earlier transition that holds hides this one.
            matters = tuple(Not(earlier) for earlier in step.guards[:number]) if step.policy == "first" else ()
            what = Text(f"{step.id}, naar {transition.to}", f"{step.id}, to {transition.to}")
            path: PartPath = ("steps", step.id, "transitions", number, "when")
            yield transition.when, path, matters, nothing_takes_over(step, number), what
        for kind in DUTIES:
            for number, part in enumerate(getattr(step, kind)):
                called = _called(part)
                what = Text(f"{step.id}, {called.nl}", f"{step.id}, {called.en}")
                yield part.when, ("steps", step.id, kind, number, "when"), (), ALWAYS, what

    def _decides(self, contexts: tuple[Scenario, ...], test: FactTest, path: PartPath, what: Text) -> Iterator[Goal]:
        """The goals that a test decides alone: once when it holds, once when it does not, and around each limit."""
        said = self._said(test)
        for holds, word in ((True, Text("geldt en beslist", "holds and decides")), (False, _FAILS)):
            wanted: Condition = test if holds else Not(test)
            text = Text(f"{what.nl}: {said.nl}: {word.nl}", f"{what.en}: {said.en}: {word.en}")
            yield Goal("conditions", path, text, tuple(narrowed(scenario, wanted) for scenario in contexts))
        fact = self._route.facts[test.fact]
        for boundary in boundary_values(test, fact, self._route.parameters):
            value = self._value(test.fact, boundary.value)
            when = _in_words(boundary.period)
            text = Text(f"{what.nl}: {said.nl}: {value.nl}{when.nl}", f"{what.en}: {said.en}: {value.en}{when.en}")
            at = FactTest(test.fact, "one_of", (boundary.value,))
            scenarios = tuple(narrowed(scenario, at, boundary=boundary) for scenario in contexts)
            yield Goal("values", path, text, scenarios)

    def _derived(self) -> Iterator[Goal]:
        for fact in self._route.facts.values():
            contexts = self._contexts.get(fact.name)
            if isinstance(fact.derivation, Condition) and contexts:
                for one in occurrences(fact.derivation):
                    scenarios = tuple(narrowed(scenario, *one.circumstances) for scenario in contexts)
                    path: PartPath = ("facts", fact.name, "derive")
                    yield from self._decides(scenarios, one.test, path, Text(fact.name, fact.name))

    @cached_property
    def _contexts(self) -> dict[str, tuple[Scenario, ...]]:
        """For each fact, the scenarios in which it decides something, directly or through facts derived from it."""
        found: dict[str, list[Scenario]] = {name: [] for name in self._route.facts}
        for step in self._route.steps.values():
            for condition, _, matters, alone, _ in self._conditions(step):
                for one in occurrences(condition, matters):
                    found[one.test.fact].append(deciding(step, one, alone))
        for name in self._following_first():
            derivation = self._route.facts[name].derivation
            contexts = found[name][:_MOST_SCENARIOS]
            if isinstance(derivation, Elapsed | Shifted):
                found[derivation.date_fact] += contexts
            elif isinstance(derivation, Condition):
                for one in occurrences(derivation):
                    found[one.test.fact] += (narrowed(scenario, *one.circumstances) for scenario in contexts)
        return {name: tuple(dict.fromkeys(scenarios))[:_MOST_SCENARIOS] for name, scenarios in found.items()}

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
        scenarios: dict[str, list[Scenario]] = {
            name: [] for name, one in self._route.readings.items() if not one.whole_route
        }
        for names, shown in self._resting():
            for name in names:
                if name in scenarios:
                    scenarios[name] += shown
        for name, found in scenarios.items():
            if found:
                text = Text(f"lezing {name}", f"reading {name}")
                yield Goal("readings", ("readings", name), text, tuple(dict.fromkeys(found)))

    def _resting(self) -> Iterator[tuple[tuple[str, ...], Iterable[Scenario]]]:
        """The readings of each part of the route, with the scenarios in which that part counts."""
        for step in self._route.steps.values():
            yield step.readings, (Scenario(step.id, ALWAYS),)
            for number, transition in enumerate(step.transitions):
                yield transition.readings, (Scenario(step.id, taken(step, number)),)
            for part in step.duty_parts:
                yield part.readings, (Scenario(step.id, part.when),)
            for term in step.terms:
                yield term.readings, (Scenario(step.id, ALWAYS),)
        for end in self._route.ends.values():
            yield end.readings, tuple(self._scenarios_to(end.id))
        used = usage_of(self._route)
        for fact in self._route.facts.values():
            yield fact.readings, self._contexts[fact.name] if fact.name in used.facts else ()
        for name, parameter in self._route.parameters.items():
            yield parameter.readings, tuple(self._looking_up(name))

    def _looking_up(self, parameter: str) -> Iterator[Scenario]:
        for step in self._route.steps.values():
            for condition in step.conditions:
                for one in occurrences(condition):
                    if parameter in parameters_in(one.test):
                        yield Scenario(step.id, All(one.circumstances))
        for fact in self._route.facts.values():
            if isinstance(fact.derivation, Condition) and parameter in parameters_in(fact.derivation):
                yield from self._contexts[fact.name]

    def _impossible(self) -> Iterator[Goal]:
        for number, rule in enumerate(self._route.impossible):
            text = Text(f"onmogelijk: {rule.because}", f"impossible: {rule.because}")
            yield Goal("impossible", ("impossible", number), text, (), rule.when)

    def _value(self, name: str, value: Value) -> Text:
        return in_both_languages(self._route.facts, self._route.parameters, lambda wording: wording.value(name, value))

    def _said(self, test: FactTest) -> Text:
        return in_both_languages(self._route.facts, self._route.parameters, lambda wording: wording.condition(test))


def _called(part: Involvement | Action | Support) -> Text:
    """The name of a duty: the text of an action, the title of a support, or the partner or partners."""
    match part:
        case Involvement():
            return enumerate_text(part.partners)
        case Action():
            return untranslated(part.text)
        case Support():
            return untranslated(part.title)


def _in_words(period: DaySpan) -> Text:
    start, end = period
    if start:
        return Text(f" (vanaf {start})", f" (from {start})")
    return Text(f" (voor {end})", f" (before {end})") if end else Text("", "")


_FAILS = Text("geldt niet en beslist", "does not hold and decides")
