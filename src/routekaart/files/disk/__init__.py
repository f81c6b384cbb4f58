"""Files on disk: the one door to read them through, and the one to write them through.

Nothing else in the package opens a file; `tests/files/disk/test_doors.py` holds the package to that, and has the list
of what opens its own files after the door has looked at them (engines of tables).
"""
