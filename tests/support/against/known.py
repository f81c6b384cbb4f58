"""Faults that are known and not mended yet: a difference of such a kind is counted, and does not fail.

Who mends one takes its line away; from then on the tests hold it.
"""

KNOWN = {
    "W1": "options that differ only in capitals or spaces are compared as texts",
    "W2": "diff: a fact that follows otherwise, and that nothing uses, is accepted otherwise when it is told",
    "W3": "diff: a fact of another type, or a told number or date that follows now, gives students who cannot be",
    "W14": "reach: a date in the future is only ever moved later",
    "W13": "path: it waits in a step that sends the student away that very day",
    "W15": "path: one count, or its date, is settled on two values on one day",
    "W4": "migrate: a corrected fact that the new version does not have",
    "N6": "reach and path: a date that is known in part turns out to be a day outside what is known",
    "N4": "journey: a fact that follows and was told is taken back the same day, and still counts",
}
