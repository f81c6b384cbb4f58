"""What a person can read about a rule, in Dutch and English, and how it is laid out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent, indent

from routekaart.language import Language, Text
from routekaart.rules import RULES

_NEEDED = ("Nederlands", "Wat", "What", "Waarom", "Why", "Herstel", "Fix")
_LABEL = re.compile(r"([\w ]+): +(.+)", flags=re.DOTALL)
SEVERITIES = {"error": Text("fout", "error"), "warning": Text("waarschuwing", "warning"), "info": Text("info", "info")}
"""How each severity is called."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of one rule.

    Attributes:
        title: what is wrong, in a few words.
        what, why, fix: what the rule looks for, why that matters, and how to mend it.
        wrong, right: the parts of a route that break the rule, and the same parts mended; empty when there is none.
    """

    rule: str
    title: Text
    what: Text
    why: Text
    fix: Text
    wrong: str = ""
    right: str = ""

    def text(self, lang: Language) -> str:
        """The page for a terminal."""
        parts = [f"{self._heading(lang)}: {self.title.in_language(lang)}"]
        for label, paragraph in self._paragraphs(lang):
            parts.append(f"{label}: {paragraph}")
        for label, example in self._examples(lang):
            parts.append(f"{label}:\n\n{indent(example, '    ')}")
        return "\n\n".join(parts) + "\n"

    def markdown(self, lang: Language) -> str:
        """The page as a section of a Markdown document."""
        parts = [f"## {self.rule}", f"*{self._mark(lang)}* — {self.title.in_language(lang)}"]
        for label, paragraph in self._paragraphs(lang):
            parts.append(f"**{label}.** {paragraph}")
        for label, example in self._examples(lang):
            parts.append(f"{label}:\n\n```yaml\n{example}\n```")
        return "\n\n".join(parts) + "\n"

    def line(self, lang: Language) -> str:
        """The page in one line, for a list of all rules."""
        return f"{RULES[self.rule].code}  {self.rule}: {self.title.in_language(lang)}"

    def _heading(self, lang: Language) -> str:
        return f"{self.rule} ({self._mark(lang)})"

    def _mark(self, lang: Language) -> str:
        rule = RULES[self.rule]
        return f"{rule.code}, {SEVERITIES[rule.severity].in_language(lang)}"

    def _paragraphs(self, lang: Language) -> Iterator[tuple[str, str]]:
        labels = (Text("Wat", "What"), Text("Waarom", "Why"), Text("Herstel", "How to fix"))
        for label, text in zip(labels, (self.what, self.why, self.fix), strict=True):
            yield label.in_language(lang), text.in_language(lang)

    def _examples(self, lang: Language) -> Iterator[tuple[str, str]]:
        labels = (Text("Fout voorbeeld", "Wrong example"), Text("Goed voorbeeld", "Right example"))
        for label, example in zip(labels, (self.wrong, self.right), strict=True):
            if example:
                yield label.in_language(lang), example


def page_from(docstring: str) -> Page:
    """The page that the docstring of a check is.

    It holds a line `rule: title`, paragraphs `What:`, `Why:` and `Fix:`; the same in Dutch as `Nederlands:`, `Wat:`,
    `Waarom:` and `Herstel:`; and, indented, a `Wrong example:` and a `Right example:`.

    Raises:
        ValueError: a part is missing.
    """
    rest, *examples = re.split(r"^(?:Wrong|Right) example:$", dedent(docstring).strip(), flags=re.MULTILINE)
    wrong, right = (dedent(example).strip("\n").rstrip() for example in examples) if examples else ("", "")
    parts: dict[str, str] = {}
    rule, _, title = rest.partition("\n\n")[0].partition(":")
    for paragraph in filter(str.strip, rest.split("\n\n")[1:]):
        match = _LABEL.fullmatch(paragraph.strip())
        if match is None:
            raise ValueError(f"{rule}: a paragraph without a label: {paragraph!r}")
        parts[match[1]] = " ".join(match[2].split())
    missing = [label for label in _NEEDED if label not in parts]
    if missing:
        raise ValueError(f"{rule}: its page has no {missing[0]!r}")
    return Page(
        rule,
        Text(parts["Nederlands"].rstrip("."), " ".join(title.split()).rstrip(".")),
        Text(parts["Wat"], parts["What"]),
        Text(parts["Waarom"], parts["Why"]),
        Text(parts["Herstel"], parts["Fix"]),
        wrong,
        right,
    )
