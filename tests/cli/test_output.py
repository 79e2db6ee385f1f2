"""Tests of what goes to the screen."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitate.cli import output
from facilitate.errors import Finding, Level


@given(st.text())
def test_nothing_is_obeyed(text: str) -> None:
    """No control character survives, and cleaning twice changes nothing."""
    cleaned = output.clean(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in cleaned)
    assert output.clean(cleaned) == cleaned


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_letters_survive(text: str) -> None:
    """Letters, digits, punctuation and blanks of every script stay as they are."""
    assert output.clean(text) == text


@given(rows=st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
def test_tables_keep_the_width(rows: list[tuple[str, str]]) -> None:
    """No line of a table is wider than the terminal, whatever stands in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "40")
        patch.setattr(sys, "stdout", said := io.StringIO())
        output.table(["A", "B"], rows)
    assert all(cell_len(line) <= 40 for line in said.getvalue().splitlines())


def test_glue_keeps_number_and_name_together(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line is not broken between a number and its name."""
    monkeypatch.setenv("COLUMNS", "12")
    glue = output.GLUE
    output.table(["A"], [[f"1{glue}Ada, 12{glue}Ben"]])
    assert capsys.readouterr().out.splitlines() == ["A", "1 Ada, 12 Ben"[:6], "12 Ben"]


def test_no_colours(capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe gets plain text: no escapes."""
    output.table(["A"], [["x"]])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(("columns", "width"), [("77", 77), ("", 10_000), ("x", 10_000)])
def test_width(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The width is what COLUMNS says; a pipe has none."""
    monkeypatch.setenv("COLUMNS", columns)
    assert output.width(io.StringIO()) == width


def test_bytes_without_a_binary_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stdout takes text only, the text of the file is written."""
    monkeypatch.setattr(sys, "stdout", said := io.StringIO())
    output.say_bytes("Müller\n".encode())
    assert said.getvalue() == "Müller\n"


def test_findings_gravest_first(capsys: pytest.CaptureFixture[str]) -> None:
    """Errors come before hints, each with where and what to try."""
    output.tell_findings(
        [
            Finding(Level.HINT, "h", "Small."),
            Finding(Level.ERROR, "e", "Big.", "row 3", "Look there."),
        ]
    )
    assert capsys.readouterr().err.splitlines() == [
        "Error: Big.",
        "  Where: row 3",
        "  → Look there.",
        "Hint: Small.",
    ]


def test_paragraphs_are_broken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paragraph is broken at the width of the terminal, with its indent."""
    monkeypatch.setenv("COLUMNS", "20")
    output.wrapped("one two three four five", indent="  ")
    assert capsys.readouterr().out == "  one two three four\n  five\n"
