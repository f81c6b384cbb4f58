"""text-compared: a condition that compares a text that people type."""

from collections.abc import Iterable, Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.proving import conditional_parts
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.model.condition import Condition, tests_in
from routekaart.model.vocabulary import Vocabulary


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such fact, where the file first compares it."""
    of_steps = (
        ((*path, "when"), part.when) for step in subject.route.steps.values() for path, part in conditional_parts(step)
    )
    return _first(subject.route.vocabulary, (*_stated(subject.definitions), *of_steps))


def _check_definitions(defined: OwnDefinitions) -> Iterator[Finding]:
    """The same for what a file defines."""
    return _first(defined.vocabulary, _stated(defined))


def _stated(defined: OwnDefinitions) -> Iterator[tuple[PartPath, Condition]]:
    yield from ((one.path, one.condition) for one in defined.derivations)
    yield from ((("impossible", position, "when"), rule.when) for position, rule in defined.rules())


def _first(vocabulary: Vocabulary, conditions: Iterable[tuple[PartPath, Condition]]) -> Iterator[Finding]:
    reported: set[str] = set()
    for path, condition in conditions:
        for test in tests_in(condition):
            if vocabulary.facts[test.fact].kind == "text" and test.fact not in reported:
                reported.add(test.fact)
                text = Text(
                    f"{test.fact} is een tekst: wie de naam anders schrijft, valt hier ongemerkt buiten",
                    f"{test.fact} is a text: whoever writes the name in another way is left out here, silently",
                )
                yield Finding(path, text, at_key=True)


CHECK = Check("text-compared", of_route=_check, of_definitions=_check_definitions)
