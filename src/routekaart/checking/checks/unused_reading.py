"""unused-reading: a reading of the source that no part of the route rests on."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.language import Text
from routekaart.usage import readings_of


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such reading."""
    used = readings_of(subject.route)
    for name, reading in subject.route.readings.items():
        if name in subject.own["readings"] and name not in used and not reading.whole_route:
            text = Text(f"geen enkel onderdeel berust op lezing {name}", f"no part rests on reading {name}")
            yield Finding(("readings", name), text, at_key=True, needless=True)


CHECK = Check("unused-reading", of_route=_check)
