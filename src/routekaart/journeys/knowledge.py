"""What is known of one student as time passes: facts that are told on a day, and what they say on later days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from routekaart.admission import admit_known
from routekaart.condition import Value
from routekaart.facts import PartlyKnown
from routekaart.frozen import frozen
from routekaart.language import Text
from routekaart.logic.grid import known_days
from routekaart.logic.grids import Grids
from routekaart.resolving import lasting
from routekaart.situation import (
    FactError,
    FactProblem,
    Known,
    Situation,
    UnknownFacts,
    out_of_domain,
    read_facts,
    situation_of,
)

USE_CORRECT = Text("was het fout, gebruik dan correct", "if it was wrong, use correct")
OTHER_DAYS = Text(
    "kies andere dagen, of corrigeer ook wat er verder over verteld is",
    "choose other days, or correct what else was told of it too",
)


@dataclass(frozen=True)
class Knowledge:
    """What is known of a student on any day from the last one on which something was told. Never shows values.

    Attributes:
        known: what stays true while only time passes; of an age that was told, the days that the birth date can be.
        inferred: the facts of those that nobody told, but that followed from what was told.
    """

    grids: Grids = field(repr=False, compare=False)
    known: Mapping[str, Known] = field(default_factory=lambda: frozen({}), repr=False)
    inferred: frozenset[str] = frozenset()

    def on(self, day: date) -> Situation:
        """What is known on a day.

        Raises:
            FactError: nobody can be like this on that day, such as someone older than people get.
        """
        return admit_known(self.grids, self.known, day)

    def told(
        self,
        facts: Mapping[str, object],
        on: date,
        unknown_facts: UnknownFacts = "error",
        *,
        if_wrong: Text = USE_CORRECT,
    ) -> tuple["Knowledge", Mapping[str, Known]]:
        """What is known once these facts are told, and those facts as values.

        What is told takes the place of what was known of it; None says that it is not known any more.

        Args:
            if_wrong: what a person can do when a fact cannot have become so.

        Raises:
            FactError: the facts cannot be read, cannot be true together with what is known, or cannot have changed.
        """
        vocabulary = self.grids.vocabulary
        values, problems = read_facts(vocabulary, facts, unknown_facts)
        refused = [*out_of_domain(vocabulary, values, on), *self._cannot_have_changed(values, on, if_wrong)]
        for problem in refused:
            values.pop(problem.fact, None)
        forgotten = {name for name, value in facts.items() if value is None and name in vocabulary.facts}
        kept = self._kept_beside(values, forgotten)
        try:
            situation = self._together(kept, values, on)
        except FactError as error:
            raise FactError((*problems, *refused, *error.problems)) from None
        if problems or refused:
            raise FactError((*problems, *refused))
        return self._as_it_lasts(situation, values), frozen(values)

    def entering(self) -> "Knowledge":
        """What is known on coming into a step: the facts of a visit are asked anew."""
        vocabulary = self.grids.vocabulary
        kept = {name: value for name, value in self.known.items() if not vocabulary.is_of_a_visit(name)}
        return Knowledge(self.grids, frozen(kept), self.inferred.intersection(kept))

    def _kept_beside(self, values: Mapping[str, Known], forgotten: Iterable[str]) -> dict[str, Known]:
        """What was known and is not told anew. A date that never changes is kept beside what is told of it."""
        vocabulary = self.grids.vocabulary
        gone = {name for one in forgotten for name in vocabulary.family(one)}
        for name in values:
            if vocabulary.facts[vocabulary.root_date(name)].changes == "never":
                gone.add(name)
            else:
                gone |= vocabulary.family(name)
        kept = {name: value for name, value in self.known.items() if name not in gone}
        for name, value in values.items():
            known = self.known.get(name)
            if name not in forgotten and isinstance(known, PartlyKnown) and isinstance(value, PartlyKnown):
                kept[name] = PartlyKnown(max(known.first, value.first), min(known.last, value.last))
            elif isinstance(value, PartlyKnown) and isinstance(known, date):
                kept[name] = known
        return kept

    def _together(self, kept: Mapping[str, Known], values: Mapping[str, Known], on: date) -> Situation:
        """What is known and what is told, together. What only followed gives way, unless it cannot have changed."""
        together = {**values, **kept}
        try:
            return admit_known(self.grids, together, on)
        except FactError:
            facts = self.grids.vocabulary.facts
            giving_way = {name for name in self.inferred.intersection(kept) if facts[name].changes != "never"}
            if not giving_way:
                raise
        fewer = {name: value for name, value in together.items() if name not in giving_way}
        return admit_known(self.grids, fewer, on)

    def _as_it_lasts(self, situation: Situation, told: Mapping[str, Known]) -> "Knowledge":
        vocabulary = self.grids.vocabulary
        values, days = lasting(self.grids, situation)
        known: dict[str, Known] = {name: PartlyKnown(*ends) for name, ends in days.items()}
        known |= values
        roots = {vocabulary.root_date(name) for name in told}
        told_before = self.known.keys() - self.inferred
        inferred = known.keys() - told.keys() - roots - told_before
        return Knowledge(self.grids, frozen(known), frozenset(inferred))

    def _cannot_have_changed(self, values: Mapping[str, Known], on: date, if_wrong: Text) -> list[FactProblem]:
        vocabulary = self.grids.vocabulary
        problems = []
        for name, value in values.items():
            root = vocabulary.root_date(name)
            known, changes = self.known.get(root), vocabulary.facts[root].changes
            if known is None:
                continue
            if name != root:
                together = situation_of(vocabulary, {root: known, name: value}, on)
                fits = changes != "never" or known_days(vocabulary, root, together) is not None
            else:
                fits = vocabulary.facts[name].derivation is not None or _can_become(known, value, changes)
            if not fits:
                text = Text(
                    f"{_NOT_LIKE_THIS[changes].nl.format(name)}; {if_wrong.nl}",
                    f"{_NOT_LIKE_THIS[changes].en.format(name)}; {if_wrong.en}",
                )
                problems.append(FactProblem("conflict", name, text, {name: value}, involved=(name,)))
        return problems


def _can_become(known: Known, value: Known, changes: str) -> bool:
    if changes == "never":
        first, last = _ends(known)
        other_first, other_last = _ends(value)
        return bool(first <= other_last and other_first <= last)  # type: ignore[operator]
    if changes == "once":
        return not (known is True and value is False)
    if changes == "grows" and not isinstance(value, str):
        return bool(_ends(known)[0] <= _ends(value)[1])  # type: ignore[operator]
    return True


def _ends(known: Known) -> tuple[Value, Value]:
    return (known.first, known.last) if isinstance(known, PartlyKnown) else (known, known)


_NOT_LIKE_THIS = {
    "never": Text(
        "{} past niet bij wat al bekend was en nooit verandert", "{} does not fit what was known and never changes"
    ),
    "once": Text("{} was al ja en wordt niet weer nee", "{} was ja already and does not become nee again"),
    "grows": Text("{} wordt niet kleiner", "{} does not become smaller"),
}
