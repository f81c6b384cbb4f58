"""Runs git so that nothing in a repository can start another program.

Besides `page.printer`, this is the only module that starts another process. Why it is a program and not a library, and
what holds for an old git: `docs/decisions/0019-git.md`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import IO, Literal, TypeAlias

MOST_SECONDS = 30.0
"""The longest time for one run of git, in seconds."""
_MOST_BYTES = 8 * 1024 * 1024
"""The largest output of one run of git, in bytes."""

SETTLED = {
    # Two guards against network access: missing objects are not fetched, and no protocol is allowed.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
"""The environment variables that we set for git."""
_KEPT = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH")
"""The only variables of git that are passed on: the places of the user's configuration and of git itself."""
_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.packedGitWindowSize=64m",
    "core.packedGitLimit=512m",
)
"""Settings that override those of the repository."""
_MOST_MEMORY = 512 * 1024 * 1024
"""The most memory for git, in bytes, if the system can limit that (Linux): a small repository can be made so that
reading its objects or settings takes endless memory. Mapped pack files do not count."""

GitFailure: TypeAlias = Literal["absent", "refused", "slow", "too-much"]


class GitError(Exception):
    """git gave no usable answer.

    Attributes:
        reason: git is not installed, it refused, it took too long, or it answered too much.
    """

    def __init__(self, reason: GitFailure) -> None:
        super().__init__(reason)
        self.reason = reason


def ask(folder: Path, *arguments: str) -> bytes:
    """The output of git for a question about the repository of a folder.

    Raises:
        GitError: there is no answer.
    """
    with _running(folder, arguments) as (process, output):
        answer = output.read(_MOST_BYTES + 1)
        if len(answer) > _MOST_BYTES:
            raise GitError("too-much")
        if process.wait():
            raise GitError("refused")
    return answer


def contents(folder: Path, blobs: Iterable[str], most: int) -> Iterator[bytes]:
    """The contents of some files, in order, by the names of their objects.

    Args:
        most: the largest size of each, in bytes.

    Raises:
        GitError: one is not in the repository, or it is larger.
    """
    with _running(folder, ("cat-file", "--batch")) as (process, output):
        assert process.stdin is not None
        for blob in blobs:
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            described = output.readline(200).split()
            if len(described) != 3 or described[1] != b"blob":
                raise GitError("refused")
            size = int(described[2])
            if size > most:
                raise GitError("too-much")
            content = output.read(size + 1)
            if len(content) != size + 1:
                raise GitError("refused")
            yield content[:size]


@contextmanager
def _running(folder: Path, arguments: Iterable[str]) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """A running git in a folder, and its output; it is ended afterwards, or when it takes too long."""
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    command = [_program(), "--no-pager", *settings, "-C", str(folder), *arguments]
    late: list[bool] = []
    process = _started(command)
    if process is None:
        raise GitError("refused")
    _limit_memory(process.pid)
    assert process.stdout is not None

    def end() -> None:
        late.append(True)
        process.kill()

    timer = Timer(MOST_SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield process, process.stdout
    except (GitError, OSError) as error:
        reason: GitFailure = error.reason if isinstance(error, GitError) else "refused"
        raise GitError("slow" if late else reason) from None
    finally:
        timer.cancel()
        process.kill()
        process.communicate()


def _started(command: list[str]) -> "subprocess.Popen[bytes] | None":
    """The process of a command; None when it cannot be started."""
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=_environment())
    except (OSError, ValueError):
        return None


def _limit_memory(process: int) -> None:
    """Limits the memory of a process that has just started; a process that has ended already is ignored."""
    if sys.platform == "linux":
        # Imported here because only reading a revision needs it.
        import resource

        with suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_DATA, (_MOST_MEMORY, _MOST_MEMORY))


def _program() -> str:
    """The path of git, from the absolute folders in PATH, so that it is never a program in a repository."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = shutil.which(str(Path(folder, "git"))) if Path(folder).is_absolute() else None
        if found is not None:
            return found
    raise GitError("absent")


def _environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    return {**ours, **SETTLED}
