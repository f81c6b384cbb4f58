"""Reads fact types and parameters."""

from decimal import Decimal

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import DatedValueData, FactData, OptionData, ParameterData
from routekaart.files.reader.conditions import RESERVED
from routekaart.files.reader.derivations import COUNT, counted_unit
from routekaart.files.reader.problems import Problems
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.model.fact_types import FactType, as_compared
from routekaart.model.fact_values import same_text
from routekaart.model.parameters import DatedValue, Parameter

_ONLY_FOR = {
    "options": "choice",
    "unit": "number",
    "min": "number",
    "max": "number",
    "decimals": "number",
    "past": "date",
    "phrases": "yes_no",
}
"""Keys that only facts of one type can have, with that type."""
_NOT_WITH_DERIVE = {
    "past": Text("past hoort bij een datum die gegeven wordt", "past belongs to a date that is given"),
    "only_recorded": Text(
        "een gegeven dat volgt uit andere wordt niet alleen bewaard", "a derived fact is not only recorded"
    ),
}
"""Keys that a derived fact cannot have, and why."""


def number(value: int | float | None) -> int | Decimal | None:
    """A number of a file, exactly as it was written."""
    if value is None or isinstance(value, int):
        return value
    exact = Decimal(str(value))
    return int(exact) if exact == int(exact) else exact


def fact_type(name: str, data: FactData, problems: Problems) -> FactType:
    """A fact without its derivation, which can only be read once all facts are known."""
    path: PartPath = ("facts", name)
    _check_keys(name, data, path, problems)
    options = _options(data, (*path, "options"), problems)
    low, high = number(data.min), number(data.max)
    if low is not None and high is not None and low > high:
        problems.add("wrong-value", (*path, "max"), Text("max is kleiner dan min", "max is smaller than min"))
        high = None
    return FactType(
        name=name,
        kind=data.type,
        title=data.title or name.replace("_", " "),
        question=data.question,
        description=data.description,
        options=tuple(options),
        option_titles=frozen({option: one.title for option, one in options.items() if one.title is not None}),
        also=frozen({option: tuple(one.also) for option, one in options.items() if one.also}),
        unit=data.unit or counted_unit(data),
        minimum=low,
        maximum=high,
        decimals=data.decimals,
        past=data.past,
        phrases=frozen({str(word): phrase for word, phrase in (data.phrases or {}).items()}),
        lifetime=data.lifetime,
        changes=data.changes,
        asked_of=tuple(data.asked_of),
        sensitive=data.sensitive,
        only_recorded=data.only_recorded,
        renamed_from=tuple(data.renamed_from),
        sources=tuple(data.source),
        readings=tuple(data.reading),
    )


def _check_keys(name: str, data: FactData, path: PartPath, problems: Problems) -> None:
    """Reports a name or keys that such a fact cannot have, and a required key that is missing."""
    if name in RESERVED or COUNT.fullmatch(name) or name == "stay":
        text = Text(
            f"{name} is een woord van het formaat; kies een andere naam",
            f"{name} is a word of the format; choose another",
        )
        problems.add("reserved-name", path, text, at_key=True)
    for key, kind in _ONLY_FOR.items():
        if key in data.model_fields_set and data.type != kind:
            text = Text(
                f"{key} hoort alleen bij een gegeven van type {kind}", f"{key} belongs to a fact of type {kind}"
            )
            problems.add("misplaced-key", (*path, key), text, at_key=True)
    if data.type == "choice" and not data.options:
        text = Text("hier ontbreekt de sleutel options", "the key options is missing")
        problems.add("missing-key", path, text, at_key=True)
    for key, text in _NOT_WITH_DERIVE.items():
        if getattr(data, key) and data.derive is not None:
            problems.add("misplaced-key", (*path, key), text, at_key=True)


def _options(data: FactData, path: PartPath, problems: Problems) -> dict[str, OptionData]:
    """The options of a choice; ambiguous spellings are reported."""
    given = data.options or []
    named = given if isinstance(given, dict) else dict.fromkeys(given, OptionData.model_construct(also=[]))
    for index, option in enumerate(given):
        place = option if isinstance(given, dict) else index
        _refuse_an_option_that_is_there(option, tuple(given)[:index], (*path, place), problems)
    owners = {as_compared(option): option for option in reversed(named)}
    for option, one in named.items():
        for index, spelling in enumerate(one.also):
            owner = owners.setdefault(as_compared(spelling), option)
            if owner != option:
                text = Text(
                    f"{spelling} is al een schrijfwijze van {owner}", f"{spelling} is a spelling of {owner} already"
                )
                problems.add("duplicate-name", (*path, option, "also", index), text)
    _refuse_titles_alike(named, path, problems)
    return named


def _refuse_titles_alike(options: dict[str, OptionData], path: PartPath, problems: Problems) -> None:
    """Reports an option with the same title as another one: people only see titles."""
    called: dict[str, str] = {}
    for option, one in options.items():
        title = one.title or option
        other = called.setdefault(as_compared(title), option)
        if not same_text(option, other):
            text = Text(
                f"{option} en {other} hebben dezelfde titel ({title}); verwacht wordt een andere titel",
                f"{option} and {other} have the same title ({title}); expected another title",
            )
            problems.add("duplicate-name", (*path, option), text, at_key=True)


def _refuse_an_option_that_is_there(option: str, before: tuple[str, ...], path: PartPath, problems: Problems) -> None:
    """Reports an option that is equal to an earlier one, or differs only in capitals or spaces."""
    alike = next((other for other in before if same_text(option, other)), None)
    if option in before:
        problems.add("duplicate-name", path, Text(f"{option} staat er twee keer", f"{option} stands here twice"))
    elif alike is not None:
        text = Text(
            f"{option} en {alike} verschillen alleen in hoofdletters of spaties; verwacht wordt een andere naam",
            f"{option} and {alike} differ in capitals or spaces only; expected another name",
        )
        problems.add("duplicate-name", path, text)


def parameter(name: str, data: ParameterData, problems: Problems) -> Parameter:
    """A parameter; dated values that are not in order are reported."""
    path: PartPath = ("parameters", name, "values")
    previous = None
    for index, dated in enumerate(data.values):
        start = dated.from_
        if index == 0 and start is not None:
            text = Text(
                "de eerste waarde geldt vanaf het begin; schrijf from: null",
                "the first value holds from the beginning; write from: null",
            )
            problems.add("parameter-dates", (*path, index, "from"), text)
        elif index and (start is None or (previous is not None and start <= previous)):
            text = Text(
                "verwacht wordt een datum na die van de vorige waarde",
                "expected a date after that of the previous value",
            )
            problems.add("parameter-dates", (*path, index, "from"), text)
        previous = start
    return Parameter(
        name=name,
        title=data.title or name.replace("_", " "),
        values=tuple(_dated(dated) for dated in data.values),
        unit=data.unit,
        description=data.description,
        sources=tuple(data.source),
        readings=tuple(data.reading),
        checked=data.checked,
        valid_until=data.valid_until,
    )


def _dated(data: DatedValueData) -> DatedValue:
    value = number(data.value)
    assert value is not None
    return DatedValue(data.from_, value, tuple(data.source))
