"""The draw of one fact from what a file declares, or the problems with their places."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.foundation.language import Text
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import ValueRefused, read_value
from routekaart.route import Route
from routekaart.simulation.distributions import (
    LARGEST_CODE,
    MOST_VALUES,
    CodeRange,
    Distribution,
    Draw,
    Meaning,
    code_of,
)
from routekaart.simulation.distributions_format import DistributionData, RangeData

ReportProblem = Callable[[PartPath, Text], None]


class DrawReader:
    """Makes a draw from what is declared for one fact. Problems go to `report`."""

    def __init__(self, route: Route, told_as: str, report: ReportProblem) -> None:
        self._told = route.facts[told_as]
        chain = route.vocabulary.date_chain(told_as)
        self._fact = route.facts[chain.date_fact if chain else told_as]
        self._means: Meaning = chain if chain and isinstance(chain.steps[-1], Elapsed) else "code"
        self._report = report

    def draw(self, data: DistributionData, assumed: Draw) -> Draw:
        """The declared draw; what is not declared is as in `assumed`."""
        given = [key for key in ("weights", "ranges", "days_ago") if getattr(data, key) is not None]
        if len(given) > 1:
            names = " en ".join(given), " and ".join(given)
            self._report((given[1],), Text(f"{names[0]} gaan niet samen", f"{names[1]} do not go together"))
        found = replace(assumed, source=data.source)
        texts = tuple(dict.fromkeys((*(data.weights or ()), *(data.becomes or ()), *assumed.texts)))
        if self._fact.kind == "text" and texts != assumed.texts:
            found = replace(found, texts=texts, distribution=_moved(assumed, texts))
        distribution = self._distribution(data, found.texts)
        if distribution is not None:
            found = replace(found, told_as=self._told.name, distribution=distribution, distribution_declared=True)
        if data.per_month is not None:
            found = replace(found, per_month=_exact(data.per_month), chance_declared=True)
        if self._fact.changes == "never" and data.per_month:
            self._report(("per_month",), Text("dit gegeven verandert nooit", "this fact never changes"))
        return replace(found, becomes=self._becomes(data, found.texts))

    def _distribution(self, data: DistributionData, texts: tuple[str, ...]) -> Distribution | None:
        if data.weights is not None:
            return self._weighed(data.weights, "weights", texts)
        if data.ranges is not None:
            return self._ranges(data.ranges)
        if data.days_ago is None:
            return None
        if self._told.kind != "date":
            self._report(("days_ago",), Text("days_ago is voor een datum", "days_ago is for a date"))
        elif data.days_ago.from_ > data.days_ago.to:
            self._report(("days_ago", "to"), _REVERSED)
        return Distribution((CodeRange(data.days_ago.from_, data.days_ago.to),), "days_ago")

    def _becomes(self, data: DistributionData, texts: tuple[str, ...]) -> Distribution | None:
        if data.becomes is None:
            return None
        if self._fact.changes != "freely" or self._told.kind not in ("yes_no", "choice", "text"):
            text = Text(
                "becomes is voor een gegeven met opties dat vrij verandert (changes: freely)",
                "becomes is for a fact with options that changes freely (changes: freely)",
            )
            self._report(("becomes",), text)
            return None
        return self._weighed(data.becomes, "becomes", texts)

    def _weighed(self, weights: dict[str, int | float], key: str, texts: tuple[str, ...]) -> Distribution | None:
        parts = []
        for written, weight in weights.items():
            value = self._value(written, (key, written))
            if value is not None:
                code = code_of(self._told, written if self._told.kind == "text" else value, texts)
                parts.append(CodeRange(code, code, _exact(weight)))
        return self._with_weight(parts, (key,))

    def _ranges(self, ranges: Iterable[RangeData]) -> Distribution | None:
        if self._told.kind not in ("number", "date"):
            text = Text(
                "ranges is voor getallen en datums; gebruik weights", "ranges is for numbers and dates; use weights"
            )
            self._report(("ranges",), text)
            return None
        parts = []
        for index, data in enumerate(ranges):
            low = self._value(data.from_, ("ranges", index, "from"))
            high = self._value(data.to, ("ranges", index, "to"))
            if low is None or high is None:
                continue
            part = CodeRange(code_of(self._told, low), code_of(self._told, high), _exact(data.weight))
            if part.low > part.high:
                self._report(("ranges", index, "to"), _REVERSED)
            elif part.high - part.low >= MOST_VALUES:
                text = Text("dit stuk is te groot; kies er een kleiner", "this range is too large; choose a smaller")
                self._report(("ranges", index), text)
            else:
                parts.append(part)
        return self._with_weight(parts, ("ranges",))

    def _with_weight(self, parts: list[CodeRange], path: PartPath) -> Distribution | None:
        if parts and not any(part.weight for part in parts):
            self._report(path, NO_WEIGHT)
            return None
        return Distribution(tuple(parts), self._means) if parts else None

    def _value(self, given: object, path: PartPath) -> Value | None:
        try:
            value = read_value(self._told, given)
        except ValueRefused as refused:
            accepted = refused.accepted
            self._report(path, Text(f"verwacht wordt {accepted.nl}", f"expected {accepted.en}"))
            return None
        if self._told.kind == "number" and abs(code_of(self._told, value)) > LARGEST_CODE:
            self._report(path, Text("dit getal is te groot", "this number is too large"))
            return None
        return value


_REVERSED = Text("to ligt voor from", "to lies before from")
NO_WEIGHT = Text("minstens een gewicht moet meer dan 0 zijn", "at least one weight must be more than 0")


def _exact(number: int | float) -> Fraction:
    return Fraction(str(number))


def _moved(assumed: Draw, texts: tuple[str, ...]) -> Distribution:
    """The assumed distribution of a text, with the codes that its texts have among `texts`."""
    codes = [texts.index(assumed.texts[part.low]) for part in assumed.distribution.parts]
    return Distribution(tuple(CodeRange(code, code) for code in codes))


def can_be_declared(route: Route, name: str) -> Text | None:
    """Why a fact cannot be given a distribution; None when it can."""
    fact: FactType = route.facts[name]
    chain = route.vocabulary.date_chain(name)
    if fact.derivation is None or (chain is not None and isinstance(chain.steps[-1], Elapsed)):
        return None
    inputs = ", ".join(route.vocabulary.inputs([name]))
    return Text(
        f"{name} volgt uit andere gegevens en wordt niet getrokken; geef een verdeling voor {inputs}",
        f"{name} follows from other facts and is not drawn; give a distribution for {inputs}",
    )
