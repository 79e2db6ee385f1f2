"""Tests of `demo`."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from facilitate.cli.demo import MARKER, PLAN
from facilitate.plan import read_plan
from facilitate.planning.turns import Sitting
from tests.cli.conftest import Run
from tests.conftest import Kept


def test_demo(run: Run, kept_seats: Kept) -> None:
    """The demo shows three days and their rotations, and leaves a sound plan.

    An empty folder is taken; a second run gives the same bytes, whoever found the seats before,
    and leaves other files alone.
    """
    folder = Path("facilitate-demo")
    folder.mkdir()
    with patch.object(Sitting, "planned", kept_seats.planned):
        ran = run("demo")
    assert ran.code == 0
    for shown in ("Rotation", "15:03", "Thursday, 8 November 2018", "30 more"):
        assert shown in ran.out
    assert "Of 75 people with wishes get: 56 the first wish and 19 the second wish." in ran.out
    path = folder / PLAN
    plan = read_plan(path)
    assert len(plan.participants) == 80
    assert plan.score["no-repeat"] == plan.score["no-veteran"] == plan.score["unserved"] == 0
    assert run("check", path).code == 0

    (folder / "notes.txt").write_text("mine")
    before = {each: each.read_bytes() for each in folder.iterdir()}
    assert run("demo").code == 0
    assert {each: each.read_bytes() for each in folder.iterdir()} == before
    assert (folder / MARKER).exists()


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
