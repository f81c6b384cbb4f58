"""What can still change an answer, against every pair of students."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import examples, use_profile

from routekaart.logic.answer_diagram import AnswerDiagram
from routekaart.logic.diagram import NOBODY
from routekaart.logic.formula import AxisLiteral, Cube, Formula, conjoin, disjoin, truth
from routekaart.logic.questions import Questions, deciding_axes
from routekaart.logic.table import STUCK, Answer, Row, Table

use_profile()

SIZES = (2, 3, 2, 2, 3)
FULL = tuple((1 << size) - 1 for size in SIZES)
ATOMS = st.sampled_from([AxisLiteral(axis, mask) for axis, full in enumerate(FULL) for mask in range(1, full)])


def joined(part: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    parts = st.lists(part, min_size=2, max_size=3)
    return st.builds(lambda join, some: join(some, FULL), st.sampled_from([conjoin, disjoin]), parts)


FORMULAS: st.SearchStrategy[Formula] = st.recursive(ATOMS, joined, max_leaves=6)
TABLES = st.builds(
    Table,
    st.lists(st.builds(Row, st.sampled_from([Answer("target", one) for one in "abc"]), FORMULAS), max_size=4).map(
        tuple
    ),
    st.booleans(),
    st.sampled_from([STUCK, Answer("target", "a")]),
    # Facts that exclude each other are what makes it hard.
    st.one_of(st.just(True), FORMULAS),
    st.just(FULL),
)
CUBES = st.tuples(*(st.one_of(st.just(full), st.integers(1, full)) for full in FULL))


def answers_in(table: Table, cube: Cube) -> dict[Cube, Answer]:
    """The answer of each student in a cube who can exist."""
    students = product(
        *([1 << cell for cell in range(size) if mask >> cell & 1] for mask, size in zip(cube, SIZES, strict=True))
    )
    return {one: next(iter(table.candidates(one))) for one in students if truth(table.valid, one) is True}


def by_pairs(answers: dict[Cube, Answer]) -> set[int]:
    """The axes of each smallest difference between students with different answers, the single ones first."""
    apart = [
        frozenset(axis for axis, cells in enumerate(zip(one, other, strict=True)) if len(set(cells)) > 1)
        for one, other in combinations(answers, 2)
        if answers[one] != answers[other]
    ]
    found: set[int] = set()
    while left := [axes for axes in apart if not axes & found]:
        least = min(map(len, left))
        found = found.union(*(axes for axes in left if len(axes) == least))
    return found


def left_after(answers: dict[Cube, Answer], axis: int) -> float:
    kinds = {frozenset(told for one, told in answers.items() if one[axis] == 1 << cell) for cell in range(SIZES[axis])}
    counts = [len(kind) for kind in kinds if kind]
    return sum(counts) / len(counts)


@pytest.mark.slow
@given(table=TABLES, cube=CUBES)
@examples(4)
def test_what_is_asked_is_what_differs_between_students(table: Table, cube: Cube) -> None:
    answers = answers_in(table, cube)
    found = deciding_axes(table, cube)
    assert set(found) == by_pairs(answers)
    assert list(found) == sorted(sorted(found), key=lambda axis: left_after(answers, axis))


@pytest.mark.slow
@given(table=TABLES, data=st.data())
@examples(4)
def test_what_is_left_when_more_is_known_asks_what_a_diagram_of_that_asks(table: Table, data: st.DataObject) -> None:
    diagram = AnswerDiagram(table)
    node, cube = diagram.root, list(FULL)
    for axis in range(len(SIZES)):
        first = data.draw(st.integers(0, SIZES[axis] - 1))
        last = data.draw(st.integers(first, SIZES[axis] - 1))
        cube[axis] = (1 << last + 1) - (1 << first)
        node = diagram.nodes.known(node, axis, cube[axis]) if axis in diagram.nodes.axes_of(node) else node
    answers = answers_in(table, tuple(cube))
    assert {diagram.answer(end) for end in diagram.nodes.ends_of(node)} == set(answers.values())
    assert (node == NOBODY) == (not answers)
    assert Questions(diagram).asked(node, range(len(SIZES))) == deciding_axes(table, tuple(cube))
