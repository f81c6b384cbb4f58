"""Faults that are known and not mended yet: a difference of such a kind is counted, and does not fail.

Who mends one takes its line away; from then on the tests hold it.
"""

from ..oracle.route_file import Route, follows_from

KNOWN = {
    "N3": "check and diff prove from a day on which nobody can exist, where a date alone is impossible",
}


def a_date_alone_is_impossible(*routes: Route) -> str:
    """N3, where some combination that is impossible speaks of nothing but dates."""
    for route in routes:
        for rule in route.impossible:
            names = [name for name in route.needed(follows_from(rule)) if route.facts[name].derive is None]
            if names and all(route.facts[name].type == "date" for name in names):
                return "N3"
    return ""
