"""Typesetting: a template and data in, a PDF out; the same data give the same bytes.

Data reach a template as JSON, so nobody's name is ever read as code. The font comes with the
program. Letters that it lacks are taken from the fonts of this computer; where these lack
them, too, the PDF is made without the promise to be accessible, and says so.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from facilitate.words import spoken

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
_TRIAL = b"""#set document(title: "1"); #set text(font: "Source Sans 3")
#for text in json(bytes(sys.inputs.data)) [#text *#text* #parbreak()]"""
_KEPT = 11
_NUMBERS = tuple(map(str, range(256)))
_PAGE = re.compile(rb"/Type\s*/Page\b")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but the end of a line, turns of direction, halves of surrogate pairs."""
_ENDLESS = re.compile(r"[^\W_]{40,}")
"""Words longer than any of German: broken anywhere, lest they run into others."""
_BREAK = "\u200b"
_UNPRINTED = frozenset(("codes", "samples"))  # pictures, and what others are measured by
_ESCAPED = re.compile(r"\\[bfrtu]")  # as JSON writes some of them


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and whether it kept the standard: tagged, every letter there (PDF/UA-1).

    `foreign` are the texts on it that have letters which our font lacks.
    """

    pdf: bytes
    standard: bool
    foreign: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(_PAGE.findall(self.pdf))


def typeset(template: str, data: Mapping[str, Any]) -> Typeset:
    """Fill the template called `template`.

    Parameters
    ----------
    template
        Name of a file in ``templates/``, without its ending.
    data
        What the template reads as ``data``: anything JSON can say; and under ``codes`` the
        bytes of PNG files, which it reads as ``codes``.
    """
    inputs = _inputs(data)
    own = not lacking(inputs["data"])
    foreign = frozenset(() if own else _foreign({k: data[k] for k in data.keys() - _UNPRINTED}))
    try:
        pdf = _compile(template, inputs, own=own, standards=[STANDARD])
    except typst.TypstError:
        if own:
            raise
        return Typeset(_compile(template, inputs, own=own, standards=[]), False, foreign)
    return Typeset(pdf, True, foreign)


def _foreign(data: Any) -> Iterator[str]:
    """Give the texts in `data` that have letters which our font lacks."""
    if isinstance(data, str):
        if lacking(printable(data)):
            yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in _foreign(value))
    elif isinstance(data, (list, tuple)):
        yield from (text for value in data for text in _foreign(value))


def _compile(template: str, inputs: dict[str, str], *, own: bool, standards: list[Any]) -> bytes:
    pdf = _compiler(template, own=own).compile(
        format="pdf", sys_inputs=inputs, pdf_standards=standards
    )
    if not isinstance(pdf, bytes):  # only pictures come page by page
        raise TypeError(template)
    return pdf


def pictures(template: str, data: Mapping[str, Any], dots: float) -> tuple[bytes, ...]:
    """Give the pages as PNG instead, with so many `dots` to the inch."""
    inputs = _inputs(data)
    made = _compiler(template, own=not lacking(inputs["data"])).compile(
        format="png", sys_inputs=inputs, ppi=dots
    )
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def unprintable(texts: Sequence[str]) -> tuple[str, ...]:
    """Find the texts that no font has all letters of, as typst itself sees it: in both weights."""
    doubtful = [text for text in texts if lacking(printable(text))]
    return tuple(_not_set(doubtful))


def _not_set(texts: Sequence[str]) -> Iterator[str]:
    """Set texts together, and halves of them where that fails, until the one is found."""
    if not texts or _is_set([printable(text) for text in texts]):
        return
    if len(texts) == 1:
        yield texts[0]
        return
    half = len(texts) // 2
    yield from _not_set(texts[:half])
    yield from _not_set(texts[half:])


def _is_set(texts: Sequence[str]) -> bool:
    compiler = typst.Compiler(_TRIAL, font_paths=_fonts(own=False))
    try:
        compiler.compile(
            format="pdf", sys_inputs={"data": json.dumps(texts)}, pdf_standards=[STANDARD]
        )
    except typst.TypstError:
        return False
    return True


def warm_up() -> None:
    """Load the fonts and set a first line; whoever does so while waiting has it for nothing."""
    _covered()
    first = b'#set document(title: "1"); #set text(font: "Source Sans 3"); 1 *1*'
    typst.Compiler(first, font_paths=_fonts(own=True)).compile(
        format="pdf", pdf_standards=[STANDARD]
    )


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """Give `data` as typst takes it; bytes come as lists of numbers, for it knows no base64."""
    said = {"language": spoken()} | {k: v for k, v in data.items() if k != "codes"}
    text = json.dumps(said, ensure_ascii=False)
    if _UNSEEN.search(text) or _ESCAPED.search(text) or _ENDLESS.search(text):
        text = json.dumps(_cleaned(said), ensure_ascii=False)
    return {
        "data": text,
        "codes": f"[{','.join(map(_numbers, data.get('codes', ())))}]",
    }


def _numbers(octets: bytes) -> str:
    """Write bytes as JSON writes a list of numbers, in a third of its time."""
    return f"[{','.join(map(_NUMBERS.__getitem__, octets))}]"


def _compiler(template: str, *, own: bool) -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=_fonts(own=own)
    )


def forget() -> None:
    """Let typst forget what it has set: it keeps that for the next ten documents, made here."""
    tiny = typst.Compiler(b"", font_paths=_fonts(own=True))
    for number in range(_KEPT):
        tiny.compile(b'#"%d"' % number, format="pdf")


@cache
def _fonts(*, own: bool) -> typst.Fonts:
    """Load our font, with those of this computer behind it unless `own`."""
    return typst.Fonts(
        include_system_fonts=not own, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def printable(text: str) -> str:
    """Take out of `text` what steers and is not seen: control characters, turns of direction."""
    return _UNSEEN.sub("", text)


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return _ENDLESS.sub(lambda found: _BREAK.join(found[0]), printable(data))
    if isinstance(data, Mapping):
        return {key: _cleaned(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_cleaned(value) for value in data]
    return data


def lacking(text: str) -> frozenset[str]:
    """Letters of `text` that our font does not have."""
    return frozenset(text) - _covered() - {"\n", "\t"}


@cache
def _covered() -> frozenset[str]:
    """Letters that both weights of our font have."""
    regular, bold = (
        frozenset(map(chr, _letters((FONTS / f"SourceSans3-{weight}.ttf").read_bytes())))
        for weight in ("Regular", "Bold")
    )
    return regular & bold


def _letters(font: bytes) -> Iterator[int]:
    """Read which letters a TrueType font has, from the segments of its ``cmap`` (format 4)."""
    [tables] = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * k) for k in range(tables))
    cmap = next(offset for tag, _sum, offset, _length in records if tag == b"cmap")
    [subtables] = struct.unpack_from(">H", font, cmap + 2)
    for k in range(subtables):
        _platform, _encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * k)
        form, _length, _language, doubled = struct.unpack_from(">HHHH", font, cmap + offset)
        if form == 4:
            size = f">{doubled // 2}H"
            ends = struct.unpack_from(size, font, cmap + offset + 14)
            starts = struct.unpack_from(size, font, cmap + offset + 16 + doubled)
            for first, last in zip(starts, ends, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)
            return
