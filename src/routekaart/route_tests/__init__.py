"""Tests beside a route: students and journeys with what must come out, how far they cover it, and what they lack.

Nothing here prints. `tests_format` is the file format, `tests_file` a file with its places, `runner` runs it, `goals` is
what tests can show of a route, `coverage` which of it they show, `generating` proposes students that show the rest.
"""
