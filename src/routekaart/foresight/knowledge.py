"""What is known of one student as time passes: facts that are given on a day, and what they mean on later days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from routekaart.deciding.admission import admit_known, assumed_facts
from routekaart.foresight.changing_facts import USE_CORRECT, can_become_known, changes_refused, ends_of
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.logic.axes import Axis
from routekaart.logic.date_ranges import known_days
from routekaart.logic.diagram import NOBODY, CellMove, Diagrams, Node
from routekaart.logic.grid import Grid
from routekaart.logic.grid_cache import GridCache
from routekaart.logic.possible import days_by_themselves
from routekaart.model.condition import FactTest
from routekaart.model.fact_problems import FactError, FactProblem
from routekaart.model.fact_types import Elapsed
from routekaart.model.fact_values import PartlyKnown
from routekaart.model.situation import Known, Situation, UnknownFacts, out_of_domain, read_facts, situation_of
from routekaart.model.vocabulary import Vocabulary

_MOST_NODES = 10_000

OTHER_DAYS = Text(
    "kies andere dagen, of corrigeer ook wat er verder over verteld is",
    "choose other days, or correct what else was told of it too",
)


@dataclass(frozen=True)
class Followed:
    """A fact that follows from others but was given. `repr` shows no values.

    Attributes:
        on: the day on which it was given.
        beside: what was known of other facts on that day.
    """

    value: bool = field(repr=False)
    on: date = field(repr=False)
    beside: Mapping[str, Known] = field(repr=False)


@dataclass(frozen=True)
class Knowledge:
    """What is known of a student, on any day from the last one on which something was given. No values in `repr`.

    Attributes:
        known: the facts that follow from nothing. For a given age, the days that the birth date can be.
        followed: the facts that follow from others but were given. They hold as long as time alone cannot
            have changed them.
    """

    grids: GridCache = field(repr=False, compare=False)
    known: Mapping[str, Known] = field(default_factory=lambda: frozen({}), repr=False)
    followed: Mapping[str, Followed] = field(default_factory=lambda: frozen({}), repr=False)

    def on(self, day: date) -> Situation:
        """The situation on a day.

        Raises:
            FactError: no student can be like this on that day, for instance because nobody gets so old.
        """
        problems = out_of_domain(self.grids.vocabulary, self.known, day)
        if problems:
            raise FactError(tuple(problems))
        holding = {name: told.value for name, told in self.followed.items() if self._still_holds(name, told, day)}
        return admit_known(self.grids, {**self.known, **holding}, day)

    def days(self) -> Mapping[str, tuple[date, date]]:
        """For each date of which something is known, the first and the last day that it can be."""
        found = {}
        for name, value in self.known.items():
            if isinstance(value, PartlyKnown):
                found[name] = value.first, value.last
            elif isinstance(value, date):
                found[name] = value, value
        return found

    def told(
        self,
        facts: Mapping[str, object],
        on: date,
        unknown_facts: UnknownFacts = "error",
        *,
        if_wrong: Text = USE_CORRECT,
    ) -> tuple["Knowledge", Mapping[str, Known]]:
        """The knowledge after these facts are given, and those facts as values.

        A given fact replaces what was known of it; None means that it is not known any more. An earlier given fact that
        follows from others gives way to later given values of those others.

        Args:
            if_wrong: what a person can do if a fact cannot have changed this way.

        Raises:
            FactError: the facts cannot be read, cannot be true together with what is known, or cannot have changed.
        """
        vocabulary = self.grids.vocabulary
        values, problems = read_facts(vocabulary, facts, unknown_facts)
        refused = [
            *out_of_domain(vocabulary, values, on),
            *changes_refused(vocabulary, self.known, values, on, if_wrong),
        ]
        for problem in refused:
            values.pop(problem.fact, None)
        forgotten = {name for name, value in facts.items() if value is None and name in vocabulary.facts}
        before = self._without(forgotten)
        kept = before._kept_beside(values, on)
        situation = before._together_or_why_not(kept, values, on)
        if not isinstance(situation, Situation):
            raise FactError((*problems, *refused, *situation))
        if problems or refused:
            raise FactError((*problems, *refused))
        found = knowledge_of(self.grids, situation)
        earlier = {
            name: told
            for name, told in before.followed.items()
            if name not in values and (name in situation.given or not before._still_holds(name, told, on))
        }
        return Knowledge(self.grids, found.known, frozen({**found.followed, **earlier})), frozen(values)

    def entering(self) -> "Knowledge":
        """What is known when a step is entered: facts with lifetime "visit" are asked anew."""
        vocabulary = self.grids.vocabulary
        known = {name: value for name, value in self.known.items() if not vocabulary.is_of_a_visit(name)}
        followed = {name: told for name, told in self.followed.items() if not vocabulary.is_of_a_visit(name)}
        return Knowledge(self.grids, frozen(known), frozen(followed))

    def _without(self, forgotten: Iterable[str]) -> "Knowledge":
        """What is left when facts are not known any more, with all that is read off the same date."""
        gone = {name for one in forgotten for name in self.grids.vocabulary.family(one)}
        known = {name: value for name, value in self.known.items() if name not in gone}
        followed = {name: told for name, told in self.followed.items() if name not in gone}
        return Knowledge(self.grids, frozen(known), frozen(followed))

    def _kept_beside(self, values: Mapping[str, Known], on: date) -> dict[str, Known]:
        """What was known and is not given anew. A date is kept beside what is given of it, as long as the two fit."""
        vocabulary = self.grids.vocabulary
        kept = dict(self.known)
        for name, value in values.items():
            root = vocabulary.root_date(name)
            known = kept.pop(root, None)
            if known is None or (name == root and not isinstance(value, PartlyKnown)):
                continue
            if name != root:
                together = situation_of(vocabulary, {root: known, name: value}, on)
                if known_days(vocabulary, root, together) is not None or vocabulary.facts[root].changes == "never":
                    kept[root] = known
            elif can_become_known(known, value, "never"):
                (first, last), (low, high) = ends_of(known), ends_of(value)
                kept[root] = known if first == last else PartlyKnown(max(first, low), min(last, high))  # type: ignore[arg-type]
        return kept

    def _together_or_why_not(
        self, kept: Mapping[str, Known], values: Mapping[str, Known], on: date
    ) -> Situation | tuple[FactProblem, ...]:
        try:
            return self._together(kept, values, on)
        except FactError as error:
            return error.problems

    def _together(self, kept: Mapping[str, Known], values: Mapping[str, Known], on: date) -> Situation:
        """What is known and what is given, together.

        An earlier given fact that follows from others gives way. One that was given on the same day does so only if a
        fact that it follows from has changed; if not, the two contradict each other.
        """
        vocabulary = self.grids.vocabulary
        changed = {root for root in map(vocabulary.root_date, values) if self._changes(root, kept, values)}
        followed = {name: told for name, told in self.followed.items() if name not in values}
        firm = {
            name: told.value
            for name, told in followed.items()
            if told.on == on and changed.isdisjoint(vocabulary.inputs([name]))
        }
        together: dict[str, Known] = {**firm, **values, **kept}
        situation = admit_known(self.grids, together, on)
        for name, told in followed.items():
            if name not in firm and self._still_holds(name, told, on):
                try:
                    situation = admit_known(self.grids, {**together, name: told.value}, on)
                except FactError:
                    # It was true then; what is given now contradicts it.
                    continue
                together[name] = told.value
        return situation

    def _changes(self, name: str, kept: Mapping[str, Known], values: Mapping[str, Known]) -> bool:
        """Whether what was known of a fact that follows from nothing is not true any more."""
        return name in self.known and name not in kept and values.get(name) != self.known[name]

    def _still_holds(self, name: str, told: Followed, day: date) -> bool:
        """Whether time alone cannot have changed a given fact, for any student who fitted then and fits now.

        Counts are taken to grow by themselves, independently of each other; so a fact that this proves unchanged is
        unchanged.
        """
        vocabulary = self.grids.vocabulary
        if told.on == day or not vocabulary.depends_on_time(name):
            return True
        try:
            return self._found_to_hold(name, told, day)
        except TooHardError:
            return False

    def _found_to_hold(self, name: str, told: Followed, day: date) -> bool:
        vocabulary = self.grids.vocabulary
        timeless, test = vocabulary.without_time(), FactTest(name, "one_of", (told.value,))
        then, now = (Grid(timeless, [test], one, {}, also=(told.on, day)) for one in (told.on, day))
        sets = Diagrams([len(axis.cells) for axis in then.axes], range(len(then.axes)), _MOST_NODES)

        def fitting(grid: Grid, known: Mapping[str, Known], on: date) -> Node:
            masks = (_mask(vocabulary, axis, known, on) for axis in grid.axes)
            return reduce(sets.both, (sets.within(*one) for one in enumerate(masks)), sets.of(grid.valid))

        students = sets.both(fitting(then, told.beside, told.on), sets.of(then.formula(test)))
        later = sets.changed(students, tuple(by_time(vocabulary, axis.fact.name) for axis in then.axes))
        later = sets.both(later, fitting(now, self.known, day))
        # If no student is left: facts given later, from which it follows, contradict it.
        return later != NOBODY and sets.both(later, sets.of(now.formula(test, positive=False))) == NOBODY


def knowledge_of(grids: GridCache, situation: Situation) -> Knowledge:
    """What a situation shows of later days."""
    vocabulary = grids.vocabulary
    known: dict[str, Known] = {
        name: value for name, value in situation.given.items() if vocabulary.facts[name].derivation is None
    }
    for name in vocabulary.dates:
        if name not in known and situation.tells_of(name):
            days = days_by_themselves(grids, name, situation)
            if days is not None:
                known[name] = days[0] if days[0] == days[1] else PartlyKnown(*days)
    told = assumed_facts(vocabulary, situation)
    followed = {name: Followed(value, situation.on, frozen(known)) for name, value in told.items()}
    return Knowledge(grids, frozen(known), frozen(followed))


def by_time(vocabulary: Vocabulary, name: str) -> CellMove:
    """How a fact changes by the passing of time alone."""
    derivation = vocabulary.facts[name].derivation
    if not isinstance(derivation, Elapsed):
        return "keep"
    return "up" if derivation.direction == "since" else "down"


def _mask(vocabulary: Vocabulary, axis: Axis, known: Mapping[str, Known], on: date) -> int:
    """The cells that a fact can be in on a day; a count is read off what is known of its date."""
    name = axis.fact.name
    value = known.get(vocabulary.root_date(name))
    if value is None:
        return axis.full
    chain = vocabulary.date_chain(name)
    ends = ends_of(value)
    if chain is not None:
        ends = tuple(sorted(chain.read(day, on) for day in ends if isinstance(day, date)))  # type: ignore[assignment]
    return axis.mask_between(*ends) if axis.fact.kind in ("number", "date") else axis.mask_of(ends[0])
