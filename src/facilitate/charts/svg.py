"""A few strokes of SVG: shapes and words that need no font file, no style sheet and no network.

Every picture reads in black and white: what differs in colour differs in shade or mark, too.
Only attributes are written, neither ``style`` nor ``id``, so that a picture can stand in a page
that forbids styles, beside others, or in a PDF. The same picture gives the same bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

LETTERS = "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
INK, SOFT, GRID, PAPER = "#17212b", "#56636f", "#d5dbe1", "#ffffff"
DARK, MIDDLE, LIGHT = "#1d4e79", "#7fa8cb", "#dbe7f1"
WIDTH_OF_A_LETTER = 0.54  # of its size, on the average: to reserve room for words
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Point = tuple[float, float]
Attributes = dict[str, str | float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture.

    Parameters
    ----------
    width, height
        In pixels; the picture can be scaled to any size.
    title
        What it shows, for whoever cannot see it.
    description
        What is to be seen in it, in a sentence or two.
    parts
        Its elements, from back to front.
    """

    width: float
    height: float
    title: str
    description: str
    parts: tuple[str, ...]

    def svg(self, *, decorative: bool = False) -> str:
        """Give the text of the picture, as a file or as a part of a page.

        Parameters
        ----------
        decorative
            Whether the words beside it say all; then it has no title of its own.
        """
        told = () if decorative else (tag("title", said(self.title)), self._description())
        ground = tag("rect", width=self.width, height=self.height, fill=PAPER)
        return tag(
            "svg",
            "\n".join(("", *filter(None, told), ground, *self.parts, "")),
            xmlns="http://www.w3.org/2000/svg",
            role="presentation" if decorative else "img",
            viewBox=f"0 0 {place(self.width)} {place(self.height)}",
            width=self.width,
            height=self.height,
            font_family=LETTERS,
        )

    def _description(self) -> str:
        return tag("desc", said(self.description)) if self.description else ""


def place(value: float) -> str:
    """Write a coordinate with at most two decimals, as short as it goes."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def said(text: str) -> str:
    """Write `text` so that it can only be read, never obeyed."""
    return escape(_UNWRITABLE.sub("", text))


def tag(
    name: str, content: str = "", given: Attributes | None = None, **attributes: str | float
) -> str:
    """Write an element; `content` must be written already, the attributes need not.

    An underscore in the name of an attribute stands for a hyphen: ``stroke_width=2``.
    """
    written = "".join(
        f' {key.replace("_", "-")}="{said(value) if isinstance(value, str) else place(value)}"'
        for key, value in {**(given or {}), **attributes}.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def words(text: str, x: float, y: float, *, size: float = 12, **attributes: str | float) -> str:
    """Write `text` with its base line at `x`, `y`; at its left end unless ``text_anchor`` says."""
    given: Attributes = {"x": x, "y": y, "font_size": size, "fill": INK, **attributes}
    return tag("text", said(text), given)


def width_of(text: str, size: float = 12) -> float:
    """Estimate how wide `text` is, on the safe side."""
    return len(text) * size * WIDTH_OF_A_LETTER


def line(start: Point, end: Point, **attributes: str | float) -> str:
    """Draw a straight line, thin and grey unless told otherwise."""
    (x1, y1), (x2, y2) = start, end
    given: Attributes = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": GRID, **attributes}
    return tag("line", "", given)


def shape(strokes: Iterable[str], **attributes: str | float) -> Iterator[str]:
    """Draw one path out of many `strokes`; nothing where there are none."""
    path = "".join(strokes)
    if path:
        yield tag("path", "", {"d": path, **attributes})


def box(x: float, y: float, width: float, height: float) -> str:
    """Give the stroke of a rectangle."""
    return f"M{place(x)} {place(y)}h{place(width)}v{place(height)}h{place(-width)}z"


def key(
    marks: Iterable[tuple[str, str]], x: float, y: float, most: float
) -> tuple[list[str], float]:
    """Explain marks in a row, each (a drawing in a field of 12 × 12, what it means).

    Parameters
    ----------
    x, y
        Upper left corner.
    most
        How far to the right it may go before a new row begins.

    Returns
    -------
    The elements, and the height they take.
    """
    parts, left, top = [], x, y
    for mark, meaning in marks:
        wide = 18 + width_of(meaning) + 18
        if left > x and left + wide > most:
            left, top = x, top + 20
        parts.append(tag("g", mark, transform=f"translate({place(left)} {place(top)})"))
        parts.append(words(meaning, left + 18, top + 10.5))
        left += wide
    return parts, top - y + 20


def steps(most: float, about: int = 5) -> tuple[int, ...]:
    """Give round whole numbers from 0 to at least `most`, for the lines of a scale."""
    raw = max(1.0, most / about)
    size = 10 ** math.floor(math.log10(raw))
    wide = next(k * size for k in (1, 2, 5, 10) if k * size >= raw)
    return tuple(range(0, math.ceil(most / wide) * wide + 1, wide))
