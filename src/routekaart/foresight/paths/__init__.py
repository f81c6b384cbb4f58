"""Shortest paths through a route for a student, with what must become true at each step."""

from routekaart.foresight.paths.path import PathStep, RoutePath
from routekaart.foresight.paths.path_search import find_path, undated_path

__all__ = ["PathStep", "RoutePath", "find_path", "undated_path"]
