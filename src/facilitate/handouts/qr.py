"""QR codes as drawings: quick, because a thousand cards carry a thousand of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, cast

import zxingcpp

MODULE = 0.35  # millimetres; what any phone's camera still reads at arm's length
UTF_8 = 26  # number of the character set; else letters are guessed, and “…” comes out wrong
_BLACK = re.compile(rb"\x00+")


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
    return _drawn([pixels[row * size : (row + 1) * size] for row in range(size)], size)


def _drawn(rows: list[bytes], size: int) -> Code:
    """Draw each row as one line of dashes: quick to write, small, sharp at every size."""
    parts = []
    for y, row in enumerate(rows):
        moves, drawn_to = [], 0
        for run in _BLACK.finditer(row):
            first, last = run.span()
            moves.append(f"m{first - drawn_to} 0h{last - first}")
            drawn_to = last
        parts.append(f"M0 {y}.5" + "".join(moves))
    return Code(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path d="{"".join(parts)}" stroke="#000" stroke-width="1" fill="none"/></svg>',
        size,
    )
