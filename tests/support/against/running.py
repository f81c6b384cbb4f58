"""Many made-up routes against the laws: the counts, and the smallest route for what differs."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from routekaart import RouteError

from ..made_up.smaller import smaller
from .compared import Compared, Law
from .laws import LAWS
from .subjects import Subject, Version, made_up, subject


@dataclass
class Tally:
    """What was asked, and what differed.

    Attributes:
        asked: how often each kind of question was asked.
        found: one difference of each kind, with its subject.
        seconds: of processor time, by law.
    """

    routes: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    found: dict[str, tuple[Subject, Compared]] = field(default_factory=dict)
    differences: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def tried(seed: int, numbers: range, folder: Path, shares: Mapping[str, int], *, grown: bool = True) -> Tally:
    """Ask every law about the routes of these numbers.

    Args:
        shares: for each law, that it is asked about one in so many routes; a law that is not named is not asked.
        grown: as in `subjects.made_up`.
    """
    tally = Tally()
    for number in numbers:
        one = made_up(seed, number, folder, grown=grown)
        if _is_route(one.old):
            tally.routes += 1
            for name, share in shares.items():
                if number % share == 0:
                    _count(tally, one, name)
    return tally


def _is_route(version: Version) -> bool:
    try:
        return version.route is not None
    except RouteError:
        return False


def _count(tally: Tally, one: Subject, name: str) -> None:
    began = time.process_time()
    for compared in LAWS[name](one):
        tally.asked[compared.about] += 1
        if compared.differs:
            tally.differences += 1
            tally.found.setdefault(f"{name}/{compared.about}", (one, compared))
    tally.seconds[name] += time.process_time() - began


def described(name: str, one: Subject, compared: Compared, folder: Path) -> Iterator[str]:
    """The smallest route that shows a difference, and the question.

    Args:
        name: as in `Tally.found`.
    """
    law = LAWS[name.partition("/")[0]]
    seeds = (one.number, *range(-3, 0))

    def shown(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[Subject, Compared] | None:
        for number in seeds:
            less = subject(dict(old), dict(new), one.seed, number, folder)
            found = _first(law, less, compared)
            if found is not None:
                return less, found
        return None

    smallest = smaller([one.old.data, one.new.data], lambda data: shown(*data) is not None)
    least, difference = shown(*smallest) or (one, compared)
    yield f"{difference.about}: seed {one.seed}, route {one.number}"
    yield least.old.file.read_text(encoding="utf-8")
    if "diff" in difference.about:
        yield "new version:\n" + least.new.file.read_text(encoding="utf-8")
    yield f"asked:   {difference.question}"
    yield f"oracle:  {difference.oracle}"
    yield f"library: {difference.library}"


def _first(law: Law, one: Subject, like: Compared) -> Compared | None:
    if not (_is_route(one.old) and _is_route(one.new)):
        return None
    return next((found for found in law(one) if found.differs and found.about == like.about), None)
