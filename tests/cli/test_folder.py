"""Tests of `facilitate` alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_empty_folder(run: Run) -> None:
    """An empty folder leads to the demo."""
    ran = run()
    assert ran.code == 0
    assert "There is no participant list and no plan in this folder." in ran.out
    assert "facilitate demo" in ran.out


def test_list_and_plan(run: Run, dozen: Path, plan_file: Path) -> None:
    """Lists and plans are told apart from other files, and the next commands name them."""
    Path("other.json").write_text("{}")
    ran = run()
    assert f"There is a list here:\n  {dozen}" in ran.out
    assert f"There is a plan here:\n  {plan_file}" in ran.out
    assert f"facilitate plan {dozen} --method" in ran.out
    assert f"facilitate print {plan_file} -o" in ran.out
    assert "other.json" not in ran.out


def test_event(run: Run, folder: Path) -> None:
    """An event file is told from other YAML, and planning it is the next step."""
    (folder / "event.yaml").write_text("schema: facilitate-event/1\n")
    (folder / "own-method.yaml").write_text("schema: facilitate-method/1\n")
    ran = run()
    assert "There is an event here:\n  event.yaml\n" in ran.out
    assert "facilitate plan event.yaml" in ran.out
    assert "own-method.yaml" not in ran.out


def test_many_lists_are_shortened(run: Run, folder: Path) -> None:
    """Of more than ten lists the others are counted."""
    for number in range(12):
        (folder / f"list-{number:02}.csv").write_text("Name\nAda\n")
    assert "… and 2 more" in run().out


def test_unreadable_folder(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed counts as empty."""

    def refuse(self: Path) -> None:
        raise PermissionError(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "no participant list" in run().out


def test_blanks_in_names_are_quoted(run: Run, folder: Path) -> None:
    """A command that is shown can be copied as it stands."""
    (folder / "meine liste.csv").write_text("Name\nAda\n")
    assert "facilitate people 'meine liste.csv'" in run().out
