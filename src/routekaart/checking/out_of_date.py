"""Sources and parameters that are no longer known to be right on a day."""

from collections.abc import Iterator, Mapping
from datetime import date

from routekaart.diagnostics.diagnostic import Finding
from routekaart.foundation.dates import move
from routekaart.foundation.language import Text
from routekaart.model.parameters import Parameter
from routekaart.model.step import Source


def out_of_date(
    sources: Mapping[str, Source], parameters: Mapping[str, Parameter], today: date, months: int | None
) -> Iterator[Finding]:
    """A finding for each source or parameter that is no longer valid, or whose last check is too long ago.

    Args:
        months: after how many months it must be checked again; None for never.
    """
    dated: tuple[tuple[str, Mapping[str, Source | Parameter]], ...] = (("sources", sources), ("parameters", parameters))
    for section, parts in dated:
        for name, one in parts.items():
            if one.valid_until is not None and one.valid_until < today:
                day = one.valid_until
                text = Text(
                    f"{name} geldt zeker tot en met {day}, en die dag is voorbij",
                    f"{name} is known to hold up to and including {day}, and that day has passed",
                )
                yield Finding((section, name, "valid_until"), text)
            elif months is not None and one.checked is not None and move(one.checked, months, "months") < today:
                text = Text(
                    f"{name} is voor het laatst nagekeken op {one.checked}, meer dan {months} maanden geleden",
                    f"{name} was last checked on {one.checked}, more than {months} months ago",
                )
                yield Finding((section, name, "checked"), text)
