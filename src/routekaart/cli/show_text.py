"""The text of `routekaart show`: a route, a step with its partners and actions, or an end."""

from collections.abc import Iterable, Iterator

from routekaart.deciding.outcome_words import WORDS
from routekaart.foundation.language import Language, enumerate_words, say
from routekaart.model.condition import ALWAYS, Condition
from routekaart.model.source_readings import Reading
from routekaart.model.step import STAY, Action, HandOver, Involvement, Step, Term
from routekaart.model.wording import Wording
from routekaart.route import Route
from routekaart.usage import readings_in_step


def route_lines(route: Route, lang: Language) -> Iterator[str]:
    """A whole route: each step with its next steps, and the ends."""
    yield f"{route.title} ({route.id} {route.version})"
    if route.description:
        yield route.description
    phase = None
    for step in route.steps.values():
        if step.phase != phase and step.phase is not None:
            phase = step.phase
            yield ""
            yield f"== {route.phases[phase]} =="
        yield ""
        yield from _short_step(route, step, lang)
    yield ""
    yield say(lang, "== Einden ==", "== Ends ==")
    for end in route.ends.values():
        yield f"  {end.id}: {end.title} [{end.outcome}]"


def step_lines(route: Route, step: Step, lang: Language) -> Iterator[str]:
    """One step in full."""
    wording = _wording(route, lang)
    yield f"{step.id}: {step.title}"
    if step.description:
        yield step.description
    yield ""
    if step.phase:
        yield say(lang, "Fase: ", "Phase: ") + route.phases[step.phase]
    yield say(lang, "Verantwoordelijk: ", "Responsible: ") + _responsible(route, step, lang)
    yield from _block(say(lang, "Benaderen:", "Contact:"), (_involved(route, one, wording) for one in step.contacts))
    yield from _block(
        say(lang, "Taken:", "Actions:"), (_action(route, step, one, wording, lang) for one in step.actions)
    )
    yield from _block(say(lang, "Middelen:", "Supports:"), (support.title for support in step.supports))
    yield from _block(say(lang, "Nagaan:", "Checklist:"), step.checklist)
    yield from _block(say(lang, "Termijnen:", "Terms:"), (_term(term, wording) for term in step.terms))
    yield from _block(say(lang, "Volgende stap:", "Next step:"), _transitions(route, step, wording, lang))
    if step.sources:
        yield say(lang, "Bron: ", "Source: ") + "; ".join(step.sources)
    shown = (_reading(route.readings[name], lang) for name in readings_in_step(step))
    yield from _block(say(lang, "Lezingen:", "Readings:"), shown)


def end_lines(route: Route, name: str, lang: Language) -> Iterator[str]:
    """One end in full."""
    end = route.ends[name]
    yield say(lang, f"Einde {end.id}: {end.title}", f"End {end.id}: {end.title}") + f" [{end.outcome}]"
    if end.description:
        yield end.description
    words = hand_over_words(end.hand_over, lang)
    if words:
        yield words
    if end.source:
        yield say(lang, "Bron: ", "Source: ") + end.source


def hand_over_words(hand_over: HandOver | None, lang: Language) -> str:
    """A hand-over in a few words; empty when there is none."""
    if hand_over is None:
        return ""
    to = hand_over.outside or f"{hand_over.route} {hand_over.step}"
    return say(lang, "overdracht aan ", "hand-over to ") + to


def _short_step(route: Route, step: Step, lang: Language) -> Iterator[str]:
    start = say(lang, " (begin)", " (start)") if step.id == route.start else ""
    yield f"{step.id}: {step.title}{start}"
    yield f"    {say(lang, 'wie', 'who')}: {_responsible(route, step, lang)}"
    for line in _transitions(route, step, _wording(route, lang), lang):
        yield f"    {line}"


def _transitions(route: Route, step: Step, wording: Wording, lang: Language) -> Iterator[str]:
    if step.policy == "first" and len(step.transitions) > 1:
        yield say(lang, "(de eerste die geldt, wint)", "(the first that holds wins)")
    for transition in step.transitions:
        place = route.steps.get(transition.to) or route.ends[transition.to]
        end = say(lang, "einde ", "end ") if transition.to in route.ends else ""
        yield f"→ {end}{transition.to} ({place.title}): {wording.condition(transition.when)}"
    if step.otherwise == STAY:
        yield say(lang, "→ anders: ", "→ otherwise: ") + WORDS["stay"]["rule"].in_language(lang)
    elif step.otherwise:
        end = say(lang, "einde ", "end ") if step.otherwise in route.ends else ""
        yield say(lang, "→ anders: ", "→ otherwise: ") + end + step.otherwise


def _responsible(route: Route, step: Step, lang: Language) -> str:
    if step.responsible_unknown:
        return not_known(lang)
    wording = _wording(route, lang)
    return ", ".join(_involved(route, one, wording) for one in step.responsible) or "-"


def not_known(lang: Language) -> str:
    """The words for a responsible partner who is not known yet."""
    return say(lang, "nog te bepalen (n.t.b.)", "to be determined")


def _involved(route: Route, involved: Involvement, wording: Wording) -> str:
    about = [involved.note or "", _when(involved.when, wording)]
    return one_or_more(route, involved.partners, wording.lang) + remarks(about)


def done_by(route: Route, actors: Iterable[Iterable[str]], lang: Language) -> str:
    """Who does a task: "door SLB'er of trajectbegeleider"; the words for unknown when nobody is named."""
    named = ", ".join(one_or_more(route, one, lang) for one in actors)
    return (
        say(lang, f"door {named}", f"by {named}")
        if named
        else say(lang, "door wie is nog te bepalen", "by whom is not known")
    )


def one_or_more(route: Route, partners: Iterable[str], lang: Language) -> str:
    """The title of a partner, or of several of which one acts: "SLB'er of trajectbegeleider"."""
    return enumerate_words((route.partners[name].title for name in partners), say(lang, "of", "or"))


def _action(route: Route, step: Step, action: Action, wording: Wording, lang: Language) -> str:
    partners = ", ".join(route.partners[name].title for name in action.partners)
    actors: list[tuple[str, ...]] = [(name,) for name in action.by] or [one.partners for one in step.responsible]
    about = [
        say(lang, "mag", "optional") if action.optional else "",
        done_by(route, actors, lang),
        say(lang, "met ", "with ") + partners if partners else "",
        _when(action.when, wording),
        hand_over_words(action.hand_over, lang),
    ]
    return action.text + remarks(about)


def _term(term: Term, wording: Wording) -> str:
    """A term with its length, if it has a value and a fact that measures it: "Zoektermijn (3 maanden)"."""
    length = "" if term.fact is None or term.value is None else wording.length(term.fact, term.value)
    return term.title + remarks([length])


def _reading(reading: Reading, lang: Language) -> str:
    to_confirm = say(lang, "nog te bevestigen door de eigenaar", "still to be confirmed by the owner")
    return f"{reading.id}: {reading.problem} → {reading.chosen}" + remarks([to_confirm if reading.to_confirm else ""])


def _when(condition: Condition, wording: Wording) -> str:
    return "" if condition == ALWAYS else say(wording.lang, "alleen: ", "only: ") + wording.condition(condition)


def remarks(all_remarks: Iterable[str]) -> str:
    """Remarks between parentheses, without the empty ones; empty when none is left."""
    shown = [remark for remark in all_remarks if remark]
    return f" ({'; '.join(shown)})" if shown else ""


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield title
        yield from (f"  {line}" for line in shown)


def _wording(route: Route, lang: Language) -> Wording:
    return Wording(route.facts, route.parameters, lang)
