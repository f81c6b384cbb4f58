"""What a YAML parser complains of, in plain words."""

_KNOWN: tuple[tuple[str, str, str, bool], ...] = (
    (
        r"'\t' that cannot start any token",
        "hier staat een tab; gebruik spaties",
        "this is a tab; use spaces",
        False,
    ),
    (
        "cannot start any token",
        "tekst die met dit teken begint, staat tussen aanhalingstekens",
        "text that starts with this character stands between quotes",
        False,
    ),
    (
        "mapping values are not allowed here",
        "hier mag geen dubbele punt staan; zet tekst met een dubbele punt tussen aanhalingstekens, of spring de regel "
        "minder ver in",
        "a colon is not allowed here; put text with a colon between quotes, or indent the line less",
        False,
    ),
    (
        "could not find expected ':'",
        "hierachter ontbreekt een dubbele punt met een spatie",
        "a colon followed by a space is missing after this",
        True,
    ),
    (
        "but found '}'",
        "hier staat een haakje te veel",
        "one bracket too many",
        False,
    ),
    (
        "but found ']'",
        "hier staat een haakje te veel",
        "one bracket too many",
        False,
    ),
    (
        "expected <block end>",
        "de inspringing klopt hier niet met de regels erboven, of er ontbreekt een aanhalingsteken",
        "the indentation does not fit the lines above, or a quote is missing",
        False,
    ),
    (
        "expected ',' or",
        "hier ontbreekt een komma of een haakje",
        "a comma or a bracket is missing here",
        False,
    ),
    (
        "unknown escape character",
        r"een \ kan hier niet; gebruik enkele aanhalingstekens",
        r"a \ is not possible here; use single quotes",
        False,
    ),
    (
        "found unexpected end of stream",
        "dit aanhalingsteken wordt nergens gesloten",
        "this quote is closed nowhere",
        True,
    ),
    (
        "found '<stream end>'",
        "de tekst houdt te vroeg op; is een haakje niet gesloten?",
        "the text ends too early; is a bracket not closed?",
        False,
    ),
    (
        "incompatible YAML",
        "haal de regel %YAML weg; dit bestand wordt gelezen als YAML 1.2",
        "remove the %YAML line; this file is read as YAML 1.2",
        False,
    ),
    (
        "found undefined alias",
        "deze verwijzing (*) is nergens gemaakt",
        "this alias (*) is defined nowhere",
        False,
    ),
)


def plain_words(problem: str) -> tuple[str, str, bool]:
    """A complaint in Dutch and English, and whether the place to look is where the broken part begins."""
    for part, nl, en, at_start in _KNOWN:
        if part in problem:
            return nl, en, at_start
    detail = f": {problem}" if problem else ""
    return f"dit is geen YAML{detail}", f"this is not YAML{detail}", False
