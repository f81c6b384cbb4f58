"""Boolean formulas over cells, and their three-valued truth on a set of students.

A *cube* is one bit mask of cells for each axis: the set of all students whose facts lie in those cells. Formulas are in
negation normal form, so an atom is all there is: "the fact of this axis lies in one of these cells".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from routekaart.truth import Truth

Cube: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """The fact of an axis lies in one of the cells of the mask."""

    axis: int
    mask: int


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Formula", ...]


Formula: TypeAlias = bool | Within | And | Or


def conjoin(parts: Iterable[Formula], full: Cube) -> Formula:
    """All of the parts, with the atoms of one axis merged (`full` holds every cell of every axis)."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, And):
        if part is False:
            return False
        if isinstance(part, Within):
            masks[part.axis] = masks.get(part.axis, full[part.axis]) & part.mask
        elif part is not True:
            rest.append(part)
    if 0 in masks.values():
        return False
    atoms = [Within(axis, mask) for axis, mask in masks.items() if mask != full[axis]]
    return _one_or(And, (*atoms, *rest), when_empty=True)


def disjoin(parts: Iterable[Formula], full: Cube) -> Formula:
    """Any of the parts, with the atoms of one axis merged."""
    masks: dict[int, int] = {}
    rest: list[Formula] = []
    for part in _flat(parts, Or):
        if part is True:
            return True
        if isinstance(part, Within):
            masks[part.axis] = masks.get(part.axis, 0) | part.mask
        elif part is not False:
            rest.append(part)
    if any(mask == full[axis] for axis, mask in masks.items()):
        return True
    atoms = [Within(axis, mask) for axis, mask in masks.items() if mask]
    return _one_or(Or, (*atoms, *rest), when_empty=False)


def opposite(formula: Formula, full: Cube) -> Formula:
    """What holds for exactly the students for whom the formula does not."""
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, Within):
        return Within(formula.axis, full[formula.axis] & ~formula.mask)
    join = disjoin if isinstance(formula, And) else conjoin
    return join((opposite(part, full) for part in formula.parts), full)


def is_cube(formula: Formula) -> bool:
    """Whether a formula holds in one cube and nowhere else: it asks of each axis by itself in which cells it lies."""
    return isinstance(formula, bool | Within) or (
        isinstance(formula, And) and all(isinstance(part, Within) for part in formula.parts)
    )


def axes_of(formula: Formula) -> frozenset[int]:
    """The axes that a formula speaks of."""
    if isinstance(formula, bool):
        return frozenset()
    if isinstance(formula, Within):
        return frozenset({formula.axis})
    return frozenset().union(*map(axes_of, formula.parts))


def truth(formula: Formula, cube: Cube) -> Truth:
    """True or false when it is so for every student in the cube; None when the parts do not settle it."""
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, Within):
        common = cube[formula.axis] & formula.mask
        return False if not common else True if common == cube[formula.axis] else None
    # Written out rather than through `truth.conjunction`: this is the innermost loop of every search.
    stop = isinstance(formula, Or)
    result: Truth = not stop
    for part in formula.parts:
        value = truth(part, cube)
        if value is stop:
            return stop
        if value is None:
            result = None
    return result


def undecided(formula: Formula, cube: Cube) -> Iterator[Within]:
    """The atoms that keep the truth of a formula open on a cube, in order."""
    if isinstance(formula, bool) or truth(formula, cube) is not None:
        return
    if isinstance(formula, Within):
        yield formula
        return
    for part in formula.parts:
        yield from undecided(part, cube)


def narrow(formula: Formula, cube: Cube) -> Cube | None:
    """The cube without students for whom the formula surely fails; None when nobody is left.

    Not every failing student is taken out, only those that an atom excludes by itself.
    """
    if isinstance(formula, bool):
        return cube if formula else None
    if isinstance(formula, Within):
        mask = cube[formula.axis] & formula.mask
        return _with_mask(cube, formula.axis, mask) if mask else None
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


def split(cube: Cube, atom: Within) -> tuple[Cube, Cube]:
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
