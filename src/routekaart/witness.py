"""A student for whom something holds, as a value: the fewest facts that matter, on a date, at a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from shlex import quote
from typing import Any

from routekaart.condition import Value
from routekaart.facts import plain_value, write_value


@dataclass(frozen=True, slots=True)
class Witness:
    """A student at a step on a date. Facts that are not named may have any value that can be true with these.

    The student is made up; it is nobody's personal data.

    Attributes:
        route: the name or the path by which the route can be loaded.
        before: the same student at earlier moments, from the start of the route, where that matters.
    """

    route: str
    step_id: str
    on: date
    facts: Mapping[str, Value]
    before: tuple["Witness", ...] = ()

    @property
    def command(self) -> str:
        """The command that shows what becomes of this student."""
        return decide_command(self.route, self.step_id, self.facts, self.on)

    def to_dict(self) -> dict[str, Any]:
        """The student as plain JSON-ready values."""
        return {
            "step": self.step_id,
            "on": self.on.isoformat(),
            "facts": {name: plain_value(value) for name, value in self.facts.items()},
            "command": self.command,
            "before": [earlier.to_dict() for earlier in self.before],
        }


def decide_command(route: str, step_id: str, facts: Mapping[str, Value], on: date | None) -> str:
    """The command that shows what becomes of a student; without a date it is about today."""
    # A name that begins with a dash would be read as an option.
    called = f"./{route}" if route.startswith("-") else route
    given = (f"--fact {quote(f'{name}={write_value(value)}')}" for name, value in facts.items())
    return " ".join(["routekaart decide", quote(called), step_id, *given, *([f"--on {on}"] if on else [])])
