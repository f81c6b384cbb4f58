"""Words for what is expected where the shape of a file is wrong."""

import re
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.meant_words import word_meant
from routekaart.foundation.language import Text, enumerate_text
from routekaart.foundation.suggest import did_you_mean, hint


def options_of(error: Any) -> list[str]:
    """The words that are possible instead of a wrong one."""
    expected = str(error["ctx"]["expected"])
    return re.findall(r"'([^']*)'", expected) or [expected]


def is_number_for_text(error: Any) -> bool:
    """Whether the value is a number or a truth value where text is expected."""
    return error["type"] == "string_type" and isinstance(error["input"], bool | int | float)


def expected_in(error: Any, loc: PartPath) -> Text:
    """What is expected at a place, in words."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "literal_error":
        options = options_of(error)
        listed = enumerate_text(options)
        word = word_meant(given, options) if isinstance(given, str) else None
        meant = hint(word) if word else did_you_mean(given, options) if isinstance(given, str) else Text("", "")
        return Text(f"verwacht wordt {listed.nl}{meant.nl}", f"expected {listed.en}{meant.en}")
    if is_number_for_text(error):
        return Text("verwacht wordt tekst; zet dit tussen aanhalingstekens", "expected text; put this between quotes")
    if kind == "value_error":
        nl, _, en = str(context["error"]).partition("\n")
        return Text(f"verwacht wordt {nl}", f"expected {en}")
    expected = {
        "string_type": _NAMES.get(part_name(loc), Text("tekst", "text")),
        "string_too_short": Text("tekst; hier staat niets", "text; there is nothing here"),
        "int_type": Text("een heel getal", "a whole number"),
        "float_type": Text("een getal", "a number"),
        "bool_type": Text("true of false", "true or false"),
        "list_type": _LISTS.get(part_name(loc), Text("een lijst, zoals [a, b]", "a list, such as [a, b]")),
        "too_short": Text("minstens een onderdeel", "at least one item"),
        "greater_than_equal": Text(f"{context.get('ge')} of meer", f"{context.get('ge')} or more"),
        "less_than_equal": Text(f"{context.get('le')} of minder", f"{context.get('le')} or less"),
    }.get(kind) or _PARTS.get(part_name(loc), Text("sleutels met een waarde", "keys with a value"))
    return Text(f"verwacht wordt {expected.nl}", f"expected {expected.en}")


_NAMES = dict.fromkeys(
    ("by", "with"),
    Text(
        "de naam van een partner; wie een van twee is, staat met one_of bij responsible",
        "the name of a partner; one of two partners is written with one_of, under responsible",
    ),
)
_LISTS = dict.fromkeys(
    ("responsible", "contacts"),
    Text("een lijst, zoals [slb] of [{one_of: [slb, mentor]}]", "a list, such as [slb] or [{one_of: [slb, mentor]}]"),
)
_PARTS = {
    "when": Text("een voorwaarde, zoals {heeft_werk: ja}", "a condition, such as {heeft_werk: ja}"),
    "derive": Text(
        "een voorwaarde of een telling, zoals {years_since: d}", "a condition or a count, such as {years_since: d}"
    ),
    "transitions": Text("een overgang, zoals {to: P2}", "a transition, such as {to: P2}"),
    "actions": Text("een taak, zoals {do: Bel de student}", "an action, such as {do: Bel de student}"),
    "supports": Text("een middel, zoals {title: Jobcoach}", "a support, such as {title: Jobcoach}"),
    "options": Text("een lijst van keuzes, zoals [ja, nee]", "a list of options, such as [ja, nee]"),
    "contacts": Text("een partner", "a partner"),
    "responsible": Text("een lijst van partners, of n.t.b.", "a list of partners, or n.t.b."),
    "students": Text("een student, zoals {name: ..., step: P1}", "a student, such as {name: ..., step: P1}"),
    "journeys": Text("een reis, zoals {name: ..., days: [...]}", "a journey, such as {name: ..., days: [...]}"),
    "days": Text("een dag, zoals {on: 2026-03-01}", "a day, such as {on: 2026-03-01}"),
    "learn": Text("gegevens, zoals {heeft_werk: ja}", "facts, such as {heeft_werk: ja}"),
}


def part_name(loc: PartPath) -> str:
    """The last key in a path, ignoring positions in a list."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


def missing_key(key: str, data: dict[str, Any], *, after_a_hyphen: bool) -> Text:
    """The message about a missing key, with an example of its value.

    Args:
        after_a_hyphen: whether there is only a condition, which may belong to the item before it.
    """
    steps = data.get("steps")
    first = next(iter(steps), None) if isinstance(steps, dict) else None
    ends = data.get("ends")
    end = next(iter(ends), first) if isinstance(ends, dict) else first
    example = {**_EXAMPLES, "start": first, "to": end}.get(key)
    shown = f"{key}: {example}" if example else key
    less = Text("", "")
    if after_a_hyphen:
        less = Text(
            "; hoort when bij het onderdeel erboven, haal dan het streepje weg",
            "; if when belongs to the item above, remove the hyphen",
        )
    return Text(
        f"hier ontbreekt de sleutel {key}{_such(shown, key).nl}{less.nl}",
        f"the key {key} is missing here{_such(shown, key).en}{less.en}",
    )


def _such(shown: str, key: str) -> Text:
    return Text("", "") if shown == key else Text(f", zoals {shown}", f", such as {shown}")


_EXAMPLES: dict[str, Any] = {
    "type": "yes_no",
    "outcome": "success",
    "version": '"1.0.0"',
    "do": "Bel de student",
}
