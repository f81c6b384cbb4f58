"""The pages of rules: what a rule looks for, why, and how to mend it. A page is a Markdown file in one language.

A page has a title, what is looked for, and sections with these headings, the last two only where there is an example:

    Nederlands: Waarom, Herstel, Fout voorbeeld, Goed voorbeeld
    English:    Why, How to fix, Wrong example, Right example
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

from routekaart.diagnostics.diagnostic import SEVERITY_WORDS
from routekaart.diagnostics.rules import RULES, Rule, rule_named
from routekaart.files.disk import limits
from routekaart.files.disk.reading import read_bytes
from routekaart.foundation.language import Language, Text

_WHAT, _WHY, _FIX = Text("Wat", "What"), Text("Waarom", "Why"), Text("Herstel", "How to fix")
_WRONG, _RIGHT = Text("Fout voorbeeld", "Wrong example"), Text("Goed voorbeeld", "Right example")
_EXAMPLE = re.compile(r"```yaml\n(.*)\n```", flags=re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one rule in one language.

    Attributes:
        title: what is wrong, in a few words.
        what, why, fix: what the rule looks for, why that matters, and how to mend it.
        wrong, right: the parts of a route that break the rule, and the same parts mended; empty when there is none.
    """

    rule: Rule
    lang: Language
    title: str
    what: str
    why: str
    fix: str
    wrong: str = ""
    right: str = ""

    def text(self) -> str:
        """The page for a terminal."""
        parts = [f"{self.rule.name} ({self._mark()}): {self.title}"]
        parts += [f"{label}: {paragraph}" for label, paragraph in self._paragraphs()]
        parts += [f"{label}:\n\n{indent(example, '    ')}" for label, example in self._examples()]
        return "\n\n".join(parts) + "\n"

    def markdown(self) -> str:
        """The page as a section of a Markdown document."""
        parts = [f"## {self.rule.name}", f"*{self._mark()}* — {self.title}"]
        parts += [f"**{label}.** {paragraph}" for label, paragraph in self._paragraphs()]
        parts += [f"{label}:\n\n```yaml\n{example}\n```" for label, example in self._examples()]
        return "\n\n".join(parts) + "\n"

    def line(self) -> str:
        """The page in one line, for a list of all rules."""
        return f"{self.rule.code}  {self.rule.name}: {self.title}"

    def _mark(self) -> str:
        return f"{self.rule.code}, {SEVERITY_WORDS[self.rule.severity].in_language(self.lang)}"

    def _paragraphs(self) -> Iterator[tuple[str, str]]:
        for label, paragraph in ((_WHAT, self.what), (_WHY, self.why), (_FIX, self.fix)):
            yield label.in_language(self.lang), paragraph

    def _examples(self) -> Iterator[tuple[str, str]]:
        for label, example in ((_WRONG, self.wrong), (_RIGHT, self.right)):
            if example:
                yield label.in_language(self.lang), example


def page_from(text: str, rule: Rule, lang: Language) -> Page:
    """The page in the text of a Markdown file.

    Raises:
        ValueError: a section is missing, empty, unknown or written twice, or an example is not a block of YAML.
    """
    top, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, what = top.partition("\n")
    found = {"title": title.removeprefix("# "), "what": _paragraph(what)}
    names = {_WHY: "why", _FIX: "fix", _WRONG: "wrong", _RIGHT: "right"}
    headings = {label.in_language(lang): name for label, name in names.items()}
    for section in sections:
        heading, _, body = section.partition("\n")
        name = headings.pop(heading, None)
        if name is None:
            raise ValueError(f"{rule.name}.md ({lang}): the section {heading!r} is unknown or stands there twice")
        found[name] = _paragraph(body) if name in {"why", "fix"} else _example(body, rule, lang)
    missing = [name for name in ("title", "what", "why", "fix") if not found.get(name)]
    if missing:
        raise ValueError(f"{rule.name}.md ({lang}): the page has no {missing[0]}")
    return Page(rule, lang, **found)


def _paragraph(body: str) -> str:
    return " ".join(body.split())


def _example(body: str, rule: Rule, lang: Language) -> str:
    match = _EXAMPLE.fullmatch(body.strip())
    if match is None:
        raise ValueError(f"{rule.name}.md ({lang}): an example is a block that begins with ```yaml and ends with ```")
    return match[1]


def page_named(name_or_code: str, lang: Language) -> Page | None:
    """The page of a rule, by its name or its code; None when there is no such rule."""
    rule = rule_named(name_or_code)
    return page_of(rule, lang) if rule else None


@cache
def page_of(rule: Rule, lang: Language) -> Page:
    """The page of a rule."""
    file = Path(__file__).parent / lang / f"{rule.name}.md"
    return page_from(read_bytes(file, limits.OWN).decode("utf-8"), rule, lang)


def all_pages(lang: Language) -> tuple[Page, ...]:
    """The page of every rule, in the order of their codes."""
    return tuple(page_of(rule, lang) for rule in RULES.values())


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
    sections = "\n".join(page.markdown() for page in all_pages(lang))
    return f"# {title.in_language(lang)}\n\n{made}\n\n{intro.in_language(lang)}\n\n{sections}"
