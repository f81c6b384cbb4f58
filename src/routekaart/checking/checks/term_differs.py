"""term-differs: a term of which no condition of its step tests the length."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.model.condition import Condition, FactTest, ParameterRef, tests_in
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each term of which the step tests the fact, but with other limits only."""
    vocabulary = subject.route.vocabulary
    for step in subject.route.steps.values():
        for index, term in enumerate(step.terms):
            limits = {
                limit for test in _tests_behind(vocabulary, step) if test.fact == term.fact for limit in test.operands
            }
            if term.value is not None and limits and term.value not in limits:
                tested = ", ".join(
                    sorted(f"${one.name}" if isinstance(one, ParameterRef) else str(one) for one in limits)
                )
                text = Text(
                    f"de termijn van {term.fact} is anders dan de grens in de overgangen: {tested}",
                    f"the term of {term.fact} differs from the limit in the transitions: {tested}",
                )
                yield Finding(("steps", step.id, "terms", index, "value"), text)


def _tests_behind(vocabulary: Vocabulary, step: Step) -> Iterator[FactTest]:
    """The tests of the transitions of a step, and of the facts that they rest on."""
    tests = [test for when in step.guards for test in tests_in(when)]
    yield from tests
    for name in vocabulary.needed(test.fact for test in tests):
        derivation = vocabulary.facts[name].derivation
        if isinstance(derivation, Condition):
            yield from tests_in(derivation)


CHECK = Check("term-differs", of_route=_check)
