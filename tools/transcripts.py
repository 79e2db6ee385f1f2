"""Runs the commands that the documents show, and writes beneath them what they really say.

Run after a change of what a command says: `python -m tools.transcripts`.

A document works in an empty folder of its own, from top to bottom. In a block marked ``console``
a line that begins with ``$ facilitate`` is run, and the lines beneath it are what it says; a line
``…`` stands for any number of lines. Comments of the document set the scene:

``<!-- have NAME from PATH -->``
    Copies a file or folder of this project; with ``up to line N`` only the beginning of a file.
``<!-- file NAME -->``
    Writes the following block into the folder.
``<!-- exit CODE -->``
    The command of the following block ends with this code, not with 0.
``<!-- run CODE -->``
    Runs Python that the reader need not see. Blocks marked ``python`` are run, too.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from facilitate.cli.app import main
from facilitate.words import speak, spoken

ROOT = Path(__file__).parents[1]
ELLIPSIS = "…"
COLUMNS = "80"
_PIECE = re.compile(
    r"^<!-- (?P<order>have|file|exit|run)\s(?P<words>.*?)\s*-->$"
    r"|^(?P<fence>```+)(?P<kind>[a-z]*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One command of a document: what is shown beneath it, and what it really says and gives."""

    command: str
    shown: tuple[str, ...]
    said: tuple[str, ...]
    expected_code: int
    code: int

    @property
    def true(self) -> bool:
        """Whether the document shows what the command says."""
        return not self.shown or self.refreshed() == self.shown

    def refreshed(self) -> tuple[str, ...]:
        """Give what should be shown: as many lines as now of the beginning and of the end.

        A piece between two ``…`` is looked for by its first word.
        """
        if ELLIPSIS not in self.shown:
            return self.said
        head, *pieces, tail = _pieces(self.shown)
        result, place = list(self.said[: len(head)]), len(head)
        for piece in pieces:
            place = self._begin(piece[0], place)
            result += [ELLIPSIS, *self.said[place : place + len(piece)]]
            place += len(piece)
        last = len(self.said) - len(tail)
        return (*result, ELLIPSIS, *self.said[last:]) if place < last else self.said

    def _begin(self, line: str, place: int) -> int:
        """Find the line from `place` on that begins as `line` does."""
        beginning = line.split()[:1]
        later = range(place, len(self.said))
        return next((k for k in later if self.said[k].split()[:1] == beginning), len(self.said))


@dataclass
class Stage:
    """Where a document plays: files that were written, Python names, the exit code expected."""

    names: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    code: int = 0
    played: list[Said] = field(default_factory=list)

    def obey(self, order: str, words: str) -> None:
        """Do what a comment of the document says."""
        if order == "have":
            name, source, *last = re.split(" from | up to line ", words)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, name)
                return
            lines = (ROOT / source).read_bytes().splitlines(keepends=True)
            Path(name).write_bytes(b"".join(lines[: int(last[0])] if last else lines))
        elif order == "file":
            self.file = words
        elif order == "exit":
            self.code = int(words)
        else:
            self.execute(words)

    def execute(self, code: str) -> None:
        """Run Python in the document's own names."""
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            exec(compile(code, "document", "exec"), self.names)

    def play(self, kind: str, text: str) -> str:
        """Play a block; gives the block as it should be."""
        if self.file:
            Path(self.file).write_text(text, encoding="utf-8")
            self.file = ""
        elif kind == "python":
            self.execute(text)
        elif kind == "console":
            text = self.console(text)
        self.code = 0
        return text

    def console(self, text: str) -> str:
        """Run the commands of a block."""
        lines = []
        commands = list(_commands(text))
        for number, (command, shown) in enumerate(commands, 1):
            lines += [f"$ {command}", *shown]
            if command.partition(" ")[0] == "facilitate":
                expected = self.code if number == len(commands) else 0
                code, said = run(command)
                self.played.append(Said(command, shown, said, expected, code))
                if shown:
                    lines[-len(shown) :] = self.played[-1].refreshed()
        return "".join(f"{line}\n" for line in lines)


def run(command: str) -> tuple[int, tuple[str, ...]]:
    """Run a command line in this process; gives its exit code and its lines, messages included."""
    screen = io.StringIO()
    with redirect_stdout(screen), redirect_stderr(screen):
        code = main(shlex.split(command)[1:])
    lines = [line.rstrip() for line in screen.getvalue().splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return code, tuple(lines)


def play(document: Path, folder: Path) -> tuple[str, list[Said]]:
    """Play a document in `folder`; gives its text as it should be, and all its commands."""
    language = "de" if document.suffixes[:1] == [".de"] else "en"
    settings = {"COLUMNS": COLUMNS, "FACILITATE_LANGUAGE": language}
    before, stage = spoken(), Stage()

    def replaced(piece: re.Match[str]) -> str:
        if piece["order"]:
            stage.obey(piece["order"], piece["words"])
            return piece[0]
        text = stage.play(piece["kind"], piece["text"])
        return f"{piece['fence']}{piece['kind']}\n{text}{piece['fence']}"

    with chdir(folder), patch.dict(os.environ, settings):
        try:
            text = _PIECE.sub(replaced, document.read_text(encoding="utf-8"))
        finally:
            speak(before)
    return text, stage.played


def documents() -> list[Path]:
    """Give all documents for people, in a fixed order."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def _commands(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, tuple(shown)
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield command, tuple(shown)


def _pieces(shown: tuple[str, ...]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == ELLIPSIS:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def refresh() -> None:
    """Write what the commands say into every document."""
    for document in documents():
        with tempfile.TemporaryDirectory() as folder:
            text, played = play(document, Path(folder))
        if text != document.read_text(encoding="utf-8"):
            document.write_text(text, encoding="utf-8")
            print(f"{document.relative_to(ROOT)}: refreshed")
        for said in played:
            if said.code != said.expected_code:
                print(f"{document.name}: {said.command}: exit code {said.code}")
                print("\n".join(said.said[-8:]))


if __name__ == "__main__":
    refresh()
