"""Makes text from outside safe for each kind of output, with one module for each kind.

A file, its name, a value or an argument may hold anything. Output is escaped by the function for its kind at the place
where it is written: `docs/decisions/0020-safe-output.md`.
"""
