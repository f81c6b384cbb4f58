"""A plugin for pytest that runs the tests beside routes: `mijn_route.tests.yaml`.

It is outside the package so that pytest, which loads every plugin when it starts, does not import routekaart if there
are no such files, or if the plugin is turned off.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

_OPTION = "routekaart"
_ENDINGS = (".tests.yaml", ".tests.yml")
_FIRST_KEY = re.compile(rb"""(\{\s*)?["']?routekaart_tests["']?\s*:""")
_LOOKED_AT = 100_000
"""The number of bytes at the start of a file in which the first key of a tests file is looked for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--no-routekaart` and the setting `routekaart`."""
    group = parser.getgroup("routekaart", "tests beside routes (*.tests.yaml)")
    group.addoption("--no-routekaart", action="store_true", help="do not run the tests beside routes")
    parser.addini(_OPTION, "run the tests beside routes", type="bool", default=True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests in a file named `*.tests.yaml` with the key of a tests file of routekaart; None for other files."""
    if not file_path.name.endswith(_ENDINGS) or not _wanted(parent.config) or not _is_ours(file_path):
        return None
    found: pytest.Collector = RouteTestsFile.from_parent(parent, path=file_path)
    return found


def _wanted(config: pytest.Config) -> bool:
    return bool(config.getini(_OPTION)) and not config.getoption("--no-routekaart")


def _is_ours(path: Path) -> bool:
    from routekaart.files.disk.reading import BYTE_ORDER_MARK, ReadingError, read_beginning

    try:
        start = read_beginning(path, _LOOKED_AT).removeprefix(BYTE_ORDER_MARK)
    except ReadingError:
        return False
    return any(_FIRST_KEY.match(line) for line in start.splitlines())


class RouteTestsFile(pytest.File):
    """The tests of one route."""

    def collect(self) -> Iterator[pytest.Item]:
        """Each student and each journey in the file; an invalid file is reported as a collection error."""
        from routekaart.files.shelf import Shelf
        from routekaart.foundation.escaping.letters import flat
        from routekaart.testing.route_tests.tests_file import read_tests

        read = read_tests(Path(_shown(self.path)), Shelf())
        if read.tests is None:
            raise self.CollectError("\n".join(diagnostic.render() for diagnostic in read.diagnostics))
        for section, index, name in read.tests.listed:
            # Pytest splits an id at each `::`, so it would not find a test with one in its name.
            shown = re.sub(":(?=:)", ": ", flat(name))
            yield RouteTest.from_parent(self, name=shown, tests=read.tests, section=section, index=index)


class RouteTest(pytest.Item):
    """One student or one journey."""

    def __init__(self, *, tests: Any, section: Any, index: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._tests = tests
        self._section = section
        self._index = index

    def runtest(self) -> None:
        """Runs the test.

        Raises:
            DiffersError: a result differs; the message has every difference in words.
        """
        from routekaart.foundation.escaping.terminal import terminal
        from routekaart.testing.route_tests.results_report import failure_lines
        from routekaart.testing.route_tests.runner import run_test

        result = run_test(self._tests, self._section, self._index)
        if not result.passed:
            raise DiffersError(terminal("\n".join(failure_lines(self._tests, result, self._tests.route.language))))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The differences and their reasons in words, instead of a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, DiffersError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The place of the test: the file, its line and its name."""
        span = self._tests.span((self._section, self._index))
        return self.path, span.line - 1, self.name


class DiffersError(Exception):
    """A result differs from what a test expects; the message says how."""


def _shown(path: Path) -> str:
    """A path from the current folder, or as it was given if it is not below that folder."""
    try:
        shorter = os.path.relpath(path)
    except ValueError:
        return str(path)
    return str(path) if shorter.startswith("..") else shorter
