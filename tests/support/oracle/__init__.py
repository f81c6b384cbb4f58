"""A second opinion on routes, written from docs/format.md alone: it reads the YAML itself and tries every student.

Naive on purpose, and to be read beside docs/format.md. Nothing here imports routekaart. Each module is a section of the
format, or a question that can be asked of a route:

    days         counting and moving dates
    conditions   what a condition means for one student of whom everything is known
    route_file   a YAML file as plain values
    telling      what is told of a student: the values that each fact can have
    students     every student who fits what is told
    deciding     where a student goes, and what must be asked; who acts and what must be done
    changing     the smallest changes of facts that lead to a target, and walks through a route
    comparing    the students for whom two versions differ
    checking     what is wrong with a step

Every student is not one for each value: values that nothing in the route can tell apart are tried once (`students`).
"""
