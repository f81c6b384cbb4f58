"""Text that comes from outside, made safe for each kind of output; one module for each kind, and nothing above them.

A file, its name, a value or an argument may hold anything. What goes out goes through the function for its kind, at the
place where it goes out: `docs/decisions/0020-safe-output.md`.
"""
