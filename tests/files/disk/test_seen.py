"""What is found again as long as what it looked at on the disk is the same."""

from pathlib import Path

import pytest

from routekaart.files.disk.reading import ReadingError, is_file, listed, read_bytes
from routekaart.files.disk.seen import Remembered, View, found_again, looking

MOST = 1000
CALLS: list[str] = []


@found_again(2)
def content(path: Path) -> str:
    CALLS.append(path.name)
    try:
        return read_bytes(path, MOST).decode()
    except ReadingError as error:
        return error.code


@found_again(10)
def all_in(folder: Path) -> str:
    CALLS.append(folder.name)
    return "".join(map(content, listed(folder, ".txt")))


def calls_of(remembered: Remembered, path: Path) -> list[str]:
    CALLS.clear()
    with looking(View(remembered, {})):
        all_in(path)
    return sorted(CALLS)


def test_it_is_found_again_as_long_as_the_files_are_the_same(tmp_path: Path) -> None:
    folder, remembered = tmp_path / "map", Remembered()
    folder.mkdir()
    one, other = folder / "een.txt", folder / "twee.txt"
    one.write_text("1")
    assert calls_of(remembered, folder) == ["een.txt", "map"]
    assert calls_of(remembered, folder) == []
    # A file of which nothing was asked does not matter.
    (folder / "anders.md").write_text("x")
    assert calls_of(remembered, folder) == []
    other.write_text("2")
    assert calls_of(remembered, folder) == ["map", "twee.txt"]
    one.write_text("3")
    assert calls_of(remembered, folder) == ["een.txt", "map"]
    # The last but one is remembered as well.
    one.write_text("1")
    assert calls_of(remembered, folder) == []
    one.unlink()
    assert calls_of(remembered, folder) == ["map"]


def test_in_one_view_the_disk_stands_still(tmp_path: Path) -> None:
    file = tmp_path / "een.txt"
    file.write_text("1")
    with looking(View(Remembered(), {})):
        assert (content(file), is_file(file)) == ("1", True)
        file.unlink()
        assert (content(file), read_bytes(file, MOST), is_file(file)) == ("1", b"1", True)
    assert content(file) == "file-not-found"


def test_the_oldest_goes(tmp_path: Path) -> None:
    remembered = Remembered()
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    for expected in (["a"], [], ["b"], ["c"], ["a"]):
        CALLS.clear()
        with looking(View(remembered, {})):
            content(tmp_path / (expected or ["a"])[0])
        assert expected == CALLS


def test_what_failed_is_not_remembered(tmp_path: Path) -> None:
    @found_again(10)
    def fails(path: Path) -> None:
        raise KeyError(path.name)

    remembered = Remembered()
    for _ in range(2):
        with looking(View(remembered, {})), pytest.raises(KeyError):
            fails(tmp_path)
