"""Writing loses nothing: what is there stays until the new content is whole, and what somebody wrote stays."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from routekaart.files.disk.refusals import WritingError
from routekaart.files.disk.replacing import BESIDE
from routekaart.files.disk.writing import (
    change_file,
    check_output,
    create_file,
    keep_file,
    part_beside,
    write_output,
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


OLD, NEW = b"old\n" * 1000, b"new\n" * 2000
Write = Callable[[Path], None]


def by_part(file: Path) -> None:
    with part_beside(file) as part:
        part.write_bytes(NEW)


REPLACING: dict[str, Write] = {
    "output": lambda file: write_output(file, NEW),
    "change": lambda file: change_file(file, NEW, OLD),
    "part": by_part,
}
replacing = pytest.mark.parametrize("write", REPLACING.values(), ids=REPLACING)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with something in it."""
    place = tmp_path / "file.txt"
    place.write_bytes(OLD)
    return place


@replacing
def test_a_file_is_replaced_and_nothing_stays_beside_it(write: Write, file: Path) -> None:
    write(file)
    assert file.read_bytes() == NEW
    assert names(file.parent) == [file.name]


@replacing
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(write: Write, mode: int, file: Path) -> None:
    file.chmod(mode)
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_user_chose(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_output(tmp_path / "a", NEW)
        create_file(tmp_path / "b", NEW)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"] == [0o640, 0o640]


@replacing
def test_a_link_is_followed_and_stays_one(write: Write, file: Path) -> None:
    folder = file.parent / "links"
    folder.mkdir()
    link = folder / "link.txt"
    link.symlink_to("../file.txt")
    write(link)
    assert link.is_symlink()
    assert file.read_bytes() == NEW
    assert names(folder) == ["link.txt"]


@replacing
def test_a_file_with_several_names_is_refused(write: Write, file: Path) -> None:
    other = file.with_name("other")
    os.link(file, other)
    with pytest.raises(WritingError) as refused:
        write(file)
    assert refused.value.code == "hard-links"
    assert (file.read_bytes(), other.read_bytes()) == (OLD, OLD)


@replacing
@pytest.mark.skipif(not hasattr(os, "chown") or os.geteuid() != 0, reason="only an administrator can give files away")
def test_the_owner_stays(write: Write, file: Path) -> None:
    os.chown(file, 1234, 2345)
    write(file)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


def test_a_file_of_somebody_else_that_would_become_ours_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    status = file.stat()
    other = os.stat_result((*status[:4], status.st_uid + 1, *status[5:]))
    monkeypatch.setattr("routekaart.files.disk.replacing._status", lambda _target: other)
    with pytest.raises(WritingError) as refused:
        write_output(file, NEW)
    assert refused.value.code == "owner"
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("nowhere")
    for write in (write_output, create_file):
        with pytest.raises(WritingError):
            write(link, NEW)
    assert names(tmp_path) == ["link"]


def test_a_new_file_is_never_put_over_another(file: Path) -> None:
    with pytest.raises(WritingError) as refused:
        create_file(file, NEW)
    assert refused.value.code == "exists"
    assert file.read_bytes() == OLD


def test_a_new_file_whose_name_is_taken_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    real = os.fsync

    def taken_meanwhile(handle: int) -> None:
        real(handle)
        file.write_bytes(OLD)

    monkeypatch.setattr(os, "fsync", taken_meanwhile)
    with pytest.raises(WritingError) as refused:
        create_file(file, NEW)
    assert refused.value.code == "exists"
    assert file.read_bytes() == OLD


def test_a_disk_without_hard_links_gets_new_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    create_file(tmp_path / "folder" / "file", NEW)
    assert (tmp_path / "folder" / "file").read_bytes() == NEW
    with pytest.raises(WritingError):
        create_file(tmp_path / "folder" / "file", OLD)


def test_what_was_changed_meanwhile_is_refused(file: Path) -> None:
    for changed in (OLD + b"more", OLD[:-1], b"", b"x" * len(OLD)):
        file.write_bytes(changed)
        with pytest.raises(WritingError) as refused:
            change_file(file, NEW, OLD)
        assert refused.value.code == "changed"
        assert file.read_bytes() == changed
    file.unlink()
    with pytest.raises(WritingError) as refused:
        change_file(file, NEW, OLD)
    assert not file.exists()


def test_what_is_saved_while_the_new_content_is_written_is_not_lost(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def saved_meanwhile(handle: int) -> None:
        real(handle)
        file.write_bytes(b"saved by the author")

    monkeypatch.setattr(os, "fsync", saved_meanwhile)
    with pytest.raises(WritingError) as refused:
        change_file(file, NEW, OLD)
    assert refused.value.code == "changed"
    assert file.read_bytes() == b"saved by the author"


AUTHORED = {
    "a route": ("a.yaml", "routekaart: 1\nid: a\n"),
    "a route under another name": ("a.txt", "# x\nroutekaart: 1\nid: a\n"),
    "a route in braces": ("a.json", '{"routekaart": 1, "id": "a"}'),
    "a vocabulary": ("a.yml", "routekaart: 1\nvocabulary: a\n"),
    "tests": ("a.md", "routekaart_tests: 1\n"),
    "distributions": ("a.csv", "routekaart_simulation: 1\n"),
    "any YAML": ("a.yaml", "x: 1\n"),
    "settings": ("routekaart.toml", "lang = 'nl'\n"),
    "a journey": ("a.json", '{"format": "routekaart.journey"}'),
    "a journey on lines": ("b.json", '{\n  "format": "routekaart.journey",\n'),
    "a journey behind a byte order mark": ("d.json", '\ufeff{"format": "routekaart.journey"}'),
    "a journey with its keys in another order": ("e.json", '{"findings": [], "format": "routekaart.baseline"}'),
    "a journey with an escape": ("f.json", '{"f\\u006frmat": "routekaart.journey"}'),
    "a route behind a byte order mark": ("b.txt", "\ufeffroutekaart: 1\n"),
    "a route behind the start of a document": ("c.txt", "--- {routekaart: 1}\n"),
    "a route on one line of JSON": ("g.json", '{"id": "a", "routekaart": 1}'),
    "a route with a key that is asked for": ("d.txt", "? routekaart\n: 1\n"),
    "a route behind a long comment": ("e.txt", "# x\n" * 30_000 + "routekaart: 1\n"),
    "a route whose lines end in another way": ("f.txt", "# x\rroutekaart: 1\rid: a\r"),
    "a baseline": ("c.json", '{\n  "format": "routekaart.baseline",\n'),
}


@pytest.mark.parametrize("kind", AUTHORED)
def test_what_somebody_wrote_is_no_output(kind: str, tmp_path: Path) -> None:
    name, text = AUTHORED[kind]
    (tmp_path / name).write_bytes(text.encode())
    with pytest.raises(WritingError) as refused:
        write_output(tmp_path / name, NEW)
    assert refused.value.code == "authored"
    assert (tmp_path / name).read_bytes() == text.encode()


@pytest.mark.parametrize("text", ["", "<svg/>", '{"format": "routekaart.check"}', "step,routekaart: 1\n", "\0\1\2"])
def test_an_earlier_output_is_written_over(text: str, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text(text, encoding="utf-8")
    write_output(file, NEW)
    assert file.read_bytes() == NEW


def test_an_input_is_no_output_by_whatever_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = file.with_name("link")
    link.symlink_to(file)
    monkeypatch.chdir(file.parent)
    for name in (file, link, Path("file.txt"), Path("./../") / file.parent.name / "file.txt"):
        with pytest.raises(WritingError) as refused:
            check_output(name, [file.with_name("no"), file])
        assert refused.value.code == "input"
    check_output(file, [file.with_name("no")])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_reads_is_told_and_a_device_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WritingError):
        write_output(tmp_path / "pipe", NEW)
    write_output(Path(os.devnull), NEW)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "weg/a", "file.txt/a", "."])
def test_a_name_that_cannot_be_written_is_told(name: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    with pytest.raises(WritingError) as refused:
        write_output(Path(name), NEW)
    assert refused.value.text.nl != refused.value.text.en
    assert names(file.parent) == [file.name]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Within this, no file may become larger: the same as a disk that is full."""
    resource = pytest.importorskip("resource", reason="this system does not limit how large a file may become")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    was = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, was)


@replacing
@pytest.mark.parametrize("size", [0, 1, 4096, len(NEW) - 1])
def test_when_the_disk_is_full_the_file_is_as_it_was(write: Write, size: int, file: Path) -> None:
    def full() -> None:
        with largest_file(size):
            write(file)

    with pytest.raises((WritingError, OSError)):
        full()
    assert file.read_bytes() == OLD
    assert names(file.parent) == [file.name]


@pytest.mark.parametrize("write", [create_file, write_output, keep_file])
def test_when_the_disk_is_full_nothing_new_stays(write: Callable[[Path, bytes], None], tmp_path: Path) -> None:
    def full() -> None:
        with largest_file(100):
            write(tmp_path / "new", NEW)

    with pytest.raises(WritingError, match="groter dan hier mag"):
        full()
    assert names(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from routekaart.files.disk import writing
at, name = sys.argv[1:]
file = Path(name)
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{"fsync": lambda: setattr(os, "fsync", die), "replace": lambda: setattr(Path, "replace", die)}[at]()
writing.write_output(file, b"new" * 1000)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no signal that a process cannot catch")
@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_process_that_is_killed_leaves_what_was_there(at: str, file: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, at, str(file)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert file.read_bytes() == OLD
    assert all(name == file.name or name.startswith(BESIDE) for name in names(file.parent))


def test_a_stream_that_is_open_is_written_to_where_it_is(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    doing = (
        "from pathlib import Path; from routekaart.files.disk.writing import write_output as w; n = bytes([10]);"
        "print('first'); w(Path('/dev/stdout'), b'second' + n); w(Path('/dev/fd/1'), b'third' + n); print('fourth')"
    )
    with log.open("wb") as out:
        subprocess.run([sys.executable, "-c", doing], check=True, stdout=out)
    assert log.read_text(encoding="utf-8") == "first\nsecond\nthird\nfourth\n"
    piped = subprocess.run([sys.executable, "-c", doing], check=True, capture_output=True)
    assert piped.stdout == b"first\nsecond\nthird\nfourth\n"
