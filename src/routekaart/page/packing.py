"""A portable route in fewer letters, for a page: one language, and nothing that many parts have alike.

The script of the page puts the rest back (`unpacked` in `page.mjs`), and the interpreter reads what it always reads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from routekaart.escaping.machines import compact_json
from routekaart.foundation.language import Language
from routekaart.portable.portable_dicts import PortableDict

Packed = dict[str, Any]


def packed(document: PortableDict, lang: Language) -> Packed:
    """The document with `usual`: what facts and parts of steps have where they do not say otherwise."""
    route = _in_one_language(document, lang)
    facts: dict[str, Packed] = route["facts"]
    steps: dict[str, Packed] = route["steps"]
    usual = {
        "facts": _usual(facts.values()),
        "parts": _usual(part for step in steps.values() for part in step["parts"]),
    }
    return {
        **route,
        "facts": {name: _unlike(usual["facts"], fact) for name, fact in facts.items()},
        "steps": {
            name: {**step, "parts": [_unlike(usual["parts"], one) for one in step["parts"]]}
            for name, step in steps.items()
        },
        "usual": usual,
    }


def _in_one_language(value: Any, lang: Language) -> Any:
    """The same, where each text in two languages is kept in one."""
    if isinstance(value, Mapping):
        if value.keys() == {"nl", "en"}:
            return {lang: value[lang]}
        return {key: _in_one_language(one, lang) for key, one in value.items()}
    return [_in_one_language(one, lang) for one in value] if isinstance(value, list) else value


def _usual(values: Iterable[Packed]) -> Packed:
    """For each key the value that most have."""
    found: dict[str, Counter[str]] = {}
    example: dict[str, Any] = {}
    for value in values:
        for key, one in value.items():
            written = compact_json(one)
            example[written] = one
            found.setdefault(key, Counter())[written] += 1
    return {key: example[count.most_common(1)[0][0]] for key, count in found.items()}


def _unlike(usual: Packed, value: Packed) -> Packed:
    return {key: one for key, one in value.items() if usual[key] != one or type(usual[key]) is not type(one)}
