"""QR codes as drawings: quick, because a thousand cards carry a thousand of them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, cast

import zxingcpp

MODULE = 0.35  # millimetres; what any phone's camera still reads at arm's length
UTF_8 = 26  # number of the character set; else letters are guessed, and “…” comes out wrong
DOTS = 2  # pixels a module is wide: where a viewer smooths pixels, edges stay where they are


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as SVG, without its quiet zone, and how many modules it is wide."""

    svg: str
    modules: int

    @property
    def width(self) -> float:
        """Least width in millimetres, without the quiet zone."""
        return self.modules * MODULE


def qr_code(text: str) -> Code:
    """Draw `text` as a QR code of the lowest correction; a clean card needs no more."""
    kind = zxingcpp.BarcodeFormat.QRCode
    made = zxingcpp.create_barcode(text, kind, ec_level="L", eci=UTF_8)
    image = memoryview(cast("Any", made.to_image(add_quiet_zones=False)))
    size, pixels = image.shape[0] if image.shape else 0, image.tobytes()
    picture = _png([pixels[row * size : (row + 1) * size] for row in range(size)])
    return Code(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<image width="{size}" height="{size}" image-rendering="optimizeSpeed" '
        f'href="data:image/png;base64,{b64encode(picture).decode()}"/></svg>',
        size,
    )


def _png(rows: list[bytes]) -> bytes:
    """Write black and white rows, a byte a module, as PNG of one bit a pixel.

    A thousand codes as paths took 480 MB to set, and 60 % more time; as pictures 360 MB.
    """
    size = len(rows) * DOTS
    lines = b"".join((b"\0" + _packed(row)) * DOTS for row in rows)
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _packed(row: bytes) -> bytes:
    bits = "".join("1" * DOTS if module else "0" * DOTS for module in row)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
