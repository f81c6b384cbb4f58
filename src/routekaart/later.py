"""Modules of ours that are imported when something of them is first used.

A route can be loaded, shown and kept without all that decides on it, and that takes longer to import than a route takes
to load. `from routekaart import paths` then gives a stand-in; type checkers and the import contract see an import like
any other. It is for names that are needed inside functions only.
"""

from importlib import import_module
from types import ModuleType

MODULES = frozenset(
    {
        "admission",
        "between_files",
        "deciding",
        "decision",
        "diagnostic",
        "duties",
        "edits",
        "explanation",
        "knowledge",
        "networks",
        "outlook",
        "paths",
        "reach",
        "resolving",
        "revisions",
        "rules",
        "shelf",
        "situation",
        "source",
        "undated",
    }
)
"""The modules that are imported later when they are asked of `routekaart`."""


class StandIn(ModuleType):
    """A module that is imported when something of it is asked for; Python sees to it that this happens once."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)
