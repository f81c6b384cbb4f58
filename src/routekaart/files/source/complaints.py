"""Messages of a YAML parser in plain words."""

from routekaart.foundation.language import Text

_KNOWN = {
    r"'\t' that cannot start any token": Text("hier staat een tab; gebruik spaties", "this is a tab; use spaces"),
    "cannot start any token": Text(
        "tekst die met dit teken begint, staat tussen aanhalingstekens",
        "text that starts with this character stands between quotes",
    ),
    "mapping values are not allowed here": Text(
        "hier mag geen dubbele punt staan; zet tekst met een dubbele punt tussen aanhalingstekens, of "
        "spring de regel minder ver in",
        "a colon is not allowed here; put text with a colon between quotes, or indent the line less",
    ),
    "could not find expected ':'": Text(
        "hierachter ontbreekt een dubbele punt met een spatie", "a colon followed by a space is missing after this"
    ),
    "but found '}'": Text("hier staat een haakje te veel", "one bracket too many"),
    "but found ']'": Text("hier staat een haakje te veel", "one bracket too many"),
    "expected <block end>": Text(
        "de inspringing klopt hier niet met de regels erboven, of er ontbreekt een aanhalingsteken",
        "the indentation does not fit the lines above, or a quote is missing",
    ),
    "expected ',' or": Text("hier ontbreekt een komma of een haakje", "a comma or a bracket is missing here"),
    "unknown escape character": Text(
        r"een \ kan hier niet; gebruik enkele aanhalingstekens", r"a \ is not possible here; use single quotes"
    ),
    "found unexpected end of stream": Text(
        "dit aanhalingsteken wordt nergens gesloten", "this quote is closed nowhere"
    ),
    "found '<stream end>'": Text(
        "de tekst houdt te vroeg op; is een haakje niet gesloten?", "the text ends too early; is a bracket not closed?"
    ),
    "incompatible YAML": Text(
        "haal de regel %YAML weg; dit bestand wordt gelezen als YAML 1.2",
        "remove the %YAML line; this file is read as YAML 1.2",
    ),
    "found undefined alias": Text("deze verwijzing (*) is nergens gemaakt", "this alias (*) is defined nowhere"),
}
"""By a part of a message of the parser, the message in plain words."""
_ABOUT_THE_BEGINNING = ("could not find expected ':'", "found unexpected end of stream")
"""Parts of messages for which to point at the beginning of the broken part."""


def plain_words(problem: str) -> tuple[Text, bool]:
    """A message of a parser in plain words, and whether to point at the beginning of the broken part."""
    words = next((text for part, text in _KNOWN.items() if part in problem), None)
    if words is None:
        detail = f": {problem}" if problem else ""
        words = Text(f"dit is geen YAML{detail}", f"this is not YAML{detail}")
    return words, any(part in problem for part in _ABOUT_THE_BEGINNING)
