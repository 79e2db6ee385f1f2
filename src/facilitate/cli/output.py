"""What goes to the screen: data to stdout, messages to stderr, names never as commands."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from facilitate.cli import layout
from facilitate.errors import Finding, Level
from facilitate.words import _, ngettext

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130  # exit code after Ctrl-C, as shells count signals
UNBOUNDED = 10_000  # columns of a pipe: whoever reads it cuts for themselves
GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.HINT: 2}
MOST_COLUMNS = 100  # longer lines are hard to read
NO_BREAK = "\u00a0"
GLUE = layout.GLUE
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(text: str) -> str:
    """Take everything out of `text` that a terminal would obey instead of show."""
    return "".join(c for c in text if unicodedata.category(c) not in INVISIBLE or c == "\u200d")


def say(text: str = "") -> None:
    """Write a line of data to stdout."""
    sys.stdout.write("\n".join(clean(line) for line in text.split("\n")) + "\n")


def tell(text: str = "") -> None:
    """Write a message to stderr."""
    sys.stderr.write("\n".join(clean(line) for line in text.split("\n")) + "\n")


def say_json(data: object) -> None:
    """Write `data` to stdout as JSON in UTF-8, whatever the terminal speaks."""
    say_bytes((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def say_bytes(data: bytes) -> None:
    """Write the bytes of a file to stdout, unchanged."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    binary.write(data)
    binary.flush()


def width(stream: TextIO | None = None) -> int:
    """Columns of the terminal; a pipe has no end unless ``COLUMNS`` says so."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    stream = sys.stdout if stream is None else stream
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return UNBOUNDED


def heading(text: str) -> None:
    """Write a heading with a line under it to stdout."""
    from rich.cells import cell_len

    text = clean(text)
    say(text)
    say("─" * min(cell_len(text), width()))


def wrapped(text: str, indent: str = "", hanging: str = "") -> None:
    """Write a paragraph to stdout, broken at the width of the terminal (at most 100)."""
    for line in clean(text).splitlines() or [""]:
        say(_filled(line, min(width(), MOST_COLUMNS), indent, indent + hanging))


def beside(label: str, text: str) -> None:
    """Write a paragraph to stdout that hangs beside its label."""
    label, columns = clean(label), min(width(), MOST_COLUMNS)
    say(_filled(clean(text), columns, label, " " * len(label)))


def tell_wrapped(text: str) -> None:
    """Write a paragraph of a message to stderr, broken as by `wrapped`."""
    tell(_filled(clean(text), min(width(sys.stderr), MOST_COLUMNS)))


def _filled(line: str, columns: int, first: str = "", then: str = "") -> str:
    """Break a line between words; commands and file names, hyphens and all, stay whole."""
    import textwrap

    broken = textwrap.fill(
        line, columns, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
    )
    return broken.replace(NO_BREAK, " ")


def load() -> None:
    """Load what `table` needs; who calls this while waiting has it for nothing."""
    import rich.console
    import rich.table  # noqa: F401


def table(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    whole: frozenset[int] = frozenset(),
) -> None:
    """Write a table to stdout.

    Parameters
    ----------
    headers
        Titles of the columns.
    rows
        Cells as plain text; no mark-up in them is obeyed. `GLUE` is a blank that keeps what is
        on both sides of it in one line.
    right
        Indices of the columns that are aligned to the right.
    whole
        Indices of the columns that are never broken, those aligned to the right besides.
    """
    from rich.table import Table
    from rich.text import Text

    cells = [[GLUE.join(map(clean, cell.split(GLUE))) for cell in row] for row in (headers, *rows)]
    widths = layout.column_widths(cells, width(), whole=right | whole)
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, columns in enumerate(widths):
        shown.add_column(
            Text(layout.unglued(cells[0][index], columns)),
            justify="right" if index in right else "left",
            width=columns,
            overflow="fold",
        )
    for row in cells[1:]:
        shown.add_row(
            *(Text(layout.unglued(cell, w)) for cell, w in zip(row, widths, strict=False))
        )
    console = console_for(sys.stdout)
    with console.capture() as captured:
        console.print(shown)
    lines = [line.rstrip() for line in captured.get().replace(GLUE, " ").splitlines()]
    sys.stdout.write("\n".join(lines) + "\n")


def console_for(stream: TextIO) -> Console:
    """Make a rich console that keeps plain in pipes and under ``NO_COLOR``."""
    from rich.console import Console

    return Console(
        file=stream,
        width=width(stream),
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def tell_findings(findings: Iterable[Finding]) -> None:
    """Write findings to stderr: what, where, what to try; the gravest first."""
    for finding in sorted(findings, key=lambda f: GRAVITY[f.level]):
        tell_finding(finding)


def tell_finding(finding: Finding) -> None:
    """Write one finding to stderr."""
    tell(finding_text(finding, sys.stderr))


def finding_text(finding: Finding, stream: TextIO | None = None) -> str:
    """Say one finding: level and message, then where, then what to try.

    Lines are broken where `stream`, else stdout, is a terminal; whoever reads a pipe looks for
    whole lines.
    """
    lines = [("", f"{level_word(finding.level)}: {finding.message}")]
    if finding.where:
        lines.append(("  ", _("Where: {where}").format(where=finding.where)))
    if finding.hint:
        lines.append(("  ", f"→ {finding.hint}"))
    columns = width(stream)
    if columns != UNBOUNDED:
        columns = min(columns, MOST_COLUMNS)
    return "\n".join(_filled(clean(text), columns, first, "    ") for first, text in lines)


def level_word(level: Level) -> str:
    """Name the level in the language in use."""
    words = {Level.ERROR: _("Error"), Level.WARNING: _("Warning"), Level.HINT: _("Hint")}
    return words[level]


def count_of(findings: Sequence[Finding]) -> str:
    """Say how many errors, warnings and hints there are."""
    counts = {level: sum(f.level is level for f in findings) for level in Level}
    errors = ngettext("{count} error", "{count} errors", counts[Level.ERROR])
    warnings = ngettext("{count} warning", "{count} warnings", counts[Level.WARNING])
    hints = ngettext("{count} hint", "{count} hints", counts[Level.HINT])
    return ", ".join(
        text.format(count=counts[level])
        for text, level in ((errors, Level.ERROR), (warnings, Level.WARNING), (hints, Level.HINT))
    )


def as_data(finding: Finding) -> dict[str, Any]:
    """Give a finding as data for JSON."""
    return {
        "level": str(finding.level),
        "code": finding.code,
        "message": finding.message,
        "where": finding.where,
        "hint": finding.hint,
    }
