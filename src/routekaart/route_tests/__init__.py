"""Tests beside a route: students and journeys with what must come out, how far they cover it, and what they lack.

Nothing here prints. `form` is the file format, `reading` a file with its places, `running` what came out, `goals` what
tests can show of a route, `coverage` which of it they show, `generating` the students that show the rest.
"""
