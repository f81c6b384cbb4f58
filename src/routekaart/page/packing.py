"""What a page shows, packed small: deflated, and written in base64.

As plain JSON the data would be two thirds of a page. Who wants to read it has `routekaart export`.
"""

import zlib
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from routekaart.foundation.escaping.machines import compact_json


def packed(content: Mapping[str, Any]) -> str:
    """JSON-ready values in letters that mean nothing to HTML; `unpacked` in `packing.mjs` reads them."""
    return b64encode(zlib.compress(compact_json(content).encode(), 9)).decode()
