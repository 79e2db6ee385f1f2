"""Tests of `show`, `timetable` and `check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from facilitate.plan import read_plan
from facilitate.private import PrivateRules, write_private
from tests.builders import edit, edit_group, make_circle_plan, make_plan
from tests.cli.conftest import Run, six_people
from tests.test_agenda import forum

READERS = ("participants", "moderators", "rooms")
VIEWS = ("rotation", "place", "person", "matrix")


@pytest.mark.parametrize("view", VIEWS)
def test_views_golden(view: str, run: Run, plan_file: Path, snapshot: SnapshotAssertion) -> None:
    """Every view stays as it was read and approved."""
    ran = run("show", plan_file, "--by", view)
    assert ran.code == 0
    assert ran.out == snapshot


@pytest.mark.parametrize("view", VIEWS)
def test_views_as_json(view: str, run: Run, plan_file: Path, snapshot: SnapshotAssertion) -> None:
    """Every view is there for programs, too."""
    assert json.loads(run("show", plan_file, "--by", view, "--json").out) == snapshot


def test_one_person(run: Run, plan_file: Path) -> None:
    """--person shows one person's way, and with whom they sit."""
    by_number, by_name = (
        run("show", plan_file, "--person", "4"),
        run("show", plan_file, "--person", "person 4"),
    )
    assert by_number == by_name
    assert "5 Person 5, 6 Person 6" in by_number.out
    assert "1 Person 1, 2 Person 2" in by_number.out
    data = json.loads(run("show", plan_file, "--person", "4", "--json").out)
    assert [stop["with"] for stop in data[0]["stops"]] == [[5, 6], [1, 2]]


def test_whom_one_person_meets(run: Run, plan_file: Path) -> None:
    """--by matrix --person lists everybody whom that person meets."""
    out = run("show", plan_file, "--by", "matrix", "--person", "1").out
    assert out.startswith("1 Person 1 meets 3 people")
    assert "2 Person 2 (2×)" in out


def test_matrix_without_repeats(run: Run, folder: Path) -> None:
    """Where nobody meets twice, that is said."""
    make_plan([[[1, 2], [3, 4]], [[1, 3], [2, 4]]]).write(folder / "p.json")
    assert "Nobody meets the same person twice." in run("show", "p.json", "--by", "matrix").out


def test_matrix_of_many_repeats(run: Run, folder: Path) -> None:
    """Of many repeated pairs only the first are named."""
    table = [list(range(1, 9))]
    make_plan([table, table]).write(folder / "p.json")
    assert "28 pairs meet again" in run("show", "p.json", "--by", "matrix").out
    assert "and 8 more" in run("show", "p.json", "--by", "matrix").out


def test_matrix_of_free_seats(run: Run, folder: Path) -> None:
    """With free seats there is no picture to draw."""
    edit(make_circle_plan([6], 2), seating="free").write(folder / "p.json")
    assert "nobody can know" in run("show", "p.json", "--by", "matrix").out


@pytest.mark.parametrize("view", ["rotation", "place"])
def test_free_seats_are_shown_once(view: str, run: Run, folder: Path) -> None:
    """With free seats each circle is shown once, side by side."""
    edit(make_circle_plan([6], 3), seating="free").write(folder / "p.json")
    out = run("show", "p.json", "--by", view).out
    assert out.count("all rotations, free seats") == (1 if view == "rotation" else 3)
    assert "outer circle" in out
    assert "inner circle" in out


def test_sitting_out_and_topics(run: Run, folder: Path) -> None:
    """Who sits out is named, and so are cards."""
    plan = edit_group(
        six_people(), 1, "t1", topic="Pflege", roles={"p1": "host"}, members=("p1", "p2")
    )
    first = plan.sessions[0].rotations[0].model_copy(update={"sitting_out": ("p3",)})
    edit(plan, rotations=(first, *plan.sessions[0].rotations[1:])).write(folder / "p.json")
    out = run("show", "p.json").out
    assert "Sitting out: 3 Person 3" in out
    assert "Pflege" in out
    assert "1 Person 1 (host)" in out
    assert "Pflege" in run("show", "p.json", "--by", "place").out
    assert "pause" in run("show", "p.json", "--by", "person").out


def test_strangers_put_in_by_hand(run: Run, folder: Path) -> None:
    """Somebody who stands in a group but not among the people is shown, not a failure."""
    edit_group(six_people(), 1, "t1", members=("p1", "p2", "p3", "zoe")).write(folder / "p.json")
    for view in VIEWS:
        assert run("show", "p.json", "--by", view).code == 0
    assert "? zoe" in run("show", "p.json").out
    assert run("check", "p.json").code == 4


@pytest.mark.parametrize("view", VIEWS)
def test_views_in_a_narrow_terminal(
    view: str, run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 60 columns no line is longer than the terminal."""
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("show", plan_file, "--by", view).out.splitlines())) <= 60


@pytest.mark.parametrize("reader", READERS)
def test_timetable_golden(reader: str, run: Run, folder: Path, snapshot: SnapshotAssertion) -> None:
    """Every timetable stays as it was read and approved."""
    forum().write(folder / "p.json")
    assert run("timetable", "p.json", "--for", reader).out == snapshot


@pytest.mark.parametrize("reader", READERS)
def test_timetable_as_json_golden(
    reader: str, run: Run, folder: Path, snapshot: SnapshotAssertion
) -> None:
    """Every timetable is there for programs, too."""
    forum().write(folder / "p.json")
    assert json.loads(run("timetable", "p.json", "--for", reader, "--json").out) == snapshot


def test_timetable_without_a_clock(run: Run, plan_file: Path) -> None:
    """Where no clock was given, every timetable says so; in JSON times are offsets."""
    for reader in READERS:
        assert "No clock was given" in run("timetable", plan_file, "--for", reader).out
    [session] = json.loads(run("timetable", plan_file, "--json").out)
    assert [r["start"] for r in session["rotations"]] == ["00:00:00", "00:12:00"]
    assert session["rotations"][0]["phases"][0]["id"] == "talk"


def test_timetable_points_to_the_other_readers(run: Run, plan_file: Path) -> None:
    """Whoever sees the sessions only is told how to see every minute."""
    assert "--for moderators" in run("timetable", plan_file).err


def test_timetable_of_one_day(run: Run, folder: Path) -> None:
    """--day shows one day; a day without anything is refused with those that there are."""
    forum().write(folder / "p.json")
    for day in ("2018-11-08", "2"):
        out = run("timetable", "p.json", "--day", day).out
        assert "Thursday" in out
        assert "Wednesday" not in out
    ran = run("timetable", "p.json", "--day", "2018-11-09")
    assert (ran.code, ran.out) == (2, "")
    assert "2018-11-07 and 2018-11-08" in ran.err


def test_timetable_for_nobody(run: Run, plan_file: Path) -> None:
    """A reader that there is not is refused with those that there are."""
    ran = run("timetable", plan_file, "--for", "guests")
    assert ran.code == 2
    assert "participants, moderators, rooms" in ran.err


def test_timetable_of_a_real_method(run: Run, dozen: Path) -> None:
    """A whole timetable has setting up, words to say, signals, harvest and clearing."""
    start = ("--start", "2018-11-07 14:30", "-o", "plan.json", "--rotations", "2")
    run("plan", dozen, "--method", "sozialplanungspoker", *start)
    out = run("timetable", "plan.json", "--for", "moderators").out
    assert "Wednesday, 7 November 2018, 14:30–" in out
    for part in (
        "Setting up",
        "Introduction",
        "Rotation 2",
        "Signal: Changing places",
        "Harvest",
    ):
        assert part in out
    assert "No clock was given" not in out


def test_questions_are_filled_in(run: Run, dozen: Path) -> None:
    """What is read aloud has the question of its rotation, no placeholder."""
    run("plan", dozen, "--method", "kugellager", "--rotations", "2", "-o", "plan.json")
    out = " ".join(run("timetable", "plan.json", "--for", "moderators").out.split())
    assert "{" not in out
    for rotation in (1, 2):
        prompt = read_plan(Path("plan.json")).sessions[0].spec.prompt(rotation)
        assert prompt is not None
        assert " ".join(str(prompt).split()) in out


@pytest.mark.parametrize("reader", READERS)
def test_timetable_in_a_narrow_terminal(
    reader: str, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 50 columns no line is longer than the terminal, but for headings."""
    forum().write(folder / "p.json")
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("timetable", "p.json", "--for", reader).out.splitlines()
    assert all(len(line) <= 50 for line in lines if "2018" not in line)


def test_check_of_a_sound_plan(run: Run, plan_file: Path) -> None:
    """A sound plan gets exit code 0, and it is said what was checked."""
    ran = run("check", plan_file)
    assert ran.code == 0
    assert "Checked: 6 people, 2 rotations" in ran.out
    assert "0 errors" in ran.out


def test_check_of_a_broken_plan(run: Run, folder: Path) -> None:
    """A broken rule is told with its place; exit code 4."""
    edit_group(six_people(), 2, "t1", members=("p1", "p2", "p3")).write(folder / "p.json")
    ran = run("check", "p.json")
    assert ran.code == 4
    assert "Error:" in ran.out
    assert "The plan breaks a rule." in ran.err


def test_check_as_json(run: Run, folder: Path) -> None:
    """Findings are there for programs, too, with the same exit code."""
    edit_group(six_people(), 2, "t1", members=("p1", "p2", "p3")).write(folder / "p.json")
    ran = run("check", "p.json", "--json")
    assert ran.code == 4
    assert "error" in {finding["level"] for finding in json.loads(ran.out)}


def test_check_with_private_rules(run: Run, plan_file: Path, tmp_path: Path) -> None:
    """Private rules are read beside the plan, or from where --private says."""
    (tmp_path / "elsewhere").mkdir()
    rules = PrivateRules(apart=(("1", "2"),))
    path = write_private(tmp_path / "elsewhere", rules, {})
    assert run("check", plan_file).code == 0
    assert run("check", plan_file, "--private", path).code == 4
    write_private(tmp_path, rules, {})
    assert run("check", plan_file).code == 4
    assert read_plan(plan_file) == six_people()


def test_one_person_has_no_empty_columns(run: Run, plan_file: Path) -> None:
    """Without tasks and cards there are no columns for them."""
    out = run("show", plan_file, "--person", "4").out
    assert "Task" not in out
    assert "Topic" not in out


def test_one_person_in_a_circle(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Circle, side and seat stay in one line."""
    monkeypatch.setenv("COLUMNS", "80")
    make_circle_plan([6], 2).write(folder / "p.json")
    out = run("show", "p.json", "--person", "1").out
    assert "outer circle, seat 1" in out or "inner circle, seat 1" in out
