"""A cache of compiled copies: a route or vocabulary that was read before need not be parsed again.

A copy is only used if the text of the file, the text of every imported vocabulary, and the code that made it are the
same. Only a file that was read without problems has a copy. If anything is wrong with a copy or the folder, the file is
read as if there were no copies.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from routekaart.files.bundled import bundled_folder, copies_folder
from routekaart.files.disk import limits
from routekaart.files.disk.reading import BYTE_ORDER_MARK, ReadingError, listed, read_bytes
from routekaart.files.disk.refusals import WritingError
from routekaart.files.disk.writing import keep_file, remove_kept
from routekaart.files.file_names import place_of
from routekaart.foundation.plain_data import from_plain, to_plain
from routekaart.foundation.version import VERSION
from routekaart.route import Route

VARIABLE = "ROUTEKAART_CACHE"
"""The environment variable with the folder for copies, or `off`."""
OFF = "off"

_FORMAT = 3
_SUFFIX = ".routekaart"
_MOST_TOGETHER = 64 * 1024 * 1024
"""The largest total size of copies that are kept, in bytes."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The result of reading a file.

    Attributes:
        route: the route; None for a vocabulary.
    """

    route: Route | None


def find_copy(path: Path) -> Copy | None:
    """The result of reading a file, from a copy; None when there is no valid copy for the present texts."""
    if os.environ.get(VARIABLE) == OFF:
        return None
    text = _bytes_of(path, limits.ROUTE)
    if text is None:
        return None
    if path.parent == bundled_folder():
        made = _sound(copies_folder() / f"{path.stem}.json", path, text, built_with())
        if made is not None:
            return made
    folder, made_by = _folder(), _made_by()
    if folder is None or made_by is None:
        return None
    return _sound(_file(folder, path, text, made_by), path, text, made_by)


def keep_copy(path: Path, texts: Mapping[str, str], route: Route | None) -> None:
    """Stores the result of reading a file, if possible.

    Args:
        texts: the text of the file when it was read, and of each vocabulary, by `written_name`.
        route: None for a vocabulary.
    """
    folder, made_by = _folder(), _made_by()
    if folder is None or made_by is None:
        return
    file = _file(folder, path, texts[path.name].encode(), made_by)
    try:
        keep_file(file, as_copy(path.name, texts, route, made_by))
        _make_room(folder)
    except (WritingError, OSError):
        # Nothing is lost but time: the file is read again next time.
        return


def as_copy(name: str, texts: Mapping[str, str], route: Route | None, made_by: str) -> bytes:
    """The content of a copy of the file `name`; arguments as for `keep_copy`."""
    beside = {other: _digest(text.encode()) for other, text in texts.items() if other != name}
    content = {
        "made_by": made_by,
        "text": _digest(texts[name].encode()),
        "beside": beside,
        "route": None if route is None else to_plain(Route, route),
        "digests": None if route is None else [route.digest, route.meaning_digest],
    }
    body = json.dumps(content, separators=(",", ":")).encode()
    return f"{_digest(body)}\n".encode() + body


def built_with() -> str:
    """The maker of a copy that is part of an installed package: this package, in this version."""
    return f"{_FORMAT} {VERSION}"


@cache
def _made_by() -> str | None:
    """What makes copies here: this code, on this Python; None when the code is not in files.

    The version is not enough: in a source checkout, the code changes without the version.
    """
    package = Path(__file__).parents[1]
    try:
        code = sorted(_modules(str(package)))
    except OSError:
        return None
    return f"{built_with()} {sys.implementation.cache_tag} {_digest(repr(code).encode())}"


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """Each module of the package, with its modification time and size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size
            elif entry.is_dir():
                yield from _modules(entry.path)


def _folder() -> Path | None:
    """The folder for copies; None when they are not kept."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == OFF else Path(chosen)
    # Imported here because the bundled routes of an installed package do not need it.
    from platformdirs import user_cache_path

    folder = user_cache_path("routekaart", appauthor=False)
    return folder if folder.is_absolute() else None


def _file(folder: Path, path: Path, text: bytes, made_by: str) -> Path:
    """The path of the copy of a file. It depends on the name, because a vocabulary has the name of its file."""
    return folder / (_digest(repr((made_by, path.name, _digest(text))).encode()) + _SUFFIX)


def _sound(copy: Path, path: Path, text: bytes, made_by: str) -> Copy | None:
    """The content of a copy, if it is intact and made by this code from these texts; else None."""
    data = _bytes_of(copy, limits.COMPILED_COPY)
    if data is None:
        return None
    digest, _, body = data.partition(b"\n")
    if digest != _digest(body).encode():
        return None
    try:
        content = json.loads(body)
        if content["made_by"] != made_by or content["text"] != _digest(text):
            return None
        if not all(_says(place_of(name, path), digest) for name, digest in content["beside"].items()):
            return None
        return Copy(None if content["route"] is None else _route(content["route"], *content["digests"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _route(plain: object, digest: str, meaning_digest: str) -> Route:
    """The route in a copy, with its digests, because computing them takes some forty milliseconds."""
    route: Route = from_plain(Route, plain)
    vars(route).update(digest=str(digest), meaning_digest=str(meaning_digest))
    return route


def _says(path: Path, digest: Any) -> bool:
    """Whether the text of a file still has this digest."""
    text = _bytes_of(path, limits.ROUTE)
    return text is not None and _digest(text) == digest


def _bytes_of(path: Path, most: int) -> bytes | None:
    """The content of a file without a byte order mark; None when it cannot be read."""
    try:
        return read_bytes(path, most).removeprefix(BYTE_ORDER_MARK)
    except ReadingError:
        return None


def _make_room(folder: Path) -> None:
    """Removes the oldest copies when together they are too large."""
    found = [(one.stat(), one) for one in listed(folder, _SUFFIX)]
    total = 0
    for status, one in sorted(found, key=lambda pair: pair[0].st_mtime_ns, reverse=True):
        total += status.st_size
        if total > _MOST_TOGETHER:
            remove_kept(one)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
