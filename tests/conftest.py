"""Options of the test run, and a folder of its own for compiled copies."""

import os
import shutil
import tempfile

import pytest

pytest_plugins = ["support.page_fixtures"]

collect_ignore_glob = ["data/*"]
"""Tests files with mistakes on purpose, which our own plugin would run."""

_COPIES = "ROUTEKAART_CACHE"
_IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-expected`, which rewrites the expected outputs instead of comparing with them."""
    parser.addoption("--update-expected", action="store_true", help="rewrite the expected outputs")


def pytest_configure() -> None:
    """Keeps compiled copies away from those of the user; workers share the folder of the run."""
    if not _IS_WORKER:
        os.environ[_COPIES] = tempfile.mkdtemp(prefix="routekaart-tests-")


def pytest_unconfigure() -> None:
    """Takes the folder away."""
    if not _IS_WORKER:
        shutil.rmtree(os.environ[_COPIES], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the cases of the corpus that take all of a budget: they are slow in whatever test reads them."""
    for item in items:
        if "not-proven/" in item.name:
            item.add_marker(pytest.mark.slow)
