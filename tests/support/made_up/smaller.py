"""The smallest data with which something is still so."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, TypeVar

Thing = TypeVar("Thing", bound=dict[str, Any])
_NEEDED = {"routekaart", "id", "title", "version", "start", "steps", "type", "to", "outcome", "do"}
_WORDS = ("all", "any", "not")


def smaller(data: list[Thing], still: Callable[[list[Thing]], bool], most: int = 600) -> list[Thing]:
    """Some files with as much left out as can be.

    Args:
        still: whether it is still so; a file that is no route any more is not.
        most: so many tries at most.
    """
    tries = 0
    again = True
    while again:
        again = False
        for less in _with_less(data):
            tries += 1
            if tries > most:
                return data
            if still(less):
                data, again = less, True
                break
    return data


def _with_less(data: list[Thing]) -> Iterator[list[Thing]]:
    """The same files with one part left out, in all of them where it stands in all of them, large parts first."""
    places = list(dict.fromkeys(place for one in data for place in _places(one)))
    for together in (True, False):
        for place in sorted(places, key=len):
            having = [index for index, one in enumerate(data) if _get(one, place) is not None]
            for chosen in [having] if together else [[index] for index in having if len(having) > 1]:
                for change in (_drop, _unwrap):
                    less = deepcopy(data)
                    if all(change(less[index], place) for index in chosen):
                        yield less


def _places(written: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    parts = written.items() if isinstance(written, dict) else enumerate(written) if isinstance(written, list) else ()
    for key, value in parts:
        yield from _places(value, (*path, key))


def _get(written: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        try:
            written = written[key]
        except (KeyError, IndexError, TypeError):
            return None
    return written


def _drop(data: dict[str, Any], path: tuple[Any, ...]) -> bool:
    if path[-1] in _NEEDED:
        return False
    holder = _get(data, path[:-1])
    del holder[path[-1]]
    return True


def _unwrap(data: dict[str, Any], path: tuple[Any, ...]) -> bool:
    """Put a part of a condition in the place of the whole."""
    written = _get(data, path)
    if not isinstance(written, dict) or len(written) != 1:
        return False
    ((key, part),) = written.items()
    inner = part if key == "not" else part[0] if key in _WORDS and part else None
    if not isinstance(inner, dict):
        return False
    _get(data, path[:-1])[path[-1]] = inner
    return True
