"""What some tests need and not every machine has."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

NOTHING_MISSING = os.environ.get("ROUTEKAART_NOTHING_MISSING") == "1"
"""Whether a test whose need is not there fails instead of being skipped; so it is in CI."""


def that(is_there: bool, name: str) -> pytest.MarkDecorator:
    """Skips where something is not there."""
    return pytest.mark.skipif(not is_there and not NOTHING_MISSING, reason=f"needs {name}, which is not installed")


def program(name: str) -> pytest.MarkDecorator:
    """Skips where a program is not installed."""
    return that(shutil.which(name) is not None, name)


def package(name: str) -> pytest.MarkDecorator:
    """Skips where a package of Python is not installed."""
    return that(find_spec(name) is not None, name)


def file(path: Path) -> pytest.MarkDecorator:
    """Skips where a file that `.ci/tools` installs is not there."""
    return that(path.exists(), path.name)
