"""The corpus in tests/data/mistakes: mistakes that somebody makes who writes a route by hand for the first time.

Each `<mistake>.yaml` is a sound route with one mistake in it; `<mistake>/` is a folder of which `verzuim.yaml` is that
route. Beside it, `<mistake>.expected` says by lines what the first message must be:

- `place: 41:5`: where it points, line and column;
- `say: steps`: what it must say, in both languages, the title of its fix included;
- `say in nl: ...`, `say in en: ...`: what it must say in one language;
- `nl: ...`, `en: ...`: all of it, as it is now; `pytest --update-expected` writes these.

`uv run python -m tests.support.mistakes` counts how many mistakes are told, at the real place, by one message, in the
language that was asked for, and shows those that are not.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory

import routekaart
from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.meant_words import FORMAT_WORDS
from routekaart.foundation.language import LANGUAGES, Language

MISTAKES = Path(__file__).parents[1] / "data" / "mistakes"
MEASURES = ("told", "place", "few", "language")
"""What is counted: the first message says what to write; it stands at the real place; it is alone; in one language."""

FOREIGN = {
    "nl": "the an and not expected unknown key keys with this that here write put between remove of: such as value "
    "are must from which line found missing instead there did you mean known",
    "en": "de het een en niet verwacht wordt onbekende onbekend sleutel met deze dit hier schrijf zet tussen haal weg "
    "zoals waarde staat regel ontbreekt bedoelde bekend zijn aanhalingstekens",
}
"""Words of the other language, for each language; none of them is a word of the format."""
_MEANT_AS_IT_IS = re.compile(r"'[^']*'|\"[^\"]*\"|\{[^{}]*(\{[^{}]*\})?[^{}]*\}|\[[^][]*\]")
"""What a message quotes from the file, or gives as an example of what to write."""

_LETTERS = re.compile("[a-zà-ÿ_]+")


@dataclass(frozen=True)
class Mistake:
    """One mistake, with what must be said of it and what is said."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def expected(self) -> Path:
        return self.path.with_name(f"{self.name}.expected")

    @cached_property
    def wishes(self) -> list[tuple[str, str]]:
        lines = self.expected.read_text(encoding="utf-8").splitlines()
        return [(key, value) for key, _, value in (line.partition(": ") for line in lines)]

    @cached_property
    def told(self) -> tuple[Diagnostic, ...]:
        """What `check` says, without what is only information."""
        with TemporaryDirectory() as folder:
            # All of them are the same route, which must not stand beside itself.
            alone = Path(folder, "route")
            if self.path.is_dir():
                copytree(self.path, alone)
            else:
                alone.mkdir()
                copyfile(self.path, alone / "verzuim.yaml")
            report = routekaart.check(alone / "verzuim.yaml")
        return tuple(one for one in report.diagnostics if one.severity != "info")

    def said(self, lang: Language) -> str:
        """The first message, with what would mend it."""
        if not self.told:
            return ""
        first = self.told[0]
        mends = f" [{first.fix.title.in_language(lang)}]" if first.fix else ""
        return f"{first.text.in_language(lang)}{mends}"

    @property
    def place(self) -> str:
        return f"{self.told[0].span.line}:{self.told[0].span.column}" if self.told else ""

    @property
    def lines_pointed_at(self) -> list[str]:
        text = self.path.read_bytes().decode("utf-8", "replace") if self.path.is_file() else ""
        return [
            text.splitlines()[one.span.line - 1] for one in self.told[:1] if one.span.line <= len(text.splitlines())
        ]

    def missed(self) -> Iterator[tuple[str, str]]:
        """Each measure that it does not reach, and why not."""
        for lang in LANGUAGES:
            for key, words in self.wishes:
                if key in ("say", f"say in {lang}") and words not in self.said(lang):
                    yield "told", f"{lang}: {words!r} is not in {self.said(lang)!r}"
        wanted = dict(self.wishes)["place"]
        if self.place != wanted:
            yield "place", f"{self.place or 'nowhere'} instead of {wanted}"
        if len(self.told) != 1:
            yield "few", " | ".join(f"{one.span.line}: {one.text.nl}" for one in self.told[1:]) or "nothing is said"
        of_the_file = {word for line in self.lines_pointed_at for word in _LETTERS.findall(line.lower())}
        for lang in LANGUAGES:
            letters = set(_LETTERS.findall(_MEANT_AS_IT_IS.sub("", self.said(lang)).lower())) - of_the_file
            if foreign := (letters - FORMAT_WORDS) & set(FOREIGN[lang].split()):
                yield "language", f"{lang}: {', '.join(sorted(foreign))} in {self.said(lang)!r}"
        if self.told and self.told[0].text.nl == self.told[0].text.en:
            yield "language", f"the same in both languages: {self.said('nl')!r}"


def mistakes() -> list[Mistake]:
    """All of them, by name."""
    paths = sorted(path for path in MISTAKES.iterdir() if path.suffix != ".expected" and path.name != "README.md")
    return [Mistake(path) for path in paths]


def main() -> int:
    """Prints how many mistakes reach each measure, and which do not."""
    found = mistakes()
    missed = {one.name: list(one.missed()) for one in found}
    for name, reasons in missed.items():
        for measure, why in reasons:
            print(f"{name}: {measure}: {why}")
    for measure in MEASURES:
        reached = sum(measure not in {one for one, _ in missed[mistake.name]} for mistake in found)
        print(f"{measure:<9}{reached:>4} of {len(found)}  {100 * reached // len(found)} %")
    return int(any(missed.values()))


if __name__ == "__main__":
    sys.exit(main())
