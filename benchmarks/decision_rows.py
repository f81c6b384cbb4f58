"""A step as a plain decision table, from which each peer is given the same rules in its own language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from routekaart.model.condition import All, Condition, FactTest
from routekaart.model.step import Step
from routekaart.route import Route

Facts: TypeAlias = Mapping[str, Any]
Decide: TypeAlias = Callable[[str, Facts], str | None]
"""From the id of a step and facts to a target; None when there is no answer."""


@dataclass(frozen=True)
class Range:
    """Whole numbers from `low` up to but not including `high`; None leaves a side open."""

    low: int | None = None
    high: int | None = None


Cell: TypeAlias = bool | Range | tuple[str, ...]
"""What a fact must be: yes or no, in a range, or one of some options."""


@dataclass(frozen=True)
class Row:
    """A target, and what each fact that matters must be; the first row that fits counts."""

    to: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Rows:
    """A decision table with hit policy first.

    Attributes:
        names: the facts it asks, in order.
        kinds: of each fact what it is in a route: "yes_no", "number" or "choice".
    """

    kinds: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The facts it asks, in order."""
        return tuple(self.kinds)


ADAPTED = ("mogelijk", "ja")
"""The answers about loonkostensubsidie with which the work place is an adapted one."""

REAL: Mapping[str, Rows] = {
    "P3": Rows(
        {
            "heeft_werkplek": "yes_no",
            "werkplekaanpassing_nodig": "yes_no",
            "recht_op_loonkostensubsidie": "choice",
            "ondersteuningsbehoefte": "yes_no",
        },
        (
            Row("P7", {"heeft_werkplek": False}),
            Row("P5", {"heeft_werkplek": True, "werkplekaanpassing_nodig": True}),
            Row("P5", {"heeft_werkplek": True, "recht_op_loonkostensubsidie": ADAPTED}),
            Row("P5", {"heeft_werkplek": True, "ondersteuningsbehoefte": True}),
            Row(
                "P4",
                {
                    "heeft_werkplek": True,
                    "werkplekaanpassing_nodig": False,
                    "recht_op_loonkostensubsidie": ("nee",),
                    "ondersteuningsbehoefte": False,
                },
            ),
        ),
    ),
    "P9": Rows(
        {
            "heeft_werkplek": "yes_no",
            "werkplekaanpassing_nodig": "yes_no",
            "recht_op_loonkostensubsidie": "choice",
            "zoekduur": "number",
        },
        (
            Row("P5", {"heeft_werkplek": True, "werkplekaanpassing_nodig": True}),
            Row("P5", {"heeft_werkplek": True, "recht_op_loonkostensubsidie": ADAPTED}),
            Row(
                "P4",
                {
                    "heeft_werkplek": True,
                    "werkplekaanpassing_nodig": False,
                    "recht_op_loonkostensubsidie": ("nee",),
                },
            ),
            Row("P10", {"heeft_werkplek": False, "zoekduur": Range(low=3)}),
            Row("P9", {}),
        ),
    ),
    "P11": Rows(
        {"leeftijd": "number", "startkwalificatie": "yes_no", "vrijstelling_kwalificatieplicht": "yes_no"},
        (
            Row("P15", {"leeftijd": Range(low=18), "startkwalificatie": True}),
            Row("P13", {"leeftijd": Range(low=18), "startkwalificatie": False}),
            Row(
                "P12",
                {
                    "leeftijd": Range(high=18),
                    "startkwalificatie": False,
                    "vrijstelling_kwalificatieplicht": False,
                },
            ),
            Row("P14", {"leeftijd": Range(high=18)}),
        ),
    ),
    "P15": Rows(
        {"leeftijd": "number"}, (Row("P16", {"leeftijd": Range(high=23)}), Row("P17", {"leeftijd": Range(low=23)}))
    ),
}
"""Four steps of `roc_bbl`, as somebody would write them down for a table engine."""


def rows_of(route: Route, step: Step) -> Rows:
    """A step of a made route, whose conditions are tests that must all hold."""
    rows = tuple(Row(transition.to, _cells(route, transition.when)) for transition in step.transitions)
    return Rows({fact.name: fact.kind for fact in route.facts.values()}, rows)


def _cells(route: Route, condition: Condition) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for test in condition.parts if isinstance(condition, All) else (condition,):
        match test:
            case FactTest(name, "one_of", (bool(wanted),)):
                cells[name] = wanted
            case FactTest(name, "one_of", options) if route.facts[name].kind == "choice":
                cells[name] = tuple(map(str, options))
            case FactTest(name, "at_least", (int(limit),)):
                cells[name] = Range(limit, _range(cells.get(name)).high)
            case FactTest(name, "below", (int(limit),)):
                cells[name] = Range(_range(cells.get(name)).low, limit)
            case _:
                raise AssertionError(f"made routes have no {test}")
    return cells


def _range(cell: Cell | None) -> Range:
    return cell if isinstance(cell, Range) else Range()
