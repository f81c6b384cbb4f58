"""Tests beside a route: students and journeys with their expected results, their coverage, and what they lack.

Nothing here prints. `tests_format` is the file format, `tests_file` a file with its places, `runner` gives the results,
`goals` what tests can show of a route, `coverage` what they do show, `generating` the students for the rest.
"""
