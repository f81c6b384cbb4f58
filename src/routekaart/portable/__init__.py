"""The portable form of a route: its decisions as data, for programs in other languages (`docs/portable.md`)."""

from routekaart.portable.portable_route import portable as portable
