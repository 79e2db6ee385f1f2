"""Tests of the progress line."""

from __future__ import annotations

import io
import sys

import pytest

from facilitate.cli.progress import watching
from facilitate.grouping.stopping import Report


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def report(seconds: float, **values: int) -> Report:
    """Make what the search tells of itself."""
    return Report(seconds=seconds, values=values, bounds={})


def test_line_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a second a line is shown, at most once a second, and wiped at the end."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    with watching() as progress:
        for seconds in (0.5, 1.2, 1.9, 2.5):
            progress(Report(seconds=seconds, values={"no-repeat": 3}, bounds={}))
        progress(report(4))
    text = said.getvalue()
    assert text.count("Searching for") == 3
    assert text.count("Meetings again: 3") == 2
    assert text.endswith("\r\x1b[K")


def test_quick_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work under a second shows no line."""
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    with watching() as progress:
        progress(report(0.9))
    assert said.getvalue() == ""


def test_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no terminal gets no progress."""
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    with watching() as progress:
        progress(report(9))
    assert said.getvalue() == ""
