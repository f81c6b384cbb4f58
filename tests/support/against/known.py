"""Faults that are known and not mended yet: a difference of such a kind is counted, and does not fail.

Who mends one takes its line away; from then on the tests hold it.
"""

KNOWN: dict[str, str] = {
    "told together": "on later days a date that was told in part is what it could be by itself on the day it was told, "
    "not what `impossible` left of it beside the other facts that were told: an outlook is sure later than it could be",
}
