"""A text about a decision in which the values of the student are left open, so that it fits other students too."""

from collections.abc import Callable
from dataclasses import dataclass, field

from routekaart.deciding.grounds import Several
from routekaart.model.condition import Value
from routekaart.model.wording import Wording

_OPEN = "\0"
"""Written on both sides of the name of a fact; no text of a route can have it."""


@dataclass(frozen=True, slots=True)
class Template:
    """An explanation for every student whose facts lie in the same cells.

    Attributes:
        texts: the texts before, between and after the values.
        names: the facts whose values go between them.
    """

    texts: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...]
    wording: Wording

    @classmethod
    def of(cls, text: str, wording: Wording) -> "Template":
        """The template of a text in which each value is written as `open_value` of its fact."""
        pieces = text.split(_OPEN)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]), wording)

    @property
    def fits_others(self) -> bool:
        """Whether it fits other students: the way a text is written can matter to the words around it."""
        return all(self.wording.facts[name].kind != "text" for name in self.names)

    def filled(self, what_is: Callable[[str], Value | Several]) -> str:
        """The explanation for one student.

        Args:
            what_is: returns the value of a fact, or its possible values.
        """
        written = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            written += (said(self.wording, name, what_is(name)), text)
        return "".join(written)


def open_value(name: str) -> str:
    """The placeholder in a text for a fact and its value."""
    return f"{_OPEN}{name}{_OPEN}"


def said(wording: Wording, name: str, what_is: Value | Several) -> str:
    """A fact and its value in words: "leeftijd is 17 jaar", "leeftijd is 16 of 17 jaar"."""
    if isinstance(what_is, Several):
        return wording.several(name, what_is.low, what_is.high, what_is.one_of)
    return wording.value(name, what_is)
