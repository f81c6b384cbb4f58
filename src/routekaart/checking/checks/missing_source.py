"""missing-source: a rule that does not say where it comes from."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.model.fact_types import Elapsed


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such part, in a route that names its documents."""
    yield from _check_definitions(subject.definitions)
    for name, step in subject.route.steps.items():
        if not step.sources and subject.own.get("sources"):
            yield _finding(("steps", name), f"stap {name}", f"step {name}")


def _check_definitions(defined: OwnDefinitions) -> Iterator[Finding]:
    """The same for what a file defines."""
    if not defined.own.get("sources"):
        return
    for name, fact in defined.vocabulary.facts.items():
        follows = fact.derivation is not None and not isinstance(fact.derivation, Elapsed)
        if name in defined.own["facts"] and follows and not fact.sources:
            yield _finding(("facts", name), f"gegeven {name}", f"fact {name}")
    for name, parameter in defined.vocabulary.parameters.items():
        silent = not parameter.sources and not all(dated.sources for dated in parameter.values)
        if name in defined.own["parameters"] and silent:
            yield _finding(("parameters", name), f"parameter {name}", f"parameter {name}")
    for position, rule in defined.rules():
        if not rule.sources:
            yield _finding(("impossible", position, "when"), "deze combinatie", "this combination")


def _finding(path: PartPath, nl: str, en: str) -> Finding:
    return Finding(path, Text(f"{nl} noemt geen bron", f"{en} has no source"), at_key=True)


CHECK = Check("missing-source", of_route=_check, of_definitions=_check_definitions)
