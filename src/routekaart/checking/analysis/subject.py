"""What a check examines: a route, and the steps of the routes beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import networkx

from routekaart.checking.analysis.own_definitions import OwnDefinitions
from routekaart.checking.analysis.reachability import Reachability, reachability_of
from routekaart.files.file_names import Meant
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.frozen import frozen
from routekaart.logic.budget import Budget, at_most
from routekaart.logic.grid import Grid
from routekaart.route import Route
from routekaart.usage import Usage, conditions_of, edges_of, usage_of

MOST_WORK, MOST_WORK_A_STEP = 20_000_000, 50_000
"""The work that all proofs about one route may take: some ten seconds, and more in a long route."""


@dataclass(frozen=True)
class Subject:
    """A route to be checked.

    Attributes:
        beside: for each route that this one hands students over to, by the name that it uses, the ids of its steps. A
            route that does not exist is missing; one whose file is broken has None, and its steps are not checked.
        own: for each section, the names that the file itself defines (not its vocabularies).
        others: the sound routes that a hand-over can lead to, by id.
        own_rules: how many of the impossible combinations the file itself defines.
        entries: the steps at which some route in the folder hands over; None when that cannot be known.
        called: what to call the route on the command line: the path of its file.
        meant: for each name of a route that does not exist, the nearest one; `beside` has its steps.
    """

    route: Route
    beside: Mapping[str, frozenset[str] | None]
    own: Mapping[str, frozenset[str]]
    called: str
    others: Mapping[str, Route] = field(default_factory=lambda: frozen({}))
    entries: frozenset[str] | None = frozenset()
    own_rules: int = 0
    meant: Mapping[str, Meant] = field(default_factory=lambda: frozen({}))

    @cached_property
    def definitions(self) -> OwnDefinitions:
        """The definitions in the file itself."""
        return OwnDefinitions(self.route.grids, self.own, self.own_rules)

    @cached_property
    def edges(self) -> Mapping[str, tuple[str, ...]]:
        """For each step and end where it leads; staying in a step is not an edge."""
        return edges_of(self.route)

    @cached_property
    def graph(self) -> "networkx.DiGraph[str]":
        """The graph of the steps and ends, and where each leads."""
        return graph_of(self.edges)

    @cached_property
    def components(self) -> tuple[tuple[str, ...], ...]:
        """The strongly connected components of two or more steps, in the order of the file."""
        return components_of(self.graph)

    @cached_property
    def closed_components(self) -> tuple[tuple[str, ...], ...]:
        """The components that no edge leads out of, in the order of the file."""
        return closed_components_of(self.graph)

    @cached_property
    def finishing(self) -> frozenset[str]:
        """The ends, and the steps from which edges lead to an end, whatever their conditions."""
        layers = networkx.bfs_layers(self.graph.reverse(copy=False), list(self.route.ends))
        return frozenset(name for layer in layers for name in layer)

    @cached_property
    def usage(self) -> Usage:
        """The facts, parameters and partners that the route uses."""
        return usage_of(self.route)

    @cached_property
    def turning_days(self) -> tuple[date, ...]:
        """Reference dates on which something in the route can change, in order of time."""
        route = self.route
        conditions = tuple(conditions_of(route))
        periods = route.vocabulary.periods()
        grids = (Grid(route.vocabulary, conditions, day, {}) for day in periods)
        return tuple(sorted({*periods, *(day for grid in grids for day in grid.dates.turning_days)}))

    @cached_property
    def budget(self) -> Budget:
        """The work that all proofs about the route together may take."""
        return Budget(MOST_WORK + MOST_WORK_A_STEP * len(self.route.steps))

    @cached_property
    def reachability(self) -> Reachability | None:
        """Which students can reach each step; None when that takes too much work."""
        try:
            return self.reachability_in(self.route)
        except TooHardError:
            return None

    def reachability_in(self, route: Route) -> Reachability:
        """Which students can reach each step in another route with the same steps.

        Raises:
            TooHardError: it would take too much work.
        """
        entries = route.steps if self.entries is None else [one for one in route.steps if one in self.entries]
        with at_most(MOST_WORK, outer=self.budget):
            return reachability_of(route, entries)


def graph_of(edges: Mapping[str, Iterable[str]]) -> "networkx.DiGraph[str]":
    """The graph in which each name leads to some others."""
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(edges)
    graph.add_edges_from((name, other) for name, others in edges.items() for other in others)
    return graph


def components_of(graph: "networkx.DiGraph[str]") -> tuple[tuple[str, ...], ...]:
    """The strongly connected components of two or more names: all names in one lead to each other.

    They, and the names in each, are in the order of the graph.
    """
    order = {name: position for position, name in enumerate(graph)}
    several = (names for names in networkx.strongly_connected_components(graph) if len(names) > 1)
    ordered = (tuple(sorted(names, key=order.__getitem__)) for names in several)
    return tuple(sorted(ordered, key=lambda names: order[names[0]]))


def closed_components_of(graph: "networkx.DiGraph[str]") -> tuple[tuple[str, ...], ...]:
    """The strongly connected components that no edge leads out of."""
    return tuple(names for names in components_of(graph) if not networkx.node_boundary(graph, names))
