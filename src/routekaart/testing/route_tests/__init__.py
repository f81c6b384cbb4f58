"""Tests beside a route: students and journeys with what must come out, how far they cover it, and what they lack.

Nothing here prints. `tests_format` is the file format, `tests_file` a file with its places, `runner` what came out,
`goals` what tests can show of a route, `coverage` which of it they show, `generating` the students for the rest.
"""
