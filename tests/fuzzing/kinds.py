"""The kinds of files that are tried, by name."""

from . import baselines, distributions, facts, journeys, route_tests, routes, settings, tables, vocabularies
from .cases import Kind

KINDS: dict[str, Kind] = {
    one.KIND.name: one.KIND
    for one in (routes, vocabularies, route_tests, journeys, settings, baselines, facts, tables, distributions)
}
