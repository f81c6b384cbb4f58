"""The draw of a fact in plain words, for a person to judge."""

from datetime import date
from fractions import Fraction

from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, say
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import write_value
from routekaart.model.wording import UNIT_WORDS
from routekaart.simulation.distributions import CodeRange, Distribution, Draw, value_of
from routekaart.simulation.report_tables import percent

_MOST_PARTS = 8


def draw_line(draw: Draw, told: FactType, lang: Language) -> str:
    """One line about how a fact was drawn and how it changes.

    Args:
        told: the fact whose values the distribution gives.
    """
    parts = [f"{told.name}: {distribution_words(draw, draw.distribution, told, lang)}"]
    if draw.per_month:
        parts.append(_change_words(draw, told, lang))
    if draw.source is not None:
        parts.append(say(lang, f"bron: {draw.source}", f"source: {draw.source}"))
    return "; ".join(parts)


def _change_words(draw: Draw, told: FactType, lang: Language) -> str:
    """How the fact changes, and with what chance."""
    chance = percent(draw.per_month, lang)
    if draw.fact.changes == "once":
        text = Text(f"wordt ja met kans {chance} per maand", f"becomes ja with chance {chance} a month")
    elif draw.fact.changes == "grows":
        text = Text(f"groeit met kans {chance} per maand", f"grows with chance {chance} a month")
    elif draw.becomes is not None:
        becomes = distribution_words(draw, draw.becomes, told, lang)
        text = Text(
            f"verandert met kans {chance} per maand en wordt dan {becomes}",
            f"changes with chance {chance} a month and then becomes {becomes}",
        )
    else:
        text = Text(f"opnieuw getrokken met kans {chance} per maand", f"drawn again with chance {chance} a month")
    return text.in_language(lang)


def assumed_parts(draw: Draw, lang: Language) -> str:
    """A remark on the part of a declared draw that is assumed; empty if no part is."""
    if draw.distribution_declared and not draw.chance_declared and draw.per_month:
        return say(lang, "de kans op verandering is aangenomen", "the chance of a change is assumed")
    if not draw.distribution_declared:
        return say(lang, "de verdeling is aangenomen", "the distribution is assumed")
    return ""


def distribution_words(draw: Draw, distribution: Distribution, told: FactType, lang: Language) -> str:
    """The ranges of a distribution with their shares."""
    total = sum((part.weight for part in distribution.parts), Fraction(0))
    if distribution.means == "days_ago":
        return _days_ago(draw, distribution.parts[0], lang)
    unit = UNIT_WORDS[told.unit].in_language(lang) if told.unit else ""
    if len(distribution.parts) == 1:
        return f"{_range(draw, told, distribution.parts[0], lang)} {unit}".rstrip()
    shown = [
        f"{_range(draw, told, part, lang)} {percent(part.weight / total, lang)}"
        for part in distribution.parts[:_MOST_PARTS]
        if part.weight
    ]
    more = len(distribution.parts) - _MOST_PARTS
    if more > 0:
        shown.append(say(lang, f"en nog {more}", f"and {more} more"))
    return ", ".join(shown)


def _range(draw: Draw, told: FactType, part: CodeRange, lang: Language) -> str:
    low, high = (_written(draw, told, code, lang) for code in (part.low, part.high))
    if low == high:
        return low
    return say(lang, f"van {low} tot en met {high}", f"from {low} to {high}")


def _written(draw: Draw, told: FactType, code: int, lang: Language) -> str:
    if told.kind == "text":
        text = draw.texts[code]
        other = say(lang, "een andere tekst", "another text")
        return other if text == "\N{HORIZONTAL ELLIPSIS}" else one_line(text)
    if told.kind == "date" and not date.min.toordinal() <= code <= date.max.toordinal():
        return "?"
    written = write_value(value_of(told, code))
    return told.option_titles.get(written, written)


def _days_ago(draw: Draw, part: CodeRange, lang: Language) -> str:
    visit = draw.fact.lifetime == "visit"
    day = (
        Text("de dag waarop de stap begint", "the day on which the step begins")
        if visit
        else Text("de dag van binnenkomst", "the day of coming in")
    )
    if part.low == part.high == 0:
        return day.in_language(lang)
    return say(
        lang,
        f"van {part.low} tot en met {part.high} dagen voor {day.nl}",
        f"from {part.low} to {part.high} days before {day.en}",
    )
