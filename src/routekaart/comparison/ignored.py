"""What a comparison ignores: fields in which two versions may differ without a difference being reported.

Everything else is at least reported as text (`texts`). That another order of transitions that exclude each other, or
another way to write a condition, changes no meaning is not ignored but proven.
"""

IGNORED_FIELDS = frozenset({"id", "name", "renamed_from"})
"""The names of the parts themselves, reported once as renamed, and the former names of each."""
