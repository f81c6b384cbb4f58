"""nobody-possible: no student can exist.

What: the combinations under `impossible`, or the `min` and `max` of a fact, exclude every student.

Why: every decision is refused then, and every proof says that all is well.

Wrong example: `impossible` with `{when: {heeft_werk: ja}}` and `{when: {heeft_werk: nee}}`.

How to fix: make the combination that goes too far narrower, or give the fact a wider `min` and `max`.
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.logic.axes import date_domain
from routekaart.logic.search import find

RULE = "nobody-possible"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for the rules together, and one for each date that no day fits."""
    route = subject.route
    for day in route.vocabulary.periods():
        for name, fact in route.facts.items():
            if fact.kind == "date" and fact.derivation is None:
                first, last = date_domain(route.vocabulary, name, day)
                if first > last:
                    text = Text(
                        f"geen enkele dag past bij {name}: kijk naar min en max van wat ervan afhangt",
                        f"no day fits {name}: look at the min and max of what hangs on it",
                    )
                    yield Finding(("facts", name), text, at_key=True)
                    return
        grid = route.grids.grid((), day, {})
        if grid.same_every_day and find((grid.valid,), grid.full) is None:
            text = Text("deze combinaties sluiten samen elke student uit", "together these exclude every student")
            yield Finding(("impossible",), text, at_key=True)
            return
