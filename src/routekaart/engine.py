"""The answers of a route for one student: with a reference date, or without one if the answer does not depend on it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, partial
from typing import TYPE_CHECKING

from routekaart.deciding.admission import admit
from routekaart.deciding.contested_duties import ContestedDuties, contested_duties_at
from routekaart.deciding.decider import Decider
from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties, duties_at
from routekaart.deciding.kept_by_cells import KeptByCells, QuickWays
from routekaart.deciding.resolving import Resolved, resolve
from routekaart.deciding.surroundings import Surroundings
from routekaart.deciding.undated import date_needed, decide_undated, duties_undated, the_same_on_every_date
from routekaart.foresight.knowledge import knowledge_of
from routekaart.foresight.outlook import Change, changes, first_change, last_day
from routekaart.foundation.language import untranslated
from routekaart.logic.budget import at_most
from routekaart.logic.grid_cache import GridCache
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.parameters import Parameter
from routekaart.model.situation import UnknownFacts, given_facts, read_facts, read_reference_date, required_date
from routekaart.model.step import Step
from routekaart.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from routekaart.foresight.duties_over_time import DutiesChange
    from routekaart.foresight.paths import RoutePath
    from routekaart.foresight.required_changes import Reach

Facts = Mapping[str, object]
_CERTAIN = (str, date, datetime, type(None))


class Engine:
    """Answers for the students of one route. The methods of `Route` document their meaning and their errors.

    Attributes:
        around: the parts of the route that a decision names.
        grids: the facts of the route as cells, for deciding and proving.
        decider: the decider at its steps, for situations that have been read and checked.
    """

    def __init__(self, around: Surroundings, vocabulary: Vocabulary, quick_ways: QuickWays) -> None:
        """The engine of a route; `quick_ways` gets the quick ways to decide."""
        self.around = around
        self.vocabulary = vocabulary
        self.grids = GridCache(vocabulary)
        self.decider = Decider(self.grids, around, first_change=first_change)
        self._kept = KeptByCells(self.grids, self._timeless, self.decide, self.duties, quick_ways)

    @cached_property
    def _timeless(self) -> GridCache:
        return GridCache(self.vocabulary.without_time())

    @cached_property
    def _timeless_decider(self) -> Decider:
        dates = {name: self.vocabulary.root_date(name) for name in self.vocabulary.facts}
        return Decider(self._timeless, self.around, dates)

    def decide(self, step: Step, on: date | None, unknown_facts: UnknownFacts, facts: Facts) -> Decision:
        """Decide in full where a student goes, without looking at earlier verdicts."""
        with at_most(step_id=step.id):
            if on is None:
                return decide_undated(self._timeless_decider, self.vocabulary, step, facts, unknown_facts)
            return self.decider.decide(step, facts, on, unknown_facts)

    def duties(self, step: Step, on: date | None, unknown_facts: UnknownFacts, facts: Facts) -> Duties:
        """Find in full who acts and what must be done."""

        def ask(grids: GridCache, day: date) -> Duties:
            return duties_at(grids, step, admit(grids, facts, day, unknown_facts))

        with at_most(step_id=step.id):
            if on is None:
                return duties_undated(self.vocabulary, step, facts, partial(ask, self._timeless))
            return ask(self.grids, on)

    def decide_given(self, step: Step, facts: Facts, on: date | str | None, unknown_facts: UnknownFacts) -> Decision:
        """Decide where a student goes, from arguments of which only the step has been checked."""
        return self._kept.decide(step, *_read(facts, on, unknown_facts))

    def duties_given(self, step: Step, facts: Facts, on: date | str | None, unknown_facts: UnknownFacts) -> Duties:
        """Find who acts and what must be done, from arguments of which only the step has been checked."""
        return self._kept.duties(step, *_read(facts, on, unknown_facts))

    def contested_duties(
        self, step: Step, facts: Facts, on: date | str | None, unknown_facts: UnknownFacts
    ) -> tuple[ContestedDuties, ...]:
        """The unconfirmed readings under which the duties would be different."""
        day, unknown, told = _read(facts, on, unknown_facts)
        duties = self._kept.duties(step, day, unknown, told)
        values, _ = read_facts(self.vocabulary, told, unknown)
        known = {name: str(one) if isinstance(one, PartlyKnown) else one for name, one in values.items()}
        return tuple(contested_duties_at(self.around, step, duties, known, read_reference_date(day)))

    def duties_change(
        self, step: Step, facts: Facts, on: date | str, unknown_facts: UnknownFacts
    ) -> "DutiesChange | None":
        """The first later date on which the duties change."""
        # Imported here, so that deciding does not wait for it.
        from routekaart.foresight.duties_over_time import first_change_of_duties

        facts, day = given_facts(facts, unknown_facts), required_date(on, untranslated("duties_change"))
        with at_most(step_id=step.id):
            known = admit(self.grids, facts, day, unknown_facts)
            return first_change_of_duties(self.decider, step, knowledge_of(self.grids, known), day)

    def outlook(
        self, step: Step, facts: Facts, on: date | str, until: date | str | None, unknown_facts: UnknownFacts
    ) -> tuple[Change, ...]:
        """Each later date on which the decision changes."""
        facts, day = given_facts(facts, unknown_facts), required_date(on, untranslated("outlook"))
        last = last_day(until, day)
        with at_most(step_id=step.id):
            known = admit(self.grids, facts, day, unknown_facts)
            return tuple(changes(self.decider, step, knowledge_of(self.grids, known), day, last))

    def reach(self, step: Step, target: str, facts: Facts, on: date | str, unknown_facts: UnknownFacts) -> "Reach":
        """The changes that would lead a student to a target of the step."""
        # Imported here, like the search for a path, so that deciding does not wait for it.
        from routekaart.foresight.required_changes import reach

        facts, day = given_facts(facts, unknown_facts), required_date(on, untranslated("reach"))
        with at_most(step_id=step.id):
            return reach(self.decider, step, admit(self.grids, facts, day, unknown_facts), target)

    def path(
        self, start: Step, to: str, facts: Facts, on: date | str | None, unknown_facts: UnknownFacts
    ) -> "RoutePath | None":
        """A shortest path from a step to another place."""
        from routekaart.foresight.paths import find_path, undated_path

        facts, day = given_facts(facts, unknown_facts), read_reference_date(on)

        def ask(day: date) -> "RoutePath | None":
            return undated_path(self._timeless_decider, start, admit(self._timeless, facts, day, unknown_facts), to)

        with at_most(step_id=start.id):
            if day is not None:
                return find_path(self.decider, start, admit(self.grids, facts, day, unknown_facts), to)
            return the_same_on_every_date(self.vocabulary, "path", facts, ask)

    def resolve(self, facts: Facts, on: date | str | None, unknown_facts: UnknownFacts) -> Resolved:
        """Every fact that is known or follows."""
        facts, day = given_facts(facts, unknown_facts), required_date(on, untranslated("resolve"))
        with at_most():
            found = resolve(self.grids, admit(self.grids, facts, day, unknown_facts))
        return Resolved(found, self.around, day)

    def parameter(self, parameter: Parameter, on: date | str | None) -> int | Decimal:
        """The value of a parameter on a reference date."""
        day = read_reference_date(on)
        if day is None:
            raise date_needed(parameter.name, ())
        return parameter.at(day).value


def _read(
    facts: Facts, on: date | str | None, unknown_facts: UnknownFacts
) -> tuple[date | str | None, UnknownFacts, Facts]:
    """The reference date, the treatment of unknown facts, and the facts, in Python's own types."""
    told = given_facts(facts, unknown_facts)
    word: UnknownFacts = "error" if str.__str__(unknown_facts) == "error" else "ignore"
    # Only for Python's own text and date is it certain what they equal; others are not looked up or kept.
    return on if type(on) in _CERTAIN else read_reference_date(on), word, told
