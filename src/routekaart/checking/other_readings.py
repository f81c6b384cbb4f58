"""Findings about the readings of a route: which must be confirmed, and the effects of their alternatives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from routekaart.checking.analysis.own_definitions import MOST_WORK
from routekaart.checking.analysis.proving import AtStep, found_at
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import CHECKS, found_by
from routekaart.comparison.meaning import means_the_same
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.diagnostics.rules import RULES
from routekaart.foundation.digest import digest_of
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.budget import Budget, at_most
from routekaart.model.applied_readings import places_behind
from routekaart.model.source_readings import Instead, Reading
from routekaart.model.step import Step
from routekaart.model.text_fields import LEAVING_WORDS
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route

MOST_WORK_FOR_ALL = 10_000_000
"""The work for examining all alternatives of a route: some seconds. The remaining alternatives are not examined."""

_OF_THE_GRAPH = frozenset({"nobody-possible", "unreachable-step", "dead-end", "closed-cycle", "no-end-reachable"})
_OF_ROUTE = tuple(one for one in CHECKS if one.rule in _OF_THE_GRAPH)
_OF_STEP = tuple(one for one in CHECKS if one.of_step and RULES[one.rule].severity == "error")
_MOST_KEPT = 1024
_DIFFER: dict[tuple[str, str], bool] = {}
"""Whether an alternative that is proven to differ is sound, by the meaning digests of the route and of itself."""
_MOST_TOLD = 3
"""The most findings that are reported of one unsound alternative."""


def of_readings(subject: Subject) -> Iterator[tuple[str, Finding]]:
    """Findings about the readings in the file itself, each with its rule."""
    readings = {name: one for name, one in subject.route.readings.items() if name in subject.own["readings"]}
    yield from to_confirm(readings)
    budget = Budget(MOST_WORK_FOR_ALL)
    for name, reading in readings.items():
        for alternative, instead in reading.executable.items():
            try:
                with at_most(MOST_WORK, outer=budget):
                    yield from list(_of_alternative(subject, name, alternative, instead))
            except TooHardError:
                # An alternative is not part of the route, so checking the route does not need a proof about it.
                continue


def to_confirm(readings: Mapping[str, Reading]) -> Iterator[tuple[str, Finding]]:
    """A finding for each reading that must still be confirmed, with its rule."""
    for name, reading in readings.items():
        if reading.to_confirm:
            chosen = reading.chosen
            text = Text(
                f"de eigenaar van de bron moet nog bevestigen: {chosen}",
                f"the owner of the source must still confirm: {chosen}",
            )
            yield "reading-to-confirm", Finding(("readings", name), text, at_key=True)


def _of_alternative(subject: Subject, name: str, alternative: str, instead: Instead) -> Iterator[tuple[str, Finding]]:
    key = subject.route.meaning_digest, digest_of(instead, LEAVING_WORDS)
    if _DIFFER.get(key):
        return
    place: PartPath = ("readings", name, "others", alternative)
    other = subject.route.under({name: alternative})
    same = None if key in _DIFFER else means_the_same(subject.route, other)
    if same:
        text = Text(
            "dit betekent hetzelfde als wat gekozen is: bewezen is dat elke student hetzelfde antwoord krijgt",
            "this means the same as what was chosen: it is proven that every student gets the same answer",
        )
        yield "alternative-means-the-same", Finding(place, text, at_key=True)
        return
    found = list(islice(_unsound(subject, other, instead), _MOST_TOLD))
    told = [finding for finding in found if finding[1].reported_as is None]
    yield from (("alternative-unsound", Finding(place, _told(one), at_key=True)) for one in told)
    if same is False:
        if len(_DIFFER) >= _MOST_KEPT:
            _DIFFER.clear()
        _DIFFER[key] = not found


def _unsound(subject: Subject, other: Route, instead: Instead) -> Iterator[tuple[str, Finding]]:
    """Findings in the route under an alternative that the route itself does not have, also that a proof is too hard."""
    of_other = replace(subject, route=other)
    yield from _new(subject, of_other, None)
    for step in other.steps.values():
        if _is_touched(step, other.vocabulary, instead):
            yield from _new(subject, of_other, step.id)


def _new(subject: Subject, of_other: Subject, name: str | None) -> Iterator[tuple[str, Finding]]:
    """Findings in one step, or (None) in the route as a whole, that are not in the original route."""
    found = list(_found(of_other, name))
    before = {(rule, one.path) for rule, one in _found(subject, name) if one.reported_as is None} if found else set()
    yield from ((rule, one) for rule, one in found if (rule, one.path) not in before)


def _found(subject: Subject, name: str | None) -> Iterator[tuple[str, Finding]]:
    if name is None:
        yield from found_by(subject, _OF_ROUTE)
    elif name in subject.route.steps:
        at = AtStep(subject, subject.route.steps[name])
        looks = ((check.rule, check.of_step) for check in _OF_STEP if check.of_step)
        yield from ((rule, one) for rule, look in looks for one in found_at(at, look))


def _is_touched(step: Step, vocabulary: Vocabulary, instead: Instead) -> bool:
    """Whether an alternative can affect a step."""
    places = {place[:2] for place in instead.changed}
    if ("steps", step.id) in places or ("impossible",) in places:
        return True
    return not places.isdisjoint(places_behind(vocabulary, step.guards))


def _told(found: tuple[str, Finding]) -> Text:
    rule, finding = found
    where = ".".join(map(str, finding.path[:2]))
    shown = Text(f": {finding.label.nl}", f": {finding.label.en}") if finding.label else Text("", "")
    return Text(
        f"in deze lezing: {where}: {finding.text.nl}{shown.nl} ({rule})",
        f"under this reading: {where}: {finding.text.en}{shown.en} ({rule})",
    )
