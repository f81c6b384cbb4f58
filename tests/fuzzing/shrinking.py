"""Makes the file of a finding smaller while the same goes wrong."""

import time
from collections.abc import Callable, Iterator
from copy import deepcopy

from .cases import Case, written
from .trees import part, places, put, size, without


def shrunk(case: Case, still_fails: Callable[[Case], bool], *, seconds: float) -> Case:
    """A smaller case: parts of its tree go, then blocks of lines, then letters.

    Args:
        seconds: about how much processor time it may take.
    """
    until = time.process_time() + seconds
    for ways in (_smaller_trees, _fewer_files, _fewer_lines, _fewer_letters):
        found: Case | None = case
        while found is not None and time.process_time() < until:
            case = found
            found = next((one for one in _while(ways(case), until) if still_fails(one)), None)
    return case


def _while(cases: Iterator[Case], until: float) -> Iterator[Case]:
    for one in cases:
        if time.process_time() > until:
            return
        yield one


def _smaller_trees(case: Case) -> Iterator[Case]:
    if case.tree is None:
        return
    known = places(case.tree)
    # From the largest part to the smallest, so that few tries take out most.
    by_size = sorted(known[1:], key=lambda place: -size(part(case.tree, place)))
    for place in by_size:
        tree = without(case.tree, place)
        yield case.with_content(written(tree, case.form), tree)
    for place in by_size:
        value = part(case.tree, place)
        if isinstance(value, str) and len(value) > 20:
            tree = put(deepcopy(case.tree), place, value[: len(value) // 2])
            yield case.with_content(written(tree, case.form), tree)


def _fewer_files(case: Case) -> Iterator[Case]:
    for name in case.beside:
        beside = {other: data for other, data in case.beside.items() if other != name}
        yield Case(case.name, case.content, beside, case.form)


def _fewer_lines(case: Case) -> Iterator[Case]:
    lines = case.content.splitlines(keepends=True)
    size = len(lines) // 2
    while size:
        for start in range(0, len(lines), size):
            yield Case(case.name, b"".join([*lines[:start], *lines[start + size :]]), case.beside, case.form)
        size //= 2


def _fewer_letters(case: Case) -> Iterator[Case]:
    data = case.content
    size = len(data) // 2
    if len(data) > 3_000:
        return
    while size:
        for start in range(0, len(data), size):
            yield Case(case.name, data[:start] + data[start + size :], case.beside, case.form)
        size //= 2
