"""Draws the pictures of the documents from what the commands really say.

Run after a change of what a command says: `python -m tools.pictures`. The letters are the
terminal's own: no font is fetched, and every line is as wide as it should be.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from html import escape
from pathlib import Path
from unittest.mock import patch

from tools import transcripts

from facilitate.charts import draw_ring
from facilitate.page.bilingual import in_language
from facilitate.words import speak, spoken

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDE, HIGH, MARGIN, BAR = 8.4, 19.0, 18.0, 34.0
LETTERS = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
INK, SOFT, PAPER, GREEN, BLUE = "#d8dee9", "#8893a5", "#20242c", "#a3be8c", "#88c0d0"
BLOCKS = {"▀": (0.0, 0.5), "▄": (0.5, 0.5), "█": (0.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Scene:
    """A terminal to draw: its width, its commands, and how many lines to show of each."""

    columns: int
    commands: tuple[tuple[str, str, int], ...]
    """(command, word with which the shown lines begin, how many)"""


PLAN = 'facilitate plan anmeldungen.csv --method kugellager --start "2018-11-07 14:30" -o plan.json'
SCENES: Mapping[str, Scene] = {
    "plan": Scene(
        92, ((PLAN, "Concentric", 8), ("facilitate show plan.json --person 17", "17", 9))
    ),
    "plan.de": Scene(
        92, ((PLAN, "Kugellager:", 8), ("facilitate show plan.json --person 17", "17", 9))
    ),
    "matrix": Scene(
        92,
        (
            ("facilitate plan anmeldungen.csv --method tischrunden --rotations 5", "Table", 3),
            ("facilitate show anmeldungen-tischrunden.plan.json --by matrix", "1", 44),
        ),
    ),
}


CHARTED = "facilitate plan anmeldungen.csv --method tischrunden --rotations 5 -o plan.json"
CHARTS: Mapping[str, str] = {
    "who-meets-whom.svg": "facilitate show plan.json --by matrix --svg who-meets-whom.svg",
    "contacts.svg": "facilitate show plan.json --by contacts --svg contacts.svg",
    "mixing.svg": "facilitate show plan.json --by mixing --attribute sector --svg mixing.svg",
}


def terminal(scene: Scene, language: str) -> str:
    """Run the commands of a scene and draw the terminal."""
    settings = {"COLUMNS": str(scene.columns), "FACILITATE_LANGUAGE": language}
    lines: list[tuple[str, str]] = []
    before = spoken()
    with (
        tempfile.TemporaryDirectory() as folder,
        chdir(folder),
        patch.dict(os.environ, settings),
    ):
        shutil.copyfile(ROOT / "tests" / "data" / "forum-80-excel.csv", "anmeldungen.csv")
        try:
            for command, beginning, count in scene.commands:
                _code, said = transcripts.run(command)
                first = next(k for k, line in enumerate(said) if line.split()[:1] == [beginning])
                lines.append((GREEN, f"$ {command}"))
                lines += [(INK, line) for line in said[first : first + count]]
                lines.append((INK, ""))
        finally:
            speak(before)
    return _window(lines[:-1], max(len(line) for _colour, line in lines))


def _window(lines: Sequence[tuple[str, str]], columns: int) -> str:
    width, height = columns * WIDE + 2 * MARGIN, len(lines) * HIGH + BAR + MARGIN
    parts = [
        f'<rect width="{width:g}" height="{height:g}" rx="9" fill="{PAPER}"/>',
        *(
            f'<circle cx="{20 + 18 * k}" cy="17" r="5.5" fill="{colour}"/>'
            for k, colour in enumerate(("#bf616a", "#ebcb8b", "#a3be8c"))
        ),
    ]
    for number, (colour, line) in enumerate(lines):
        parts += _line(line, colour, BAR + number * HIGH)
    return _drawing(width, height, parts)


def _line(line: str, colour: str, top: float) -> Iterator[str]:
    """Draw the words of a line, each as wide as its letters, and its blocks as squares."""
    squares = [
        f"M{MARGIN + column * WIDE:g} {top + BLOCKS[letter][0] * HIGH:g}"
        f"h{WIDE:g}v{BLOCKS[letter][1] * HIGH:g}h-{WIDE:g}z"
        for column, letter in enumerate(line)
        if letter in BLOCKS
    ]
    if squares:
        yield f'<path d="{"".join(squares)}" fill="{BLUE}"/>'
    text = "".join(" " if letter in BLOCKS else letter for letter in line)
    for column, words in _words(text):
        yield (
            f'<text x="{MARGIN + column * WIDE:g}" y="{top + 14:g}" '
            f'textLength="{len(words) * WIDE:g}" fill="{colour}">{escape(words)}</text>'
        )


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Go through the pieces of a line that two blanks or more part."""
    column = 0
    for piece in text.split("  "):
        words = piece.strip(" ")
        if words:
            yield column + len(piece) - len(piece.lstrip(" ")), words
        column += len(piece) + 2


def charts() -> Iterator[tuple[str, str]]:
    """Draw pictures of a plan as `show --svg` does."""
    before = spoken()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        shutil.copyfile(ROOT / "tests" / "data" / "forum-80-excel.csv", "anmeldungen.csv")
        try:
            for command in (CHARTED, *CHARTS.values()):
                transcripts.run(f"{command} --language en")
        finally:
            speak(before)
        for name in CHARTS:
            yield name, Path(name).read_text(encoding="utf-8")


def _double_circle() -> str:
    return draw_ring(1, 0, numbered=True).svg() + "\n"


def _drawing(width: float, height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" font-family="{LETTERS}" font-size="14">'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def pictures() -> Iterator[tuple[str, str]]:
    """Draw all pictures: name of the file, and what is in it."""
    for name, scene in SCENES.items():
        yield f"{name}.svg", terminal(scene, "de" if name.endswith(".de") else "en")
    yield "double-circle.svg", in_language("en", _double_circle)
    yield from charts()


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(exist_ok=True)
    for name, drawing in pictures():
        (PICTURES / name).write_text(drawing, encoding="utf-8")


if __name__ == "__main__":
    main()
