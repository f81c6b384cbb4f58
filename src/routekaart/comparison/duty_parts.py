"""The duties of a step as values by which two versions can be compared, each with its condition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from routekaart.comparison.joint import Side
from routekaart.deciding.duties import Duties
from routekaart.foundation.language import Text
from routekaart.foundation.truth import Truth
from routekaart.model.condition import ALWAYS, AnyOf, Condition
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
