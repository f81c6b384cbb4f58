"""Versions of routes side by side: a journey is read with the version that decided it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from routekaart.foundation.arguments import ROUTE, checked, each, text
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.journeys.journey import Journey, journey_of
from routekaart.journeys.log import differ_in_words, version_in
from routekaart.journeys.serialization import read_plain
from routekaart.journeys.state import version_of
from routekaart.route import Route

_ROUTES = Text("routes (van routekaart.load of Route.from_dict)", "routes (of routekaart.load or Route.from_dict)")
_MOST_SHOWN = 5
_LONGEST = 120


class UnknownVersionError(RoutekaartError, LookupError):
    """A version of a route was asked for that is not here.

    Attributes:
        route_id, version, digest: what was asked for; None for what was not given.
        text: the message in both languages, with the versions of this route that are here.
    """

    code = "unknown-version"

    def __init__(self, route_id: str, version: str | None, digest: str | None, known: tuple[str, ...]) -> None:
        self.route_id, self.version, self.digest = route_id, version, digest
        self._known = known
        told = "" if version is None else f" {one_line(version)}"
        of = "" if digest is None else f" (digest {one_line(digest, _LONGEST)})"
        named, there = one_line(route_id), ", ".join(one_line(one, _LONGEST) for one in known[-_MOST_SHOWN:])
        super().__init__(
            Text(
                f"route {named}{told}{of} is er niet; "
                + (f"wel is er {there}" if known else "geen enkele versie is er"),
                f"route {named}{told}{of} is not here; "
                + (f"there is {there}" if known else "no version of it is here"),
            ),
            where=(route_id,),
        )

    def __reduce__(self) -> tuple[object, ...]:
        return UnknownVersionError, (self.route_id, self.version, self.digest, self._known)


class Versions:
    """Versions of routes, by id and digest. Immutable: `add` returns a new one.

    For each id, the version that was added last is the current one.
    """

    def __init__(self, routes: Iterable[Route] = ()) -> None:
        """Versions in the order in which they were added.

        Raises:
            WrongTypeError: these are not routes.
        """
        given = each("routes", routes, Route, _ROUTES)
        # A version that is added again is the current one again.
        self._routes = tuple(reversed(dict.fromkeys(reversed(given))))

    def __repr__(self) -> str:
        return f"<Versions {', '.join(f'{route.id} {route.version}' for route in self)}>"

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def __len__(self) -> int:
        return len(self._routes)

    def add(self, route: Route) -> "Versions":
        """These versions and one more, which is the current one of its id.

        Raises:
            WrongTypeError: it is not a route.
        """
        return Versions((*self, checked("route", route, Route, ROUTE)))

    def get(self, route_id: str, *, digest: str) -> Route:
        """The version of a route with this digest (`Route.digest`).

        Raises:
            UnknownVersionError: it is not here.
            WrongTypeError: an argument is not text.
        """
        route_id, digest = text("route_id", route_id), text("digest", digest)
        return self._found(route_id, None, digest, [route for route in self._of(route_id) if route.digest == digest])

    def current(self, route_id: str) -> Route:
        """The version of a route that was added last.

        Raises:
            UnknownVersionError: there is no version with this id.
            WrongTypeError: `route_id` is not text.
        """
        route_id = text("route_id", route_id)
        return self._found(route_id, None, None, self._of(route_id))

    def journey(self, data: Journey | Mapping[str, Any]) -> Journey:
        """Read a journey with the version that decided it, from what `Journey.to_dict` made or from a pickled journey.

        If exactly that version is not here, the latest version that differs only in words is used.

        Raises:
            UnknownVersionError: neither is here.
            JourneyError: it is not a journey, or records what its route does not decide; see `Journey.from_dict`.
            FactError: facts in it contradict each other.
        """
        log, on = (data.log, data.on) if isinstance(data, Journey) else read_plain(data)
        named = version_in(log)
        known = self._of(named.id)
        alike = [route for route in known if differ_in_words(version_of(route), named)]
        exact = [route for route in known if route.digest == named.digest]
        return journey_of(self._found(named.id, named.version, named.digest, [*alike, *exact]), log, on)

    def _of(self, route_id: str) -> list[Route]:
        return [route for route in self if route.id == route_id]

    def _found(self, route_id: str, version: str | None, digest: str | None, found: list[Route]) -> Route:
        if not found:
            known = tuple(f"{route.version} ({route.digest})" for route in self._of(route_id))
            raise UnknownVersionError(route_id, version, digest, known)
        return found[-1]
