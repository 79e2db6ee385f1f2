"""Tests of the picture of who meets whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitate.cli.matrix import BLOCKS, LABEL, draw

CHESS = [[0, 1, 0], [1, 0, 2], [0, 2, 0]]


def numbered(people: int) -> range:
    """Give the numbers 1 to `people`."""
    return range(1, people + 1)


def test_half_blocks() -> None:
    """Two rows stand in one line; the number of the first is in front."""
    assert list(draw([1, 2, 7], CHESS, 80)) == ["     1", "   1 ▄▀▄", "   7  ▀"]


def test_braille_where_blocks_do_not_fit() -> None:
    """Eight pairs stand in one letter where the terminal is narrow."""
    assert list(draw([1, 2, 7], CHESS, LABEL + 2)) == ["     1", "   1 ⠪⠂"]


def test_too_narrow() -> None:
    """Where nothing fits, that is said."""
    [line] = draw([1, 2, 7], CHESS, 4)
    assert "7 columns are needed" in line


@given(st.integers(2, 90), st.data())
def test_every_pair_is_drawn(people: int, data: st.DataObject) -> None:
    """From the half blocks every meeting can be read back."""
    counts = [[0] * people for _person in range(people)]
    for i, j in data.draw(st.lists(st.tuples(*[st.integers(0, people - 1)] * 2), max_size=20)):
        counts[i][j] = counts[j][i] = 1
    _ruler, *lines = draw(numbered(people), counts, people + LABEL)
    signs = {sign: pair for pair, sign in BLOCKS.items()}
    read = [
        [signs[line[LABEL:].ljust(people)[j]][half] for j in range(people)]
        for line in lines
        for half in (0, 1)
    ]
    assert read[:people] == [[bool(c) for c in row] for row in counts]


@given(st.integers(2, 200), st.integers(20, 120))
def test_it_fits(people: int, columns: int) -> None:
    """No line of a picture is wider than the terminal."""
    counts = [[1] * people for _person in range(people)]
    lines = list(draw(numbered(people), counts, columns))
    assert len(lines) == 1 or max(map(len, lines)) <= columns
