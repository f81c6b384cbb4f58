"""The numbers of a cohort as text, as JSON and as the flow in a picture."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from routekaart import Route, maps
from routekaart.cohorts.summary import AnswerKind, Summary, as_dict, contested_counts
from routekaart.deciding.outcome_words import REFUSED, WORDS, outcome_text
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, counted, grouped, say

if TYPE_CHECKING:
    from routekaart.cohorts.cohorts_dicts import CohortDict, GroupCountDict

_NO_QUESTION = "?"


def summary_lines(route: Route, summary: Summary, by: str | None, until: date | None, lang: Language) -> Iterator[str]:
    """The lines with the counts: of all students, or of each group."""
    yield _students(summary.students, lang)
    if summary.blank:
        rows = counted(summary.blank, Text("lege rij", "blank row"), Text("lege rijen", "blank rows"))
        yield say(lang, f"{rows.nl} overgeslagen", f"{rows.en} skipped")
    if by is None:
        yield from _group_lines(route, summary, until, lang)
        return
    for group in summary.groups():
        part = summary.of_group(group)
        titles = route.facts[by].option_titles if by in route.facts else {}
        named = say(lang, "(niet ingevuld)", "(not filled in)") if group is None else one_line(titles.get(group, group))
        yield ""
        yield f"== {one_line(by)} {named}: {_students(part.students, lang)} =="
        yield from _group_lines(route, part, until, lang)


def as_json(
    route: Route, summary: Summary, on: date, by: str | None, until: date | None, *, contested: bool
) -> "CohortDict":
    """The counts as plain JSON-ready values, in a stable format (`format_version`)."""
    counts = as_dict(summary, route.steps)
    found: CohortDict = {
        "format": "routekaart.cohort",
        "format_version": 1,
        "route": route.id,
        "route_version": route.version,
        "chosen": dict(route.chosen),
        "on": on.isoformat(),
        "soon_until": until.isoformat() if until else None,
        "blank_rows": summary.blank,
        "students": counts["students"],
        "steps": counts["steps"],
        "refused": counts["refused"],
    }
    if contested:
        found["contested"] = contested_counts(summary)
    if by is not None:
        found["by"] = by
        found["groups"] = [_group_dict(route, summary, group, contested=contested) for group in summary.groups()]
    return found


def _group_dict(route: Route, summary: Summary, group: str | None, *, contested: bool) -> "GroupCountDict":
    part = summary.of_group(group)
    found: GroupCountDict = {"group": group, **as_dict(part, route.steps)}
    if contested:
        found["contested"] = contested_counts(part)
    return found


def flow_of(summary: Summary, on: date) -> maps.Flow:
    """The counts as the flow in a picture."""
    moving: Counter[tuple[str, str]] = Counter()
    staying: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    for kind, count in summary.kinds.items():
        if kind.outcome == "stay":
            staying[kind.step] += count
        elif kind.target is not None:
            moving[kind.step, kind.target] += count
        else:
            waiting[kind.step] += count
    students = counted_students(summary.students)
    return maps.Flow(moving, staying, waiting, Text(f"{students.nl} op {on}", f"{students.en} on {on}"))


def _group_lines(route: Route, summary: Summary, until: date | None, lang: Language) -> Iterator[str]:
    for step in summary.steps(route.steps):
        kinds = Counter({kind: count for kind, count in summary.kinds.items() if kind.step == step})
        yield ""
        yield f"{step} ({route.steps[step].title}): {_students(kinds.total(), lang)}"
        yield from _step_lines(route, kinds, lang)
        soon = sum(count for kind, count in summary.soon.items() if kind.step == step)
        if soon:
            told = say(
                lang, f"door de tijd anders tot en met {until}", f"different by time alone up to and including {until}"
            )
            yield f"  {told}: {grouped(soon).in_language(lang)}"
    yield from _contested_lines(route, summary, lang)
    if summary.problems:
        refused = sum(problem.count for problem in summary.problems.values())
        yield ""
        heading = WORDS[REFUSED]["label"].in_language(lang).capitalize()
        yield f"{heading}: {_students(refused, lang)}"
        for (_, told), problem in sorted(summary.problems.items(), key=lambda one: (-one[1].count, one[0][1])):
            more = ", ..." if problem.count > len(problem.rows) else ""
            rows = ", ".join(str(row) for row in problem.rows)
            yield f"  {told}: {grouped(problem.count).in_language(lang)} ({say(lang, 'rij', 'row')} {rows}{more})"


def _contested_lines(route: Route, summary: Summary, lang: Language) -> Iterator[str]:
    """Lines with the number of students who get another answer under each alternative of an unconfirmed reading."""
    counts = contested_counts(summary)
    if not counts:
        return
    yield ""
    yield say(
        lang,
        "Anders onder een lezing die nog bevestigd moet worden:",
        "Different under a reading that must still be confirmed:",
    )
    for one in counts:
        reading = route.readings[one["reading"]]
        text = next(other.text for other in reading.others if other.id == one["alternative"])
        name = f"{say(lang, 'lezing', 'reading')} {reading.id}={one['alternative']}"
        yield f"  {name}: {grouped(one['students']).in_language(lang)} ({one_line(text)})"


def _step_lines(route: Route, kinds: Counter[AnswerKind], lang: Language) -> Iterator[str]:
    answers: Counter[tuple[str, str | None]] = Counter()
    for kind, count in kinds.items():
        answers[kind.outcome, kind.target] += count
    for (outcome, target), count in sorted(answers.items(), key=lambda one: (-one[1], one[0][0], one[0][1] or "")):
        yield f"  {_answer(route, outcome, target, lang)}: {grouped(count).in_language(lang)}"
        if outcome == "needs_facts":
            asked = Counter({kind.missing: some for kind, some in kinds.items() if kind.outcome == outcome})
            for fact, some in sorted(asked.items(), key=lambda one: (-one[1], one[0] or "")):
                question = route.facts[fact].question if fact else None
                yield f"    {fact}: {grouped(some).in_language(lang)} ({question or _NO_QUESTION})"


def _answer(route: Route, outcome: str, target: str | None, lang: Language) -> str:
    named = route.surroundings.named(target) if target else None
    return outcome_text(outcome, "label", target=named).in_language(lang)


def counted_students(count: int) -> Text:
    """The number of students in words."""
    return counted(count, Text("student", "student"), Text("studenten", "students"))


def _students(count: int, lang: Language) -> str:
    return counted_students(count).in_language(lang)
