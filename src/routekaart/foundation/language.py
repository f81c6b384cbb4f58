"""Text for people, in Dutch and English. Dutch comes first: it is the default language."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from routekaart.foundation.errors import LANGUAGES, Language, Text, checked_language

if TYPE_CHECKING:
    from routekaart.foundation.foundation_dicts import TextDict

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "counted",
    "enumerate_text",
    "enumerate_words",
    "grouped",
    "joined",
    "say",
    "text_dict",
    "untranslated",
]


def grouped(number: int, *, signed: bool = False) -> Text:
    """A whole number with thousands separators: 1.234 in Dutch, 1,234 in English; `signed` adds a plus or minus."""
    written = f"{number:+,}" if signed and number else f"{number:,}"
    return Text(written.replace(",", "."), written)


def say(lang: Language, nl: str, en: str) -> str:
    """The text in the language.

    Raises:
        WrongTypeError: `lang` is not text.
        WrongValueError: `lang` is not "nl" or "en".
    """
    return nl if checked_language(lang) == "nl" else en


def untranslated(text: str) -> Text:
    """A text that is the same in both languages, such as a name."""
    return Text(text, text)


def text_dict(text: Text) -> "TextDict":
    """A text in both languages as a JSON-ready dict."""
    return {"nl": text.nl, "en": text.en}


def joined(texts: Iterable[Text], between: str) -> Text:
    """Texts joined by a separator, in each language."""
    listed = list(texts)
    return Text(between.join(text.nl for text in listed), between.join(text.en for text in listed))


def counted(number: int, one: Text, more: Text) -> Text:
    """A number with its noun, singular or plural: "1 stap", "1.200 stappen"."""
    words, written = one if number == 1 else more, grouped(number)
    return Text(f"{written.nl} {words.nl}", f"{written.en} {words.en}")


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
