"""Strong Kleene logic: true, false, and `None` for unknown.

Unknown is a value here, never a stand-in for false: `unknown or true` is true, `unknown and true` stays unknown.
"""

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def negation(truth: Truth) -> Truth:
    """True becomes false, false becomes true, unknown stays unknown."""
    return None if truth is None else not truth


def conjunction(truths: Iterable[Truth]) -> Truth:
    """False if one is false; else unknown if one is unknown; else true (also when there are none)."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True if one is true; else unknown if one is unknown; else false (also when there are none)."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result
