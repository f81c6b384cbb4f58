"""The only modules that read and write files on disk.

Nothing else in the package opens a file; `tests/files/disk/test_doors.py` checks that, and lists the exceptions, which
open files after these modules have checked them (engines of tables).
"""
