"""Boolean formulas over cells, and their three-valued truth on a set of students.

A *cube* is a bit mask of cells for each axis: the set of all students whose facts lie in those cells. Formulas are in
negation normal form; the only kind of atom is "the fact of this axis lies in one of these cells".
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from routekaart.foundation.truth import Truth
from routekaart.logic.budget import current

Cube: TypeAlias = tuple[int, ...]
Found = TypeVar("Found")

_PART = 30
"""The work of visiting a part with memoisation, measured in visits to an atom without it."""

HEAVY = 2_000
"""Above this weight, a formula is walked with memoisation: a shared part is visited once."""


def with_cells(cube: Cube, masks: Mapping[int, int]) -> Cube:
    """The cube with other cells on some axes."""
    return tuple(masks.get(axis, mask) for axis, mask in enumerate(cube))


@dataclass(frozen=True, slots=True)
class AxisLiteral:
    """An atom: the fact of an axis lies in one of the cells of the mask."""

    axis: int
    mask: int


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """Several formulas. Parts can be shared, so the weight can far exceed the number of distinct parts.

    Attributes:
        weight: the number of atoms, counted as often as a walk without memoisation meets them.
    """

    parts: tuple["Formula", ...]
    weight: int = field(init=False, repr=False)
    _hash: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sum(map(weight_of, self.parts)))
        object.__setattr__(self, "_hash", hash((type(self), self.parts)))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not type(self) or other._hash != self._hash:
            return False
        # Comparing heavy formulas would mean walking them; taking equal ones for different only costs extra work.
        return self.weight <= HEAVY and self.parts == other.parts

    def __hash__(self) -> int:
        return self._hash


class And(_Joined):
    """All parts hold."""

    __slots__ = ()


class Or(_Joined):
    """At least one part holds."""

    __slots__ = ()


Formula: TypeAlias = bool | AxisLiteral | And | Or


def conjoin(parts: Iterable[Formula], full: Cube) -> Formula:
    """The conjunction of the parts, with the atoms of one axis merged; `full` holds every cell of every axis."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, And):
        if part is False:
            return False
        if isinstance(part, AxisLiteral):
            masks[part.axis] = masks.get(part.axis, full[part.axis]) & part.mask
        elif part is not True:
            rest.append(part)
    if 0 in masks.values():
        return False
    atoms = [AxisLiteral(axis, mask) for axis, mask in masks.items() if mask != full[axis]]
    return _one_or(And, (*atoms, *rest), when_empty=True)


def disjoin(parts: Iterable[Formula], full: Cube) -> Formula:
    """The disjunction of the parts, with the atoms of one axis merged; `full` holds every cell of every axis."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, Or):
        if part is True:
            return True
        if isinstance(part, AxisLiteral):
            masks[part.axis] = masks.get(part.axis, 0) | part.mask
        elif part is not False:
            rest.append(part)
    if any(mask == full[axis] for axis, mask in masks.items()):
        return True
    atoms = [AxisLiteral(axis, mask) for axis, mask in masks.items() if mask]
    return _one_or(Or, (*atoms, *rest), when_empty=False)


def weight_of(formula: Formula) -> int:
    """The number of atoms in a formula, those in shared parts counted each time; 0 for a constant."""
    if isinstance(formula, _Joined):
        return formula.weight
    return 0 if isinstance(formula, bool) else 1


def opposite(formula: Formula, full: Cube) -> Formula:
    """The negation of a formula."""

    def of_part(part: Formula, of: Callable[[Formula], Formula]) -> Formula:
        if isinstance(part, bool):
            return not part
        if isinstance(part, AxisLiteral):
            return AxisLiteral(part.axis, full[part.axis] & ~part.mask)
        join = disjoin if isinstance(part, And) else conjoin
        return join(map(of, part.parts), full)

    return walked(formula, of_part)


def is_cube(formula: Formula) -> bool:
    """Whether a formula is equivalent to a cube: a constant, an atom, or a conjunction of atoms."""
    return isinstance(formula, bool | AxisLiteral) or (
        isinstance(formula, And) and all(isinstance(part, AxisLiteral) for part in formula.parts)
    )


def axes_of(formula: Formula) -> frozenset[int]:
    """The axes in a formula."""

    def of_part(part: Formula, of: Callable[[Formula], frozenset[int]]) -> frozenset[int]:
        if isinstance(part, bool):
            return frozenset()
        if isinstance(part, AxisLiteral):
            return frozenset({part.axis})
        return frozenset().union(*map(of, part.parts))

    return walked(formula, of_part)


def truth(formula: Formula, cube: Cube) -> Truth:
    """True or false if that holds for every student in the cube; None if the parts do not settle it."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, AxisLiteral):
        common = cube[formula.axis] & formula.mask
        return False if not common else True if common == cube[formula.axis] else None
    if formula.weight > HEAVY:
        return walked(formula, lambda part, of: _truth_of_part(part, cube, of))
    # Not through `_truth_of_part`: this is the innermost loop of every search.
    stop = isinstance(formula, Or)
    result: Truth = not stop
    for part in formula.parts:
        value = truth(part, cube)
        if value is stop:
            return stop
        if value is None:
            result = None
    return result


def _truth_of_part(formula: Formula, cube: Cube, of: Callable[[Formula], Truth]) -> Truth:
    if isinstance(formula, bool | AxisLiteral):
        return truth(formula, cube)
    stop = isinstance(formula, Or)
    values = list(map(of, formula.parts))
    return stop if stop in values else None if None in values else not stop


def walked(formula: Formula, of_part: Callable[[Formula, Callable[[Formula], Found]], Found]) -> Found:
    """A bottom-up fold of a formula: `of_part` gets a part and a function for the results of its own parts.

    In a heavy formula, each shared part is visited once.
    """
    if weight_of(formula) > HEAVY:
        return _by_part(formula, of_part)[id(formula)]

    def of(part: Formula) -> Found:
        return of_part(part, of)

    return of(formula)


def _by_part(formula: Formula, of_part: Callable[[Formula, Callable[[Formula], Found]], Found]) -> dict[int, Found]:
    """The results of `of_part` for each part, by its `id`."""
    known: dict[int, Found] = {}
    for part in parts_first(formula):
        known[id(part)] = of_part(part, lambda one: known[id(one)])
    current().spend(_PART * len(known))
    return known


def parts_first(formula: Formula) -> Iterator[Formula]:
    """Every part of a formula once, in post-order."""
    seen: set[int] = set()
    waiting = [(formula, False)]
    while waiting:
        one, ready = waiting.pop()
        if ready:
            yield one
        elif id(one) not in seen:
            seen.add(id(one))
            waiting.append((one, True))
            if isinstance(one, _Joined):
                waiting.extend((part, False) for part in reversed(one.parts))


def undecided(formula: Formula, cube: Cube) -> Iterator[AxisLiteral]:
    """The undecided atoms in the undecided parts of a formula on a cube, in order."""
    if isinstance(formula, bool) or truth(formula, cube) is not None:
        return
    if isinstance(formula, AxisLiteral):
        yield formula
    elif formula.weight > HEAVY:
        yield from _undecided_of_heavy(formula, cube)
    else:
        for part in formula.parts:
            yield from undecided(part, cube)


def _undecided_of_heavy(formula: Formula, cube: Cube) -> Iterator[AxisLiteral]:
    """The same as `undecided`, with the atoms of a shared part once."""
    values = _by_part(formula, lambda part, of: _truth_of_part(part, cube, of))
    seen: set[int] = set()
    waiting = [formula]
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and values[id(one)] is None:
            seen.add(id(one))
            if isinstance(one, AxisLiteral):
                yield one
            elif isinstance(one, _Joined):
                waiting.extend(reversed(one.parts))


def narrow(formula: Formula, cube: Cube) -> Cube | None:
    """The cube without students for whom the formula surely fails; None if nobody is left.

    Only students that a single atom excludes are removed, so students for whom it fails may be left.
    """
    if isinstance(formula, bool):
        return cube if formula else None
    if isinstance(formula, AxisLiteral):
        mask = cube[formula.axis] & formula.mask
        return _with_mask(cube, formula.axis, mask) if mask else None
    if formula.weight > HEAVY:
        return None if truth(formula, cube) is False else cube
    if isinstance(formula, And):
        while True:
            before = cube
            for part in formula.parts:
                narrowed = narrow(part, cube)
                if narrowed is None:
                    return None
                cube = narrowed
            if cube == before:
                return cube
    open_parts = [part for part in formula.parts if truth(part, cube) is not False]
    if not open_parts:
        return None
    return narrow(open_parts[0], cube) if len(open_parts) == 1 else cube


def split(cube: Cube, atom: AxisLiteral) -> tuple[Cube, Cube]:
    """The students for whom an atom holds, and those for whom it does not."""
    mask = cube[atom.axis] & atom.mask
    return _with_mask(cube, atom.axis, mask), _with_mask(cube, atom.axis, cube[atom.axis] & ~atom.mask)


def cells_of(mask: int) -> list[int]:
    """The mask of each single cell in a mask, lowest first."""
    return [1 << index for index in range(mask.bit_length()) if mask >> index & 1]


def _with_mask(cube: Cube, axis: int, mask: int) -> Cube:
    return cube if cube[axis] == mask else (*cube[:axis], mask, *cube[axis + 1 :])


def _flat(parts: Iterable[Formula], kind: type[And] | type[Or]) -> Iterator[Formula]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _one_or(kind: type[And] | type[Or], parts: tuple[Formula, ...], *, when_empty: bool) -> Formula:
    if not parts:
        return when_empty
    return parts[0] if len(parts) == 1 else kind(parts)
