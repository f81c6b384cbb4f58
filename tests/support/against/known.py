"""Faults that are known and not mended yet: a difference of such a kind is counted, and does not fail.

Who mends one takes its line away; from then on the tests hold it.
"""

KNOWN: dict[str, str] = {}
