"""The limits, documents and readings that a decision is based on, besides the facts (Awb 3:46 and 3:47)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from routekaart.deciding.surroundings import Surroundings
from routekaart.model.condition import parameters_in, tests_in
from routekaart.model.fact_types import NumberUnit
from routekaart.model.fact_values import plain_value
from routekaart.model.source_readings import Reading
from routekaart.model.step import Source, Step, Transition, document_in
from routekaart.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import DocumentDict, ParameterUsedDict, ReadingUsedDict


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """A limit with the value that it had on the reference date.

    Attributes:
        since: the first day of that value; None if it holds from the beginning.
        sources: the places in the sources of the value, or else those of the parameter.
    """

    name: str
    title: str
    value: int | Decimal
    unit: NumberUnit | None
    since: date | None
    sources: tuple[str, ...]

    def to_dict(self) -> "ParameterUsedDict":
        """The limit as plain JSON-ready values."""
        return {
            "name": self.name,
            "title": self.title,
            "value": plain_value(self.value),  # type: ignore[typeddict-item]
            "unit": self.unit,
            "since": self.since.isoformat() if self.since else None,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class ReadingUsed:
    """A reading with what was chosen. The alternatives stay in the route.

    Attributes:
        confirm: "owner" if the owner of the source must still confirm it, and nobody has.
    """

    id: str
    problem: str
    chosen: str
    because: str
    confirm: Literal["owner"] | None

    def to_dict(self) -> "ReadingUsedDict":
        """The reading as plain JSON-ready values."""
        return {
            "id": self.id,
            "problem": self.problem,
            "chosen": self.chosen,
            "because": self.because,
            "confirm": self.confirm,
        }


@dataclass(frozen=True, slots=True)
class RestsOn:
    """The limits, documents and readings that a decision is based on.

    Attributes:
        parameters: the limits of the step; empty if the answer does not depend on the reference date and none was
            given.
        documents: the sources that the transition taken names (or else the step), and those of the limits.
        readings: the readings of the same parts, and those of the facts that the transition taken tests.
    """

    parameters: tuple[ParameterUsed, ...] = ()
    documents: tuple[Source, ...] = ()
    readings: tuple[ReadingUsed, ...] = ()


def rests_on(
    around: Surroundings, vocabulary: Vocabulary, step: Step, taken: Transition | None, on: date | None
) -> RestsOn:
    """What a decision at a step is based on; `taken` is None if the student stays or facts are missing."""
    names = dict.fromkeys(name for one in vocabulary.resting_on(step.guards) for name in parameters_in(one))
    parameters = tuple(_used(around, name, on) for name in names) if on is not None else ()
    part = taken or step
    readings = dict.fromkeys([*part.readings, *_readings_behind(vocabulary, taken)])
    cited = [*part.sources, *(source for one in parameters for source in one.sources)]
    documents = dict.fromkeys(map(document_in, cited))
    return RestsOn(
        parameters,
        tuple(around.sources[name] for name in documents if name in around.sources),
        tuple(_reading(around.readings[name]) for name in readings if name in around.readings),
    )


def document_dict(document: Source) -> "DocumentDict":
    """A document as plain JSON-ready values."""
    return {
        "id": document.id,
        "title": document.title,
        "bwb_id": document.bwb_id,
        "article": document.article,
        "paragraph": document.paragraph,
        "url": document.url,
        "juriconnect": document.juriconnect,
        "checked": document.checked.isoformat() if document.checked else None,
    }


def _readings_behind(vocabulary: Vocabulary, taken: Transition | None) -> Iterator[str]:
    """The readings of the facts that a transition tests, and of those that they follow from."""
    tested = () if taken is None else (test.fact for test in tests_in(taken.when))
    for name in vocabulary.needed(tested):
        yield from vocabulary.facts[name].readings


def _used(around: Surroundings, name: str, on: date) -> ParameterUsed:
    parameter = around.parameters[name]
    dated = parameter.at(on)
    sources = dated.sources or parameter.sources
    return ParameterUsed(name, parameter.title, dated.value, parameter.unit, dated.start, sources)


def _to_confirm(reading: Reading) -> Literal["owner"] | None:
    return reading.confirm if reading.to_confirm else None


def _reading(reading: Reading) -> ReadingUsed:
    return ReadingUsed(reading.id, reading.problem, reading.chosen, reading.because, _to_confirm(reading))
