"""text-compared: a condition that compares a text that people type.

What: The fact is a `text`, and a condition compares it with names. Capitals and extra spaces make no difference;
every other way to write the same does.

Why: Whoever types `gemeente Alkmaar`, a postcode or a new name falls outside the list, silently: for the route it is
another text, not a mistake.

Fix: Make the fact a `choice` with the names as its `options`: then what is not in the list is refused, with the
nearest name. Or make it a `yes_no` fact that is asked, such as whether the student lives in the region. If the text
comes out of another system that always writes it in one way, say so in an `ignore`.

Nederlands: een voorwaarde die een tekst vergelijkt die mensen intypen.

Wat: Het gegeven is een `text`, en een voorwaarde vergelijkt het met namen. Hoofdletters en extra spaties maken niet
uit; elke andere schrijfwijze wel.

Waarom: Wie `gemeente Alkmaar`, een postcode of een nieuwe naam intypt, valt ongemerkt buiten de lijst: voor de route
is het een andere tekst, geen fout.

Herstel: Maak van het gegeven een `choice` met de namen als `options`: wat niet in de lijst staat, wordt dan
geweigerd, met de naam die er het meest op lijkt. Of maak er een `yes_no`-gegeven van dat gevraagd wordt, zoals of de
student in de regio woont. Komt de tekst uit een ander systeem dat altijd hetzelfde schrijft, zeg dat dan in een
`ignore`.

Wrong example:

    facts:
      gemeente: {type: text}
    steps:
      begin:
        title: Waar woont de student?
        transitions:
          - {to: school, when: {gemeente: [Alkmaar, Heiloo]}}
        otherwise: werk

Right example:

    facts:
      gemeente: {type: choice, options: [Alkmaar, Heiloo, een andere gemeente]}
    steps:
      begin:
        title: Waar woont de student?
        transitions:
          - {to: school, when: {gemeente: [Alkmaar, Heiloo]}}
        otherwise: werk
"""

from collections.abc import Iterable, Iterator

from routekaart.checks.defined import Defined
from routekaart.checks.proving import conditional_parts
from routekaart.checks.subject import Subject
from routekaart.condition import Condition, tests_in
from routekaart.diagnostic import Finding, Path
from routekaart.language import Text
from routekaart.vocabulary import Vocabulary

RULE = "text-compared"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such fact, where the file first compares it."""
    of_steps = (
        ((*path, "when"), part.when) for step in subject.route.steps.values() for path, part in conditional_parts(step)
    )
    return _first(subject.route.vocabulary, (*_stated(subject.defined), *of_steps))


def check_defined(defined: Defined) -> Iterator[Finding]:
    """The same for what a file defines."""
    return _first(defined.vocabulary, _stated(defined))


def _stated(defined: Defined) -> Iterator[tuple[Path, Condition]]:
    yield from ((one.path, one.condition) for one in defined.derivations)
    yield from ((("impossible", position, "when"), rule.when) for position, rule in defined.rules())


def _first(vocabulary: Vocabulary, conditions: Iterable[tuple[Path, Condition]]) -> Iterator[Finding]:
    told: set[str] = set()
    for path, condition in conditions:
        for test in tests_in(condition):
            if vocabulary.facts[test.fact].kind == "text" and test.fact not in told:
                told.add(test.fact)
                text = Text(
                    f"{test.fact} is een tekst: wie de naam anders schrijft, valt hier ongemerkt buiten",
                    f"{test.fact} is a text: whoever writes the name in another way is left out here, silently",
                )
                yield Finding(path, text, at_key=True)
