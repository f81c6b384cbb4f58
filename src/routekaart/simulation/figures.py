"""Numbers as a person reads them, in Dutch and English."""

from collections.abc import Sequence
from fractions import Fraction

from routekaart.foundation.language import Language, grouped
from routekaart.simulation.outcome import Spell

NONE = "-"


def whole(number: int, lang: Language, *, signed: bool = False) -> str:
    """1.234 or 1,234; with a sign when it is a difference."""
    return grouped(number, signed=signed).in_language(lang)


def percent(share: Fraction, lang: Language) -> str:
    """12,3 % or 12.3 %, rounded to the nearest tenth."""
    tenths = round(share * 1000)
    mark = "," if lang == "nl" else "."
    return f"{tenths // 10}{mark}{tenths % 10} %"


def share_of(count: int, total: int, lang: Language) -> str:
    """A count as a share of all."""
    return percent(Fraction(count, total), lang)


def weeks(days: int | None) -> str:
    """Days as whole weeks, rounded to the nearest; nothing to tell when there are none."""
    return NONE if days is None else str((2 * days + 7) // 14)


def median_and_most(spell: Spell) -> str:
    """The weeks in which half, and nine in ten, were done."""
    return NONE if spell.median is None else f"{weeks(spell.median)} / {weeks(spell.most)}"


def table(rows: Sequence[Sequence[str]], *, left: Sequence[int] = (0,)) -> list[str]:
    """Rows with their columns under each other; those in `left` begin at the left, and the last one is not padded."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return lines
