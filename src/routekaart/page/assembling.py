"""A route as one page: a file that opens without a network, requests nothing from one, and stores nothing."""

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from routekaart import maps
from routekaart.foundation.escaping.web import html_attribute, html_text
from routekaart.foundation.language import Language
from routekaart.maps.spoken_names import in_spoken_names, place_name
from routekaart.maps.stylesheet import css
from routekaart.maps.svg import embedded
from routekaart.page import web
from routekaart.page.modules import joined_modules
from routekaart.page.packing import packed
from routekaart.page.page_content import content_of
from routekaart.page.themes import Theme
from routekaart.portable import interpreter, portable
from routekaart.route import Route

INDEX = "index.html"
"""The name of the index of a folder of pages."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s*\n\s*|(?<=[{;,:])\s+|\s+(?=[{}])")


def page(
    route: Route,
    *,
    made_on: date,
    lang: Language | None = None,
    theme: Theme | None = None,
    beside: Mapping[str, Route] | None = None,
) -> str:
    """The page of a route as HTML; the same route, day and theme give the same text.

    Args:
        made_on: the day that the page shows as the day it was made.
        lang: the language of the page itself; by default that of the route.
        beside: the routes whose pages are in the same folder, with an index; hand-overs to them become links.

    Raises:
        TooHardError: the diagram of some step would become too large.
        NotDrawnError: the layout engine is not installed, or the route is too large to draw.
    """
    lang = lang or route.language
    words = web.words(lang)
    drawing = maps.draw(in_spoken_names(maps.picture_of(route, lang)))
    style = style_of(theme or Theme())
    script = _script()
    document = portable(route)
    more = content_of(route, lang)
    content = {"portable": document, "more": more, "words": words, "lang": lang}
    content["others"] = {name: _beside(one) for name, one in (beside or {}).items() if name != route.id}
    sources = "; ".join(route.sources[name].title for name in more["sources"])
    filled = {
        "policy": html_attribute(policy(style, script)),
        "title": html_text(route.title),
        "about": html_text(_about(route, more["under"], words)),
        "above": "Routekaart" if beside is None else f'<a href="{INDEX}">{html_text(words["all_routes"])}</a>',
        "engine": html_text(document["engine"]),
        "made_on": made_on.isoformat(),
        "digest": html_text(route.digest),
        "sources": f"<p>{html_text(words['sources_named'].format(sources=sources))}</p>" if sources else "",
        "style": style,
        "svg": embedded(drawing),
        "data": packed(content),
        "script": script,
    }
    return web.filled_in("page.html", lang, filled)


def file_of(route: str) -> str:
    """The name of the page of a route in a folder of pages."""
    return f"{route}.html"


def _beside(route: Route) -> dict[str, object]:
    steps = {name: place_name(name, one.title) for name, one in route.steps.items()}
    return {"href": file_of(route.id), "title": route.title, "steps": steps}


def _about(route: Route, under: str | None, words: dict[str, str]) -> str:
    version = words["version"].format(version=route.version)
    return " · ".join(filter(None, [version[0].upper() + version[1:], under]))


def _script() -> str:
    modules = {**web.modules(), "routekaart": interpreter.text_of("routekaart.mjs")}
    return joined_modules(modules, web.FIRST)


def style_of(theme: Theme) -> str:
    """The only style sheet of a page."""
    sheet = _BLANKS.sub("", _COMMENT.sub("", web.text_of("page.css"))).strip()
    return theme.css() + css(tokens=False) + sheet


def policy(style: str, script: str | None = None) -> str:
    """The security policy: nothing is allowed except the style sheet and the script, by their digests."""
    allowed = [f"style-src {_digest(style)}", *([f"script-src {_digest(script)}"] if script is not None else [])]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
