"""unused-partner: a partner that nothing uses.

What: the route defines the partner, but no step names it.

Why: it looks as if it matters and it does not; most often the place that should use it was forgotten.

How to fix: name the partner in the step where it acts, or remove it.
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "unused-partner"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each."""
    for name in subject.route.partners:
        if name in subject.own["partners"] and name not in subject.usage.partners:
            text = Text(f"partner {name} komt in geen enkele stap voor", f"partner {name} appears in no step")
            yield Finding(("partners", name), text, at_key=True)
