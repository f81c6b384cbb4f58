"""The report of a comparison as text, for a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from routekaart.comparison import phrases
from routekaart.comparison.changes import Region, grouped
from routekaart.comparison.comparison import Compared, Comparison
from routekaart.foundation.escaping.letters import visible
from routekaart.foundation.language import Language, Text

_MOST = 10
"""Longer lists are cut; the JSON has everything."""


def text_report(compared: Iterable[Compared], lang: Language) -> Iterator[str]:
    """Lines with, for each route, the conclusion, the students who get another answer and the changed texts."""
    for number, one in enumerate(compared):
        if number:
            yield ""
        if one.comparison is None:
            yield f"{visible(one.name)}: {phrases.came_or_went(one).in_language(lang)}"
        else:
            yield from (visible(line) for line in _Report(one.comparison, lang).lines())


class _Report:
    def __init__(self, found: Comparison, lang: Language) -> None:
        self._found, self._lang = found, lang

    def lines(self) -> Iterator[str]:
        """The report of one route."""
        found = self._found
        yield phrases.versions(found)
        yield " ".join(text.in_language(self._lang) for text in phrases.conclusion(found))
        yield from self._next_steps()
        yield from self._duties()
        for title, told in phrases.lists(found):
            yield from self._list(title, told)
        yield from self._list(phrases.TEXTS, [(one.text, None) for one in found.texts], most=4 * _MOST)

    def _next_steps(self) -> Iterator[str]:
        groups = grouped(self._found.next_steps)
        yield from self._heading(phrases.NEXT_STEPS, groups)
        for number, group in enumerate(groups[:_MOST], start=1):
            yield f"  {number}. {self._say(group.region.text)}"
            yield from (f"     {self._say(phrases.next_step(change))}" for change in group.changes[:_MOST])
            yield from self._rest(group.changes, "     ")
            yield from self._commands(group.region)
        yield from self._rest(groups, "  ")

    def _duties(self) -> Iterator[str]:
        groups = grouped(self._found.duties)
        yield from self._heading(phrases.DUTIES, groups)
        for number, group in enumerate(groups[:_MOST], start=1):
            yield f"  {number}. {self._say(group.region.text)}"
            together = list(phrases.duties_by_steps(group))
            for steps, texts in together[:_MOST]:
                yield f"     {steps}:"
                yield from (f"       - {self._say(text)}" for text in texts[:_MOST])
                yield from self._rest(texts, "       ")
            yield from self._rest(together, "     ")
        yield from self._rest(groups, "  ")

    def _list(self, title: Text, told: Sequence[tuple[Text, Region | None]], most: int = _MOST) -> Iterator[str]:
        yield from self._heading(title, told)
        for text, region in told[:most]:
            yield f"  - {self._say(text)}"
            if region is not None:
                yield from self._commands(region, indent="    ")
        yield from self._rest(told, "  ", most)

    def _heading(self, title: Text, of: Sequence[object]) -> Iterator[str]:
        if of:
            yield ""
            yield f"{self._say(title)}:"

    def _commands(self, region: Region, indent: str = "     ") -> Iterator[str]:
        for label, witness in ((Text("oud:  ", "old:"), region.old), (Text("nieuw:", "new:"), region.new)):
            if witness.command:
                yield f"{indent}{self._say(label)} {witness.command}"

    def _rest(self, told: Sequence[object], indent: str, most: int = _MOST) -> Iterator[str]:
        if len(told) > most:
            yield f"{indent}{self._say(phrases.and_more(len(told) - most))}"

    def _say(self, text: Text) -> str:
        return text.in_language(self._lang)
