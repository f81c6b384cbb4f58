"""impossible-condition: a condition that holds for no student."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.condition_proofs import for_nobody, grids_of, on_every_day
from routekaart.checking.analysis.own_definitions import OwnDefinitions, Stated, each_stated
from routekaart.checking.analysis.proving import AtStep, conditional_parts
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text


def _check_step(at: AtStep) -> Iterator[Finding]:
    """One finding for each condition that can never hold."""
    grids = at.subject.route.grids
    for path, part in conditional_parts(at.step):
        if not at.together.surely_for_some(part.when):
            yield from _found(Stated((*path, "when"), part.when, grids))


def _check_definitions(defined: OwnDefinitions) -> Iterator[Finding]:
    """The same for the facts that a file defines."""
    return each_stated(defined, defined.derivations, _found)


def _found(one: Stated) -> Iterator[Finding]:
    if on_every_day(grids_of(one.grids, one.condition), for_nobody(one.condition)):
        text = Text("deze voorwaarde geldt voor geen enkele student", "this condition holds for no student")
        yield Finding(one.path, text, at_key=True)


CHECK = Check("impossible-condition", of_step=_check_step, of_definitions=_check_definitions)
