"""A portable route in fewer letters, for a page: one language, no fact that nothing uses, and what many parts have
alike once.

The script of the page puts the rest back (`unpacked` in `page.mjs`), and the interpreter reads what it always reads.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from routekaart.escaping.machines import compact_json
from routekaart.foundation.language import Language
from routekaart.portable.portable_dicts import PortableDict

Packed = dict[str, Any]


def packed(document: PortableDict, lang: Language, shown: Collection[str]) -> Packed:
    """The document with `usual`: what facts and parts of steps have where they do not say otherwise; and with `axes`.

    Args:
        shown: the facts that the page shows; beside them only those that decide are kept, without the other spellings
            of their options, since a page gives options by their id.
    """
    route = _in_one_language(document, lang)
    kept = {*shown, *_deciding(document)}
    facts = {name: _without_spellings(fact) for name, fact in route["facts"].items() if name in kept}
    steps: dict[str, Packed] = route["steps"]
    usual = {
        "facts": _usual(facts.values()),
        "parts": _usual(part for step in steps.values() for part in step["parts"]),
    }
    axes, functions = _apart(route["functions"])
    return {
        **route,
        "axes": axes,
        "functions": functions,
        "facts": {name: _unlike(usual["facts"], fact) for name, fact in facts.items()},
        "steps": {
            name: {**step, "parts": [_unlike(usual["parts"], one) for one in step["parts"]]}
            for name, step in steps.items()
        },
        "usual": usual,
    }


def _apart(functions: list[Packed]) -> tuple[list[Packed], list[Packed]]:
    """The different axes, and functions that name theirs by number: many functions rest on the same."""
    numbers: dict[str, int] = {}
    axes: list[Packed] = []
    for function in functions:
        for axis in function["axes"]:
            if compact_json(axis) not in numbers:
                numbers[compact_json(axis)] = len(axes)
                axes.append(axis)
    return axes, [{**one, "axes": [numbers[compact_json(axis)] for axis in one["axes"]]} for one in functions]


def _deciding(document: PortableDict) -> Iterator[str]:
    """The facts that functions rest on, with all that is read off the same dates: it bounds them."""
    for function in document["functions"]:
        for axis in function["axes"]:
            yield axis["fact"]
            yield from (cut["of"] for cut in axis["cuts"] or ())
            yield from (
                name
                for name, fact in document["facts"].items()
                if fact["read_off"] and fact["read_off"]["date"] == axis["fact"]
            )


def _without_spellings(fact: Packed) -> Packed:
    return {**fact, "options": [{**one, "also": []} for one in fact["options"]]}


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
