"""The largest size of a file, in bytes, by its kind. A larger file is refused without reading it."""

_MEGABYTE = 1024 * 1024

ROUTE = 16 * _MEGABYTE
"""A route, a vocabulary or distributions: a route of 10,000 steps takes about 7 MB."""
TESTS = 64 * _MEGABYTE
JOURNEY = 64 * _MEGABYTE
SETTINGS = _MEGABYTE
FACTS = _MEGABYTE
BASELINE = 16 * _MEGABYTE
TABLE_COPY = 64 * _MEGABYTE
"""A table that is read as a whole to convert it to plain text: a workbook, or text that is not UTF-8."""
COMPILED_COPY = 64 * _MEGABYTE
OWN = 16 * _MEGABYTE
"""A file that comes with routekaart."""
