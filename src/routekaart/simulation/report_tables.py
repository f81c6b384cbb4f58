"""The tables of a report on one version of a route or on two, and numbers as people write them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from routekaart.foundation.language import Language, Text, counted, grouped, say
from routekaart.simulation.outcome import EndCount, RouteOutcome, Simulation, Spell, StepCount

_NONE = "-"
_MOST_KINDS = 12


def whole(number: int, lang: Language, *, signed: bool = False) -> str:
    """A whole number, such as 1.234 or 1,234; `signed` when it is a difference."""
    return grouped(number, signed=signed).in_language(lang)


def percent(share: Fraction, lang: Language) -> str:
    """A share such as 12,3 % or 12.3 %, rounded to the nearest tenth."""
    tenths = round(share * 1000)
    return f"{tenths // 10}{',' if lang == 'nl' else '.'}{tenths % 10} %"


def ends_table(simulation: Simulation, lang: Language) -> Iterator[str]:
    """How many students reached each end."""
    outcome = simulation.outcome
    yield _where_they_are(simulation, lang)
    rows = [
        [
            end.end,
            *_count_and_share(end.students, simulation, lang),
            _median_and_most(end.after),
            outcome.route.ends[end.end].title,
        ]
        for end in outcome.ends
    ]
    still = [say(lang, "nog onderweg", "under way"), *_count_and_share(outcome.under_way, simulation, lang), "", ""]
    yield from _headed(say(lang, "einde,studenten,aandeel,weken", "end,students,share,weeks"), [*rows, still])


def steps_table(outcome: RouteOutcome, lang: Language) -> Iterator[str]:
    """How many students entered each step, and how long they stayed."""
    yield say(lang, "In elke stap:", "In each step:")
    head = say(
        lang,
        "stap,studenten,bezoeken,weken daar,nog daar,al weken,sinds",
        "step,students,visits,weeks there,still there,weeks so far,since",
    )
    rows = [
        [
            step.step,
            whole(step.students, lang),
            whole(step.visits, lang),
            _median_and_most(step.stays),
            whole(step.still_there.count, lang),
            _weeks(step.still_there.median),
            _NONE if step.since is None else str(step.since),
            outcome.route.steps[step.step].title,
        ]
        for step in outcome.steps
    ]
    yield from _headed(head, rows)


def compared_ends(simulation: Simulation, changed: RouteOutcome, lang: Language) -> Iterator[str]:
    """How many students reached each end, in both versions."""
    was, now = ({end.end: end for end in outcome.ends} for outcome in (simulation.outcome, changed))
    ends = {**changed.route.ends, **simulation.outcome.route.ends}
    yield _where_they_are(simulation, lang)
    head = say(
        lang,
        "einde,nu,aandeel,gewijzigd,aandeel,verschil,weken nu,gewijzigd",
        "end,now,share,changed,share,difference,weeks now,changed",
    )
    names = dict.fromkeys((*was, *now))
    rows = [[name, *_end_cells(simulation, was.get(name), now.get(name), lang), ends[name].title] for name in names]
    still = _count_cells(simulation, simulation.outcome.under_way, changed.under_way, lang)
    yield from _headed(head, [*rows, [say(lang, "nog onderweg", "under way"), *still, "", "", ""]])


def elsewhere_lines(simulation: Simulation, lang: Language) -> Iterator[str]:
    """How many students are elsewhere in the changed version, and between which places."""
    total = sum(one.students for one in simulation.elsewhere)
    count = counted(total, Text("student", "student"), Text("studenten", "students"))
    share, stop = _share_of(total, simulation, lang), ":" if total else "."
    yield say(
        lang, f"Ergens anders dan nu: {count.nl} ({share}){stop}", f"Elsewhere than now: {count.en} ({share}){stop}"
    )
    shown, more = simulation.elsewhere[:_MOST_KINDS], simulation.elsewhere[_MOST_KINDS:]
    to = say(lang, "naar", "to")
    yield from _table([[one.was, to, one.now, whole(one.students, lang)] for one in shown], left=(0, 1, 2))
    if more:
        rest = whole(sum(one.students for one in more), lang)
        yield say(lang, f"  en nog {rest} tussen andere plaatsen", f"  and {rest} more between other places")


def compared_steps(outcome: RouteOutcome, changed: RouteOutcome, lang: Language) -> Iterator[str]:
    """The numbers of students in each step that is different in the two versions."""
    was, now = ({step.step: step for step in one.steps} for one in (outcome, changed))
    steps = {**changed.route.steps, **outcome.route.steps}
    names = [name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)]
    if not names:
        yield say(lang, "In elke stap is alles gelijk.", "In each step all is the same.")
        return
    yield say(lang, "Stappen waar iets anders is:", "Steps where something is different:")
    head = say(
        lang,
        "stap,studenten nu,gewijzigd,verschil,weken daar nu,gewijzigd,nog daar nu,gewijzigd,verschil",
        "step,students now,changed,difference,weeks there now,changed,still there now,changed,difference",
    )
    yield from _headed(
        head, [[name, *_step_cells(was.get(name), now.get(name), lang), steps[name].title] for name in names]
    )


def _where_they_are(simulation: Simulation, lang: Language) -> str:
    last = simulation.ticks.days[-1]
    return say(lang, f"Waar zij zijn na {last}:", f"Where they are after {last}:")


def _end_cells(simulation: Simulation, was: EndCount | None, now: EndCount | None, lang: Language) -> list[str]:
    before, after = (None if end is None else end.students for end in (was, now))
    times = (_NONE if end is None else _median_and_most(end.after) for end in (was, now))
    return [*_count_cells(simulation, before, after, lang), *times]


def _count_cells(simulation: Simulation, was: int | None, now: int | None, lang: Language) -> list[str]:
    cells = (
        cell
        for count in (was, now)
        for cell in ([_NONE, _NONE] if count is None else _count_and_share(count, simulation, lang))
    )
    return [*cells, whole((now or 0) - (was or 0), lang, signed=True)]


def _step_cells(was: StepCount | None, now: StepCount | None, lang: Language) -> list[str]:
    students = [None if step is None else step.students for step in (was, now)]
    still = [None if step is None else step.still_there.count for step in (was, now)]
    stays = (_NONE if step is None else _median_and_most(step.stays) for step in (was, now))
    return [*_both(students, lang), *stays, *_both(still, lang)]


def _both(counts: Sequence[int | None], lang: Language) -> list[str]:
    was, now = counts
    cells = (_NONE if count is None else whole(count, lang) for count in counts)
    return [*cells, whole((now or 0) - (was or 0), lang, signed=True)]


def _count_and_share(count: int, simulation: Simulation, lang: Language) -> list[str]:
    return [whole(count, lang), _share_of(count, simulation, lang)]


def _share_of(count: int, simulation: Simulation, lang: Language) -> str:
    return percent(Fraction(count, simulation.students), lang)


def _weeks(days: int | None) -> str:
    """Days as whole weeks, rounded to the nearest."""
    return _NONE if days is None else str((2 * days + 7) // 14)


def _median_and_most(spell: Spell) -> str:
    """The weeks within which half of them, and nine in ten, were done."""
    return _NONE if spell.median is None else f"{_weeks(spell.median)} / {_weeks(spell.most)}"


def _headed(head: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table with the names of its columns, given with commas between them; the last column, of titles, has none."""
    names = [*head.split(","), ""]
    return _table([names, *rows], left=(0, len(names) - 1))


def _table(rows: Sequence[Sequence[str]], left: Sequence[int]) -> Iterator[str]:
    """The rows with their columns aligned: those in `left` to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"  {'  '.join(cells)}".rstrip()
