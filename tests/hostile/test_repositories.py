"""Repositories whose configuration wants to run something: reading a revision of them runs nothing."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import needs

from routekaart.cli import main
from routekaart.files import git as git_module

pytestmark = needs.program("git")
with_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")

ROUTE = """routekaart: 1
id: klein
title: Klein
version: '1'
start: A
facts:
  w: {type: yes_no}
steps:
  A:
    title: Begin
    transitions:
      - {to: eind, when: {w: ja}}
      - {to: ander, when: {w: nee}}
ends: {eind: {title: Klaar, outcome: success}, ander: {title: Anders, outcome: stopped}}
"""
COMMANDS = (
    "diff HEAD~1 routes/klein.yaml",
    "diff HEAD~1 routes",
    "diff HEAD~1:routes/klein.yaml HEAD:routes/klein.yaml",
    "decide HEAD~1:routes/klein.yaml A --fact w=ja",
    "decide HEAD~1:./routes/klein.yaml A --fact w=ja",
    "show HEAD~1:routes/klein.yaml",
    "path HEAD~1:routes/klein.yaml eind --fact w=ja",
    "reach HEAD~1:routes/klein.yaml A eind --fact w=nee",
)


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command))


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def two_commits(folder: Path) -> None:
    """A repository with a route in it that changes in its second commit."""
    (folder / "routes").mkdir(parents=True)
    file = folder / "routes" / "klein.yaml"
    git(folder, "init", "-q")
    for version in ("1", "2"):
        file.write_text(ROUTE.replace("version: '1'", f"version: '{version}'"), encoding="utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", version)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A program that leaves a file behind when it is run, whatever its arguments are; `.ran` is that file."""
    program = tmp_path / "canary"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def ran(canary: Path) -> bool:
    return canary.with_name("ran").exists()


def without_blobs(folder: Path) -> None:
    """Takes away the content of every file, as in a partial clone: git wants to fetch it when somebody asks."""
    objects = Path(git(folder, "rev-parse", "--absolute-git-dir")) / "objects"
    listed = git(folder, "cat-file", "--batch-check", "--batch-all-objects")
    for name in (line.split()[0] for line in listed.splitlines() if " blob " in line):
        (objects / name[:2] / name[2:]).chmod(0o644)
        (objects / name[:2] / name[2:]).unlink()


def promisor(url: str, **more: str) -> dict[str, str]:
    """The configuration of a partial clone of `url`."""
    origin = {"url": url, "promisor": "true", "partialclonefilter": "blob:none", **more}
    return {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        **{f"remote.origin.{key}": value for key, value in origin.items()},
    }


def partial_clones(canary: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each way in which fetching a missing file could run a program."""
    program = str(canary)
    yield "ssh", {**promisor("ssh://host.invalid/x"), "core.sshCommand": program}
    yield "scp form", {**promisor("host.invalid:x"), "core.sshCommand": program}
    yield "git proxy", {**promisor("git://host.invalid/x"), "core.gitProxy": program}
    yield "upload pack", promisor(str(canary.parent), uploadpack=program)
    yield "upload pack of a file address", promisor(f"file://{canary.parent}", uploadpack=program)
    yield "external helper", promisor(f"ext::{program} %S")
    yield "askpass", {**promisor("https://x@localhost:1/x"), "core.askPass": program}
    yield "credentials", {**promisor("http://x@localhost:1/x"), "credential.helper": f"!{program}"}
    allowed = {f"protocol.{name}.allow": "always" for name in ("ssh", "ext", "file", "git", "http", "https")}
    yield "protocols allowed", {**promisor(f"ext::{program} %S"), **allowed, "protocol.allow": "always"}


def programs(canary: Path) -> dict[str, str]:
    """Every setting that names a program to run, set at once."""
    program = str(canary)
    named = (
        "core.alternateRefsCommand core.askPass core.editor core.fsmonitor core.gitProxy core.pager core.sshCommand"
        " credential.helper diff.external diff.x.command diff.x.textconv difftool.x.cmd filter.x.clean filter.x.smudge"
        " filter.x.process gpg.program gpg.ssh.defaultKeyCommand gpg.ssh.program interactive.diffFilter man.x.cmd"
        " merge.x.driver pager.cat-file pager.ls-tree pager.rev-parse remote.origin.receivepack"
        " remote.origin.uploadpack remote.origin.vcs sequence.editor uploadpack.packObjectsHook"
    )
    values = dict.fromkeys(named.split(), program)
    aliases = {f"alias.{name}": f"!{program}" for name in ("rev-parse", "cat-file", "ls-tree", "config")}
    return {**values, **aliases, "core.hooksPath": str(canary.parent / "hooks"), "log.showSignature": "true"}


def configure(folder: Path, settings: dict[str, str]) -> None:
    """Adds settings to the file itself: git would not write some of them, or would follow them meanwhile."""
    file = Path(git(folder, "rev-parse", "--absolute-git-dir")) / "config"
    with file.open("a", encoding="utf-8") as config:
        for key, value in settings.items():
            section, _, name = key.rpartition(".")
            head, dot, middle = section.partition(".")
            config.write(f'[{head} "{middle}"]\n' if dot else f"[{head}]\n")
            config.write(f'\t{name} = "{value}"\n')


def attributes(folder: Path, canary: Path) -> None:
    """Drivers for every file, and a hook for every occasion."""
    (folder / ".gitattributes").write_text("* diff=x filter=x merge=x textconv=x\n", encoding="utf-8")
    for hooks in (folder / ".git" / "hooks", canary.parent / "hooks"):
        hooks.mkdir(exist_ok=True)
        for name in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-push"):
            shutil.copy(canary, hooks / name)


def test_no_setting_of_a_repository_runs_a_program(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    attributes(folder, canary)
    configure(folder, programs(canary))
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        assert run(command).exit_code in (0, 1), command
        assert not ran(canary), command


@pytest.mark.parametrize("number", range(9))
def test_what_is_missing_from_a_partial_clone_is_not_fetched(
    number: int, tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, settings = list(partial_clones(canary))[number]
    folder = tmp_path / "werk"
    two_commits(folder)
    without_blobs(folder)
    configure(folder, settings)
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        result = run(command)
        assert not ran(canary), (name, command)
        assert (result.exit_code, result.stdout) == (2, ""), (name, command)
        assert "haal" in result.stderr, (name, result.stderr)
        assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("number", range(9))
@pytest.mark.parametrize("bolt", ["GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL"])
def test_each_of_two_bolts_holds_alone(
    bolt: str, number: int, tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older git does not know the first; what holds then is the second."""
    folder = tmp_path / "werk"
    two_commits(folder)
    without_blobs(folder)
    configure(folder, list(partial_clones(canary))[number][1])
    monkeypatch.chdir(folder)
    monkeypatch.setattr(git_module, "SETTLED", {k: v for k, v in git_module.SETTLED.items() if k != bolt})
    assert run(COMMANDS[0]).exit_code == 2
    assert not ran(canary)


def test_the_canary_would_be_run(tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without either bolt git runs it: the tests above would fail if the bolts were not there."""
    folder = tmp_path / "werk"
    two_commits(folder)
    without_blobs(folder)
    configure(folder, dict(partial_clones(canary))["ssh"])
    monkeypatch.chdir(folder)
    bolts = ("GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL")
    monkeypatch.setattr(git_module, "SETTLED", {k: v for k, v in git_module.SETTLED.items() if k not in bolts})
    run(COMMANDS[0])
    assert ran(canary)


def bare_inside(folder: Path, canary: Path) -> None:
    """A repository that is itself a folder of routes in another, as anybody may commit it."""
    two_commits(folder)
    inner = folder / "inner"
    two_commits(inner)
    without_blobs(inner)
    configure(inner, {**promisor("ssh://host.invalid/x"), "core.sshCommand": str(canary), "core.worktree": ".."})
    for part in ("HEAD", "config", "objects", "refs"):
        shutil.move(inner / ".git" / part, folder / "routes" / part)
    shutil.rmtree(inner)


def test_a_bare_repository_among_the_routes_is_not_asked(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "werk"
    bare_inside(folder, canary)
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        result = run(command)
        assert not ran(canary), command
        assert result.exit_code in (0, 1, 2), command
    monkeypatch.chdir(folder / "routes")
    result = run("diff HEAD~1 klein.yaml")
    assert not ran(canary)
    assert (result.exit_code, "safe.bareRepository" in result.stderr) == (2, True)


def test_a_config_that_includes_others_runs_nothing(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    without_blobs(folder)
    configure(folder, {"extensions.worktreeConfig": "true", "include.path": "../more"})
    settings = {**promisor("ssh://host.invalid/x"), "core.sshCommand": str(canary)}
    for place in (folder / "more", folder / ".git" / "config.worktree"):
        lines = (f'[remote "origin"]\nurl=ssh://h.invalid/x\npromisor=true\n[core]\nsshCommand={canary}\n',)
        place.write_text("".join(lines), encoding="utf-8")
    configure(folder, {key: value for key, value in settings.items() if key.startswith("extensions")})
    monkeypatch.chdir(folder)
    for command in COMMANDS:
        assert run(command).exit_code == 2
        assert not ran(canary), command


def test_the_surroundings_of_a_hook_do_not_choose_another_repository(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = tmp_path / "werk", tmp_path / "ander"
    two_commits(folder)
    two_commits(other)
    (other / "routes" / "klein.yaml").write_text(ROUTE.replace("Klein", "Ander"), encoding="utf-8")
    git(other, "commit", "-qam", "ander")
    hooked = git(folder, "rev-parse", "--local-env-vars").split()
    assert "GIT_DIR" in hooked
    for name in hooked:
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_SSH_COMMAND", str(canary))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(canary))
    monkeypatch.chdir(folder)
    result = run("show HEAD:routes/klein.yaml")
    assert result.exit_code == 0
    assert result.output.startswith("Klein (klein 2)")
    assert not ran(canary)


def test_a_linked_worktree_is_read_as_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, linked = tmp_path / "werk", tmp_path / "linked"
    two_commits(folder)
    git(folder, "worktree", "add", "-q", str(linked), "HEAD~1")
    monkeypatch.setenv("GIT_DIR", str(folder / ".git"))
    monkeypatch.chdir(linked)
    assert run("show HEAD:routes/klein.yaml").output.startswith("Klein (klein 1)")


def test_a_program_called_git_in_the_folder_is_not_run(
    tmp_path: Path, canary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    shutil.copy(canary, folder / "git")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", os.pathsep.join(("", ".", os.environ["PATH"])))
    assert run("show HEAD:routes/klein.yaml").exit_code == 0
    assert not ran(canary)


def test_a_replaced_object_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    git(folder, "replace", "HEAD", "HEAD~1")
    monkeypatch.chdir(folder)
    assert run("show HEAD:routes/klein.yaml").output.startswith("Klein (klein 2)")


def large(folder: Path, count: int, size: int) -> None:
    """A revision in which one content stands under many names."""
    two_commits(folder)
    content = folder / "routes" / "groot_0.yaml"
    content.write_bytes(b"#" * size)
    for number in range(1, count):
        os.link(content, content.with_name(f"groot_{number}.yaml"))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "groot")


@pytest.mark.slow
@pytest.mark.parametrize(("count", "size"), [(10, 15_000_000), (1_200, 1)])
def test_a_revision_is_not_written_out_without_a_bound(
    count: int, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, temporary = tmp_path / "werk", tmp_path / "temporary"
    large(folder, count, size)
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.chdir(folder)
    result = run("show HEAD:routes/klein.yaml")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "te veel" in result.stderr
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
@with_pipes
def test_a_git_that_does_not_answer_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    os.mkfifo(folder / "fifo")
    configure(folder, {"include.path": "../fifo"})
    monkeypatch.setattr(git_module, "MOST_SECONDS", 0.5)
    monkeypatch.chdir(folder)
    result = run("show HEAD:routes/klein.yaml")
    assert (result.exit_code, result.stderr) == (2, "git geeft geen antwoord\n")


def test_a_name_that_leads_elsewhere_is_no_file_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tree can hold names that no working tree would."""
    folder = tmp_path / "werk"
    two_commits(folder)
    blob = git(folder, "rev-parse", "HEAD:routes/klein.yaml")
    make: Callable[[str, str], str] = lambda mode, name: f"{mode} {name}\0"  # noqa: E731
    entries = b"".join(
        make("100644", name).encode() + bytes.fromhex(blob) for name in ("../evil.yaml", "..\\evil.yaml", "klein.yaml")
    )
    hashed = ["git", "-C", str(folder), "hash-object", "-t", "tree", "-w", "--stdin", "--literally"]
    tree = subprocess.run(hashed, input=entries, check=True, capture_output=True).stdout.decode().strip()
    commit = git(folder, "commit-tree", tree, "-m", "x")
    monkeypatch.chdir(folder)
    assert run(f"show {commit}:klein.yaml").exit_code == 0
    assert not list(tmp_path.rglob("evil.yaml"))


MEASURED = """
import resource, sys
from click.testing import CliRunner
from routekaart.cli import main

result = CliRunner().invoke(main, sys.argv[1:])
print(result.exit_code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process limit the memory of another")
def test_git_does_not_take_all_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "werk"
    two_commits(folder)
    (folder / ".git/info").mkdir(exist_ok=True)
    (folder / ".git/info/grafts").symlink_to("/dev/zero")
    monkeypatch.chdir(folder)
    # In a process of its own: of all children that ever were, the largest is told.
    command = [sys.executable, "-c", MEASURED, "show", "HEAD~1:routes/klein.yaml"]
    status, most = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-2:]
    assert status == "2"
    assert int(most) < 1_200_000, f"{most} kB"


@pytest.mark.slow
@with_pipes
def test_a_command_that_is_ended_leaves_no_git_behind(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "werk", tmp_path / "scratch"
    two_commits(folder)
    scratch.mkdir()
    os.mkfifo(folder / "fifo")
    configure(folder, {"include.path": "../fifo"})
    command = [sys.executable, "-m", "routekaart", "show", "HEAD:routes/klein.yaml"]
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, "TMPDIR": str(scratch)})
    assert git_is_asked(folder, wanted=True)
    process.terminate()
    assert process.wait(20) == 128 + signal.SIGTERM
    assert git_is_asked(folder, wanted=False)
    assert list(scratch.iterdir()) == []


def git_is_asked(folder: Path, *, wanted: bool) -> bool:
    """Whether in the end some git is at work in a folder, or none is, as is wanted."""
    for _ in range(200):
        listed = subprocess.run(["ps", "-wweo", "args"], check=True, capture_output=True, text=True).stdout
        if any("rev-parse" in line and str(folder) in line for line in listed.splitlines()) is wanted:
            return True
        time.sleep(0.05)
    return False


def test_a_folder_whose_name_is_no_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (os.fsdecode(b"odd\xff"), "ends\n"):
        two_commits(tmp_path / name)
        monkeypatch.chdir(tmp_path / name)
        assert run("show HEAD~1:./routes/klein.yaml").output.startswith("Klein (klein 1)")
        assert run("diff HEAD~1 routes/klein.yaml").exit_code == 0


def test_what_a_range_leaves_out_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_commits(tmp_path / "werk")
    monkeypatch.chdir(tmp_path / "werk")
    for revision in ("^HEAD", "HEAD^@", "HEAD..HEAD~1"):
        result = run(f"show {revision}:routes/klein.yaml")
        assert (result.exit_code, "git kent geen revisie" in result.stderr) == (2, True), revision
