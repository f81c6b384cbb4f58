"""The columns of a table: which ones are facts, and whether the columns with answers can be added."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from routekaart.cohorts.diagrams import Columns
from routekaart.cohorts.unusable import CohortError, unusable
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import enumerate_text
from routekaart.foundation.suggest import meant_or_known, near_miss, same_letters, surely_meant
from routekaart.model.condition import Condition, FactTest, Not, tests_in
from routekaart.model.fact_values import same_text
from routekaart.route import Route

ANSWERS = ("outcome", "target", "missing", "changes_on", "contested", "problem")


_MOST_NAMED = 20
"""The most misspelt columns that an error names."""
_EXAMPLES = 3


def check_columns(
    route: Route, step: str, columns: Sequence[str], not_facts: Collection[str]
) -> tuple[tuple[str, ...], str | None]:
    """The fact columns, and the column with the step of each row (None when all rows are in one step).

    Args:
        step: a step, or the name of that column.

    Raises:
        CohortError: a column may be a misspelt fact, or `step` is neither a step nor a column.
    """
    at = step if step in columns and step not in route.steps else None
    facts = fact_columns(route, columns, {*not_facts, *([at] if at else [])})
    check_step(route, step, columns)
    return facts, at


def fact_columns(route: Route, columns: Sequence[str], not_facts: Collection[str]) -> tuple[str, ...]:
    """The fact columns, in order.

    Raises:
        CohortError: no column is a fact, or a column may be a misspelt fact.
    """
    unknown = [name for name in not_facts if name not in columns]
    if unknown:
        shown = one_line(unknown[0])
        raise unusable(
            f"not_facts noemt een kolom die er niet is: {shown}",
            f"not_facts names a column that is not there: {shown}",
            "not_facts",
        )
    asked = [name for name in columns if name not in not_facts]
    misspelt = {name: meant for name in asked if (meant := _meant(route, name, columns)) is not None}
    if misspelt:
        raise _misspelt(route, misspelt)
    found = tuple(name for name in asked if name in route.facts)
    if not found and route.facts:
        raise _no_facts(route)
    return found


def _meant(route: Route, name: str, columns: Collection[str]) -> str | None:
    """The fact that a column may misspell; None for a fact, and for a column that is clearly something else.

    Next to a column with the fact itself only a slip counts: then `leeftijd_ouder` is not `leeftijd`.
    """
    if name in route.facts:
        return None
    renamed = route.vocabulary.now_called(name)
    if renamed is not None:
        return renamed
    close = near_miss(name, route.facts)
    if close is not None and (same_letters(name, close) or surely_meant(name, close, route.facts)):
        return close
    return near_miss(name, [fact for fact in route.facts if fact not in columns])


def _misspelt(route: Route, misspelt: Mapping[str, str]) -> CohortError:
    """The error for columns that may be misspelt facts. Naming them is safe: such names are not values of students."""
    named = list(misspelt.items())[:_MOST_NAMED]
    more = len(misspelt) - len(named)
    nl = [f"{_shown(name)} (bedoelde u {meant}?)" for name, meant in named] + [f"en nog {more}"] * bool(more)
    en = [f"{_shown(name)} (did you mean {meant}?)" for name, meant in named] + [f"and {more} more"] * bool(more)
    return unusable(
        f"geen gegeven van route {route.id}, maar bijna: {', '.join(nl)}; verbeter de naam, of zeg welk gegeven er "
        "in een kolom staat (--column) of dat die geen gegeven is (--not-fact, not_facts)",
        f"no fact of route {route.id}, but nearly: {', '.join(en)}; correct the name, or say which fact a column "
        "holds (--column) or that it is no fact (--not-fact, not_facts)",
        *(name for name, _ in named),
    )


def _shown(name: str) -> str:
    """A name in a message; quoted if it has spaces around it."""
    return one_line(name if name == name.strip() else f'"{name}"')


def _no_facts(route: Route) -> CohortError:
    """The error for a table without facts. It names no column: without a header those are the values of a student."""
    given = [fact.name for fact in route.facts.values() if fact.derivation is None] or list(route.facts)
    listed = enumerate_text(given[:_EXAMPLES])
    return unusable(
        f"geen enkele kolom is een gegeven van route {route.id}; verwacht worden kolommen zoals {listed.nl} (in "
        "een bestand staan die namen in de eerste regel)",
        f"no column is a fact of route {route.id}; expected columns such as {listed.en} (in a file those names "
        "stand in the first line)",
        "frame",
    )


def check_step(route: Route, step: str, columns: Collection[str]) -> None:
    """Refuses what is neither a step nor a column.

    Raises:
        CohortError: it is neither, or both.
    """
    if (step in route.steps) != (step in columns):
        return
    if step in columns:
        raise unusable(
            f"{step} is een stap en ook een kolom; geef de kolom een andere naam",
            f"{step} is a step and a column too; rename the column",
            step,
        )
    meant, shown = meant_or_known(step, [*route.steps, *columns]), one_line(step)
    raise unusable(
        f"{shown} is geen stap van route {route.id} en geen kolom{meant.nl}",
        f"{shown} is no step of route {route.id} and no column{meant.en}",
        "step",
    )


def answer_columns(columns: Collection[str], prefix: str, *, changes: bool, contested: bool) -> dict[str, str]:
    """The name of the column that is added for each answer.

    Raises:
        CohortError: the table already has a column with such a name.
    """
    wanted = {"changes_on": changes, "contested": contested}
    names = {answer: prefix + answer for answer in ANSWERS if wanted.get(answer, True)}
    taken = [name for name in names.values() if name in columns]
    if taken:
        shown = one_line(taken[0])
        raise unusable(
            f"de tabel heeft al een kolom {shown}; kies een voorvoegsel (prefix), zoals routekaart_",
            f"the table has a column {shown} already; choose a prefix, such as routekaart_",
            *taken[:1],
        )
    return names


def columns_of(route: Route, facts: Iterable[str], days: Collection[str]) -> Columns:
    """The fact columns of a table.

    Args:
        days: the columns of a type that holds a day or null.
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
    tests: Iterable[FactTest] = (test for condition in conditions for test in tests_in(condition))
    found: list[str] = []
    for operand in (operand for test in tests if test.fact == name for operand in test.operands):
        if isinstance(operand, str) and not any(same_text(operand, known) for known in found):
            found.append(operand)
    return tuple(found)
