"""Names by which a route file calls another: one beside it, or after `routekaart/` one that comes with routekaart."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from routekaart.files.bundled import bundled_folder
from routekaart.files.disk.reading import is_file
from routekaart.foundation.suggest import nearest, surely_meant
from routekaart.model.step import BUNDLED

_ENDING = ".yaml"


@dataclass(frozen=True, slots=True)
class Meant:
    """The name that was probably meant in place of one that is nowhere.

    Attributes:
        surely: whether nothing else can have been meant.
    """

    name: str
    surely: bool


def file_called(name: str, by: Path) -> Path | None:
    """The file that another file calls by a name; None when it is not there."""
    file = place_of(f"{name}{_ENDING}", by)
    return file if is_file(file) else None


def written_name(file: Path, by: Path) -> str:
    """How a file is called by another: its name where that stands beside it, or `routekaart/` and its name."""
    return file.name if file.parent == by.parent else f"{BUNDLED}{file.name}"


def place_of(written: str, by: Path) -> Path:
    """Where the file lies that has a `written_name`.

    Raises:
        ValueError: it is not such a name.
    """
    if written.startswith(BUNDLED):
        return (bundled_folder() / by.name).with_name(written.removeprefix(BUNDLED))
    return by.with_name(written)


def meant(name: str, beside: Iterable[str], bundled: Iterable[str]) -> Meant | None:
    """The name that comes nearest to one that is nowhere; a file beside wins from one that comes with routekaart.

    Args:
        beside, bundled: the names that there are, without `routekaart/`.
    """
    names = {one: f"{BUNDLED}{one}" for one in bundled} | {one: one for one in beside}
    bare = name.removeprefix(BUNDLED)
    close = nearest(bare, names)
    return Meant(names[close], surely_meant(bare, close, names)) if close else None
