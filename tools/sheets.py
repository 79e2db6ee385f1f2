"""Pictures of printed sheets for the documents, made from the example as `print` makes them.

Run after a change of how a sheet looks: `python -m tools.sheets`.
"""

from __future__ import annotations

import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from facilitate.catalogue import data_folder
from facilitate.handouts.order import Order
from facilitate.handouts.printing import documents
from facilitate.handouts.sections import Choice, Document, Made
from facilitate.handouts.typesetting import TEMPLATES, pictures
from facilitate.plan import Plan
from facilitate.planning import plan_event
from facilitate.preparing import load_event
from facilitate.words import speak

SHEETS = Path(__file__).parents[1] / "docs" / "sheets"
DOTS = 60  # per inch
NOTE = b"templates\0"
SHOWN = {
    "cards": ("cards", 0),
    "sign": ("signs", 9),
    "run-sheet": ("run-sheet", 1),
    "cards.de": ("cards", 0),
}
"""Picture → template and page; those of ``.de`` in German."""


def sheets(language: str) -> Iterator[tuple[str, bytes]]:
    """Make the pictures in a language: name of the file, and what is in it."""
    speak(language)
    edition = "Stand 2, 5.11. 18:10" if language == "de" else "Edition 2, 5 Nov 18:10"
    made = {one.template: one for one in reversed(_documents(Order(_plan(), edition)))}
    for name, (template, page) in SHOWN.items():
        if name.endswith(".de") == (language == "de"):
            picture = pictures(template, made[template].data, DOTS)[page]
            yield f"{name}.png", signed(picture, template)


def signed(picture: bytes, template: str) -> bytes:
    """Note in a PNG what its template and the house style were."""
    note = b"tEXt" + NOTE + looks(template)
    chunk = struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note))
    end = picture.rindex(b"IEND") - 4
    return picture[:end] + chunk + picture[end:]


def looks(template: str) -> bytes:
    """Give a digest of a template and of the house style."""
    files = (TEMPLATES / f"{name}.typ" for name in (template, "style"))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest().encode()


def _documents(order: Order) -> list[Document]:
    kinds = ("cards", "wall", "signs", "runsheet")
    return list(documents(order, Choice(kinds=kinds), Made()))


def _plan() -> Plan:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in data_folder("examples/forum-2018").iterdir():
            shutil.copy(path, folder)
        brief = load_event(folder / "event.yaml")
        return plan_event(brief.event, brief.roster, methods=brief.method, inputs=brief.inputs).plan


def main() -> None:
    """Write all pictures."""
    SHEETS.mkdir(exist_ok=True)
    for language in ("en", "de"):
        for name, picture in sheets(language):
            (SHEETS / name).write_bytes(picture)


if __name__ == "__main__":
    main()
