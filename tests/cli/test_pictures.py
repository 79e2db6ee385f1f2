"""Tests of contacts and mixing on the screen, and of pictures in files."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.builders import make_circle_plan
from tests.cli.conftest import Run

VIEWS = ("matrix", "contacts", "mixing")


def test_contacts(run: Run, plan_file: Path) -> None:
    """Everybody stands with a bar, the fewest first, and a sentence sums up."""
    out = run("show", plan_file, "--by", "contacts").out
    lines = out.splitlines()
    assert lines[1].split() == ["1", "Person", "1", "3", "1", "███"]
    assert lines[6].split() == ["4", "Person", "4", "4", "0", "████"]
    assert "Between 3 and 4 different people" in out


def test_mixing(run: Run, plan_file: Path) -> None:
    """Groups that are made up alike are counted; another attribute can be named."""
    ran = run("show", plan_file, "--by", "mixing", "--attribute", "organisation")
    assert "Groups by “organisation”" in ran.out
    assert "1 × Verein and 2 × unknown" in ran.out
    usual = run("show", plan_file, "--by", "mixing")
    assert "--attribute" in usual.err
    assert "Groups by “leader”" in usual.out or "Groups by “organisation”" in usual.out


@pytest.mark.parametrize("view", VIEWS)
def test_pictures(view: str, run: Run, plan_file: Path) -> None:
    """A picture is written whole, the same bytes again, and not over another one unasked."""
    ran = run("show", plan_file, "--by", view, "--svg", "p.svg")
    assert (ran.code, ran.out) == (0, "")
    assert ("for moderators only" in ran.err) == (view == "mixing")
    first = Path("p.svg").read_bytes()
    assert ET.fromstring(first).tag.endswith("svg")
    assert run("show", plan_file, "--by", view, "--svg", "p.svg").code == 2
    assert run("show", plan_file, "--by", view, "--svg", "p.svg", "--force").code == 0
    assert Path("p.svg").read_bytes() == first


def test_no_attribute_in_public_pictures(run: Run, plan_file: Path) -> None:
    """Neither names nor attributes stand in the pictures of who meets whom and how many."""
    for view in VIEWS[:2]:
        run("show", plan_file, "--by", view, "--svg", f"{view}.svg")
        text = Path(f"{view}.svg").read_text(encoding="utf-8")
        assert not any(private in text for private in ("Verein", "Amt", "leader", "Person 1"))


@pytest.mark.parametrize(
    "words",
    [
        ("--by", "place", "--svg", "p.svg"),
        ("--by", "matrix", "--attribute", "sector"),
        ("--by", "mixing", "--person", "1"),
        ("--by", "matrix", "--person", "1", "--svg", "p.svg"),
    ],
)
def test_options_that_do_not_fit(words: tuple[str, ...], run: Run, plan_file: Path) -> None:
    """An option that a view cannot follow is refused, not ignored."""
    ran = run("show", plan_file, *words)
    assert ran.code == 2
    assert "does not go with" in ran.err
    assert not Path("p.svg").exists()


def test_free_seats(run: Run, folder: Path) -> None:
    """Where nobody can know who meets whom, that is said and no picture is written."""
    plan = make_circle_plan([8], 2)
    free = plan.sessions[0].model_copy(update={"seating": "free"})
    plan.model_copy(update={"sessions": (free,)}).write(folder / "free.json")
    for words in (("--svg", "p.svg"), ()):
        assert "nobody can know" in run("show", "free.json", "--by", "contacts", *words).out
    assert not Path("p.svg").exists()


def test_as_data(run: Run, plan_file: Path) -> None:
    """Contacts and mixing are there for programs, too."""
    contacts = json.loads(run("show", plan_file, "--by", "contacts", "--json").out)
    assert contacts[0] == {"number": 1, "different": 3, "again": 1}
    mixing = json.loads(
        run("show", plan_file, "--by", "mixing", "--attribute", "leader", "--json").out
    )
    assert mixing["values"] == ["yes", "no", "unknown"]
    first = mixing["rotations"][0]["groups"][0]
    assert first == {"place": "t1", "label": "table 1", "counts": [1, 1, 1]}
