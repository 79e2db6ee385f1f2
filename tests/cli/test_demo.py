"""Tests of `demo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.cli.demo import MARKER, PLAN
from facilitate.plan import read_plan
from tests.cli.conftest import Run


def test_demo(run: Run) -> None:
    """The demo shows three days, their rotations and a picture, and leaves a sound plan."""
    ran = run("demo")
    assert ran.code == 0
    for shown in ("Rotation", "15:03", "Thursday, 8 November 2018", "Who meets whom", "▀"):
        assert shown in ran.out
    assert "Of 75 people with wishes get: 56 the first wish and 19 the second wish." in ran.out
    path = Path("facilitate-demo", PLAN)
    plan = read_plan(path)
    assert len(plan.participants) == 80
    assert plan.score["no-repeat"] == plan.score["no-veteran"] == plan.score["unserved"] == 0
    assert run("check", path).code == 0


def test_second_demo_rewrites_its_own(run: Run) -> None:
    """A second run gives the same bytes into the same folder, and leaves other files alone."""
    run("demo", "--directory", "here")
    Path("here/notes.txt").write_text("mine")
    before = {path: path.read_bytes() for path in Path("here").iterdir()}
    assert run("demo", "--directory", "here").code == 0
    assert {path: path.read_bytes() for path in Path("here").iterdir()} == before
    assert Path("here", MARKER).exists()


@pytest.mark.parametrize("kind", ["foreign", "file", "impossible"])
def test_folder_that_is_not_ours(kind: str, run: Run, folder: Path) -> None:
    """A folder or file of somebody else is left as it is."""
    target = folder / "there"
    if kind == "file":
        target.write_text("mine")
    elif kind == "foreign":
        target.mkdir()
        (target / "notes.txt").write_text("mine")
    else:
        (folder / "a").write_text("mine")
        target = folder / "a" / "b"
    before = sorted(folder.rglob("*"))
    ran = run("demo", "--directory", target)
    assert ran.code == 2
    assert "--directory" in ran.err
    assert sorted(folder.rglob("*")) == before


def test_empty_folder_is_taken(run: Run, folder: Path) -> None:
    """An empty folder may be used."""
    (folder / "empty").mkdir()
    assert run("demo", "--directory", "empty").code == 0
