"""What a check is: the rule that it looks after, and how it looks at a route."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.proving import AtStep
from routekaart.checking.analysis.reachability import Reachability
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding


@dataclass(frozen=True, slots=True)
class Check:
    """A check. It yields findings, and has one or more of these ways to find them.

    Attributes:
        rule: the name of the rule that its findings break.
        of_route: how the parts of a route hang together; such a check looks at the definitions by itself.
        of_step: what can become of a student at one step.
        of_definitions: what a file defines; all that is checked of a vocabulary by itself.
        of_ways: what can become of a student on the way.
    """

    rule: str
    of_route: Callable[[Subject], Iterator[Finding]] | None = None
    of_step: Callable[[AtStep], Iterator[Finding]] | None = None
    of_definitions: Callable[[OwnDefinitions], Iterator[Finding]] | None = None
    of_ways: Callable[[Subject, Reachability], Iterator[Finding]] | None = None
