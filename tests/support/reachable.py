"""Everything that can be reached from some objects, as far as the garbage collector shows it."""

import gc
import sys
from collections.abc import Iterable, Iterator
from types import FunctionType, ModuleType

_IMPORTED_BY = ("__builtins__", "__loader__", "__spec__")


def modules() -> list[ModuleType]:
    """Every module of the package that has been imported."""
    return [module for name, module in sorted(sys.modules.items()) if _is_ours(name)]


def reachable(roots: Iterable[object]) -> Iterator[object]:
    """Each object once: also what stands in closures, partials, bound methods and caches of functions.

    Modules and classes of others are not gone into: they lead to the whole program.
    """
    waiting = list(roots)
    seen: dict[int, object] = {}
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen[id(one)] = one  # held, so that no other object gets its id
            yield one
            waiting += _referents(one)


def _referents(one: object) -> Iterable[object]:
    if isinstance(one, ModuleType):
        # Not what imported it: in a test run that leads to pytest.
        return [held for name, held in vars(one).items() if name not in _IMPORTED_BY] if _is_ours(one.__name__) else ()
    if isinstance(one, type):
        return vars(one).values() if _is_ours(one.__module__) else ()
    if isinstance(one, FunctionType):
        # Not its globals: those of our modules are looked at by themselves.
        return (one.__closure__, one.__defaults__, one.__kwdefaults__, vars(one))
    if isinstance(one, dict):
        # The collector does not show keys that are text.
        return [*dict.keys(one), *dict.values(one), *gc.get_referents(one)]
    return gc.get_referents(one)


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == "routekaart"
