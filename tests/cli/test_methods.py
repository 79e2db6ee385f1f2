"""Tests of `methods`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitate.catalogue import data_folder, list_methods
from facilitate.cli.method_words import movement_words
from facilitate.cli.spec import show_method
from tests.builders import make_method, make_phase, make_ring_method, make_role
from tests.cli.conftest import Run

IDS = [method.id for method in list_methods()]


def test_list(run: Run) -> None:
    """All methods are listed, each with where it comes from."""
    out = run("methods", "list").out
    assert all(f"{name} – " in out for name in IDS)
    assert "assumed" in out
    assert [m["id"] for m in json.loads(run("methods", "list", "--json").out)] == IDS


@pytest.mark.parametrize("name", IDS)
def test_show_tells_everything(name: str, run: Run) -> None:
    """Every text of a method is shown, its origin and assumptions first."""
    method = next(m for m in list_methods() if m.id == name)
    out = " ".join(run("methods", "show", name).out.split())
    assert out.index("Origin:") < out.index("Time Part Minutes")
    texts = [
        method.summary,
        method.spoken.welcome,
        *filter(None, (method.spoken.change, method.spoken.trio)),
        *method.assumptions,
        *method.prompts,
        *(role.task for role in method.roles),
        *(phase.say for phase in method.timing.phases if phase.say),
    ]
    if method.card is not None:
        texts += [method.card.text, method.card.outer, method.card.trio]
    for text in filter(None, texts):
        assert " ".join(text.en.split()) in out
    for source in method.sources:
        assert source.key in out


def test_no_english_notes_in_german(run: Run) -> None:
    """What was taken from a source is noted in English; in German its address says enough."""
    told = run("--language", "de", "methods", "show", "kugellager").out
    assert "baukastenlehre-tubs.de" in told
    assert "The outer circle" not in " ".join(told.split())
    assert all(
        "The texts are" not in run("--language", "de", "methods", "show", name).out for name in IDS
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stationen", "groups stay together and go 1 place on"),
        ("kollegiale-beratung", "groups stay together where they are"),
        ("world-cafe", "and 1 min more for every 100 people"),
        ("world-cafe", "Host (one of the first rotation stays at the place)"),
        ("thementische", "Table host (stays at one place all the time)"),
    ],
)
def test_show_says_who_stays(name: str, words: str, run: Run) -> None:
    """Groups that go on together, hosts, and changes that take longer with more people."""
    assert words in " ".join(run("methods", "show", name).out.split())


def test_list_says_what_makes_no_groups(run: Run) -> None:
    """A break has no group sizes."""
    out = run("methods", "list").out
    assert "(no groups; of our own) Time to eat" in " ".join(out.split())
    assert "groups of –" not in out


def test_show_by_alias_and_as_json(run: Run) -> None:
    """A method is found by its other names, and can be read by programs."""
    data = json.loads(run("methods", "show", "Kugellager", "--json").out)
    assert data["id"] == "kugellager"
    assert data["movement"]["ring"] == {"outer": 1, "inner": 0}


def test_show_every_shape_of_method(capsys: pytest.CaptureFixture[str]) -> None:
    """Movements, limits and case-givers of every kind have their words."""
    ring = make_ring_method(movement={"ring": {"outer": -2, "inner": 1}})
    assert movement_words(ring.movement) == (
        "outer circle 2 seats on anticlockwise and inner circle 1 seat on clockwise "
        "(seen from above)"
    )
    shifts = make_method(movement={"shifts": [0, 1, -1]})
    assert movement_words(shifts.movement) == "by seats at the table: 0, 1, -1 tables on"
    show_method(
        make_method(
            group={"min": 3, "ideal": 3, "max": 5, "never": [4]},
            rotations={"default": 2, "max": 3},
            licence_note="CC0",
            roles=[make_role("host", count=2, policy="volunteer")],
            timing={
                "phases": [
                    make_phase("a", 1, repeat=2, speaker="host", case_giver="turned-away"),
                    make_phase("b", 1, case_giver="out"),
                ]
            },
        )
    )
    out = capsys.readouterr().out
    for told in (
        "never 4",
        "3 at most",
        "CC0",
        "2 ×, found in",
        "turned away",
        "outside",
    ):
        assert told in out


@pytest.mark.parametrize("name", IDS)
def test_check_of_the_catalogue(name: str, run: Run) -> None:
    """Every method of the catalogue passes its own check."""
    assert run("methods", "check", data_folder("methods") / f"{name}.yaml").code == 0


def test_check_finds_the_fault(run: Run, folder: Path) -> None:
    """A wrong key is told with line, column and the nearest known key; exit code 2."""
    text = (data_folder("methods") / "tischrunden.yaml").read_text("utf-8")
    (folder / "mine.yaml").write_text(text.replace("formation:", "formtion:"), "utf-8")
    ran = run("methods", "check", "mine.yaml")
    assert ran.code == 2
    assert "mine.yaml, line 22, column 1" in ran.err
    assert "formation" in ran.err


def test_check_judges(run: Run, folder: Path) -> None:
    """A ring that brings partners back early is told with its arithmetic, as JSON, too."""
    text = (data_folder("methods") / "kugellager.yaml").read_text("utf-8")
    (folder / "mine.yaml").write_text(text.replace("inner: 0}", "inner: -1}"), "utf-8")
    ran = run("methods", "check", "mine.yaml")
    assert "gcd" in ran.both
    findings = json.loads(run("methods", "check", "mine.yaml", "--json").out)
    assert findings
    assert ran.code == (2 if any(f["level"] == "error" for f in findings) else 0)


def test_check_of_a_ring_that_stands_still(run: Run, folder: Path) -> None:
    """A ring in which nobody meets anybody new is an error; exit code 2."""
    text = (data_folder("methods") / "kugellager.yaml").read_text("utf-8")
    (folder / "mine.yaml").write_text(text.replace("inner: 0}", "inner: 1}"), "utf-8")
    assert run("methods", "check", "mine.yaml").code == 2


def test_schema(run: Run) -> None:
    """The schema is JSON and names the parts of a method."""
    schema = json.loads(run("methods", "schema").out)
    assert {"id", "movement", "timing"} <= set(schema["properties"])
