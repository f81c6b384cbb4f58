"""The interpreter of portable routes in JavaScript: modules by subject, shipped as one without dependencies."""

import re
from pathlib import Path

from routekaart.files.disk import limits
from routekaart.files.disk.reading import read_bytes

_MODULE = "routekaart.mjs"
FILES = (_MODULE, "routekaart.d.ts")
_FROM = re.compile(r'^(?:import|export) \{ ([\w, ]+) \} from "\./(\w+\.mjs)";\n+', re.MULTILINE)
_PUBLIC = re.compile(r"^export \{ ([\w, ]+) \} from", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function\*?|class) (\w+))", re.MULTILINE)


def text_of(name: str) -> str:
    """The text of one of the `FILES`; the module includes what it imports."""
    return _joined() if name == _MODULE else _read(name)


def _joined() -> str:
    """The modules as one: imported modules come first, and only the exports of the first module are kept."""
    order: dict[str, str] = {}

    def take(name: str) -> None:
        text = _read(name)
        for _, needed in _FROM.findall(text):
            if needed not in order:
                take(needed)
        order[name] = _FROM.sub("", text)

    take(_MODULE)
    public = {name for names in _PUBLIC.findall(_read(_MODULE)) for name in names.split(", ")}
    first = order.pop(_MODULE)
    kept = (_EXPORT.sub(lambda found: found[0] if found[1] in public else "", text) for text in order.values())
    introduction, code = first.split("\n\n", 1)
    return "\n".join([f"{introduction}\n", *kept, code])


def _read(name: str) -> str:
    return read_bytes(Path(__file__).with_name(name), limits.OWN).decode("utf-8")
