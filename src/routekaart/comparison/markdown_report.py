"""The report of a comparison as Markdown, for a pull request. All text from a file is escaped."""

from collections.abc import Iterable, Iterator, Sequence

from routekaart.comparison import phrases
from routekaart.comparison.changes import Region, grouped
from routekaart.comparison.comparison import Compared, Comparison
from routekaart.foundation.escaping.markdown import code
from routekaart.foundation.escaping.markdown import markdown as plain
from routekaart.foundation.language import Language, Text, untranslated

_MOST = 20
_STUDENTS, _STEP = Text("studenten", "students"), Text("stap", "step")


def markdown_report(compared: Iterable[Compared], lang: Language) -> Iterator[str]:
    """Lines with, for each route, a heading, the conclusion, a table of students and folded details."""
    for number, one in enumerate(compared):
        if number:
            yield ""
        if one.comparison is None:
            yield f"### {plain(one.name)}"
            yield ""
            yield phrases.came_or_went(one).in_language(lang)
        else:
            yield from _Report(one.comparison, lang).lines()


class _Report:
    def __init__(self, found: Comparison, lang: Language) -> None:
        self._found, self._lang = found, lang

    def lines(self) -> Iterator[str]:
        """The report of one route."""
        found = self._found
        yield f"### {plain(phrases.versions(found))}"
        yield ""
        first, *more = (text.in_language(self._lang) for text in phrases.conclusion(found))
        yield " ".join((f"**{first}**", *more))
        yield from self._next_steps()
        yield from self._duties()
        for title, told in phrases.lists(found):
            yield from self._list(title, [text for text, _ in told])
        yield from self._commands()
        texts = [f"- {self._say(one.text)}" for one in found.texts]
        yield from self._folded(phrases.TEXTS, texts)

    def _next_steps(self) -> Iterator[str]:
        groups = grouped(self._found.next_steps)
        if not groups:
            return
        yield ""
        yield from self._table(_STUDENTS, _STEP, Text("was", "was"), Text("nu", "now"))
        for group in groups[:_MOST]:
            for change in group.changes[:_MOST]:
                yield self._row(group.region.text, untranslated(change.named), change.was.text, change.becomes.text)
        yield from self._rest(groups)

    def _duties(self) -> Iterator[str]:
        groups = grouped(self._found.duties)
        lines = list(self._table(_STUDENTS, _STEP, phrases.DUTIES))
        for group in groups[:_MOST]:
            for steps, texts in phrases.duties_by_steps(group):
                changes = "<br>".join(self._say(text) for text in texts)
                lines.append(f"| {self._say(group.region.text)} | {plain(steps)} | {changes} |")
        yield from self._folded(phrases.DUTIES, [*lines, *self._rest(groups)] if groups else [])

    def _commands(self) -> Iterator[str]:
        found = self._found
        regions = [group.region for group in grouped(found.next_steps)] + [one.region for one in found.admissions]
        regions += [one.region for one in found.follows]
        lines = [line for region in regions[:_MOST] for line in self._command(region)]
        yield from self._folded(Text("Na te gaan met een student", "To be seen with a student"), lines)

    def _command(self, region: Region) -> Iterator[str]:
        yield f"- {self._say(region.text)}"
        for label, witness in ((Text("oud", "old"), region.old), (Text("nieuw", "new"), region.new)):
            if witness.command:
                yield f"  - {self._say(label)}: {code(witness.command)}"

    def _table(self, *titles: Text) -> Iterator[str]:
        yield self._row(*titles)
        yield "|" + " --- |" * len(titles)

    def _row(self, *cells: Text) -> str:
        return "| " + " | ".join(self._say(cell) for cell in cells) + " |"

    def _rest(self, groups: Sequence[object]) -> Iterator[str]:
        left = len(groups) - _MOST
        if left > 0:
            yield ""
            yield self._say(phrases.and_more(left))

    def _list(self, title: Text, texts: Sequence[Text]) -> Iterator[str]:
        if texts:
            yield ""
            yield f"{self._say(title)}:"
            yield ""
            yield from (f"- {self._say(text)}" for text in texts[:_MOST])
            if len(texts) > _MOST:
                yield f"- {self._say(phrases.and_more(len(texts) - _MOST))}"

    def _folded(self, title: Text, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield ""
            yield f"<details><summary>{self._say(title)}</summary>"
            yield ""
            yield from lines
            yield ""
            yield "</details>"

    def _say(self, text: Text) -> str:
        return plain(text.in_language(self._lang))
