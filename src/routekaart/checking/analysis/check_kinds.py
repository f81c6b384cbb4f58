"""The type of a check: the rule that it checks, and the functions that examine a route."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.proving import AtStep
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """A check, with one or more of these functions that yield findings.

    Attributes:
        rule: the name of the rule that its findings break.
        of_route: examines how the parts of a route are connected; such a check examines the definitions itself.
        of_step: examines what can happen to a student at one step.
        of_definitions: examines what a file defines; the only function that is used for a vocabulary.
        of_ways: examines what can happen to a student on the way.
    """

    rule: str
    of_route: Callable[[Subject], Iterator[Finding]] | None = None
    of_step: Callable[[AtStep], Iterator[Finding]] | None = None
    of_definitions: Callable[[OwnDefinitions], Iterator[Finding]] | None = None
    of_ways: Callable[[Subject, Reachability], Iterator[Finding]] | None = None
