"""The look of a page as design tokens: colours and a font; the contrast of the colours is checked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text, joined
from routekaart.foundation.suggest import meant_or_known
from routekaart.maps.stylesheet import FONT

LEAST_CONTRAST = 4.5
"""The least contrast of text for WCAG 2.2 at level AA."""

COLOURS: Mapping[str, str] = frozen(
    {
        "paper": "#ffffff",
        "ground": "#f4f6f9",
        "tint": "#edf3fb",
        "ink": "#1b2733",
        "muted": "#4a5868",
        "primary": "#173f70",
        "primary-ink": "#ffffff",
        "here": "#7a0c4b",
    }
)
"""The colours that can be set: of a card and of the ground behind it; of highlighted parts; of text and of muted text;
of headings, links and buttons, and of the text on them; and of the student's place on the map.
"""

_WRITTEN_ON = (
    ("ink", "paper"), ("ink", "ground"), ("ink", "tint"),
    ("muted", "paper"), ("muted", "ground"), ("muted", "tint"),
    ("primary", "paper"), ("primary", "ground"), ("primary", "tint"),
    ("primary-ink", "primary"),
    ("here", "paper"), ("here", "tint"),
)  # fmt: skip
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_FAMILIES = re.compile(r"[\w '\",-]{1,300}")


class ThemeError(RoutekaartError, ValueError):
    """A theme cannot be used. `lines` holds all its problems, in both languages."""

    code = "no-theme"

    def __init__(self, lines: tuple[Text, ...]) -> None:
        self.lines = lines
        super().__init__(joined(lines, "\n"))

    def __reduce__(self) -> tuple[object, ...]:
        return ThemeError, (self.lines,)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by name, as `#rrggbb`, and font families as in CSS.

    Raises:
        ThemeError: a colour is not valid, a name is unknown, or a text would be hard to read.
    """

    colours: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    font: str = FONT

    def __post_init__(self) -> None:
        wrong = [*_misnamed(self.colours)]
        if not _FAMILIES.fullmatch(self.font):
            wrong.append(
                Text(
                    "font: verwacht worden namen van lettertypen, zoals 'Noto Sans', Arial, sans-serif",
                    "font: expected names of fonts, such as 'Noto Sans', Arial, sans-serif",
                )
            )
        wrong = wrong or [*_hard_to_read(self.all_colours())]
        if wrong:
            raise ThemeError(tuple(wrong))

    @classmethod
    def of(cls, tokens: Mapping[str, str]) -> "Theme":
        """The theme from settings: colours by name, and `font`.

        Raises:
            ThemeError: as for the class.
        """
        colours = {name: value for name, value in tokens.items() if name != "font"}
        return cls(frozen(colours), tokens.get("font", FONT))

    def all_colours(self) -> dict[str, str]:
        """Every colour, set or not."""
        return {**COLOURS, **self.colours}

    def css(self) -> str:
        """The tokens as CSS custom properties."""
        colours = "".join(f"--{name}:{value.lower()};" for name, value in self.all_colours().items())
        return f":root{{{colours}--font:{self.font}}}"


def contrast(one: str, other: str) -> float:
    """The contrast between two colours, from 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _misnamed(colours: Mapping[str, str]) -> list[Text]:
    wrong = []
    for name, value in colours.items():
        shown = one_line(name)
        if name not in COLOURS:
            meant = meant_or_known(name, [*COLOURS, "font"])
            wrong.append(Text(f"onbekende kleur {shown}{meant.nl}", f"unknown colour {shown}{meant.en}"))
        elif not _HEX.fullmatch(value):
            wrong.append(
                Text(
                    f"{shown}: verwacht wordt een kleur zoals #173f70, niet {one_line(value)}",
                    f"{shown}: expected a colour such as #173f70, not {one_line(value)}",
                )
            )
    return wrong


def _hard_to_read(colours: Mapping[str, str]) -> list[Text]:
    wrong = []
    for text, ground in _WRITTEN_ON:
        found = contrast(colours[text], colours[ground])
        if found < LEAST_CONTRAST:
            said = f"{found:.2f}"
            wrong.append(
                Text(
                    f"{text} ({colours[text]}) is slecht te lezen op {ground} ({colours[ground]}): het contrast is "
                    f"{said.replace('.', ',')}; minstens 4,5 is nodig",
                    f"{text} ({colours[text]}) is hard to read on {ground} ({colours[ground]}): the contrast is "
                    f"{said}; at least 4.5 is needed",
                )
            )
    return wrong
