"""The base of every error of the library, and the two errors for arguments of a call."""

from routekaart.escaping.letters import messages, one_line
from routekaart.language import Text


class RoutekaartError(Exception):
    """routekaart refuses something. It holds no value of a fact, so it can be logged.

    Attributes:
        code: what is wrong, as a name that stays the same in later versions: `"unknown-name"`.
        text: what is wrong and what was expected, in both languages.
    """

    code: str = "refused"

    def __init__(self, text: Text, code: str | None = None) -> None:
        # Whatever an error was given, it can be printed and logged.
        self.text = Text(messages(text.nl), messages(text.en))
        super().__init__(self.text.nl)
        if code is not None:
            self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.text, self.code)


class WrongTypeError(RoutekaartError, TypeError):
    """An argument is of a type that cannot be used.

    Attributes:
        parameter: the name of the parameter.
        expected: what it takes, in both languages.
        given: the name of the type that was given.
    """

    code = "wrong-type"

    def __init__(self, parameter: str, expected: Text, given: str) -> None:
        self.parameter, self.expected, self.given = parameter, expected, given
        shown = one_line(given)
        text = Text(
            f"{parameter}: verwacht wordt {expected.nl}, niet {shown}",
            f"{parameter}: expected {expected.en}, not {shown}",
        )
        super().__init__(text)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.parameter, self.expected, self.given)


class WrongValueError(RoutekaartError, ValueError):
    """An argument is of the right type and has a value that cannot be used.

    Attributes:
        parameter: the name of the parameter.
        expected: what it takes, in both languages.
    """

    code = "wrong-value"

    def __init__(self, parameter: str, expected: Text) -> None:
        self.parameter, self.expected = parameter, expected
        text = Text(
            f"{parameter}: verwacht wordt {expected.nl}",
            f"{parameter}: expected {expected.en}",
        )
        super().__init__(text)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.parameter, self.expected)
