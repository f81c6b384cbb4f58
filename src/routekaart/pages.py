"""The page of every rule: of a check its docstring, of another rule what is said of it here beside."""

from collections.abc import Mapping
from inspect import getdoc

from routekaart.checks import CHECKS, PROOFS
from routekaart.frozen import frozen
from routekaart.ignoring_pages import IGNORING_PAGES
from routekaart.language import Language, Text
from routekaart.page import Page, page_from
from routekaart.reader.pages import READER_PAGES
from routekaart.rules import RULES, rule_named
from routekaart.writing_pages import WRITING_PAGES


def _all_pages() -> Mapping[str, Page]:
    of_checks = (page_from(getdoc(check) or "") for check in (*CHECKS, *PROOFS))
    found = {page.rule: page for page in (*READER_PAGES, *WRITING_PAGES, *IGNORING_PAGES, *of_checks)}
    return frozen({name: found[name] for name in RULES if name in found})


PAGES = _all_pages()
"""The page of each rule, in the order of their codes."""


def page_of(name_or_code: str) -> Page | None:
    """The page of a rule, by its name or its code; None when there is no such rule."""
    rule = rule_named(name_or_code)
    return PAGES[rule.name] if rule else None


def markdown(lang: Language) -> str:
    """One document with the page of every rule."""
    title = Text("Wat routekaart controleert", "What routekaart checks")
    intro = Text(
        "Elke regel heeft een naam en een korte code. `routekaart explain NAAM` toont dezelfde tekst in de terminal. "
        "In de voorbeelden staat alleen wat ertoe doet; de kop van het bestand en de einden zijn weggelaten.",
        "Each rule has a name and a short code. `routekaart explain NAME` shows the same text in the terminal. "
        "The examples hold only what matters; the head of the file and the ends are left out.",
    )
    made = "<!-- made by `routekaart explain --markdown`; a test keeps it equal -->"
    sections = "\n".join(page.markdown(lang) for page in PAGES.values())
    return f"# {title.in_language(lang)}\n\n{made}\n\n{intro.in_language(lang)}\n\n{sections}"
