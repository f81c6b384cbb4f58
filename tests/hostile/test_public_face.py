"""Whatever is handed to the library, it answers or refuses with an error of its own, which holds no fact."""

import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from types import MappingProxyType
from zlib import crc32

import pytest
from odd_values import ODD
from public_face import (
    DOORS,
    ON,
    PLANTED,
    REFUSED,
    Made,
    answer,
    functions,
    methods,
    parameters,
    used,
)
from support.profiles import SLOW

from routekaart import FactError, RoutekaartError
from routekaart.foundation.errors import WrongTypeError

WARM_UP = 10
"""So often is asked what is right before something odd: by then the route has its quick ways."""
COLD = ("Route.", "Journey.", "Network.", "Migration.", "routekaart.migrate", "routekaart.cohort")
"""What can go otherwise when nothing has been asked before."""
SHARE = 1 if SLOW else 3
"""Of the calls that take long, one in so many is made."""
LONG = ("maps.png",)
"""Where every call takes long."""
TAKING_FACTS = tuple(name for name, one in DOORS.items() if one.kinds.get("facts") == "mapping")
LONGEST_WORD = 450
"""So long is what was given, or the name of a file, in a message; what was expected stands behind it."""
NAMES = ("werk", "hulp", "uren", "geboortedatum", "leeftijd", "plaats", "diploma", "huur")
"""A fact of each type, one that follows from another, and one that the route does not know."""
COUNTED: Counter[str] = Counter()
"""How many calls were made and refused."""


@dataclass(frozen=True)
class Failure:
    """A call that came out otherwise than an answer or an error of ours."""

    door: str
    parameter: str
    odd: str
    warm: bool
    what: str


def chain(error: BaseException) -> Iterator[BaseException]:
    """An error with every error that it holds, also those that are not shown."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [other for other in (one.__cause__, one.__context__) if other is not None]


def shown(error: BaseException) -> str:
    """Everything that a log can write of an error."""
    told = [f"{one!s} {one!r} {one.args!r} {getattr(one, '__notes__', '')}" for one in chain(error)]
    return "".join([*traceback.format_exception(error), *told])


def came_out(call: Callable[[], object]) -> str | None:
    """What is wrong with how a call came out; None when nothing is."""
    COUNTED["calls"] += 1
    try:
        used(call())
    except RoutekaartError as error:
        COUNTED["refused"] += 1
        try:
            told = shown(error)
        except Exception as unable:
            return f"{type(error).__name__} cannot be shown: {type(unable).__name__}"
        leaked = [value for value in PLANTED if value in told]
        if leaked:
            return f"{type(error).__name__} shows {leaked}"
        if len(list(chain(error))) > 1:
            return f"{type(error).__name__} holds another error"
        if not (error.code and error.text.nl and error.text.en):
            return f"{type(error).__name__} says nothing"
        if max(map(len, f"{error.text.nl} {error.text.en}".split())) > LONGEST_WORD:
            return f"{type(error).__name__} says what was given at length"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:100]} ({traceback.extract_tb(error.__traceback__)[-1].name})"
    return None


@cache
def warm(door: str) -> Made:
    """What a caller has when the door has been used before."""
    made = Made()
    for _ in range(WARM_UP):
        answer(DOORS[door], made)
    return made


def chosen(call: str) -> bool:
    """Whether a call that takes long is made."""
    return crc32(call.encode()) % SHARE == 0


def tries(door: str) -> Iterator[tuple[str, str, bool]]:
    """The calls of a door to make: the parameter, the name of the odd value, and whether it was asked before."""
    for parameter, kind in DOORS[door].kinds.items():
        for odd in ODD:
            if kind == "function or none" and callable(ODD[odd]()):
                # What a function of the caller does is not ours.
                continue
            if door not in LONG or chosen(f"{door} {parameter} {odd}"):
                yield parameter, odd, True
            if door.startswith(COLD) and chosen(f"{door} {parameter} {odd}"):
                yield parameter, odd, False


def failures(door: str) -> Iterator[Failure]:
    """Every call of a door with one odd argument that comes out wrong."""
    for parameter, odd, is_warm in tries(door):
        what = asked(door, warm(door) if is_warm else Made(), **{parameter: ODD[odd]()})
        if what is not None:
            yield Failure(door, parameter, odd, is_warm, what)


def failures_by_fact(door: str) -> Iterator[Failure]:
    """Every call of a door with one odd value of a fact that comes out wrong."""
    for name, odd, is_warm in product(NAMES, ODD, (True, False)):
        if is_warm or chosen(f"{door} {name} {odd}"):
            made = warm(door) if is_warm else Made()
            what = asked(door, made, facts={**facts_of(door, made), name: ODD[odd]()})
            if what is not None:
                yield Failure(door, name, odd, is_warm, what)


def failures_by_name(door: str) -> Iterator[Failure]:
    """Every call of a door with one odd name among the facts that comes out wrong."""
    for odd, word in product(ODD, ("error", "ignore")):
        made = warm(door)
        more = {"unknown_facts": word} if "unknown_facts" in DOORS[door].kinds else {}
        what = asked(door, made, facts=Pairs(facts_of(door, made), ODD[odd]()), **more)
        if what is not None:
            yield Failure(door, word, odd, True, what)


def facts_of(door: str, made: Made) -> dict[str, object]:
    """The facts that a door is asked with."""
    facts = DOORS[door].arguments(made)["facts"]
    assert isinstance(facts, dict | MappingProxyType)
    return {**facts}


def asked(door: str, made: Made, **instead: object) -> str | None:
    """What is wrong with how a call with some other arguments came out."""
    call = partial(DOORS[door].of(made), **{**DOORS[door].arguments(made), **instead})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return came_out(call)


class Pairs(Mapping[object, object]):
    """Facts with one name more, which may be something that no dict would take."""

    def __init__(self, facts: Mapping[str, object], name: object) -> None:
        self._facts, self._name = facts, name

    def __getitem__(self, name: object) -> object:
        return self._facts[name] if type(name) is str and name in self._facts else True

    def __iter__(self) -> Iterator[object]:
        return iter([*self._facts, self._name])

    def __len__(self) -> int:
        return len(self._facts) + 1


@pytest.mark.slow
def test_every_function_and_method_is_in_the_table() -> None:
    found = {name: parameters(function) for name, function in (*functions(), *methods())}
    taking = {name for name, names in found.items() if names}
    assert taking - DOORS.keys() == set()
    assert DOORS.keys() - taking == set()
    assert {name: sorted(DOORS[name].right) for name in DOORS} == {name: sorted(found[name]) for name in DOORS}


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_an_odd_argument_is_answered_or_refused(door: str) -> None:
    assert list(failures(door)) == []


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_type_is_told_with_the_name_of_the_parameter(door: str) -> None:
    made = warm(door)
    for parameter, kind in DOORS[door].kinds.items():
        for given in REFUSED[kind]:
            with pytest.raises(WrongTypeError) as raised:
                used(DOORS[door].of(made)(**{**DOORS[door].arguments(made), parameter: given}))
            assert raised.value.parameter == parameter, given
            assert str(raised.value).startswith(f"{parameter}: verwacht wordt ")


@pytest.mark.slow
@pytest.mark.parametrize("door", TAKING_FACTS)
def test_an_odd_value_of_a_fact_is_read_or_refused(door: str) -> None:
    assert list(failures_by_fact(door)) == []


@pytest.mark.parametrize("door", TAKING_FACTS)
def test_an_odd_name_of_a_fact_is_passed_over_or_refused(door: str) -> None:
    assert list(failures_by_name(door)) == []


def test_an_error_shows_no_fact_when_every_fact_is_wrong() -> None:
    made = Made()
    wrong = {"geboortedatum": "1987-06-05T12", "plaats": 1987, "hulp": PLANTED[-1], "uren": "1987", "huur": 1987}
    for _ in range(WARM_UP):
        with pytest.raises(FactError) as raised:
            made.route.decide("P1", wrong, on=ON)
        assert not [value for value in PLANTED if value in shown(raised.value)]
        assert len(raised.value.problems) == 5
        assert PLANTED[-1] in raised.value.message("en", values=True)


def main() -> None:
    """Prints what comes out wrong, and how many calls were made."""
    found = [failure for door in DOORS for failure in failures(door)]
    found += [failure for door in TAKING_FACTS for failure in (*failures_by_fact(door), *failures_by_name(door))]
    for failure in found:
        print(failure)
    print(
        f"{len(DOORS)} callables, {sum(len(door.right) for door in DOORS.values())} parameters, {len(ODD)} odd values"
    )
    print(f"{COUNTED['calls']} calls, {COUNTED['refused']} refused, {len(found)} failures")


if __name__ == "__main__":
    main()
