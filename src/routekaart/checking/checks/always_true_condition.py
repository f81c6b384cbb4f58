"""always-true-condition: a condition that every student fits."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.condition_proofs import (
    for_everybody,
    for_somebody,
    grids_of,
    on_every_day,
    what_makes_it_so,
)
from routekaart.checking.analysis.own_definitions import OwnDefinitions, Stated, each_stated
from routekaart.checking.analysis.proving import AtStep, conditional_parts
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.model.condition import ALWAYS
from routekaart.model.step import Step, Transition

_NOTHING = Text("", "")
_REST = Text("; de rest van de stap doet er niet toe", "; the rest of the step does not matter")


def _check_step(at: AtStep) -> Iterator[Finding]:
    """One finding for each such condition."""
    step, grids = at.step, at.subject.route.grids
    for number, transition in enumerate(step.transitions):
        if transition.when == ALWAYS and _stands_in_the_way(step, transition):
            what = Text("deze overgang heeft geen voorwaarde", "this transition has no condition")
            yield Finding(("steps", step.id, "transitions", number), Text(what.nl + _REST.nl, what.en + _REST.en))
    for path, part in conditional_parts(step):
        if not at.together.surely_not_for_all(part.when):
            rest = isinstance(part, Transition) and _stands_in_the_way(step, part)
            yield from _found(Stated((*path, "when"), part.when, grids), _REST if rest else _NOTHING)


def _check_definitions(defined: OwnDefinitions) -> Iterator[Finding]:
    """The same for the facts that a file defines."""
    return each_stated(defined, defined.derivations, _found)


def _stands_in_the_way(step: Step, transition: Transition) -> bool:
    """Whether a transition that holds for everybody makes other parts of its step useless.

    It does not if it is the only transition, or the last one under `policy: first`, and the step has no `otherwise`.
    """
    closes = step.policy == "first" and transition is step.transitions[-1]
    return step.otherwise is not None or not (len(step.transitions) == 1 or closes)


def _found(one: Stated, so: Text = _NOTHING) -> Iterator[Finding]:
    everybody, grids = for_everybody(one.condition), list(grids_of(one.grids, one.condition))
    if on_every_day(grids, everybody) and any(map(for_somebody(one.condition), grids)):
        why = what_makes_it_so(one.grids.vocabulary, one.condition, one.condition, everybody)
        because = Text(f": {why.nl}", f": {why.en}") if why.nl else why
        text = Text(
            f"deze voorwaarde geldt voor elke student{because.nl}{so.nl}",
            f"this condition holds for every student{because.en}{so.en}",
        )
        yield Finding(one.path, text, at_key=True)


CHECK = Check("always-true-condition", of_step=_check_step, of_definitions=_check_definitions)
