"""The content of a route as one frozen value; questions about it are answered in `route`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from routekaart.foundation.digest import digest_of
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Language
from routekaart.model.fact_types import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import End, Partner, Source, Step
from routekaart.model.text_fields import LEAVING_WORDS
from routekaart.model.vocabulary import Impossible, Vocabulary


@dataclass(frozen=True, eq=False)
class RouteContent:
    """The content of a route. Two are equal if they are the same in every word (`digest`).

    Attributes:
        start: the id of the first step.
        steps, ends, facts, parameters, partners, readings, sources: by id, in the order of the file, with what the
            route takes in from its vocabularies.
        phases: the title of each phase by id.
        impossible: the combinations of facts that no student can have.
        chosen: for each reading that this route replaces, the id of the alternative that it uses, by id, in the order
            of the ids. Empty for a route as it is written.
        base_digest: the digest of the route as it is written, for a route under another reading; else None.
    """

    id: str
    title: str
    version: str
    language: Language
    start: str
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    partners: Mapping[str, Partner]
    readings: Mapping[str, Reading]
    sources: Mapping[str, Source]
    phases: Mapping[str, str]
    impossible: tuple[Impossible, ...]
    description: str | None = None
    chosen: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    base_digest: str | None = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RouteContent):
            return NotImplemented
        return self is other or (hash(self) == hash(other) and self.digest == other.digest)

    def __hash__(self) -> int:
        return hash((self.id, self.version))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The facts, parameters and impossible combinations of this route."""
        return Vocabulary(self.facts, self.parameters, self.impossible)

    @cached_property
    def digest(self) -> str:
        """A digest of everything in this route: two routes with the same digest are the same in every word."""
        return digest_of(self)

    @cached_property
    def meaning_digest(self) -> str:
        """A digest of all but the words (`model.text_fields`): it stays the same when a title or question changes.

        Two routes with the same meaning digest decide alike, and a journey through one can go on in the other.
        """
        return digest_of(self, LEAVING_WORDS)
