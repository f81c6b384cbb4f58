"""Which columns of a table are facts, and whether the answers fit beside them."""

from collections.abc import Collection, Iterable, Sequence

from routekaart.cohorts.errors import CohortError
from routekaart.cohorts.trees import Columns
from routekaart.condition import Condition, Not, Test, tests_in
from routekaart.escaping.letters import one_line
from routekaart.facts import same_text
from routekaart.language import Text
from routekaart.route import Route
from routekaart.suggest import did_you_mean, nearest, surely_meant

ANSWERS = ("outcome", "target", "missing", "changes_on", "problem")


def fact_columns(route: Route, columns: Sequence[str], not_facts: Collection[str]) -> tuple[str, ...]:
    """The columns that are facts of the route, in order.

    Raises:
        CohortError: a column that is none looks like a misspelt fact, or is the earlier name of one.
    """
    unknown = [name for name in not_facts if name not in columns]
    if unknown:
        shown = one_line(unknown[0])
        raise CohortError(
            Text(
                f"not_facts noemt een kolom die er niet is: {shown}",
                f"not_facts names a column that is not there: {shown}",
            )
        )
    for name in columns:
        meant = None if name in not_facts else _meant(route, name)
        if meant is not None:
            shown = one_line(name)
            raise CohortError(
                Text(
                    f"kolom {shown} is geen gegeven van route {route.id}; bedoelde u {meant}? "
                    "zo niet, noem de kolom dan bij not_facts (--not-fact)",
                    f"column {shown} is no fact of route {route.id}; did you mean {meant}? "
                    "if not, name the column in not_facts (--not-fact)",
                )
            )
    return tuple(name for name in columns if name in route.facts and name not in not_facts)


def _meant(route: Route, name: str) -> str | None:
    if name in route.facts:
        return None
    renamed = route.vocabulary.now_called(name)
    if renamed is not None:
        return renamed
    close = nearest(name, route.facts)
    return close if close is not None and surely_meant(name, close, route.facts) else None


def step_column(route: Route, step: str, columns: Collection[str]) -> str | None:
    """The column with the step of each row; None when all rows are in one step.

    Raises:
        CohortError: it is no step and no column, or it is both.
    """
    if step in route.steps:
        if step in columns:
            raise CohortError(
                Text(
                    f"{step} is een stap en ook een kolom; geef de kolom een andere naam",
                    f"{step} is a step and a column too; rename the column",
                )
            )
        return None
    if step in columns:
        return step
    meant, shown = did_you_mean(step, [*route.steps, *columns]), one_line(step)
    raise CohortError(
        Text(
            f"{shown} is geen stap van route {route.id} en geen kolom{meant.nl}",
            f"{shown} is no step of route {route.id} and no column{meant.en}",
        )
    )


def answer_columns(columns: Collection[str], prefix: str, *, changes: bool) -> dict[str, str]:
    """The names of the columns that are added.

    Raises:
        CohortError: a column is there already.
    """
    names = {answer: prefix + answer for answer in ANSWERS if changes or answer != "changes_on"}
    taken = [name for name in names.values() if name in columns]
    if taken:
        shown = one_line(taken[0])
        raise CohortError(
            Text(
                f"de tabel heeft al een kolom {shown}; kies een voorvoegsel (prefix), zoals routekaart_",
                f"the table has a column {shown} already; choose a prefix, such as routekaart_",
            )
        )
    return names


def columns_of(route: Route, facts: Iterable[str], days: Collection[str]) -> Columns:
    """The fact columns of a table.

    Args:
        days: the columns that are of a type that holds a day or nothing.
    """
    listed = tuple(facts)
    vocabulary = route.vocabulary
    alone = [name for name in listed if vocabulary.family(name) & set(listed) == {name}]
    return Columns(listed, frozenset(name for name in alone if name in days))


def compared_texts(route: Route, name: str) -> tuple[str, ...]:
    """Each text that some condition of the route compares a fact with."""
    derived = (fact.derivation for fact in route.facts.values())
    conditions: list[Condition] = [
        *(guard for step in route.steps.values() for guard in step.guards),
        *(Not(rule.when) for rule in route.impossible),
        *(one for one in derived if isinstance(one, Condition)),
    ]
    tests: Iterable[Test] = (test for condition in conditions for test in tests_in(condition))
    found: list[str] = []
    for operand in (operand for test in tests if test.fact == name for operand in test.operands):
        if isinstance(operand, str) and not any(same_text(operand, known) for known in found):
            found.append(operand)
    return tuple(found)
