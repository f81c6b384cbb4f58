"""Facts of students for a route that was read: such as a person gives, and such as nobody should."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from routekaart import FactType, Route

from .odd import DAYS, NUMBERS, TEXTS

SECRETS = ("geheim-q7zx", "73917391", "1987-06-05", "1987-06")
"""Values that no message of the library may hold; of each type that has a secret."""
_ODD = (
    *(7391739.1, 73917391, date(1987, 6, 5), "geheim-q7zx", ["geheim-q7zx"], {"geheim-q7zx": 73917391}, float("nan")),
    *(
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1E+400"),
        datetime(1987, 6, 5, 1, 2),
    ),
    *(b"geheim-q7zx", object, "73917391", "1987-06-05", "1987-06", "1987-06-05/1987-06-04", 10**5000, True, None),
)


def facts_for(route: Route, chance: Random) -> dict[str, Any]:
    """Some facts, most of them such as can be."""
    names = [name for name in route.facts if chance.random() < chance.choice((0.2, 0.6, 1))]
    is_odd = chance.random() < 0.3
    return {
        name: odd_value(chance) if is_odd and chance.random() < 0.4 else likely_value(route.facts[name], chance)
        for name in names
    } | ({"geheim_gegeven": "geheim-q7zx"} if is_odd and chance.random() < 0.1 else {})


def pairs_for(route: Route, chance: Random) -> list[str]:
    """Some facts as options of the command."""
    found = []
    for name, value in facts_for(route, chance).items():
        if isinstance(value, int) and abs(value) > 10**400:
            continue
        text = str(value) if not isinstance(value, bool) else chance.choice(("ja", "nee"))
        # The system hands no such characters to a program.
        found += ["--fact", f"{name}={text[:200]}".replace("\0", "").encode("utf-8", "replace").decode()]
    return found


def likely_value(fact: FactType, chance: Random) -> Any:
    match fact.kind:
        case "yes_no":
            return chance.choice((True, False, "ja", "nee", "JA "))
        case "choice":
            return chance.choice(fact.options)
        case "text":
            return chance.choice(("Alkmaar", "bergen  AAN zee", "geheim-q7zx"))
        case "date":
            day = date(2026, 3, 1) + timedelta(days=chance.choice((0, 1, -1, chance.randrange(-15_000, 4_000))))
            return chance.choice(
                (day, day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"{day}/{day + timedelta(days=40)}")
            )
    low = fact.minimum if fact.minimum is not None else -5
    high = fact.maximum if fact.maximum is not None else max(low, 40)
    value = chance.choice((low, high, low + int((high - low) * Decimal(str(chance.random())))))
    return chance.choice((value, str(value)))


def odd_value(chance: Random) -> Any:
    return chance.choice(
        (chance.choice(_ODD), chance.choice(_ODD), chance.choice(DAYS), chance.choice(TEXTS), chance.choice(NUMBERS))
    )


def reference_day(chance: Random) -> str:
    return chance.choice(
        ("2026-03-01", "2026-03-01", "2024-02-29", "2025-12-31", "1850-01-01", "2199-12-31", "2030-06-15")
    )
