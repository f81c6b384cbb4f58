"""A shortest way through a route for a student, with what must become true at each step."""

from routekaart.foresight.paths.finding import find_path, undated_path
from routekaart.foresight.paths.path import Path, PathStep

__all__ = ["Path", "PathStep", "find_path", "undated_path"]
