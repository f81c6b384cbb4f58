"""A route under other readings of its sources: the changes of an alternative, and the route with these changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, replace
from itertools import combinations
from typing import Any, Literal, TypeAlias, TypeVar

from routekaart.foundation import arguments
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.foundation.plain_data import MisfitError
from routekaart.foundation.suggest import meant_or_known
from routekaart.model.condition import Condition, parameters_in, tests_in_all
from routekaart.model.content import RouteContent
from routekaart.model.soundness import parts_misfits
from routekaart.model.source_readings import ChangedPlace, Instead, Reading
from routekaart.model.vocabulary import Vocabulary

Content = TypeVar("Content", bound=RouteContent)

SECTIONS = ("steps", "ends", "facts", "parameters", "partners")
"""The sections of a route that an alternative can change."""
_WHOLE = ("start", "impossible")
_FITS = Text("een alternatief dat in de route past", "an alternative that fits the route")


AlternativeProblem: TypeAlias = Literal[
    "no-reading", "no-alternative", "only-words", "reading-taken", "readings-conflict"
]


class AlternativeError(RoutekaartError, LookupError):
    """A route under another reading of its sources was asked for, and cannot be made.

    Attributes:
        code: `"no-reading"`, `"no-alternative"`, `"only-words"` (the alternative has no changes that can be run),
            `"reading-taken"` (the route already uses another alternative of this reading), or `"readings-conflict"`
            (two alternatives do not go together).
        text: what is wrong, with the names that come nearest, in both languages.
        where: the readings that it is about.
    """

    code: AlternativeProblem = "no-reading"


def under(route: Content, choices: Mapping[str, str]) -> Content:
    """The route with some alternatives in place of the chosen readings; the route itself if there are none.

    Args:
        choices: the id of an alternative by the id of its reading.

    Raises:
        AlternativeError: there is no such reading or alternative, it cannot be run, or two do not go together.
        WrongTypeError: `choices` is not a mapping of texts to texts.
    """
    asked = {name: arguments.text("readings", one) for name, one in arguments.named("readings", choices)}
    found = {name: _instead(route, name, asked[name]) for name in sorted(asked)}
    if not found:
        return route
    standing = {name: route.readings[name].executable[one] for name, one in route.chosen.items()}
    for (name, one), (second, another) in combinations({**standing, **found}.items(), 2):
        _check_apart(name, one, second, another)
    chosen = frozen(sorted({**route.chosen, **asked}.items()))
    try:
        other = applied(route, found.values())
        # Each of them was read in the route as it is written; together they may refer to what one of them removes.
        wrong = next(parts_misfits(other), None) if len(chosen) > 1 else None
    except (AttributeError, KeyError, TypeError):
        wrong = MisfitError(_FITS)
    if wrong is not None:
        raise _do_not_fit(tuple(chosen), wrong)
    made: Content = replace(other, chosen=chosen, base_digest=route.base_digest or route.digest)
    return made


def readings_text(chosen: Mapping[str, str]) -> Text:
    """The sentence that names the alternatives a route uses: "In een andere lezing van de bron: A-31=strikt"."""
    told = ", ".join(f"{name}={alternative}" for name, alternative in chosen.items())
    return Text(f"In een andere lezing van de bron: {told}", f"Under another reading of the source: {told}")


def applied(route: Content, alternatives: Iterable[Instead]) -> Content:
    """The route with the changes of some alternatives; no two may change the same place."""
    new: dict[str, Any] = {}
    for instead in alternatives:
        for section, *name in instead.changed:
            if section in _WHOLE:
                new[section] = getattr(instead, section)
                continue
            parts = new.setdefault(section, dict(getattr(route, section)))
            _apply(parts, getattr(instead, section), *name)
    for section in new.keys() - set(_WHOLE):
        new[section] = frozen(new[section])
    return replace(route, **new)


def _apply(parts: dict[str, Any], others: Mapping[str, Any], name: str, field: str | None = None) -> None:
    """Makes one change in a section."""
    if field is not None:
        parts[name] = replace(parts[name], **{field: getattr(others[name], field)})
    elif name in others:
        parts[name] = others[name]
    else:
        del parts[name]


def difference(route: RouteContent, other: RouteContent) -> Instead:
    """The changes that turn a route into another one, in the parts that alternatives can change."""
    changed: list[ChangedPlace] = [(one,) for one in _WHOLE if getattr(route, one) != getattr(other, one)]
    said: dict[str, Any] = {place[0]: getattr(other, place[0]) for place in changed}
    for section in SECTIONS:
        old, new = getattr(route, section), getattr(other, section)
        parts = {}
        for name in (*old, *(one for one in new if one not in old)):
            if name in old and name in new:
                if old[name] is new[name]:
                    continue
                places = [one.name for one in fields(new[name]) if not _same(old[name], new[name], one)]
                changed += ((section, name, place) for place in places)
                if places:
                    parts[name] = _only(new[name], places)
            else:
                changed.append((section, name))
                if name in new:
                    parts[name] = new[name]
        said[section] = frozen(parts)
    return Instead(changed=tuple(changed), **said)


def places_behind(vocabulary: Vocabulary, conditions: Iterable[Condition]) -> set[ChangedPlace]:
    """The facts and parameters that some conditions depend on, as places that an alternative can change."""
    resting = vocabulary.resting_on(conditions)
    facts = vocabulary.needed(test.fact for test in tests_in_all(resting))
    limits = (name for one in resting for name in parameters_in(one))
    return {*(("facts", name) for name in facts), *(("parameters", name) for name in limits)}


def _same(old: Any, new: Any, field: "Field[Any]") -> bool:
    one, other = getattr(old, field.name), getattr(new, field.name)
    return type(one) is type(other) and bool(one == other)


def _only(part: Any, kept: Iterable[str]) -> Any:
    """A part with only some of its fields; the others have their default."""
    cleared = {}
    for field in fields(part):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if field.name not in kept and default is not MISSING:
            cleared[field.name] = default
    return replace(part, **cleared)


def unfit(route: RouteContent) -> Iterator[MisfitError]:
    """The misfits in the alternatives of a route that was not read from a file by a reader."""
    known = Text("een lezing en een alternatief van de route", "a reading and an alternative of the route")
    for name, chosen in route.chosen.items():
        if name not in route.readings or chosen not in route.readings[name].executable:
            yield MisfitError(known, "chosen", name)
    if bool(route.chosen) != (route.base_digest is not None):
        yield MisfitError(Text("een route met lezingen", "a route with readings"), "base_digest")
    for reading in route.readings.values():
        if reading.id not in route.chosen:
            yield from _unfit_alternatives(route, reading)


def _unfit_alternatives(route: RouteContent, reading: Reading) -> Iterator[MisfitError]:
    for number, one in enumerate(reading.others):
        place = ("readings", reading.id, "others", number, "instead")
        if one.instead is None:
            continue
        if one.id is None or not all(map(_is_place, one.instead.changed)):
            yield MisfitError(_FITS, *place)
            continue
        if route.chosen:
            # It is about the route as it is written; `under` checks whether it goes with this one.
            continue
        try:
            other = applied(route, [one.instead])
        except (AttributeError, KeyError, TypeError):
            yield MisfitError(_FITS, *place)
            continue
        for misfit in parts_misfits(other):
            yield MisfitError(misfit.expected, *place, *misfit.place)


def _is_place(place: ChangedPlace) -> bool:
    return place in [(one,) for one in _WHOLE] or (len(place) in (2, 3) and place[0] in SECTIONS)


def _instead(route: RouteContent, name: str, alternative: str) -> Instead:
    """The changes of an alternative."""
    reading = route.readings.get(name)
    if reading is None or name in route.chosen:
        raise _no_reading(route, name)
    instead = reading.executable.get(alternative)
    if instead is None:
        raise _no_alternative(reading, alternative)
    return instead


def _no_reading(route: RouteContent, name: str) -> AlternativeError:
    """The error about a reading that the route does not have, or of which it uses an alternative already."""
    shown = one_line(name)
    if name in route.readings:
        taken = Text(
            f"deze route gaat al uit van {shown}={route.chosen[name]}; begin bij de route zonder andere lezing",
            f"this route goes by {shown}={route.chosen[name]} already; begin with the route as it is written",
        )
        return AlternativeError(taken, "reading-taken", (name,))
    meant = meant_or_known(name, tuple(one.id for one in route.readings.values() if one.executable))
    unknown = Text(
        f"route {route.id} heeft geen lezing {shown}{meant.nl}", f"route {route.id} has no reading {shown}{meant.en}"
    )
    return AlternativeError(unknown, "no-reading", (name,))


def _no_alternative(reading: Reading, alternative: str) -> AlternativeError:
    """The error about an alternative that the reading does not have, or that has no changes that can be run."""
    shown, other = one_line(reading.id), one_line(alternative)
    if any(one.id == alternative for one in reading.others):
        in_words = Text(
            f"alternatief {other} van lezing {shown} staat er alleen in woorden; verwacht wordt een met instead",
            f"alternative {other} of reading {shown} is in words only; expected one with instead",
        )
        return AlternativeError(in_words, "only-words", (reading.id,))
    meant = meant_or_known(alternative, reading.executable)
    unknown = Text(
        f"lezing {shown} heeft geen alternatief {other}{meant.nl}",
        f"reading {shown} has no alternative {other}{meant.en}",
    )
    return AlternativeError(unknown, "no-alternative", (reading.id,))


def _check_apart(name: str, one: Instead, other: str, another: Instead) -> None:
    """Refuses two alternatives that change the same place.

    Raises:
        AlternativeError: they do.
    """
    for place in one.changed:
        for elsewhere in another.changed:
            shared = min(len(place), len(elsewhere))
            if place[:shared] == elsewhere[:shared]:
                at = ".".join(place if len(place) > len(elsewhere) else elsewhere)
                raise AlternativeError(
                    Text(
                        f"de lezingen {name} en {other} veranderen allebei {at}; kies er een van",
                        f"the readings {name} and {other} both change {at}; choose one of them",
                    ),
                    "readings-conflict",
                    (name, other),
                )


def _do_not_fit(names: tuple[str, ...], wrong: MisfitError) -> AlternativeError:
    listed, at = ", ".join(names), one_line(".".join(map(str, wrong.place)))
    before = f"{at}: " if at else ""
    return AlternativeError(
        Text(
            f"de lezingen {listed} passen niet bij elkaar: {before}verwacht wordt {wrong.expected.nl}",
            f"the readings {listed} do not go together: {before}expected {wrong.expected.en}",
        ),
        "readings-conflict",
        names,
    )
