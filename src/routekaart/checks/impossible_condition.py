"""impossible-condition: a condition that holds for no student.

What: no student who can exist fits the condition of this transition, action, contact or support, in any period.

Why: it does nothing. Most often two tests contradict each other, or contradict the definition of a derived fact.

Wrong example: `{kwalificatieplicht: ja, leeftijd: {at_least: 18}}`: the kwalificatieplicht ends at 18.

How to fix: correct the test that goes too far, or remove the part.
"""

from collections.abc import Iterator

from routekaart.checks.proving import conditional_parts
from routekaart.checks.subject import Subject
from routekaart.condition import Condition
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.grid import Grid
from routekaart.logic.search import find

RULE = "impossible-condition"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each condition that can never hold."""
    grids, periods = subject.route.grids, subject.route.vocabulary.periods()
    for path, part in conditional_parts(subject.route):
        made = (grids.grid((part.when,), day, {}) for day in periods)
        if all(grid.same_every_day and not _possible(grid, part.when) for grid in made):
            text = Text("deze voorwaarde geldt voor geen enkele student", "this condition holds for no student")
            yield Finding((*path, "when"), text, at_key=True)


def _possible(grid: Grid, condition: Condition) -> bool:
    return find((grid.valid, grid.formula(condition)), grid.full) is not None
