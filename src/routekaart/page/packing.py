"""The content of a page, packed small: deflated, and written in base64.

As plain JSON the data would be two thirds of a page. `routekaart export` gives it in a readable form.
"""

import zlib
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from routekaart.foundation.escaping.machines import compact_json


def packed(content: Mapping[str, Any]) -> str:
    """JSON-ready values in letters that have no meaning in HTML; `unpacked` in `packing.mjs` reads them."""
    return b64encode(zlib.compress(compact_json(content).encode(), 9)).decode()
