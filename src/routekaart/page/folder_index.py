"""The index of a folder of pages: the routes, the hand-overs between them, and what they have in common."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from routekaart.foundation.escaping.web import Child, Html, element, html_attribute, html_text
from routekaart.foundation.language import Language
from routekaart.foundation.version import VERSION
from routekaart.model.condition import ALWAYS
from routekaart.model.wording import Wording
from routekaart.networks import Link, Network, Part
from routekaart.page import web
from routekaart.page.assembling import file_of, policy, style_of
from routekaart.page.themes import Theme
from routekaart.route import Route
from routekaart.usage import usage_of

_SHARED = 2
"""The least number of routes that must use a fact for it to be listed as shared."""
_SECTIONS = {
    "index_routes": "",
    "index_hand_overs": "index_hand_overs_lead",
    "ref_partners": "index_partners_lead",
    "ref_facts": "index_facts_lead",
    "ref_readings": "index_readings_lead",
}
"""The words of each section: its heading, and the text below that."""


def index_page(found: Network, *, made_on: date, lang: Language, theme: Theme | None = None) -> str:
    """The index as HTML, for a folder in which each route has its page (`file_of`). It has no script."""
    made = _Index(found, lang)
    style = style_of(theme or Theme())
    filled = {
        "title": html_text(made.say("index_title")),
        "policy": html_attribute(policy(style)),
        "engine": html_text(f"routekaart {VERSION}"),
        "made_on": made_on.isoformat(),
        "style": style,
        "nav": made.nav(),
        "sections": "\n".join(made.sections()),
    }
    return web.filled_in("index.html", lang, filled)


class _Index:
    """The parts of the index of some routes, in one language."""

    def __init__(self, found: Network, lang: Language) -> None:
        self.found, self.lang, self.words = found, lang, web.words(lang)

    def say(self, key: str, **values: object) -> str:
        """Words of the page, filled in."""
        return self.words[key].format(**values)

    def nav(self) -> Html:
        """Links to the sections."""
        return element("ul", (element("li", _link(f"#{key}", self.say(key))) for key in _SECTIONS))

    def sections(self) -> Iterator[Html]:
        """Each section with its heading."""
        made = (self._routes(), self._hand_overs(), self._partners(), self._facts(), self._readings())
        for (key, lead), rows in zip(_SECTIONS.items(), made, strict=True):
            head = element("h2", self.say(key), id=key)
            said = element("p", self.say(lead), class_="lead") if lead else None
            body = list(rows) or [element("p", self.say("index_none"))]
            yield element("section", head, said, body, class_="index", aria_labelledby=key)

    def _routes(self) -> Iterator[Html]:
        for route in self.found.routes.values():
            tag = (
                element("span", self.say("index_comes_with"), class_="tag") if route.id in self.found.bundled else None
            )
            counts = self.say("index_count", steps=len(route.steps), ends=len(route.ends))
            yield element(
                "article",
                element("h3", _link(file_of(route.id), route.title), " " if tag else None, tag),
                element("p", route.description) if route.description else None,
                element("p", f"{self.say('version', version=route.version)} · {counts}", class_="hint"),
                class_="card",
            )

    def _hand_overs(self) -> Iterator[Html]:
        for name, links in groupby(self.found.links, lambda link: link.route):
            rows = element("ul", (element("li", self._hand_over(one)) for one in links))
            yield _entry(_link(file_of(name), self.found.routes[name].title), rows)

    def _hand_over(self, link: Link) -> Html:
        sender, receiver = self.found.routes[link.route], self.found.routes[link.to_route]
        there = f"{receiver.title}: {receiver.steps[link.to_step].title}"
        return element(
            "div",
            self._place(sender, link.place),
            " → ",
            _link(f"{file_of(receiver.id)}#step/{link.to_step}", there),
            element("span", link.action, class_="part_rest") if link.action else None,
            self._only_if(sender, link),
            class_="part",
        )

    def _only_if(self, route: Route, part: Link | Part) -> Html | None:
        if part.when == ALWAYS:
            return None
        when = Wording(route.facts, route.parameters, self.lang).condition(part.when)
        return element("span", self.say("only_if", when=when), class_="part_when")

    def _place(self, route: Route, name: str) -> Html:
        kind, place = ("end", route.ends[name]) if name in route.ends else ("step", route.steps[name])
        return _link(f"{file_of(route.id)}#{kind}/{name}", place.title)

    def _partners(self) -> Iterator[Html]:
        named = [partner for route in self.found.routes.values() for partner in route.partners.values()]
        titles = {partner.id: partner.title for partner in named}
        acting = {part.partner for part in self.found.parts}
        for name in sorted(acting, key=lambda one: titles[one].casefold()):
            mine = [part for part in self.found.parts if part.partner == name]
            yield _folded(titles[name], self._roles(mine))

    def _roles(self, parts: Iterable[Part]) -> Iterator[Html]:
        for (name, step), mine in groupby(parts, lambda part: (part.route, part.step)):
            route = self.found.routes[name]
            where = element("p", self._place(route, step), " ", element("span", route.title, class_="hint"))
            roles = [
                element("li", self.say(f"index_role_{one.role}", text=one.text or ""), self._only_if(route, one))
                for one in mine
            ]
            yield element("div", where, element("ul", roles), class_="roles")

    def _facts(self) -> Iterator[Html]:
        used = {name: usage_of(route).facts for name, route in self.found.routes.items()}
        for name, meaning_it in self.found.shared_facts.items():
            routes = [one for one in meaning_it if name in used[one]]
            if len(routes) < _SHARED:
                continue
            fact = self.found.routes[routes[0]].facts[name]
            links = [_link(f"{file_of(one)}#reference/facts/{name}", self.found.routes[one].title) for one in routes]
            where = element("ul", (element("li", link) for link in links))
            description = element("p", fact.description) if fact.description else None
            yield _folded(fact.title[:1].upper() + fact.title[1:], description, where)

    def _readings(self) -> Iterator[Html]:
        for route in self.found.routes.values():
            register = f"{file_of(route.id)}#reference/readings"
            rows = [
                element("li", _link(f"{register}/{one.id}", one.id), f" {one.problem}")
                for one in route.readings.values()
                if one.to_confirm
            ]
            if rows:
                yield _entry(_link(register, route.title), element("ul", rows))


def _entry(title: Html, body: Html) -> Html:
    return element("section", element("h3", title), body, class_="entry")


def _folded(title: str, *body: Child) -> Html:
    return element("details", element("summary", title), *body, class_="entry")


def _link(href: str, text: str) -> Html:
    return element("a", text, href=href)
