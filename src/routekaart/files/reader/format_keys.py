"""The keys of the format: those of each part, and the parts to which a key belongs."""

import typing
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files import format_models
from routekaart.foundation.language import Text, enumerate_text

_PARTS: tuple[tuple[type[BaseModel], Text], ...] = (
    (format_models.RouteFile, Text("het bestand zelf, helemaal links", "the file itself, without indentation")),
    (format_models.StepData, Text("een stap", "a step")),
    (format_models.EndData, Text("een einde", "an end")),
    (format_models.TransitionData, Text("een overgang", "a transition")),
    (format_models.ActionData, Text("een taak", "an action")),
    (format_models.FactData, Text("een gegeven", "a fact")),
    (format_models.ParameterData, Text("een parameter", "a parameter")),
    (format_models.DatedValueData, Text("een waarde van een parameter", "a value of a parameter")),
    (format_models.SourceData, Text("een bron", "a source")),
    (format_models.PartnerData, Text("een partner", "a partner")),
    (format_models.SupportData, Text("een middel", "a support")),
    (format_models.TermData, Text("een termijn", "a term")),
    (format_models.HandOverData, Text("een overdracht", "a hand-over")),
    (format_models.ReadingData, Text("een lezing", "a reading")),
)
_FEW = 2


def belongs_to(key: str, *, at_the_top: bool = False) -> Text | None:
    """The parts that have a key, in words; None when no part has it, or too many to name.

    Args:
        at_the_top: whether the key is at the top of a file; an unknown key that a route has there belongs to a route.
    """
    owners = [words for model, words in _PARTS if key in _keys_of(model)]
    if at_the_top and key in _keys_of(format_models.RouteFile):
        return Text("een route", "a route")
    if not 0 < len(owners) <= _FEW:
        return None
    nl, en = (enumerate_text([one.in_language(lang) for one in owners]).in_language(lang) for lang in ("nl", "en"))
    return Text(nl, en)


def _keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(info.alias or name for name, info in model.model_fields.items())


@lru_cache(maxsize=256)
def keys_at(model: type[BaseModel], path: PartPath) -> tuple[str, ...]:
    """The keys that the format has at a place."""
    current, in_container = model, False
    for part in path:
        if in_container:
            in_container = False
            continue
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        annotation = fields[str(part)].annotation if part in fields else None
        inner = _model_in(annotation)
        if inner is None:
            return ()
        in_container = inner is not annotation and _holds_many(annotation)
        current = inner
    return _keys_of(current)


def _holds_many(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (list, dict) or any(map(_holds_many, typing.get_args(annotation)))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)
