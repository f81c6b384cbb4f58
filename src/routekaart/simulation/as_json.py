"""A simulation as JSON-ready values, with a format version, and the last place of each student as CSV."""

import csv
from collections.abc import Iterable
from dataclasses import asdict
from fractions import Fraction
from io import StringIO
from typing import Any

from routekaart.foundation.language import Language
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import plain_value
from routekaart.simulation.distributions import CodeRange, Distribution, Draw, value_of
from routekaart.simulation.draw_words import draw_line
from routekaart.simulation.outcome import RouteOutcome, Simulation, Spell
from routekaart.simulation.text_report import MADE_UP

FORMAT_VERSION = 1
CSV_COLUMNS = ("synthetic", "student", "arrived_on", "place", "kind", "since")


def simulation_dict(simulation: Simulation, lang: Language) -> dict[str, Any]:
    """A simulation as plain JSON-ready values; lengths of time are in days.

    Args:
        lang: the language of texts for people.
    """
    days = simulation.ticks.days
    total = sum(simulation.start.values(), Fraction(0))
    return {
        "format": "routekaart.simulation",
        "format_version": FORMAT_VERSION,
        "synthetic": simulation.synthetic,
        "note": MADE_UP.in_language(lang),
        "students": simulation.students,
        "seed": simulation.seed,
        "on": days[0].isoformat(),
        "until": days[-1].isoformat(),
        "every": simulation.ticks.every,
        "start": {step: float(weight / total) for step, weight in simulation.start.items()},
        "arrivals": simulation.arrivals,
        "distributions": simulation.distributions,
        "outcome": _outcome(simulation, simulation.outcome, lang),
        "changed": None if simulation.changed is None else _outcome(simulation, simulation.changed, lang),
        "elsewhere": [asdict(one) for one in simulation.elsewhere],
    }


def _outcome(simulation: Simulation, outcome: RouteOutcome, lang: Language) -> dict[str, Any]:
    route = outcome.route
    return {
        "route": route.id,
        "route_version": route.version,
        "route_digest": route.digest,
        "chosen": dict(route.chosen),
        "parameters": dict(outcome.parameters),
        "ends": [
            {
                "end": end.end,
                "outcome": route.ends[end.end].outcome,
                "students": end.students,
                "share": end.students / simulation.students,
                "days_after_arrival": _spell(end.after),
            }
            for end in outcome.ends
        ],
        "under_way": outcome.under_way,
        "never_moved": outcome.never_moved,
        "circled": outcome.circled,
        "redrawn": outcome.redrawn,
        "refused_changes": outcome.refused_changes,
        "steps": [
            {
                **asdict(step),
                "stays": _spell(step.stays),
                "still_there": _spell(step.still_there),
                "since": step.since.isoformat() if step.since else None,
            }
            for step in outcome.steps
        ],
        "facts": [_draw(draw, route.facts[draw.told_as], lang) for draw in outcome.draws.values()],
        "unused_facts": list(outcome.unused),
    }


def _spell(spell: Spell) -> dict[str, int | None]:
    return {"count": spell.count, "median": spell.median, "percentile_90": spell.most}


def _draw(draw: Draw, told: FactType, lang: Language) -> dict[str, Any]:
    return {
        "fact": draw.fact.name,
        "told_as": draw.told_as,
        "spread": _parts(draw, draw.distribution, told),
        "means": draw.distribution.means if isinstance(draw.distribution.means, str) else "count",
        "spread_declared": draw.distribution_declared,
        "per_month": float(draw.per_month),
        "becomes": None if draw.becomes is None else _parts(draw, draw.becomes, told),
        "chance_declared": draw.chance_declared,
        "source": draw.source,
        "text": draw_line(draw, told, lang),
    }


def _parts(draw: Draw, distribution: Distribution, told: FactType) -> list[dict[str, Any]]:
    total = sum((part.weight for part in distribution.parts), Fraction(0))

    def ends(part: CodeRange) -> tuple[object, object]:
        if distribution.means == "days_ago":
            return part.low, part.high
        low, high = (value_of(told, code, draw.texts) for code in (part.low, part.high))
        return plain_value(low), plain_value(high)

    return [
        {"from": low, "to": high, "share": float(part.weight / total)}
        for part in distribution.parts
        for low, high in (ends(part),)
    ]


def places_csv(simulation: Simulation) -> str:
    """CSV with the place of each student after the last day, in the changed version too when there is one.

    Every line says that the student is made up.
    """
    outcomes = [one for one in (simulation.outcome, simulation.changed) if one is not None]
    columns = [*CSV_COLUMNS, *(f"{name}_changed" for name in CSV_COLUMNS[3:] if len(outcomes) > 1)]
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(_lines(simulation, outcomes))
    return text.getvalue()


def _lines(simulation: Simulation, outcomes: list[RouteOutcome]) -> Iterable[tuple[object, ...]]:
    days = [day.isoformat() for day in simulation.ticks.days]
    kinds = [["step" if name in one.route.steps else "end" for name in one.final.names] for one in outcomes]
    for number in range(simulation.students):
        line: tuple[object, ...] = ("true", number, days[outcomes[0].final.arrived[number]])
        for one, kind in zip(outcomes, kinds, strict=True):
            place = one.final.places[number]
            line += (one.final.names[place], kind[place], days[one.final.entered[number]])
        yield line
