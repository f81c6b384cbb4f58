"""Made-up routes, new versions of them and students, as plain data and as YAML, from a seed.

They are small, and hold what is hard: options and texts that look alike, facts that nothing uses, facts that become of
another type, dates that are partly known, days beside a limit, ends of months and 29 February.

    dice      choosing, the same on every run
    routes    a route as the data of its file
    versions  a new version of a route
    students  what is told of a student
    writing   data as the text of a file
    smaller   the smallest data with which something is still so
"""
