"""Names with which a file refers to another: one beside it, or `routekaart/` and the name of a bundled one."""

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
    """The name that was probably meant instead of one that does not exist.

    Attributes:
        surely: whether no other name can have been meant.
    """

    name: str
    surely: bool


def file_called(name: str, by: Path) -> Path | None:
    """The file to which another file refers by a name; None when it does not exist."""
    file = place_of(f"{name}{_ENDING}", by)
    return file if is_file(file) else None


def written_name(file: Path, by: Path) -> str:
    """How a file refers to another: by its name if it is beside it, or by `routekaart/` and its name."""
    return file.name if file.parent == by.parent else f"{BUNDLED}{file.name}"


def place_of(written: str, by: Path) -> Path:
    """The path of the file with a `written_name`.

    Raises:
        ValueError: the text is not such a name.
    """
    if written.startswith(BUNDLED):
        return (bundled_folder() / by.name).with_name(written.removeprefix(BUNDLED))
    return by.with_name(written)


def meant(name: str, beside: Iterable[str], bundled: Iterable[str]) -> Meant | None:
    """The name nearest to one that does not exist; a file beside wins over a bundled one with the same name.

    Args:
        beside, bundled: the existing names, without `routekaart/`.
    """
    names = {one: f"{BUNDLED}{one}" for one in bundled} | {one: one for one in beside}
    bare = name.removeprefix(BUNDLED)
    close = nearest(bare, names)
    return Meant(names[close], surely_meant(bare, close, names)) if close else None
