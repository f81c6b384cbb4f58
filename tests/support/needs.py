"""What some tests need and not every machine has."""

import os
import shutil
from importlib.util import find_spec

import pytest

NOTHING_MISSING = os.environ.get("ROUTEKAART_NOTHING_MISSING") == "1"
"""Whether a test whose need is not there fails instead of being skipped; so it is in CI."""


def program(name: str) -> pytest.MarkDecorator:
    """Skips where a program is not installed."""
    missing = shutil.which(name) is None and not NOTHING_MISSING
    return pytest.mark.skipif(missing, reason=f"needs {name}, which is not installed")


def package(name: str) -> pytest.MarkDecorator:
    """Skips where a package of Python is not installed."""
    missing = find_spec(name) is None and not NOTHING_MISSING
    return pytest.mark.skipif(missing, reason=f"needs {name}, which is not installed")
