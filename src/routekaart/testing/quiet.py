"""A route as an argument of a strategy, shown by its name: hypothesis writes out what a strategy is made of."""

from routekaart.route import Route


class Quiet:
    """A route that is shown in a few words; written out in full it is a hundred kilobytes."""

    def __init__(self, route: Route) -> None:
        self.route = route

    def __repr__(self) -> str:
        return repr(self.route)
