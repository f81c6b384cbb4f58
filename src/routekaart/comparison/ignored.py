"""What a comparison ignores: fields in which two versions may differ without a difference being reported.

All other differences are at least reported as text (`texts`). That the order of transitions that exclude each other, or
the way a condition is written, does not change the meaning is proven rather than ignored.
"""

IGNORED_FIELDS = frozenset({"id", "name", "renamed_from"})
"""The names of the parts themselves, reported once as renamed, and the former names of each."""
