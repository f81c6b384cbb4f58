"""The students in a step for whom somebody else acts, or something else must be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from routekaart.comparison.change_search import ChangeSearch
from routekaart.comparison.changes import DutyChange, DutyRole, Pair, Region
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import DaySearch, Different, meeting_one
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import students_in
from routekaart.deciding.duties import Duties
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text, enumerate_text
from routekaart.foundation.truth import Truth
from routekaart.logic.grid import Grid
from routekaart.model.condition import ALWAYS, AnyOf, Condition
from routekaart.model.fact_problems import FactError
from routekaart.model.step import Action, HandOver, Involvement, Step
from routekaart.route import Route

_ONE_OF = "/"
"""Separates the partners of whom one acts; no name has it."""
_NEVER: Condition = AnyOf(())
_NOT_KNOWN = Text("verantwoordelijk: nog te bepalen (n.t.b.)", "responsible: to be determined")


def duty_searches(joint: Joint, old: Step, new: Step) -> Iterator[ChangeSearch[Pair[bool], DutyChange]]:
    """A search for each duty that is removed, added or changed, for the students for whom it is."""
    before, after = _StepDuties(joint.old, old), _StepDuties(joint.new, new)
    students, named = students_in(joint, old, new), joint.new.route.surroundings.named(new.id)
    for was, becomes in _paired(before.when, after.when):

        def change(given: Pair[bool], region: Region, was: Duty = was, becomes: Duty = becomes) -> DutyChange | None:
            if (before.gives(was, region.old), after.gives(becomes, region.new)) != given:
                return None
            words = before.words[was] if given.old else None, after.words[becomes] if given.new else None
            return DutyChange(old.id, new.id, named, was.role, *words, region)

        whens = before.when.get(was, _NEVER), after.when.get(becomes, _NEVER)
        search = meeting_one(*whens) if was == becomes else _meeting(whens[0])
        yield ChangeSearch(joint, joint.everyone, whens, search, students, change)


def _meeting(condition: Condition) -> DaySearch[Pair[bool]]:
    """A search for the students with a duty that became another one with the same condition."""

    def search(grid: Grid) -> Iterator[Different[Pair[bool]]]:
        students = StudentSet(grid.valid, grid.formula(condition), grid.full)
        if students.some() is not None:
            yield Different(Pair(True, True), students, frozenset())

    return search


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody must or may do.

    Attributes:
        what: the text, without capitals and extra spaces, or the partner who acts; empty for "n.t.b.".
        by: who does an action, if that is not whoever is responsible.
    """

    role: DutyRole
    what: str
    partners: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    optional: bool = False
    by: tuple[str, ...] = ()


class _StepDuties:
    """The duties of a step in one version.

    Attributes:
        when: the condition of each, in the joint vocabulary.
        words: the wording of each.
    """

    def __init__(self, side: Side, step: Step) -> None:
        self._side, self._step = side, step
        self.words: dict[Duty, Text] = {}
        conditions: dict[Duty, dict[Condition, None]] = {}
        for duty, when, text in _parts(side.route, step):
            plain = _plain(side, duty)
            conditions.setdefault(plain, {})[side.condition(when)] = None
            self.words.setdefault(plain, text)
        self.when: Mapping[Duty, Condition] = {
            duty: next(iter(whens)) if len(whens) == 1 else AnyOf(tuple(whens)) for duty, whens in conditions.items()
        }

    def gives(self, duty: Duty, student: Witness) -> Truth:
        """Whether the version really gives a student a duty; None if that is open, or if it refuses the student."""
        try:
            given = self._side.route.duties(self._step.id, student.facts, on=student.on)
        except FactError:
            return None
        found: Truth = False
        for one, holds in _given(given):
            if _plain(self._side, one) == duty:
                found = found or holds
        return found


def _paired(old: Mapping[Duty, Condition], new: Mapping[Duty, Condition]) -> Iterator[Pair[Duty]]:
    """The duties that differ, as old and new duty: first those that changed into another one."""
    gone = [duty for duty in old if duty not in new]
    come = [duty for duty in new if duty not in old]
    for was in list(gone):
        becomes = _rewritten(was, [duty for duty in come if old[was] == new[duty]])
        if becomes is not None:
            gone.remove(was)
            come.remove(becomes)
            yield Pair(was, becomes)
    for duty in (*gone, *(duty for duty in old if duty in new and old[duty] != new[duty]), *come):
        yield Pair(duty, duty)


def _given(duties: Duties) -> Iterator[tuple[Duty, Truth]]:
    if duties.responsible_unknown:
        yield Duty("responsible", ""), True
    for partner in duties.partners:
        if partner.role in ("responsible", "contact"):
            yield Duty(partner.role, _ONE_OF.join(sorted(partner.partners))), partner.holds
    for action in duties.actions:
        yield _action(action.action), action.holds
    for support in duties.supports:
        yield Duty("support", support.title, tuple(sorted(support.via))), support.holds


def _parts(route: Route, step: Step) -> Iterator[tuple[Duty, Condition, Text]]:
    if step.responsible_unknown:
        yield Duty("responsible", ""), ALWAYS, _NOT_KNOWN
    involved: tuple[tuple[DutyRole, Text, tuple[Involvement, ...]], ...] = (
        ("responsible", Text("verantwoordelijk", "responsible"), step.responsible),
        ("contact", Text("benaderen", "contact"), step.contacts),
    )
    for role, called, parts in involved:
        for one in parts:
            title = enumerate_text(route.partners[name].title for name in one.partners)
            text = Text(f"{called.nl}: {title.nl}", f"{called.en}: {title.en}")
            yield Duty(role, _ONE_OF.join(sorted(one.partners))), one.when, text
    for action in step.actions:
        duty = _action(action)
        yield duty, action.when, _in_words(route, "taak", "action", action.text, duty)
    for support in step.supports:
        duty = Duty("support", support.title, tuple(sorted(support.via)))
        yield duty, support.when, _in_words(route, "middel", "support", support.title, duty)


def _in_words(route: Route, nl: str, en: str, what: str, duty: Duty) -> Text:
    partners, by = (", ".join(route.partners[name].title for name in names) for names in (duty.partners, duty.by))
    over = duty.hand_over
    to = "" if over is None else over.outside or f"{over.called} {over.step}"
    link = Text("via" if duty.role == "support" else "met", "via" if duty.role == "support" else "with")
    remarks = [
        ("mag", "optional") if duty.optional else None,
        (f"door {by}", f"by {by}") if by else None,
        (f"{link.nl} {partners}", f"{link.en} {partners}") if partners else None,
        (f"overdracht aan {to}", f"hand-over to {to}") if to else None,
    ]
    told = [remark for remark in remarks if remark is not None]
    dutch, english = ("; ".join(remark[index] for remark in told) for index in (0, 1))
    if not told:
        return Text(f"{nl}: {what}", f"{en}: {what}")
    return Text(f"{nl}: {what} ({dutch})", f"{en}: {what} ({english})")


def _action(action: Action) -> Duty:
    partners, by = tuple(sorted(action.partners)), tuple(sorted(action.by))
    return Duty("action", action.text, partners, action.hand_over, action.optional, by)


def _plain(side: Side, duty: Duty) -> Duty:
    """A duty in the form in which two versions are compared."""
    return replace(duty, what=" ".join(duty.what.split()).casefold(), hand_over=side.hand_over(duty.hand_over))


def _rewritten(was: Duty, candidates: Sequence[Duty]) -> Duty | None:
    """The duty of the same role whose text is most like that of a removed one."""
    alike = [duty for duty in candidates if duty.role == was.role]
    return max(alike, key=lambda duty: SequenceMatcher(None, was.what, duty.what).ratio(), default=None)
