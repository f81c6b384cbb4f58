"""Options of the test run."""

import pytest

collect_ignore_glob = ["route_tests/*"]
"""Tests files with mistakes on purpose, which our own plugin would run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--update-expected`, which rewrites the expected outputs instead of comparing with them."""
    parser.addoption("--update-expected", action="store_true", help="rewrite the expected outputs")
