"""What goes otherwise from one step or day to the next, though each step answers the same on each day."""

from collections.abc import Iterator

from routekaart.comparison.changes import Note
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.written import FIELDS
from routekaart.foundation.language import Text
from routekaart.model.step import Step


def in_time(joint: Joint) -> Iterator[Note]:
    """How long what is told holds, how it can change, and the terms that are measured by a fact."""
    for old, new in joint.pairs.items():
        was, becomes = joint.old.route.facts[old], joint.new.route.facts[new]
        if was.derivation is None and becomes.derivation is None:
            for field in ("lifetime", "changes"):
                yield from _changed(new, field, getattr(was, field), getattr(becomes, field))
    for step in joint.old.route.steps.values():
        now = joint.new.route.steps.get(joint.old.places[step.id])
        if now is not None and _terms(joint.old, step) != _terms(joint.new, now):
            yield Note("step", now.id, Text("een termijn loopt anders af", "a term ends otherwise"))


def _changed(fact: str, field: str, was: str, becomes: str) -> Iterator[Note]:
    if was != becomes:
        label = FIELDS[field]
        text = Text(f"{label.nl}: was {was}, is nu {becomes}", f"{label.en}: was {was}, is now {becomes}")
        yield Note("fact", fact, text)


def _terms(side: Side, step: Step) -> set[tuple[str, object]]:
    """The facts that measure a term by a date, and how long it lasts."""
    counts = side.route.vocabulary.date_chain
    return {(side.facts[term.fact], term.value) for term in step.terms if term.fact is not None and counts(term.fact)}
