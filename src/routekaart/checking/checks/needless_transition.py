"""needless-transition: a transition that can be left out: everybody goes to the same place without it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep, Proof, always, illustrated, never
from routekaart.checking.analysis.ways import is_taken_by_nobody
from routekaart.diagnostics.diagnostic import Finding, Mention
from routekaart.foundation.language import Text, enumerate_text
from routekaart.logic.formula import Cube, Formula
from routekaart.model.step import Step, Transition

_MOST_MENTIONED = 5
_WRITTEN = {"source": "sources", "reading": "readings", "note": "note", "implicit": "implicit"}
"""In what two transitions with the same condition can differ: by key in the file, the field."""


def _check(at: AtStep) -> Iterator[Finding]:
    """One finding for each transition that can be left out, even if all of the reported ones are left out."""
    step, made = at.step, at.proofs
    if all(proof.table.cover.is_a_division for proof in made):
        return
    if not all(proof.grid.dates.same_every_day for proof in made):
        return
    if step.policy == "unique" and any(always(made, number) for number in range(len(step.transitions))):
        return  # Reported as always-true-condition; nothing else in the step matters then.
    rows = _Rows(made, _places(step), _taken_over_by_otherwise(step, made))
    numbers = range(len(step.transitions))
    found = [number for number in numbers if rows.are_enough(rows.every & ~(1 << number), without=number)]
    left = _set(number for number in numbers if rows.somebody_takes(number)) if found else 0
    for number in reversed(found):
        others = left & ~(1 << number)
        taken = left >> number & 1 and not is_taken_by_nobody(at.subject, step.id, number)
        if taken and rows.are_enough(others, without=number):
            left = others
            yield _finding(at, rows, number, others)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The transitions of a step. A set of them is a number with a bit for each.

    Attributes:
        places: for each place, the transitions that lead there.
        otherwise: where students go who fit no transition, if some transition leads there too and such students exist.
    """

    made: Sequence[Proof]
    places: Mapping[str, int]
    otherwise: str | None

    @property
    def every(self) -> int:
        """The set of all transitions."""
        return sum(self.places.values())

    def somebody_takes(self, number: int) -> bool:
        """Whether some student may take a transition: it is not proven that nobody does."""
        return not never(self.made, lambda proof: proof.taking(number))

    def are_enough(self, others: int, *, without: int) -> bool:
        """Whether it is proven that with only the others, without one, every student goes to the same place."""
        return all(self._going_elsewhere(proof, without, others) is None for proof in self.made)

    def instead(self, number: int, others: int) -> list[int]:
        """The other transitions that lead to the same place and may hold for the same students."""
        found: set[int] = set()
        for proof in self.made:
            same = others & self.places[proof.step.transitions[number].to]
            found.update(proof.table.cover.beside(number, same & ~_before(number) if proof.table.first_wins else same))
        return sorted(found)

    def _going_elsewhere(self, proof: Proof, number: int, others: int) -> Cube | None:
        """Students who take a transition, and with only the others go elsewhere or get stuck; None if none do."""
        table, cover, target = proof.table, proof.table.cover, proof.step.transitions[number].to
        same, taking = others & self.places[target], (table.valid, table.rows[number].formula)
        earlier = others & _before(number) if table.first_wins else 0
        if self.otherwise != target:
            found = cover.outside(others, taking, table.full)
            if found is not None:
                return found
        for other in cover.beside(number, others & ~earlier & ~same):
            sooner = same & _before(other) if table.first_wins else same
            found = cover.outside(earlier | sooner, (*taking, table.rows[other].formula), table.full)
            if found is not None:
                return found
        return None


def _taken_over_by_otherwise(step: Step, made: Sequence[Proof]) -> str | None:
    """The place of `otherwise`, if some transition leads there too and students may need `otherwise`; else None."""
    leads_there = any(transition.to == step.otherwise for transition in step.transitions)
    return step.otherwise if leads_there and not never(made, Proof.gap) else None


def _places(step: Step) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for number, transition in enumerate(step.transitions):
        found[transition.to] = found.get(transition.to, 0) | 1 << number
    return found


def _set(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _before(number: int) -> int:
    return (1 << number) - 1


def _finding(at: AtStep, rows: _Rows, number: int, others: int) -> Finding:
    step, transition = at.step, at.step.transitions[number]
    instead = rows.instead(number, others)
    twin = next((one for one in instead if step.transitions[one].when == transition.when), None)
    text = Text(
        f"deze overgang kan weg, want zonder deze overgang gaat de student ook naar {transition.to}",
        f"this transition can be left out, for without it the student goes to {transition.to} too",
    )
    if twin is not None:
        text = _twice(transition, step.transitions[twin])
    so = Text(f"dit leidt ook naar {transition.to}", f"this leads to {transition.to} too")
    related = [Mention(("steps", step.id, "transitions", one), so) for one in instead]
    if rows.otherwise == transition.to:
        related.append(Mention(("steps", step.id, "otherwise"), so, at_key=True))
    finding = Finding(("steps", step.id, "transitions", number), text, related=tuple(related[:_MOST_MENTIONED]))
    return illustrated(at, finding, ((proof, _taking(proof, number)) for proof in rows.made))


def _taking(proof: Proof, number: int) -> tuple[Formula, ...]:
    """Formulas that hold for the students who take a transition."""
    earlier = range(number) if proof.table.first_wins else ()
    return (proof.table.rows[number].formula, *(proof.table.opposite_of(one) for one in earlier))


def _twice(transition: Transition, other: Transition) -> Text:
    """The message that two transitions to one place have the same condition, with the keys in which they differ."""
    differing = [key for key, field in _WRITTEN.items() if getattr(transition, field) != getattr(other, field)]
    listed = enumerate_text(differing, every=True)
    but = (
        Text(f", alleen met een andere {listed.nl}", f", only with another {listed.en}") if differing else Text("", "")
    )
    return Text(
        f"deze overgang naar {transition.to} staat er twee keer met dezelfde voorwaarde{but.nl}",
        f"this transition to {transition.to} stands here twice with the same condition{but.en}",
    )


CHECK = Check("needless-transition", of_step=_check)
