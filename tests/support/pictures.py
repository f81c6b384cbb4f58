"""Small grey pictures of what a browser shows, and whether two of them show the same.

A picture is made with the letters of the package `font_roboto`, so that lines break in the same places on each
machine, whatever fonts it has. It is made small before it is kept: a square of pixels becomes one, in sixteen shades.
What is left is where text and blocks stand. A pixel may be as dark as any of those beside it, so the edge of a letter
may be drawn otherwise; what has moved further, has gone or has come is seen.
"""

import struct
import zlib
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from playwright.sync_api import Page

Picture: TypeAlias = npt.NDArray[np.uint8]
"""The shade of each pixel, from 0 (black) to 15 (white)."""
SHADES = 16
APART = 3
"""The shades by which a pixel may differ from all beside it."""
MOST = 12
"""The number of pixels that may differ by more."""
_HEAD = b"\x89PNG\r\n\x1a\n"
_REDUCE = """async ([data, by]) => {
  const blob = await (await fetch(`data:image/png;base64,${data}`)).blob();
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  canvas.drawImage(bitmap, 0, 0);
  const { data: pixels } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width, bitmap.height].map((one) => Math.floor(one / by));
  const sums = new Float64Array(width * height);
  for (let y = 0; y < height * by; y += 1) {
    for (let x = 0; x < width * by; x += 1) {
      const at = 4 * (y * bitmap.width + x);
      sums[Math.floor(y / by) * width + Math.floor(x / by)] +=
        0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2];
    }
  }
  const shades = Array.from(sums, (one) => Math.min(15, Math.round(one / by / by / 17)));
  return { width, height, shades: shades.map((one) => one.toString(16)).join("") };
}"""


def fixed_letters() -> str:
    """Style in which every text has the same letters on each machine, and nothing blinks or follows the system."""
    package = find_spec("font_roboto")
    assert package is not None
    assert package.submodule_search_locations is not None
    files = Path(package.submodule_search_locations[0], "files")
    faces = "".join(
        f"@font-face{{font-family:fixed;font-weight:{weight};src:url(data:font/ttf;base64,{_base64(files / name)})}}"
        for weight, name in ((400, "Roboto-Regular.ttf"), (700, "Roboto-Bold.ttf"))
    )
    # A date is written as the system does.
    return f"{faces}*{{font-family:fixed!important;caret-color:transparent!important}}input[type=date]{{opacity:0}}"


def _base64(file: Path) -> str:
    return b64encode(file.read_bytes()).decode()


def photographed(page: "Page", *, most: int, by: int) -> Picture:
    """What a page shows, from its top, at most so many pixels high; a square of `by` pixels becomes one."""
    page.add_style_tag(content=fixed_letters())
    page.evaluate("document.fonts.load('1rem fixed').then(() => document.fonts.load('bold 1rem fixed'))")
    # Whatever else the file of the route says, its digest is another one.
    page.evaluate("document.querySelectorAll('.digest').forEach((one) => { one.textContent = 'sha256:0'; })")
    size = page.viewport_size
    assert size is not None
    high = min(most, int(page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": size["width"], "height": high})
    page.evaluate("scrollTo(0, 0)")
    return reduced(page, page.screenshot(animations="disabled"), by)


def reduced(page: "Page", png: bytes, by: int) -> Picture:
    """A picture made small."""
    found: dict[str, Any] = page.evaluate(_REDUCE, [b64encode(png).decode(), by])
    shades = np.array([int(one, SHADES) for one in found["shades"]], dtype=np.uint8)
    return shades.reshape(found["height"], found["width"])


def differing(one: Picture, other: Picture, reach: int) -> int:
    """The number of pixels that are as none of those within reach of the same place in the other picture."""
    if one.shape[1] != other.shape[1] or abs(one.shape[0] - other.shape[0]) > reach:
        return one.size
    rows = min(one.shape[0], other.shape[0])
    first, second = one[:rows].astype(int), other[:rows].astype(int)
    return int(_strange(first, second, reach).sum() + _strange(second, first, reach).sum())


def _strange(one: npt.NDArray[np.int_], beside: npt.NDArray[np.int_], reach: int) -> npt.NDArray[np.bool_]:
    padded = np.pad(beside, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * reach + 1, 2 * reach + 1))
    low, high = windows.min(axis=(2, 3)), windows.max(axis=(2, 3))
    strange: npt.NDArray[np.bool_] = (one < low - APART) | (one > high + APART)
    return strange


def as_png(picture: Picture) -> bytes:
    """A picture as a PNG in sixteen shades of grey."""
    height, width = picture.shape
    even = np.pad(picture, ((0, 0), (0, width % 2)))
    packed = (even[:, ::2] << 4) | even[:, 1::2]
    rows = b"".join(b"\0" + row.tobytes() for row in packed)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)))
    return _HEAD + b"".join(_chunk(kind, content) for kind, content in (*parts, (b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def from_png(content: bytes) -> Picture:
    """The picture in a PNG that `as_png` made."""
    width, height = struct.unpack(">II", content[16:24])
    length = struct.unpack(">I", content[33:37])[0]
    rows = np.frombuffer(zlib.decompress(content[41 : 41 + length]), dtype=np.uint8).reshape(height, -1)[:, 1:]
    both = np.stack((rows >> 4, rows & 15), axis=2).reshape(height, -1)
    return both[:, :width]
