"""The student of `routekaart map --student`: a saved journey, or a step with facts."""

from routekaart import JourneyError, Route, maps
from routekaart.cli.common import fail
from routekaart.cli.facts import facts_in_file, reference_date, refused_plainly
from routekaart.disk import limits
from routekaart.escaping.letters import file_name, one_line
from routekaart.foundation.language import Text, say
from routekaart.foundation.suggest import did_you_mean
from routekaart.journeys import Journey

_KEYS = ("step", "facts", "on")
_EXPECTED = Text("sleutels zoals step: P1, of een reis", "keys such as step: P1, or a journey")


def with_student(picture: maps.Picture, route: Route, file: str, on: str | None) -> maps.Picture:
    """The picture with the student of a file in it."""
    lang, shown = picture.lang, file_name(file)
    data = facts_in_file(file, lang, limits.JOURNEY, _EXPECTED)
    with refused_plainly(lang):
        if "format" in data:
            try:
                journey = Journey.from_dict(data, route)
                return maps.with_journey(picture, journey.at(on) if on else journey)
            except JourneyError as error:
                fail(f"{shown}: {error.text.in_language(lang)}")
        for key in data:
            if key not in _KEYS:
                meant = did_you_mean(key, _KEYS)
                listed = ", ".join(_KEYS)
                fail(
                    say(
                        lang,
                        f"{shown}: onbekende sleutel {one_line(key)}{meant.nl}; verwacht wordt {listed}, of een reis",
                        f"{shown}: unknown key {one_line(key)}{meant.en}; expected {listed}, or a journey",
                    )
                )
        step, facts, day = data.get("step"), data.get("facts", {}), on or data.get("on")
        if not isinstance(step, str) or not isinstance(facts, dict) or not isinstance(day, str | None):
            fail(
                say(
                    lang,
                    f"{shown}: verwacht wordt step: met een stap, en eventueel facts: met gegevens en on: met"
                    " een datum",
                    f"{shown}: expected step: with a step, and where known facts: with facts and on: with a date",
                )
            )
        return maps.with_decision(picture, route.decide(step, facts, on=reference_date(day)))
