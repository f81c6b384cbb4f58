"""The interpreter of portable routes in JavaScript: one module without dependencies, with its types."""

from pathlib import Path

from routekaart.disk import limits
from routekaart.disk.reading import read_bytes

FILES = ("routekaart.mjs", "routekaart.d.ts")


def text_of(name: str) -> str:
    """The text of one of the `FILES`."""
    return read_bytes(Path(__file__).with_name(name), limits.OWN).decode("utf-8")
