"""A made-up route, as the library and as the oracle know it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import routekaart

from ..made_up.dice import Dice
from ..made_up.growth import with_growth
from ..made_up.routes import Data, made_up_route
from ..made_up.versions import new_version
from ..made_up.writing import as_yaml
from ..oracle import route_file


@dataclass(frozen=True)
class Version:
    """One version of a route.

    Attributes:
        file: where its text stands.
    """

    data: Data
    file: Path

    @cached_property
    def route(self) -> routekaart.Route:
        """The route of the library.

        Raises:
            RouteError: it is no right route.
        """
        return routekaart.load(self.file)

    @cached_property
    def oracle(self) -> route_file.Route:
        """The route of the oracle."""
        return route_file.read(self.file.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Subject:
    """A route and a new version of it, and the seed of what is asked of them."""

    old: Version
    new: Version
    seed: int
    number: int

    def dice(self, law: str) -> Dice:
        """The choices of a law: the same on every run, whatever other laws chose."""
        return Dice(self.seed, f"{self.number} {law}")


def made_up(seed: int, number: int, folder: Path, *, grown: bool = True) -> Subject:
    """The subject of this number.

    Args:
        grown: with what the format has got since the first routes were made up; without it they stay as they were.
    """
    dice = Dice(seed, number)
    old = made_up_route(dice)
    new = new_version(dice, old)
    if grown:
        old, new = with_growth(seed, number, old), with_growth(seed, number, new, new=True)
    return subject(old, new, seed, number, folder)


def subject(old: Data, new: Data, seed: int, number: int, folder: Path) -> Subject:
    """These versions, written in a folder."""
    return Subject(_version(old, folder / "oud.yaml"), _version(new, folder / "nieuw.yaml"), seed, number)


def _version(data: Data, file: Path) -> Version:
    file.write_text(as_yaml(data), encoding="utf-8")
    return Version(data, file)
