"""Formulas for the students who get an answer from a step."""

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from itertools import islice
from operator import or_

from routekaart.logic.formula import Formula, axes_of, conjoin, disjoin, narrow, opposite
from routekaart.logic.row_index import positions
from routekaart.logic.search import find
from routekaart.logic.table import AMBIGUOUS, Answer, Table

_MOST = 500
"""With this many rows that may give another answer, it is faster to examine every student."""


class AnswerFormulas:
    """Formulas over the cells of a table, for the students who get each answer."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._getting: dict[Answer, Formula] = {}
        self._not_getting: dict[Answer, Formula] = {}

    def possible(self, among: int) -> tuple[Answer, ...]:
        """The answers that the rows `among` can give, and those for students who fit no row or several rows."""
        found = [self.table.rows[number].answer for number in positions(among)]
        ambiguous = () if self.table.first_wins else (AMBIGUOUS,)
        return tuple(dict.fromkeys((*found, self.table.fallback, *ambiguous)))

    def getting(self, answer: Answer) -> Formula:
        """The students who get an answer."""
        if answer not in self._getting:
            self._getting[answer] = self._made(answer)
        return self._getting[answer]

    def not_getting(self, answer: Answer) -> Formula:
        """The students who get another answer."""
        if answer not in self._not_getting:
            self._not_getting[answer] = opposite(self.getting(answer), self.table.full)
        return self._not_getting[answer]

    def _made(self, answer: Answer) -> Formula:
        table, full = self.table, self.table.full
        if answer == AMBIGUOUS:
            pairs = table.may_overlap() if not table.first_wins else ()
            both = (conjoin([table.rows[one].formula, table.rows[other].formula], full) for one, other in pairs)
            return disjoin(both, full)
        others = [number for number, row in enumerate(table.rows) if row.answer != answer]
        no_other = conjoin([table.opposite_of(number) for number in others], full)
        own = [number for number, row in enumerate(table.rows) if row.answer == answer]
        if table.first_wins:
            first = (self._first_at(number, others) for number in own)
            return disjoin((*first, no_other) if answer == table.fallback else first, full)
        if answer == table.fallback:
            return no_other
        return conjoin([disjoin((table.rows[number].formula for number in own), full), no_other], full)

    def _first_at(self, number: int, others: list[int]) -> Formula:
        earlier = (self.table.opposite_of(other) for other in others if other < number)
        return conjoin([self.table.rows[number].formula, *earlier], self.table.full)


class AnswerChanges:
    """Formulas for the students who get another answer from the new version of a step."""

    def __init__(self, old: Table, new: Table) -> None:
        self._old, self._new = AnswerFormulas(old), AnswerFormulas(new)
        self._full = old.full
        touching = [old.rows[number].formula for number in _changed_rows(old, new)]
        touching += [new.rows[number].formula for number in _changed_rows(new, old)]
        if old.first_wins != new.first_wins or not _same_order(old, new):
            touching += _overlaps(old)
        # Students who fit only rows of both versions get the same answer from both, if these rows give one answer or
        # have the same order in a step that goes by order.
        everybody = old.fallback != new.fallback or len(touching) > _MOST
        self._touched: Formula = True if everybody else disjoin(touching, self._full)
        self._near = old.cover.all_rows
        if not everybody:
            hulls = (narrow(formula, self._full) for formula in touching)
            beside = (old.cover.touching(hull, old.cover.all_rows) for hull in hulls if hull is not None)
            self._near = reduce(or_, beside, 0)

    @property
    def axes(self) -> frozenset[int]:
        """The axes of the changed rows."""
        return axes_of(self._touched)

    def pairs(self) -> Iterator[tuple[Answer, Answer, Formula]]:
        """Each old and new answer that some student gets, with the formula of these students.

        Raises:
            TooHardError: the budget is spent.
        """
        valid = self._old.table.valid
        for was in self._old.possible(self._near):
            got = (valid, self._touched, self._old.getting(was), self._new.not_getting(was))
            seen: list[Formula] = []
            while (found := find((*got, *seen), self._full)) is not None:
                becomes = self._new.table.answers(found)[0]
                yield was, becomes, conjoin([self._old.getting(was), self._new.getting(becomes)], self._full)
                seen.append(self._new.not_getting(becomes))


def _overlaps(table: Table) -> Iterator[Formula]:
    """The students who may fit two rows with different answers, by pair of rows; at most one pair above `_MOST`."""
    for one, other in islice(table.may_overlap(), _MOST + 1):
        yield conjoin([table.rows[one].formula, table.rows[other].formula], table.full)


def _changed_rows(table: Table, other: Table) -> list[int]:
    known = Counter(other.rows)
    changed = []
    for number, row in enumerate(table.rows):
        if known[row]:
            known[row] -= 1
        else:
            changed.append(number)
    return changed


def _same_order(old: Table, new: Table) -> bool:
    """Whether the rows that both tables have are in one order, or order does not count."""
    if not old.first_wins:
        return True
    both = set(old.rows) & set(new.rows)
    return [row for row in old.rows if row in both] == [row for row in new.rows if row in both]
