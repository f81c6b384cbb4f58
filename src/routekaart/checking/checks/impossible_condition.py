"""impossible-condition: a condition that holds for no student."""

from collections.abc import Iterator

from routekaart.checking.analysis.condition_proofs import for_nobody, grids_of, on_every_day
from routekaart.checking.analysis.definitions import Defined, Stated, each_stated
from routekaart.checking.analysis.proving import AtStep, conditional_parts, each_step
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text

RULE = "impossible-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition that can never hold."""
    yield from each_step(subject, check_step)
    yield from check_defined(subject.defined)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    grids = at.subject.route.grids
    for path, part in conditional_parts(at.step):
        if not at.together.surely_for_some(part.when):
            yield from _found(Stated((*path, "when"), part.when, grids))


def check_defined(defined: Defined) -> Iterator[Finding]:
    """The same for the facts that a file defines."""
    return each_stated(defined, defined.derivations, _found)


def _found(one: Stated) -> Iterator[Finding]:
    if on_every_day(grids_of(one.grids, one.condition), for_nobody(one.condition)):
        text = Text("deze voorwaarde geldt voor geen enkele student", "this condition holds for no student")
        yield Finding(one.path, text, at_key=True)
