"""nobody-possible: no student can exist."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import MOST_WORK
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.budget import at_most
from routekaart.logic.date_ranges import date_domain
from routekaart.logic.distinguishing_days import distinguishing_grids
from routekaart.logic.search import find


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding when nobody can exist on any day; limits that leave nobody for some period are not an error."""
    found = next(_nobody(subject), None)
    if found is not None and (found.reported_as is not None or not _somebody_ever(subject)):
        yield found


def _nobody(subject: Subject) -> Iterator[Finding]:
    """Findings that nobody can exist in some period of the parameters."""
    route = subject.route
    for day in route.vocabulary.periods():
        for name, fact in route.facts.items():
            if fact.kind == "date" and fact.derivation is None:
                first, last = date_domain(route.vocabulary, name, day)
                if first > last:
                    text = Text(
                        f"geen enkele dag past bij {name}: kijk naar min en max van wat ervan afhangt",
                        f"no day fits {name}: look at the min and max of what depends on it",
                    )
                    yield Finding(("facts", name), text, at_key=True)
                    return
        grid = route.grids.grid((), day, {})
        if grid.dates.same_every_day:
            try:
                with at_most(MOST_WORK, outer=subject.budget):
                    nobody = find((grid.valid,), grid.full) is None
            except TooHardError:
                text = Text(
                    "te ingewikkeld om te bewijzen dat er iemand kan bestaan",
                    "too complicated to prove that anybody can exist",
                )
                yield Finding(("impossible",), text, at_key=True, reported_as="not-proven")
                return
            if nobody:
                text = Text("deze combinaties sluiten samen elke student uit", "together these exclude every student")
                yield Finding(("impossible",), text, at_key=True)
                return


def _somebody_ever(subject: Subject) -> bool:
    """Whether a student can exist on some day; False if finding out takes too much work."""
    grids = subject.route.grids
    try:
        with at_most(MOST_WORK, outer=subject.budget):
            return any(grids.has_somebody(day) for day, _, _ in distinguishing_grids(subject.route.grids, ()))
    except TooHardError:
        return False


CHECK = Check("nobody-possible", of_route=_check)
