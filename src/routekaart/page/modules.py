"""JavaScript modules joined to one script for a page: each module keeps its own names to itself."""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r'^import \{([\w,\s]+)\} from "\./(\w+)\.mjs";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:const|function\*?|class) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
_INDENT = re.compile(r"^ +", re.MULTILINE)


def joined_modules(texts: Mapping[str, str], first: str) -> str:
    """One script that does what the module `first` does, with its imported modules before it.

    Modules import names with `import { a, b } from "./name.mjs";`, and export a constant, a function or a class in its
    declaration. Comments and indentation on lines of their own are left out.

    Args:
        texts: the text of each module, by its name.

    Raises:
        ValueError: modules import each other in a circle.
    """
    order: list[str] = []

    def take(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"modules import each other in a circle: {', '.join((*above, name))}")
        if name not in order:
            for _, needed in _IMPORT.findall(texts[name]):
                take(needed, (*above, name))
            order.append(name)

    take(first, ())
    return '"use strict";\n' + "".join(_wrapped(name, texts[name]) for name in order)


def _wrapped(name: str, text: str) -> str:
    """A module as a function that is called at once and returns its exports."""
    exported = [found[1] for found in _EXPORT.findall(text)]
    body = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = ${found[2]};\n", text)
    body = _INDENT.sub("", _COMMENT.sub("", _EXPORT.sub(r"\1", body)))
    return f"const ${name} = (() => {{\n{body}return {{ {', '.join(exported)} }};\n}})();\n"
