"""The order of the keys of each part of a file, as in the bundled routes."""

from collections.abc import Iterable

FREE = ""
"""The kind of a part whose keys keep the order of the author: names, conditions, derivations."""
_NAMED = "*"
"""The prefix of the kind of a section: each name in it is a part of the kind after it."""
FILE = "file"

_CITED = ("source", "reading", "note")
_ORDER = {
    FILE: (
        *("routekaart", "id", "vocabulary", "title", "description", "version", "language", "uses", "sources", "phases"),
        *("start", "facts", "parameters", "impossible", "partners", "steps", "ends", "readings"),
    ),
    "sources": (
        *("title", "publisher", "year", "description", "bwb_id", "article", "paragraph", "juriconnect", "url"),
        *("checked", "valid_until"),
    ),
    "facts": (
        *("type", "title", "question", "description", "options", "unit", "min", "max", "decimals", "past", "phrases"),
        *(
            "lifetime",
            "changes",
            "derive",
            "only_recorded",
            "sensitive",
            "asked_of",
            "source",
            "reading",
            "renamed_from",
        ),
    ),
    "parameters": ("title", "description", "unit", "values", "source", "reading", "checked", "valid_until"),
    "values": ("from", "value", "source"),
    "impossible": ("when", "because", "source"),
    "partners": ("title", "functions", "description", "identifier"),
    "steps": (
        *("title", "description", "phase", "responsible", "contacts", "actions", "supports", "checklist", "terms"),
        *(*_CITED, "renamed_from", "policy", "transitions", "otherwise"),
    ),
    "responsible": ("partner", "one_of", "when", *_CITED),
    "contacts": ("partner", "one_of", "when", *_CITED),
    "actions": ("do", "by", "with", "when", "hand_over", "optional", *_CITED),
    "supports": ("title", "via", "when", *_CITED),
    "terms": ("title", "fact", "value", *_CITED),
    "transitions": ("to", "when", "implicit", *_CITED),
    "ends": ("title", "description", "outcome", "hand_over", "source", "reading", "note", "renamed_from"),
    "hand_over": ("route", "step", "partner", "outside"),
    "readings": (*("problem", "chosen", "because", "others", "whole_route", "confirm", "confirmed", "source", "note"),),
    "confirmed": ("by", "on"),
}
_SECTIONS = frozenset({"sources", "facts", "parameters", "partners", "steps", "ends", "readings"})


def kind_within(kind: str, key: str) -> str:
    """The kind of the value under a key of a part, or of the items if it is a list."""
    if kind.startswith(_NAMED):
        return kind.removeprefix(_NAMED)
    if kind == FILE and key in _SECTIONS:
        return _NAMED + key
    return key if kind in _ORDER and key in _ORDER and key not in _SECTIONS else FREE


def in_order(kind: str, keys: Iterable[str]) -> list[str]:
    """The keys of a part in the order of the layout; unknown keys come last, in their own order."""
    order = {key: place for place, key in enumerate(_ORDER.get(kind, ()))}
    return sorted(keys, key=lambda key: order.get(key, len(order)))
