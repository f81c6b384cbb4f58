"""term-differs: the conditions of a step test the fact of a term, but not with the length of the term."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.model.condition import Operand, ParameterRef, tests_in_all
from routekaart.model.fact_values import write_value


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each term whose fact the step tests, but only with other limits."""
    vocabulary = subject.route.vocabulary
    for step in subject.route.steps.values():
        tests = list(tests_in_all(vocabulary.resting_on(step.guards))) if step.terms else []
        for index, term in enumerate(step.terms):
            limits = {limit for test in tests if test.fact == term.fact for limit in test.operands}
            if term.value is not None and limits and term.value not in limits:
                tested = ", ".join(sorted(map(_written, limits)))
                text = Text(
                    f"de termijn van {term.fact} is anders dan de grens in de overgangen: {tested}",
                    f"the term of {term.fact} differs from the limit in the transitions: {tested}",
                )
                yield Finding(("steps", step.id, "terms", index, "value"), text)


def _written(limit: Operand) -> str:
    return f"${limit.name}" if isinstance(limit, ParameterRef) else write_value(limit)


CHECK = Check("term-differs", of_route=_check)
