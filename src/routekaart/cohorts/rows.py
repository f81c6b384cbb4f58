"""The fact columns of a table, read before any step: what is known in each row, and which rows cannot be used."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from routekaart.cohorts.column_reading import read_column
from routekaart.cohorts.columns import columns_of, compared_texts
from routekaart.cohorts.date_columns import DateColumns
from routekaart.cohorts.diagrams import Columns, ConflictDiagram, conflict_diagrams
from routekaart.cohorts.expressions import choosers, code
from routekaart.cohorts.known_columns import Days, KnownColumn, Numeric
from routekaart.cohorts.unusable import RefusedRows
from routekaart.cohorts.working_table import WorkingTable
from routekaart.foundation.language import Text, enumerate_words
from routekaart.logic.choices import ends
from routekaart.route import Route


@dataclass(frozen=True)
class Rows:
    """What is known in each row.

    Attributes:
        known: a column for each given fact, and for the date behind given counts; null is unknown.
        refusals: the rows that cannot be used.
    """

    columns: Columns
    known: Mapping[str, KnownColumn]
    refusals: tuple[RefusedRows, ...]


def read_rows(table: WorkingTable, route: Route, facts: tuple[str, ...], on: date) -> Rows:
    """Reads all fact columns.

    Raises:
        TooHardError: a diagram of conflicts would become too large.
    """
    vocabulary = route.vocabulary
    known: dict[str, KnownColumn] = {}
    wrong: list[RefusedRows] = []
    families: dict[str, dict[str, Days | Numeric]] = {}
    for name in facts:
        fact = route.facts[name]
        plain, refusals = read_column(table, fact, compared_texts(route, name) if fact.kind == "text" else ())
        wrong += refusals
        if fact.kind == "date" or vocabulary.date_chain(name) is not None:
            assert isinstance(plain, Days | Numeric)
            families.setdefault(vocabulary.root_date(name), {})[name] = plain
        else:
            known[name] = plain
    for root, said in families.items():
        days, refusals = DateColumns(table, vocabulary, on).read(root, said)
        known[root] = days
        wrong += refusals
    exact = [name for name, plain in known.items() if isinstance(plain, Days) and plain.exact]
    columns = columns_of(route, facts, exact)
    for conflicts in conflict_diagrams(route, on, columns):
        wrong += _together(table, route, conflicts, known, columns)
    return Rows(columns, known, tuple(wrong))


def _together(
    table: WorkingTable, route: Route, conflicts: ConflictDiagram, known: Mapping[str, KnownColumn], columns: Columns
) -> Iterable[RefusedRows]:
    """The rows whose facts cannot be true together."""
    leaves = ends(conflicts.tree)
    if leaves == ((),):
        return
    numbers = {texts: number for number, texts in enumerate(dict.fromkeys([(), *leaves]))}
    chosen = choosers(table, conflicts.grid, conflicts.choices, known)
    number = table.put(code(table, conflicts.tree, chosen, numbers.__getitem__))
    for texts, at in numbers.items():
        if texts:
            yield RefusedRows(table.put(number == at), _said(route, texts, columns))


def _said(route: Route, texts: tuple[Text, ...], columns: Columns) -> Text:
    """The texts in one line; a date that has no column itself is replaced by the columns from which it is known."""
    nl, en = "; ".join(text.nl for text in texts), "; ".join(text.en for text in texts)
    for root in {route.vocabulary.root_date(name) for name in columns.facts}:
        given = [name for name in columns.facts if route.vocabulary.root_date(name) == root]
        if given != [root]:
            named = enumerate_words(given, "of")
            nl, en = (re.sub(rf"\b{re.escape(root)}\b", named, text) for text in (nl, en))
    return Text(nl, en)
