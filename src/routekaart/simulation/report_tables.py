"""Tables of a report, with numbers as a person reads them; those of two versions show the same students twice."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from routekaart.foundation.language import Language, Text, counted, grouped, say
from routekaart.simulation.outcome import EndCount, RouteOutcome, Simulation, Spell, StepCount

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


_MOST_KINDS = 12


def compared_ends(simulation: Simulation, changed: RouteOutcome, lang: Language) -> Iterator[str]:
    """How many came to each end, in both."""
    was, now = ({end.end: end for end in outcome.ends} for outcome in (simulation.outcome, changed))
    titles = {**_end_titles(changed), **_end_titles(simulation.outcome)}
    last = simulation.ticks.days[-1]
    yield say(lang, f"Waar zij zijn na {last}:", f"Where they are after {last}:")
    head = Text(
        "einde,nu,aandeel,gewijzigd,aandeel,verschil,weken nu,gewijzigd",
        "end,now,share,changed,share,difference,weeks now,changed",
    )
    names = dict.fromkeys((*was, *now))
    found = [[name, *_end_cells(simulation, was.get(name), now.get(name), lang), titles[name]] for name in names]
    before, after = simulation.outcome.under_way, changed.under_way
    still = say(lang, "nog onderweg", "under way")
    counts = [*_counts(simulation, before, after, lang), "", ""]
    yield from table([[*head.in_language(lang).split(","), ""], *found, [still, *counts, ""]], left=(0, 8))


def _end_cells(simulation: Simulation, was: EndCount | None, now: EndCount | None, lang: Language) -> list[str]:
    before, after = (None if end is None else end.students for end in (was, now))
    return [
        *_counts(simulation, before, after, lang),
        NONE if was is None else median_and_most(was.after),
        NONE if now is None else median_and_most(now.after),
    ]


def _counts(simulation: Simulation, was: int | None, now: int | None, lang: Language) -> list[str]:
    cells = []
    for count in (was, now):
        cells += [NONE, NONE] if count is None else [whole(count, lang), share_of(count, simulation.students, lang)]
    return [*cells, whole((now or 0) - (was or 0), lang, signed=True)]


def elsewhere_lines(simulation: Simulation, lang: Language) -> Iterator[str]:
    """How many students are elsewhere, and from where to where."""
    total = sum(one.students for one in simulation.elsewhere)
    count = counted(total, Text("student", "student"), Text("studenten", "students"))
    share = share_of(total, simulation.students, lang)
    stop = ":" if total else "."
    yield say(
        lang, f"Ergens anders dan nu: {count.nl} ({share}){stop}", f"Elsewhere than now: {count.en} ({share}){stop}"
    )
    shown = simulation.elsewhere[:_MOST_KINDS]
    if shown:
        to = say(lang, "naar", "to")
        yield from table([[one.was, to, one.now, whole(one.students, lang)] for one in shown], left=(0, 1, 2))
    more = simulation.elsewhere[_MOST_KINDS:]
    if more:
        rest = whole(sum(one.students for one in more), lang)
        yield say(lang, f"  en nog {rest} tussen andere plaatsen", f"  and {rest} more between other places")


def compared_steps(outcome: RouteOutcome, changed: RouteOutcome, lang: Language) -> Iterator[str]:
    """Who came in each step, in both; only the steps where something is different."""
    was, now = ({step.step: step for step in one.steps} for one in (outcome, changed))
    titles = {**_step_titles(changed), **_step_titles(outcome)}
    names = [name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)]
    if not names:
        yield say(lang, "In elke stap is alles gelijk.", "In each step all is the same.")
        return
    yield say(lang, "Stappen waar iets anders is:", "Steps where something is different:")
    head = Text(
        "stap,studenten nu,gewijzigd,verschil,weken daar nu,gewijzigd,nog daar nu,gewijzigd,verschil",
        "step,students now,changed,difference,weeks there now,changed,still there now,changed,difference",
    )
    found = [[name, *_step_cells(was.get(name), now.get(name), lang), titles[name]] for name in names]
    yield from table([[*head.in_language(lang).split(","), ""], *found], left=(0, 9))


def _step_cells(was: StepCount | None, now: StepCount | None, lang: Language) -> list[str]:
    students = [None if step is None else step.students for step in (was, now)]
    still = [None if step is None else step.still_there.count for step in (was, now)]
    stays = [NONE if step is None else median_and_most(step.stays) for step in (was, now)]
    return [*_pair(students, lang), *stays, *_pair(still, lang)]


def _pair(counts: list[int | None], lang: Language) -> list[str]:
    was, now = counts
    cells = [NONE if count is None else whole(count, lang) for count in counts]
    return [*cells, whole((now or 0) - (was or 0), lang, signed=True)]


def _end_titles(outcome: RouteOutcome) -> dict[str, str]:
    return {name: end.title for name, end in outcome.route.ends.items()}


def _step_titles(outcome: RouteOutcome) -> dict[str, str]:
    return {name: step.title for name, step in outcome.route.steps.items()}
