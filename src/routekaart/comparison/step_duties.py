"""The duties of a step as values by which two versions can be compared, each with its condition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from routekaart.comparison.changes import DutyChange
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Different, Look, Looked, Seen, look_on_every_day
from routekaart.comparison.region_words import regions_of
from routekaart.comparison.regions import StudentSet
from routekaart.comparison.shown_students import student_of
from routekaart.deciding.duties import Duties
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text
from routekaart.foundation.truth import Truth
from routekaart.logic.formula import Formula, conjoin, opposite
from routekaart.logic.grid import Grid
from routekaart.model.condition import ALWAYS, AnyOf, Condition
from routekaart.model.situation import FactError
from routekaart.model.step import HandOver, Step
from routekaart.route import Route

DutyRole: TypeAlias = Literal["responsible", "contact", "action", "support"]
_NOT_KNOWN = Text("verantwoordelijk: nog te bepalen (n.t.b.)", "responsible: to be determined")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that somebody must or may do. Capitals and spaces in its text make no difference.

    Attributes:
        what: its text, or the partner who acts; empty when nobody is named ("n.t.b.").
    """

    role: DutyRole
    what: str
    partners: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    optional: bool = False


def duties_of(side: Side, step: Step, words: dict[Duty, Text]) -> Mapping[Duty, Condition]:
    """Each duty of a step with its condition in the joint vocabulary; `words` gets how it is said."""
    found: dict[Duty, list[Condition]] = {}
    for duty, when, text in _parts(side.route, step):
        plain = _plain(side, duty)
        condition = side.condition(when)
        known = found.setdefault(plain, [])
        if condition not in known:
            known.append(condition)
        words.setdefault(plain, text)
    return {duty: whens[0] if len(whens) == 1 else AnyOf(tuple(whens)) for duty, whens in found.items()}


def _parts(route: Route, step: Step) -> Iterator[tuple[Duty, Condition, Text]]:
    if step.responsible_unknown:
        yield Duty("responsible", ""), ALWAYS, _NOT_KNOWN
    for one in step.responsible:
        title = route.partners[one.partner].title
        yield Duty("responsible", one.partner), one.when, Text(f"verantwoordelijk: {title}", f"responsible: {title}")
    for one in step.contacts:
        title = route.partners[one.partner].title
        yield Duty("contact", one.partner), one.when, Text(f"benaderen: {title}", f"contact: {title}")
    for action in step.actions:
        duty = _action(action.text, action.partners, action.hand_over, action.optional)
        yield duty, action.when, _in_words(route, "taak", "action", action.text, duty)
    for support in step.supports:
        duty = Duty("support", support.title, tuple(sorted(support.via)))
        yield duty, support.when, _in_words(route, "middel", "support", support.title, duty)


def _in_words(route: Route, nl: str, en: str, what: str, duty: Duty) -> Text:
    partners = ", ".join(route.partners[name].title for name in duty.partners)
    over = duty.hand_over
    to = "" if over is None else over.outside or f"{over.route} {over.step}"
    link = Text("via" if duty.role == "support" else "met", "via" if duty.role == "support" else "with")
    remarks = [
        ("mag", "optional") if duty.optional else None,
        (f"{link.nl} {partners}", f"{link.en} {partners}") if partners else None,
        (f"overdracht aan {to}", f"hand-over to {to}") if to else None,
    ]
    told = [remark for remark in remarks if remark is not None]
    dutch, english = ("; ".join(remark[index] for remark in told) for index in (0, 1))
    if not told:
        return Text(f"{nl}: {what}", f"{en}: {what}")
    return Text(f"{nl}: {what} ({dutch})", f"{en}: {what} ({english})")


def given_duties(side: Side, duties: Duties) -> Mapping[Duty, Truth]:
    """The duties that a version really gives a student; None for those that unknown facts leave open."""
    found: dict[Duty, Truth] = {Duty("responsible", ""): True} if duties.responsible_unknown else {}
    told: list[tuple[Duty, Truth]] = [
        *((Duty(one.role, one.id), one.holds) for one in duties.partners if one.role != "action"),
        *((_action(one.text, one.partners, one.hand_over, one.optional), one.holds) for one in duties.actions),
        *((Duty("support", one.title, tuple(sorted(one.via))), one.holds) for one in duties.supports),
    ]
    for duty, holds in told:
        plain = _plain(side, duty)
        found[plain] = found.get(plain) or holds
    return found


def _action(text: str, partners: Sequence[str], hand_over: HandOver | None, optional: bool) -> Duty:
    return Duty("action", text, tuple(sorted(partners)), hand_over, optional)


def _plain(side: Side, duty: Duty) -> Duty:
    """A duty as two versions can be compared by."""
    return replace(duty, what=" ".join(duty.what.split()).casefold(), hand_over=side.hand_over(duty.hand_over))


def rewritten(was: Duty, candidates: Sequence[Duty]) -> Duty | None:
    """The duty of the same role that is most like one that is gone."""
    alike = [duty for duty in candidates if duty.role == was.role]
    return max(alike, key=lambda duty: SequenceMatcher(None, was.what, duty.what).ratio(), default=None)


DutyChangeKind: TypeAlias = Literal["added", "removed", "changed"]
_NEVER: Condition = AnyOf(())


class DutiesOfStep:
    """Compares who acts and what must be done in two versions of a step.

    Attributes:
        looked: what was seen for each duty, and what keeps it from being everything.
        not_replayed: whether a version says something else of a student than was proven: a fault in the proof.
    """

    def __init__(self, joint: Joint, called: tuple[str, str], old: Step, new: Step) -> None:
        """The step of the old version and what it became; `called` is how the routes are loaded."""
        self._joint, self._called = joint, called
        self._steps = (old, new)
        self._words: tuple[dict[Duty, Text], dict[Duty, Text]] = ({}, {})
        self._when = tuple(
            duties_of(side, step, words)
            for side, step, words in zip((joint.old, joint.new), self._steps, self._words, strict=True)
        )
        self.looked: list[Looked[DutyChangeKind]] = []
        self.not_replayed = False

    def changes(self) -> Iterator[DutyChange]:
        """Each region of students for whom something falls away, comes, or becomes something else."""
        old, new = self._when
        gone = [duty for duty in old if duty not in new]
        come = [duty for duty in new if duty not in old]
        for was in list(gone):
            becomes = rewritten(was, [duty for duty in come if old[was] == new[duty]])
            if becomes is not None:
                gone.remove(was)
                come.remove(becomes)
                yield from self._changes(was, becomes)
        for duty in (*gone, *(duty for duty in old if duty in new and old[duty] != new[duty]), *come):
            yield from self._changes(duty, duty)

    def _changes(self, was: Duty, becomes: Duty) -> Iterator[DutyChange]:
        """Who gets a duty in one version only; of a duty that became another, who gets them."""
        before, after = self._when[0].get(was, _NEVER), self._when[1].get(becomes, _NEVER)
        looked = look_on_every_day(self._joint.everyone, (before, after), _looking(before, after, same=was == becomes))
        self.looked.append(looked)
        old, new = self._steps
        for change, region in regions_of(self._joint, looked, self._students):
            held = _holds(self._joint.old, old, was, region.old), _holds(self._joint.new, new, becomes, region.new)
            if held != (change != "added", change != "removed"):
                self.not_replayed = True
                continue
            yield DutyChange(
                old_step=old.id,
                new_step=new.id,
                named=self._joint.new.route.surroundings.named(new.id),
                role=was.role,
                was=None if change == "added" else self._words[0][was],
                becomes=None if change == "removed" else self._words[1][becomes],
                region=region,
            )

    def _students(self, seen: Seen[DutyChangeKind]) -> tuple[Witness, Witness]:
        old, new = (
            student_of(self._joint, side, called, step.id, seen)
            for side, called, step in zip((self._joint.old, self._joint.new), self._called, self._steps, strict=True)
        )
        return old, new


def _looking(before: Condition, after: Condition, *, same: bool) -> Look[DutyChangeKind]:
    """Tells who gets the one and not the other; of two duties with one condition, who gets them."""

    def look(grid: Grid) -> Iterator[Different[DutyChangeKind]]:
        one, other = grid.formula(before), grid.formula(after)
        changed: list[tuple[DutyChangeKind, Formula]] = [("changed", one)]
        if same:
            changed = [
                ("removed", conjoin([one, opposite(other, grid.full)], grid.full)),
                ("added", conjoin([other, opposite(one, grid.full)], grid.full)),
            ]
        for change, formula in changed:
            students = StudentSet(grid.valid, formula, grid.full)
            if students.some() is not None:
                yield Different(change, students, frozenset())

    return look


def _holds(side: Side, step: Step, duty: Duty, student: Witness) -> bool | None:
    """Whether a version really gives a student a duty; None when that is open, or it refuses the student."""
    try:
        given = given_duties(side, side.route.duties(step.id, student.facts, on=student.on))
    except FactError:
        return None
    return given.get(duty, False)
