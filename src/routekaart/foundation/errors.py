"""Text in Dutch and English, the base class of all errors, and the errors that any call can raise.

They share a module because they need each other: an error has a text in both languages, and a text raises an error for
a third language.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from routekaart.foundation.escaping.letters import messages, writable

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
            WrongTypeError: `lang` is not text.
            WrongValueError: `lang` is not "nl" or "en".
        """
        return self.nl if checked_language(lang) == "nl" else self.en


LANGUAGE = Text("'nl' of 'en'", "'nl' or 'en'")


class RoutekaartError(Exception):
    """The base class of the errors of routekaart. It holds no value of a fact, so it can be logged.

    Attributes:
        code: what is wrong, as a name that stays the same in later versions, such as `"unknown-name"`.
        where: what it is about, by name: arguments, facts, columns, files, a step, or places in a log. Empty when it
            is about all of it.
        text: what is wrong and what was expected, in both languages.
    """

    code: str = "refused"
    where: tuple[str, ...] = ()

    def __init__(self, text: Text, code: str | None = None, where: tuple[str, ...] = ()) -> None:
        # Escaped, so that an error can be printed and logged whatever names it quotes.
        self.text = Text(messages(text.nl), messages(text.en))
        super().__init__(self.text.nl)
        if code is not None:
            self.code = code
        if where:
            self.where = tuple(map(writable, where))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.text, self.code, self.where)


class WrongTypeError(RoutekaartError, TypeError):
    """An argument is of the wrong type.

    Attributes:
        parameter: the name of the parameter.
        expected: what the parameter accepts, in both languages.
        given: the name of the type of the argument.
    """

    code = "wrong-type"

    def __init__(self, parameter: str, expected: Text, given: str) -> None:
        self.parameter, self.expected, self.given = parameter, expected, given
        text = Text(
            f"{parameter}: verwacht wordt {expected.nl}, niet {given}",
            f"{parameter}: expected {expected.en}, not {given}",
        )
        super().__init__(text, where=(parameter,))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.parameter, self.expected, self.given)


class WrongValueError(RoutekaartError, ValueError):
    """An argument is of the right type but has a value that is not accepted.

    Attributes:
        parameter: the name of the parameter.
        expected: what the parameter accepts, in both languages.
    """

    code = "wrong-value"

    def __init__(self, parameter: str, expected: Text) -> None:
        self.parameter, self.expected = parameter, expected
        text = Text(
            f"{parameter}: verwacht wordt {expected.nl}",
            f"{parameter}: expected {expected.en}",
        )
        super().__init__(text, where=(parameter,))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.parameter, self.expected)


class TooHardError(RoutekaartError):
    """A question exceeds its work budget: there are too many combinations of facts to examine.

    Work is counted, not timed, so the same question about the same route always gives the same answer or this error.

    Attributes:
        step_id: the step of the question; None if the question was not about a single step.
    """

    code = "too-hard"

    def __init__(self, step_id: str | None = None) -> None:
        self.step_id = step_id
        place = Text(f"stap {step_id}: ", f"step {step_id}: ") if step_id is not None else Text("", "")
        why = Text(
            "te veel combinaties van gegevens om dit uit te zoeken; verdeel de stap of vereenvoudig de voorwaarden",
            "too many combinations of facts to find this out; divide the step or simplify its conditions",
        )
        where = () if step_id is None else (step_id,)
        super().__init__(Text(f"{place.nl}{why.nl}", f"{place.en}{why.en}"), where=where)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.step_id,)


class WithoutRouteError(RoutekaartError):
    """The question needs the route, and this decision or journey was pickled without it."""

    code = "without-route"


def wrong_type(parameter: str, given: object, expected: Text) -> WrongTypeError:
    """The error for an argument of the wrong type."""
    name = type(given).__name__
    return WrongTypeError(parameter, expected, name if name.isidentifier() else "object")


def checked_language(lang: object) -> Language:
    """The language, if it is one of the two.

    Raises:
        WrongTypeError: it is not text.
        WrongValueError: it is another text.
    """
    if not isinstance(lang, str):
        raise wrong_type("lang", lang, LANGUAGE)
    # A subclass of `str` can override equality.
    word = str.__str__(lang)
    for known in LANGUAGES:
        if word == known:
            return known
    raise WrongValueError("lang", LANGUAGE)
