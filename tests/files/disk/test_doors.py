"""Files are opened in one place: `routekaart.files.disk`. What opens files elsewhere is named here, with the reason."""

import ast
from collections.abc import Iterator

import pytest
from support.places import ROOT

SOURCES = ROOT / "src"

OPENING = frozenset(
    [
        "open",
        "fdopen",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "mkstemp",
        "mkdtemp",
        "TemporaryDirectory",
        "NamedTemporaryFile",
        "copyfile",
        "copytree",
        "copy2",
        "rmtree",
        "unlink",
        "rmdir",
        "mkdir",
        "makedirs",
        "touch",
        "symlink_to",
        "hardlink_to",
        "rename",
        "replace_file",
        "iterdir",
        "glob",
        "rglob",
        "scandir",
        "listdir",
        "walk",
        "is_file",
        "is_dir",
        "exists",
        "isfile",
        "isdir",
        "stat",
        "lstat",
        "samefile",
        "scan_csv",
        "scan_parquet",
        "read_csv",
        "read_parquet",
        "sink_csv",
        "sink_parquet",
        "write_csv",
        "write_parquet",
        "Popen",
        "run",
    ]
)
"""Names of functions and methods that look at, open, or change files, or start programs."""

ELSEWHERE = {
    ("routekaart/files/git.py", "Popen"): "starts git",
    (
        "routekaart/page/printer.py",
        "run",
    ): "starts a browser that prints, when a PDF is asked; nothing else starts one",
    (
        "routekaart/cli/starting/__init__.py",
        "read_text",
    ): "asks the metadata of the installed package where it came from",
    ("routekaart/files/compiled_copies.py", "scandir"): "looks when the modules of the package itself were changed",
    ("routekaart/files/compiled_copies.py", "is_dir"): "as above",
    ("routekaart/files/compiled_copies.py", "stat"): "as above; and which of its own copies are old",
    ("routekaart/cohorts/row_files.py", "scan_csv"): "an engine of tables, after the door has looked at the file",
    ("routekaart/cohorts/row_files.py", "scan_parquet"): "as above",
    ("routekaart/cohorts/row_files.py", "sink_csv"): "the engine writes to a part that the door puts in its place",
    ("routekaart/cohorts/row_files.py", "sink_parquet"): "as above",
}
NOT_FILES = {
    ("routekaart/cli/cohort_run.py", "rename"): "columns of a table",
    ("routekaart/cohorts/row_files.py", "rename"): "columns of a table",
}
"""Names that mean something else there."""


def calls(tree: ast.AST) -> Iterator[str]:
    """The name of each function or method that is called, but for functions of the package itself."""
    ours = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("routekaart")
        for name in node.names
    } | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name) and node.func.id not in ours:
                yield node.func.id


def opened_elsewhere() -> set[tuple[str, str]]:
    found = set()
    for file in SOURCES.rglob("*.py"):
        name = file.relative_to(SOURCES).as_posix()
        if not name.startswith("routekaart/files/disk/"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            found |= {(name, called) for called in calls(tree) if called in OPENING}
    return found


@pytest.mark.slow
def test_nothing_else_opens_a_file() -> None:
    assert opened_elsewhere() - set(NOT_FILES) == set(ELSEWHERE)


@pytest.mark.slow
def test_the_list_of_what_opens_files_holds_nothing_in_vain() -> None:
    assert set(ELSEWHERE) <= opened_elsewhere()


def test_a_call_that_opens_a_file_is_seen() -> None:
    """The law can fail."""
    assert set(calls(ast.parse("Path('x').read_text()\nopen('x')\nos.open('x', 0)"))) & OPENING == {"read_text", "open"}
