"""What a page shows, packed small: a route in one language, deflated and written in base64.

As plain JSON the data would be two thirds of a page. Who wants to read it has `routekaart export`.
"""

import zlib
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from routekaart.escaping.machines import compact_json
from routekaart.foundation.language import Language
from routekaart.portable.portable_dicts import PortableDict


def packed(content: Mapping[str, Any]) -> str:
    """JSON-ready values in letters that mean nothing to HTML; `unpacked` in `packing.mjs` reads them."""
    return b64encode(zlib.compress(compact_json(content).encode(), 9)).decode()


def in_one_language(document: PortableDict, lang: Language) -> dict[str, Any]:
    """A portable route with each text in one of its two languages.

    Other spellings of options are left out: a page gives options by their id.
    """
    made: dict[str, Any] = _in_one_language(document, lang)
    return made


def _in_one_language(value: Any, lang: Language) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"nl", "en"}:
            return {lang: value[lang]}
        return {key: _in_one_language(one, lang) for key, one in value.items() if key != "also"}
    return [_in_one_language(one, lang) for one in value] if isinstance(value, list) else value
