"""The parts of a route that a decision names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from routekaart.model.facts import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import End, Partner, Source, Step


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a route that a decision names.

    Attributes:
        digest, meaning_digest: give those of the route, which takes some milliseconds the first time.
    """

    route_id: str
    route_version: str
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    readings: Mapping[str, Reading]
    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    partners: Mapping[str, Partner]
    sources: Mapping[str, Source]
    chosen: Mapping[str, str]
    digest: Callable[[], str] = field(repr=False, compare=False)
    meaning_digest: Callable[[], str] = field(repr=False, compare=False)

    def named(self, target: str) -> str:
        """A step or end with its title: "P12 (Jonger dan 18 en kwalificatieplichtig)"."""
        place = self.steps.get(target) or self.ends.get(target)
        return f"{target} ({place.title})" if place else target
