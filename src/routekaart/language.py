"""Text for people, in Dutch and English. Dutch comes first: it is what is shown when nobody asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; `str()` is the Dutch one."""

    nl: str
    en: str

    def __str__(self) -> str:
        return self.nl

    def in_language(self, lang: Language) -> str:
        """The message in `lang`.

        Raises:
            ValueError: `lang` is not "nl" or "en".
        """
        if lang not in LANGUAGES:
            raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}, not {lang!r}")
        return self.nl if lang == "nl" else self.en


def enumerate_words(words: Iterable[str], conjunction: str) -> str:
    """`["a", "b", "c"]` and "of" make "a, b of c"."""
    *front, last = list(words) or [""]
    return f"{', '.join(front)} {conjunction} {last}" if front else last


def enumerate_text(words: Iterable[str], *, every: bool = False) -> Text:
    """The words joined by "of"/"or", or by "en"/"and" when `every` is true."""
    listed = list(words)
    return Text(
        enumerate_words(listed, "en" if every else "of"),
        enumerate_words(listed, "and" if every else "or"),
    )
