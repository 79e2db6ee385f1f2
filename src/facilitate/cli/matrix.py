"""Who meets whom as a picture of letters: two rows a line, or eight pairs a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.words import _

Counts = Sequence[Sequence[int]]
BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
LABEL = 5  # columns for the numbers at the left


def draw(numbers: Sequence[int], counts: Counts, columns: int) -> Iterator[str]:
    """Draw ``counts[i][j]`` as lines that fit into `columns`; `numbers` stand at the edges.

    Half blocks while they fit, Braille dots where they do not; where even these are too wide,
    one sentence says so.
    """
    people = len(counts)
    if people + LABEL <= columns:
        yield from _framed(numbers, 1, 2, (_blocks(counts, top) for top in range(0, people, 2)))
    elif people // 2 + 1 + LABEL <= columns:
        yield from _framed(numbers, 2, 4, (_braille(counts, top) for top in range(0, people, 4)))
    else:
        yield _(
            "The picture does not fit: {needed} columns are needed, there are {columns}."
        ).format(needed=people // 2 + 1 + LABEL, columns=columns)


def _framed(numbers: Sequence[int], across: int, down: int, lines: Iterator[str]) -> Iterator[str]:
    yield f"{'':{LABEL}}{_ruler(numbers, across)}".rstrip()
    for top, line in enumerate(lines):
        yield f"{numbers[top * down]:>{LABEL - 1}} {line}".rstrip()


def _ruler(numbers: Sequence[int], across: int) -> str:
    """Put the number of every tenth column over it, where there is room for it."""
    columns = -(-len(numbers) // across)
    marks = list(enumerate(map(str, numbers[:: 10 * across])))
    return "".join(f"{mark:<10}" for i, mark in marks if 10 * i + len(mark) <= columns)


def _blocks(counts: Counts, top: int) -> str:
    lower = counts[top + 1] if top + 1 < len(counts) else [0] * len(counts)
    return "".join(
        BLOCKS[above > 0, below > 0] for above, below in zip(counts[top], lower, strict=True)
    )


def _braille(counts: Counts, top: int) -> str:
    people = len(counts)
    return "".join(
        chr(
            0x2800
            + sum(
                BRAILLE[i][j]
                for i in range(4)
                for j in range(2)
                if top + i < people and left + j < people and counts[top + i][left + j]
            )
        )
        for left in range(0, people, 2)
    )
