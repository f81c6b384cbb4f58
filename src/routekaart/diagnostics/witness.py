"""A made-up student as evidence: the fewest facts that matter, on a date, at a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from routekaart.foundation.escaping import shell
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import Value
from routekaart.model.fact_values import plain_value, write_value

if TYPE_CHECKING:
    from routekaart.diagnostics.diagnostics_dicts import StudentDict


_NONE: Mapping[str, str] = frozen({})


@dataclass(frozen=True, slots=True)
class Witness:
    """A student at a step on a date. Facts that are not named may have any value that can be true with these.

    The student is made up; it is nobody's personal data.

    Attributes:
        route: the name or the path by which the route can be loaded.
        before: the same student at earlier moments, from the start of the route, where that matters.
        chosen: by reading, the alternative that the route follows instead of what is written.
    """

    route: str
    step_id: str
    on: date
    facts: Mapping[str, Value]
    before: tuple["Witness", ...] = ()
    chosen: Mapping[str, str] = field(default_factory=lambda: frozen({}))

    @property
    def command(self) -> str | None:
        """The command that shows the decision for this student, for a POSIX shell; None when none can be pasted."""
        return decide_command(self.route, self.step_id, self.facts, self.on, self.chosen)

    def to_dict(self) -> "StudentDict":
        """The student as plain JSON-ready values."""
        return {
            "step": self.step_id,
            "on": self.on.isoformat(),
            "facts": {name: plain_value(value) for name, value in self.facts.items()},
            "command": self.command,
            "before": [earlier.to_dict() for earlier in self.before],
        }


def decide_command(
    route: str, step_id: str, facts: Mapping[str, Value], on: date | None, chosen: Mapping[str, str] = _NONE
) -> str | None:
    """The command that shows the decision for a student; without a date it is about today.

    It is None when it cannot be pasted safely, because a name or a value has control or invisible characters.
    """
    words = ["routekaart", "decide", shell.place(route), step_id]
    for name, value in facts.items():
        words += ["--fact", f"{name}={write_value(value)}"]
    for name, alternative in chosen.items():
        words += ["--reading", f"{name}={alternative}"]
    return shell.command([*words, *(["--on", str(on)] if on else [])])
