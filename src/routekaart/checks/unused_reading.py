"""unused-reading: a reading of the source that no part of the route rests on.

What: The reading stands under `readings`, but no step, transition, fact, action or other part names it with
`reading`.

Why: Whoever meets the choice in the route cannot see that it was a choice; or the choice is no longer made at all.

Fix: Write `reading:` at the part that rests on it, remove the reading, or write `whole_route: true` when it belongs
to no part in particular.

Nederlands: een lezing van de bron waar geen enkel onderdeel op berust.

Wat: De lezing staat onder `readings`, maar geen stap, overgang, gegeven, taak of ander onderdeel noemt die met
`reading`.

Waarom: Wie de keuze in de route tegenkomt, ziet niet dat het een keuze was; of de keuze wordt helemaal niet meer
gemaakt.

Herstel: Schrijf `reading:` bij het onderdeel dat erop berust, haal de lezing weg, of schrijf `whole_route: true` als
die bij geen onderdeel in het bijzonder hoort.

Wrong example:

    readings:
      A-01: {problem: De bron zwijgt over wie 18 is., chosen: Werk., because: Vanaf 18 mag dat.}
    steps:
      keuze:
        title: Waarheen?
        transitions:
          - {to: school, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}}

Right example:

    readings:
      A-01: {problem: De bron zwijgt over wie 18 is., chosen: Werk., because: Vanaf 18 mag dat.}
    steps:
      keuze:
        title: Waarheen?
        transitions:
          - {to: school, when: {leeftijd: {below: 18}}}
          - {to: werk, when: {leeftijd: {at_least: 18}}, reading: A-01}
"""

from collections.abc import Iterator

from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text
from routekaart.usage import readings_of

RULE = "unused-reading"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such reading."""
    used = readings_of(subject.route)
    for name, reading in subject.route.readings.items():
        if name not in used and not reading.whole_route:
            text = Text(f"geen enkel onderdeel berust op lezing {name}", f"no part rests on reading {name}")
            yield Finding(("readings", name), text, at_key=True, needless=True)
