"""The picture of a route: every step, end, transition, hand-over and condition, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from routekaart.deciding.outcome_words import WORDS
from routekaart.diagnostics.diagnostic import PartPath
from routekaart.foundation.arguments import ROUTE, checked, language, mapping, text
from routekaart.foundation.errors import wrong_type
from routekaart.foundation.language import Language, Text, enumerate_words, say
from routekaart.maps.depth import with_ways_back
from routekaart.maps.picture import Band, MapEdge, MapNode, Picture
from routekaart.model.condition import ALWAYS, Condition
from routekaart.model.step import STAY, Action, HandOver, Involvement, Step, Term, partner_titles
from routekaart.model.wording import Wording
from routekaart.route import Route

_PARTS = Text("een dict met delen van een bestand als namen", "a mapping with parts of a file as names")
_A_FUNCTION = Text("een functie", "a function")
_NO_PHASE = Text("Zonder fase", "Without a phase")
_NOBODY_YET = Text("nog te bepalen (n.t.b.)", "to be determined")
_FIRST_WINS = Text("de eerste die geldt, wint", "the first that holds wins")
_STAYS = WORDS["stay"]["rule"]
_STAYS_OTHERWISE = Text(f"anders: {_STAYS.nl}", f"otherwise: {_STAYS.en}")
_OTHERWISE = Text("anders", "otherwise")
_NOTHING: Mapping[PartPath, str] = MappingProxyType({})


def picture_of(
    route: Route,
    lang: Language | None = None,
    *,
    as_written: Mapping[PartPath, str] = _NOTHING,
    in_file: Callable[[PartPath], PartPath] | None = None,
) -> Picture:
    """The picture of a route.

    Args:
        lang: the language of the words around the route's own texts; by default that of the route.
        as_written: the text to show for conditions that could not be read, by their part of the file.
        in_file: for a route with errors: converts a part of the route to the part of the file.

    Raises:
        WrongTypeError: an argument is of another type.
        WrongValueError: `lang` is not "nl" or "en".
    """
    checked("route", route, Route, ROUTE)
    written = _parts_as_written(as_written)
    if in_file is not None and not callable(in_file):
        raise wrong_type("in_file", in_file, _A_FUNCTION)
    made = _Maker(route, language(lang) or route.language, written, in_file or _the_same)
    bands = tuple(_bands(route, made.lang))
    nodes = tuple(made.steps())
    edges = tuple(made.edges())
    placed = _with_bands((*nodes, *made.ends(), *made.handed_over(), *_missing(nodes, route, edges)), edges, bands)
    ordered = _in_order(placed, edges)
    draft = in_file is not None
    return with_ways_back(Picture(route.id, route.title, route.version, made.lang, bands, ordered, edges, draft=draft))


def _parts_as_written(given: object) -> Mapping[PartPath, str]:
    """The texts to show for conditions, checked to be texts by part of a file."""
    found: dict[PartPath, str] = {}
    for part, words in mapping("as_written", given).items():
        if not isinstance(part, tuple) or not all(type(key) in (str, int) for key in part):
            raise wrong_type("as_written", part, _PARTS)
        found[part] = text("as_written", words)
    return found


class _Maker:
    """Makes the nodes and edges of one route."""

    def __init__(
        self, route: Route, lang: Language, as_written: Mapping[PartPath, str], in_file: Callable[[PartPath], PartPath]
    ) -> None:
        self.lang = lang
        self._route = route
        self._as_written = as_written
        self._in_file = in_file
        self._wording = Wording(route.facts, route.parameters, lang)

    def steps(self) -> Iterator[MapNode]:
        """A node for each step."""
        for step in self._route.steps.values():
            part = ("steps", step.id)
            ordered = step.policy == "first" and len(step.transitions) > 1
            remarks = [_FIRST_WINS.in_language(self.lang)] if ordered else []
            remarks += [say(self.lang, "termijn: ", "term: ") + self._term(term) for term in step.terms]
            yield MapNode(
                id=step.id,
                part=part,
                kind="start" if step.id == self._route.start else "choice" if _ways_out(step) > 1 else "step",
                name=step.id,
                title=step.title,
                band=step.phase or "",
                partners=self._responsible(step),
                remarks=tuple(remarks),
                stay="; ".join(self._staying(step)),
            )

    def ends(self) -> Iterator[MapNode]:
        """A node for each end."""
        for end in self._route.ends.values():
            if end.id not in self._route.steps:
                yield MapNode(end.id, ("ends", end.id), "end", end.id, end.title, outcome=end.outcome)

    def handed_over(self) -> Iterator[MapNode]:
        """A node for each place outside this route that a step or an end hands over to."""
        for source, part, hand_over, action in self._hand_overs():
            what = say(self.lang, "Overdracht", "Hand-over") + (f": {action.text}" if action else "")
            name = hand_over.outside or f"{hand_over.route} {hand_over.step}"
            partner = hand_over.partner or (action.partners[0] if action and action.partners else None)
            partners = partner_titles(self._route.partners, (partner,) if partner else ())
            yield MapNode(_hand_over_id(source, part), self._in_file(part), "hand_over", name, what, None, partners)

    def edges(self) -> Iterator[MapEdge]:
        """An edge for each transition, otherwise and hand-over, in the order of the file."""
        for step in self._route.steps.values():
            for index, transition in enumerate(step.transitions):
                part: PartPath = ("steps", step.id, "transitions", index)
                words = self._condition(transition.when, (*part, "when"))
                order = index + 1 if step.policy == "first" and len(step.transitions) > 1 else None
                if transition.to not in (step.id, STAY):
                    yield MapEdge(step.id, transition.to, self._in_file(part), "way", words, order)
            if step.otherwise not in (None, STAY, step.id):
                words = _OTHERWISE.in_language(self.lang)
                yield MapEdge(step.id, str(step.otherwise), ("steps", step.id, "otherwise"), "otherwise", words)
        for source, part, _, action in self._hand_overs():
            words = self._condition(action.when, (*part[:-1], "when")) if action else ""
            if action and action.optional:
                words = "; ".join(filter(None, [say(self.lang, "mag", "optional"), words]))
            # The edge of a hand-over belongs to its action; at an end it has no part of its own.
            own = part[:-1] if action else (*part, "to")
            yield MapEdge(source, _hand_over_id(source, part), self._in_file(own), "hand_over", words)

    def _hand_overs(self) -> Iterator[tuple[str, PartPath, HandOver, Action | None]]:
        for step in self._route.steps.values():
            for index, action in enumerate(step.actions):
                if action.hand_over is not None:
                    yield step.id, ("steps", step.id, "actions", index, "hand_over"), action.hand_over, action
        for end in self._route.ends.values():
            if end.hand_over is not None:
                yield end.id, ("ends", end.id, "hand_over"), end.hand_over, None

    def _term(self, term: Term) -> str:
        if term.value is None or term.fact is None or term.fact not in self._route.facts:
            return term.title
        return f"{term.title} ({self._wording.length(term.fact, term.value)})"

    def _staying(self, step: Step) -> Iterator[str]:
        """The words about staying in a step; in a draft also the transitions to the step itself."""
        for index, transition in enumerate(step.transitions):
            if transition.to in (step.id, STAY):
                words = self._condition(transition.when, ("steps", step.id, "transitions", index, "when"))
                yield say(self.lang, "naar zichzelf", "to itself") + (f": {words}" if words else "")
        if step.otherwise in (STAY, step.id):
            yield (_STAYS_OTHERWISE if step.transitions else _STAYS).in_language(self.lang)

    def _responsible(self, step: Step) -> tuple[str, ...]:
        if step.responsible_unknown:
            return (_NOBODY_YET.in_language(self.lang),)
        return tuple(
            self._involved(one, ("steps", step.id, "responsible", index)) for index, one in enumerate(step.responsible)
        )

    def _involved(self, one: Involvement, part: PartPath) -> str:
        words = self._condition(one.when, (*part, "when"))
        only = say(self.lang, "alleen: ", "only: ") + words if words else ""
        remarks = "; ".join(filter(None, [one.note, only]))
        partners = enumerate_words(partner_titles(self._route.partners, one.partners), say(self.lang, "of", "or"))
        return partners + (f" ({remarks})" if remarks else "")

    def _condition(self, when: Condition, part: PartPath) -> str:
        """A condition in words; empty for one that always holds."""
        return self._as_written.get(self._in_file(part)) or ("" if when == ALWAYS else self._wording.condition(when))


def _the_same(part: PartPath) -> PartPath:
    return part


def _ways_out(step: Step) -> int:
    return sum(1 for target in step.targets if target not in (step.id, STAY))


def _hand_over_id(source: str, part: PartPath) -> str:
    """An id that no step or end can have."""
    return "/".join([source, *map(str, part[2:])])


def _bands(route: Route, lang: Language) -> Iterator[Band]:
    """The phases with steps, in order. Steps without a phase come first if the start has none, or else last."""
    used = dict.fromkeys(step.phase or "" for step in route.steps.values())
    if set(used) <= {""}:
        return
    start = route.steps.get(route.start)
    titles = {"": _NO_PHASE.in_language(lang), **{name: name for name in used if name}, **route.phases}
    named = [name for name in (*route.phases, *(name for name in used if name not in route.phases)) if name in used]
    without = [""] if "" in used else []
    first = start is not None and not start.phase
    for name in dict.fromkeys([*without, *named] if first else [*filter(None, named), *without]):
        yield Band(name, titles[name])


def _missing(nodes: Iterable[MapNode], route: Route, edges: Iterable[MapEdge]) -> Iterator[MapNode]:
    """A node for each target that is not defined."""
    known = {node.id for node in nodes} | set(route.ends)
    for name in dict.fromkeys(edge.target for edge in edges if edge.kind != "hand_over"):
        if name not in known:
            yield MapNode(name, ("steps", name), "missing", name, "")


def _with_bands(nodes: tuple[MapNode, ...], edges: Iterable[MapEdge], bands: tuple[Band, ...]) -> tuple[MapNode, ...]:
    """The nodes; those that are not steps are put in the last band that leads to them."""
    order = {band.id: position for position, band in enumerate(bands)}
    if not order:
        return tuple(replace(node, band=None) for node in nodes)
    found = {node.id: order[node.band] for node in nodes if node.band is not None}
    into: dict[str, list[str]] = {}
    for edge in edges:
        into.setdefault(edge.target, []).append(edge.source)
    for node in nodes:
        if node.band is None:
            found[node.id] = max(
                (found[source] for source in into.get(node.id, ()) if source in found), default=len(bands) - 1
            )
    return tuple(replace(node, band=bands[found[node.id]].id) for node in nodes)


def _in_order(nodes: tuple[MapNode, ...], edges: Iterable[MapEdge]) -> tuple[MapNode, ...]:
    """The nodes, with each hand-over right after the node that hands over."""
    sources: dict[str, list[str]] = {}
    for edge in edges:
        if edge.kind == "hand_over":
            sources.setdefault(edge.source, []).append(edge.target)
    by_id = {node.id: node for node in nodes}
    listed = (name for node in nodes if node.kind != "hand_over" for name in (node.id, *sources.get(node.id, ())))
    return tuple(by_id[name] for name in dict.fromkeys(listed))
