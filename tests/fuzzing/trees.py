"""Changes of plain data: parts that go, come twice, change places, get another name or another value."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from itertools import islice
from random import Random
from typing import Any

from .odd import WORDS, Raw, Tree, deep, odd, odd_text

Place = tuple[Any, ...]
"""The keys and positions that lead to a part."""


LARGEST = 6_000
"""So many parts of a tree are looked at; what is larger is not made larger."""


def places(tree: Tree) -> list[Place]:
    """The parts, each before what is in it; one that stands in two places is met in both, and a circle once."""
    return list(islice(_places(tree, (), ()), LARGEST))


def _places(tree: Tree, above: Place, inside: tuple[int, ...]) -> Iterator[Place]:
    yield above
    if not isinstance(tree, dict | list) or id(tree) in inside:
        return
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield from _places(value, (*above, key), (*inside, id(tree)))


def size(tree: Tree) -> int:
    """How many parts there are, each counted once, however many places it is in."""
    known: set[int] = set()
    waiting, count = [tree], 0
    while waiting:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict | list) and id(one) not in known:
            known.add(id(one))
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return count


def part(tree: Tree, place: Place) -> Tree:
    for step in place:
        tree = tree[step]
    return tree


def put(tree: Tree, place: Place, value: Tree) -> Tree:
    """The tree with another value at a place. It is changed itself, unless the place is the whole of it."""
    if not place:
        return value
    part(tree, place[:-1])[place[-1]] = value
    return tree


def without(tree: Tree, place: Place) -> Tree:
    """A copy of the tree without what is at a place."""
    copy = deepcopy(tree)
    del part(copy, place[:-1])[place[-1]]
    return copy


def renamed(mapping: dict[Any, Tree], old: Any, new: Any) -> None:
    """Gives a key another name, in its place; another key of that name goes."""
    items = [(new if key == old else key, value) for key, value in mapping.items() if key == old or key != new]
    mapping.clear()
    mapping.update(items)


class Changer:
    """Changes a tree in ways that any file can be changed.

    Attributes:
        raws: what may be written as it is in this kind of file.
        aliases: whether a part may be in two places, or in itself.
    """

    def __init__(self, chance: Random, raws: Sequence[str] = (), *, aliases: bool = False) -> None:
        self._chance = chance
        self._raws = tuple(raws)
        self._aliases = aliases

    def changed(self, tree: Tree, times: int | None = None) -> Tree:
        """A copy of the tree after some changes."""
        copy = deepcopy(tree)
        for _ in range(self._chance.choice((1, 1, 1, 2, 2, 3, 6)) if times is None else times):
            known = places(copy)
            # After a change in a part that is in two places, another place may be gone.
            with suppress(LookupError, TypeError):
                copy = self._once(copy, known)
        return copy

    def _once(self, tree: Tree, known: list[Place]) -> Tree:
        place = self._chance.choice(known)
        ways: list[Callable[[Tree, Place, list[Place]], Tree]] = [
            *(self._drop, self._drop, self._duplicate, self._rename, self._rename, self._swap, self._copy),
            *(self._replace, self._replace, self._replace, self._nudge, self._nudge, self._nudge),
            *(self._wrap, self._unwrap, self._empty, self._add),
        ]
        if size(tree) < LARGEST:
            ways.append(self._many)
        if self._aliases:
            ways += [self._share, self._circle]
        return self._chance.choice(ways)(tree, place, known)

    def _drop(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        return without(tree, place) if place else tree

    def _duplicate(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        holder = part(tree, place[:-1])
        if place and isinstance(holder, list):
            holder.insert(self._chance.randrange(len(holder) + 1), deepcopy(holder[place[-1]]))
        elif place and isinstance(holder, dict):
            holder[self._name(place[-1])] = deepcopy(holder[place[-1]])
        return tree

    def _rename(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        keyed = [one for one in known if one and isinstance(part(tree, one[:-1]), dict)]
        if keyed:
            chosen = place if place in keyed else self._chance.choice(keyed)
            renamed(part(tree, chosen[:-1]), chosen[-1], self._name(chosen[-1]))
        return tree

    def _name(self, old: Any) -> Any:
        text = str(old)
        return self._chance.choice(
            (
                lambda: odd_text(self._chance),
                lambda: self._chance.choice(WORDS),
                lambda: text[:-1],
                lambda: text + self._chance.choice("sx_2 -\u0301"),
                text.upper,
                lambda: text.replace("_", "-"),
                lambda: Raw(self._chance.choice(self._raws)) if self._raws else text + "x",
            )
        )()

    def _swap(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        other = self._chance.choice(known)
        if place[: len(other)] == other or other[: len(place)] == place:
            return tree
        one, two = part(tree, place), part(tree, other)
        return put(put(tree, place, two), other, one)

    def _copy(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        return put(tree, place, deepcopy(part(tree, self._chance.choice(known)))) if place else tree

    def _replace(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        return put(tree, place, odd(self._chance, self._raws))

    def _nudge(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        """Another value that is near: what is written nearly right is read furthest."""
        leaves = [one for one in known if one and not isinstance(part(tree, one), dict | list)]
        if not leaves:
            return tree
        chosen = place if place in leaves else self._chance.choice(leaves)
        value = part(tree, chosen)
        other = part(tree, self._chance.choice(leaves))
        near: tuple[Callable[[], Tree], ...] = (
            lambda: other,
            lambda: value + self._chance.choice((-1, 1, 0.5)) if _is_number(value) else other,
            lambda: -value if _is_number(value) else str(value),
            lambda: not value if isinstance(value, bool) else str(value) + self._chance.choice(" x1-"),
            lambda: [value],
            lambda: odd_text(self._chance),
        )
        return put(tree, chosen, self._chance.choice(near)())

    def _wrap(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        value = part(tree, place)
        key = self._chance.choice(("not", "is", "all", "any", "date", "x"))
        return put(tree, place, [value] if self._chance.random() < 0.5 else {key: value})

    def _unwrap(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        value = part(tree, place)
        if place and isinstance(value, dict) and value:
            return put(tree, place, self._chance.choice(list(value.values())))
        if place and isinstance(value, list) and value:
            return put(tree, place, self._chance.choice(value))
        return tree

    def _empty(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        value = part(tree, place)
        return put(tree, place, type(value)() if isinstance(value, dict | list | str) else None) if place else tree

    def _add(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        holders = [one for one in known if isinstance(part(tree, one), dict | list)]
        if not holders:
            return tree
        holder = part(tree, self._chance.choice(holders))
        value = self._chance.choice((odd(self._chance, self._raws), deepcopy(part(tree, place)), deep(self._chance)))
        if isinstance(holder, list):
            holder.insert(self._chance.randrange(len(holder) + 1), value)
        else:
            holder[self._name(self._chance.choice(WORDS))] = value
        return tree

    def _many(self, tree: Tree, place: Place, _: list[Place]) -> Tree:
        """The same part many times, as a large file has it; as often as keeps the whole of a reasonable size."""
        value = part(tree, place)
        if not place:
            return tree
        most = max(2, 3_000 // size(value))
        times = min(most, self._chance.choice((5, 40, 300)))
        holder = part(tree, place[:-1])
        if isinstance(holder, list):
            # All of them first: a part can be in itself.
            holder.extend([deepcopy(value) for _ in range(times)])
        else:
            holder.update({f"{place[-1]}_{number}": deepcopy(value) for number in range(times)})
        return tree

    def _share(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        holders = [one for one in known if one and isinstance(part(tree, one), dict | list)]
        if not holders or not place:
            return tree
        source = self._chance.choice(holders)
        return tree if place[: len(source)] == source else put(tree, place, part(tree, source))

    def _circle(self, tree: Tree, place: Place, known: list[Place]) -> Tree:
        """A part that is in itself."""
        inner = [one for one in known if len(one) > len(place) and one[: len(place)] == place]
        return put(tree, self._chance.choice(inner), part(tree, place)) if inner else tree


def _is_number(value: Tree) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**300
