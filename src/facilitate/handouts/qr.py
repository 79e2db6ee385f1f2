"""QR codes as drawings: quick, because a thousand cards carry a thousand of them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Any, cast

import zxingcpp

MODULE = 0.35  # millimetres; what any phone's camera still reads at arm's length
UTF_8 = 26  # number of the character set; else letters are guessed, and “…” comes out wrong
MASK = 3  # diagonals; to try all eight for the evenest picture takes five times as long
DOTS = 2  # pixels a module is wide: where a viewer smooths pixels, edges stay where they are
_BITS = bytes.maketrans(b"\x00\xff", b"01")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as PNG without its quiet zone, and how many modules it is wide."""

    png: bytes
    modules: int

    @property
    def width(self) -> float:
        """Least width in millimetres, without the quiet zone."""
        return self.modules * MODULE


def qr_code(text: str) -> Code:
    """Draw `text` as a QR code of the lowest correction; a clean card needs no more."""
    kind = zxingcpp.BarcodeFormat.QRCode
    made = zxingcpp.create_barcode(text, kind, ec_level="L", eci=UTF_8, data_mask=MASK)
    image = memoryview(cast("Any", made.to_image(add_quiet_zones=False)))
    modules = image.shape[0] if image.shape else 0
    return Code(_png(image.tobytes().translate(_BITS), modules), modules)


def _png(digits: bytes, modules: int) -> bytes:
    """Write binary digits, one for each module, as PNG of one bit a pixel.

    A thousand codes as paths took 480 MB to set, and 60 % more time; as pictures 360 MB.
    """
    size = modules * DOTS
    wide = digits.replace(b"0", b"0" * DOTS).replace(b"1", b"1" * DOTS)
    spare = -size % 8
    rows = (int(wide[at : at + size], 2) << spare for at in range(0, len(wide), size))
    lines = b"".join((b"\0" + row.to_bytes((size + spare) // 8, "big")) * DOTS for row in rows)
    header = struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
