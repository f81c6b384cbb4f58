"""Values that a file may hold and nobody expects."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, TypeAlias

Tree: TypeAlias = Any
"""Plain data: dicts, lists, texts, numbers, None and `Raw`."""


@dataclass(frozen=True)
class Raw:
    """What is put in a file as it is written here, such as `.inf` or `2026-3-1`."""

    text: str

    def __str__(self) -> str:
        return self.text


WORDS = (
    *("routekaart", "id", "title", "version", "start", "facts", "parameters", "partners", "steps", "ends", "uses"),
    *("type", "yes_no", "choice", "number", "date", "text", "options", "derive", "years_since", "days_until", "plus"),
    *("minus", "values", "from", "value", "when", "all", "any", "not", "is", "at_least", "below", "above", "at_most"),
    *(
        "to",
        "otherwise",
        "stay",
        "responsible",
        "actions",
        "hand_over",
        "route",
        "step",
        "outside",
        "source",
        "reading",
    ),
    *("readings", "n.t.b.", "unit", "years", "hours", "phrases", "ja", "nee", "students", "journeys", "days", "on"),
    *("learn", "advance", "position", "never", "unknown", "weights", "ranges", "per_month", "becomes", "lifetime"),
    *("[key]", "__class__", "kind", "log", "format", "findings", "renamed_from", "policy", "first", "unique", "null"),
)
NUMBERS = (
    *(0, -0.0, 1, -1, 2, 3, 18, 0.1, 0.5, 1.5, -2.25, 11.123, 1e-7, 1e-300, 5e-324, 255, 256, 65_536, 2**31, 2**53 + 1),
    *(2**63 - 1, 2**63, -(2**63), 2**64, 10**17, 10**18 - 1, 10**18, 10**19, -(10**18), 10**30, 1e15, 1e17, 1e308),
    *(9_999_999, 123_456_789, 999_999_999_999, 0.1 + 0.2, 40_000, 40_001, 1000, 1001, 4, 5),
)
DAYS = (
    *("2026-03-01", "2024-02-29", "2026-02-29", "1850-01-01", "1849-12-31", "2199-12-31", "2200-01-01", "0001-01-01"),
    *("9999-12-31", "0000-01-01", "2009", "2009-03", "2009-00-00", "2009-03-00", "2009-13-00", "2009-03-00/2010-01-01"),
    *("2008-09-02/2009-09-01", "2009-09-01/2008-09-02", "2026-3-1", "01-03-2026", "2026/03/01", "20260301", "2026-W09"),
    *("2026-03-01T00:00:00", "2026-03-01T12:30:00Z", "2026-03-01 00:00:00+01:00", "-2026-03-01", "+2026-03-01"),
    *("\u0662\u0660\u0662\u0666-03-01", "2026-03-01\n", " 2026-03-01", "12026-03-01", "2026-03-32", "never", "today"),
)
TEXTS = (
    *("", " ", "\t", "\n", "a\nb", "\u00a0", "\u2028", "\x85", "\x1f", "\x00", "\x1b[31mrood", "\x7f", "\ufeff"),
    *(
        "\u202eomgekeerd",
        "\u2066x",
        "e\u0301e\u0301n",
        "\u00e9\u00e9n",
        "\U0001f469\u200d\U0001f467",
        "\ud800",
        "a\udc80b",
    ),
    *("\ufffe", "\U0010ffff", "ja", "Ja", "JA ", "nee", "true", "yes", "no", "on", "off", "null", "~", "NaN", ".inf"),
    *("0123", "1_000", "1e3", "0x1F", "0o17", "1.10", "-", "--", "-1", "$", "$grens", "$onbekend", "${x}", "%s", "{0}"),
    *("{}", "[]", "<b>&amp;\"'", "]]>", "--", "```", "|", "a|b", "`x`", "*a", "&a", "!x", "!!python/object:os.system"),
    *(
        "../x",
        "/etc/passwd",
        "C:\\x",
        "a/b",
        "CON",
        ".",
        "..",
        "a" * 300,
        "a-" * 200,
        "\u0130\u0131",
        "\ufb01",
        "\u00df",
    ),
    *(
        "stay",
        "n.t.b.",
        "#",
        "# routekaart: ignore[gap] x",
        ":",
        "a: b",
        "- a",
        "? a",
        "=1+1",
        "@x",
        "\\",
        "\\n",
        "'",
        '"',
    ),
)
RAWS = (
    *(".inf", "-.inf", ".nan", "1e999", "-1e999", "0x1F", "0o17", "0b1", "1_000", "2026-3-1", "2026-03-01", "12:30:00"),
    *("01", "+1", "1.", ".5", "~", "null", "Null", "yes", "No", "ON", "True", "n", "<<", "=", "!x", "!!int 5", "!!str"),
    *("!!binary aGE=", "!!set {a, b}", "!!omap [a: 1]", "!!timestamp 2026-03-01", "! x", "*onbekend", "&a", "&a &b x"),
    *("|\n", ">-\n", "? x", "-", "[", "{", "]", "}", '"', "'", '"\\x00"', '"\\ud800"', '"\\ud83d\\ude00"', "'a''b'"),
    *(
        '"\\e[31m"',
        '"\\L"',
        '"\\N"',
        '"\\P"',
        '"\\_"',
        "\ta",
        "a\tb",
        "%x",
        "@x",
        "`x`",
        "a #b",
        "a: b",
        "#",
        "---",
        "...",
    ),
)
JSON_RAWS = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-0",
    "-0.0",
    "1E400",
    "01",
    "1.",
    "'a'",
    '"\\ud800"',
    '"\\u0000"',
)
LONG = 4_000


def odd(chance: Random, raws: tuple[str, ...] = ()) -> Tree:
    """A value of any type that is seldom right."""
    return chance.choice(
        (
            lambda: chance.choice(NUMBERS),
            lambda: chance.choice(DAYS),
            lambda: chance.choice(TEXTS),
            lambda: chance.choice(WORDS),
            lambda: chance.choice((None, True, False)),
            lambda: Raw(chance.choice(raws)) if raws else chance.choice(NUMBERS),
            lambda: odd_container(chance, raws),
            lambda: long_value(chance),
        )
    )()


def odd_text(chance: Random) -> str:
    return chance.choice(
        (
            lambda: chance.choice(TEXTS),
            lambda: chance.choice(WORDS),
            lambda: chance.choice(DAYS),
            lambda: "".join(chr(chance.choice((chance.randrange(0x250), chance.randrange(0x3000)))) for _ in range(6)),
        )
    )()


def long_value(chance: Random) -> Tree:
    """Many digits, many letters, many items or many keys."""
    size = chance.choice((50, 300, LONG))
    makers: tuple[Callable[[], Tree], ...] = (
        lambda: Raw(chance.choice("123456789") + "0" * size),
        lambda: Raw("0." + "0" * size + "1"),
        lambda: "9" * size,
        lambda: chance.choice("aZ -\u00e9\u0301\U0001f600") * size,
        lambda: ["a"] * size,
        lambda: {f"k{number}": number for number in range(size)},
    )
    return chance.choice(makers)()


def odd_container(chance: Random, raws: tuple[str, ...] = ()) -> Tree:
    makers: tuple[Callable[[], Tree], ...] = (
        list,
        dict,
        lambda: [odd(chance, raws)],
        lambda: {chance.choice(WORDS): odd(chance, raws)},
        lambda: [[], {}, None],
        lambda: {"": None},
        lambda: {"not": {"not": {}}},
        lambda: deep(chance),
    )
    return chance.choice(makers)()


def deep(chance: Random, levels: int | None = None) -> Tree:
    """Lists or mappings in each other."""
    found: Tree = chance.choice((None, "x", 1))
    key = chance.choice(("not", "all", "a", None))
    for _ in range(chance.choice((3, 20, 60, 150)) if levels is None else levels):
        found = [found] if key is None else {key: [found] if key == "all" else found}
    return found
