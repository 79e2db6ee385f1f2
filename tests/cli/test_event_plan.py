"""`plan` with an event file, and what can be seen of the plan afterwards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from facilitate.catalogue import data_folder
from tests.cli.conftest import Run

SMALL = """
schema: facilitate-event/1
event: {title: Treffen, days: [2018-11-07, 2018-11-08], language: en}
people: {file: people.csv}
sessions:
  - {id: kreis, method: kugellager, day: 1, start: "14:00", rotations: 3}
  - {id: pause, method: pause, title: Kaffee, minutes: 20}
  - {id: tische, method: tischrunden, day: 2, start: "09:00", rotations: 3}
"""


@pytest.fixture
def event(folder: Path) -> Path:
    """Write a small event of two days."""
    rows = ["Nr,Vorname,Nachname,Organisation"]
    rows += [f"{i},Vor{chr(64 + i)},Nach{chr(64 + i)},Amt {i}" for i in range(1, 17)]
    (folder / "people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    path = folder / "event.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_an_event_is_planned(run: Run, event: Path) -> None:
    """One file, one command, one plan with all sessions; a second gets its own name."""
    ran = run("plan", event)
    assert ran.code == 0
    plan = json.loads(Path("event.plan.json").read_text("utf-8"))
    assert [session["id"] for session in plan["sessions"]] == ["kreis", "pause", "tische"]
    assert plan["days"] == ["2018-11-07", "2018-11-08"]
    assert run("check", "event.plan.json", "--event", event).code == 0
    assert run("plan", event).code == 0
    assert Path("event-2.plan.json").read_bytes() == Path("event.plan.json").read_bytes()


@pytest.mark.usefixtures("seated_once")
def test_the_event_says_the_language(run: Run, event: Path) -> None:
    """The event's language is spoken whatever the system speaks; a flag wins."""
    event.write_text(SMALL.replace("language: en", "language: de"), encoding="utf-8")
    assert "Tischrunden: 3 Runden" in run("plan", event).out
    assert "3 rotations" in run("--language", "en", "plan", event).out


def test_alone_shows_what_it_brings(run: Run, event: Path) -> None:
    """Both scores stand side by side."""
    ran = run("plan", event, "--alone")
    assert "Planned together, and each session alone" in ran.out
    row = next(line for line in ran.out.splitlines() if line.startswith("meetings again"))
    together, alone, _bound = map(int, row.split()[-3:])
    assert together <= alone


@pytest.mark.usefixtures("seated_once")
def test_keep_changes_nothing_without_need(run: Run, event: Path) -> None:
    """The same event beside its plan gives the same seats, and says so."""
    run("plan", event, "-o", "plan.json")
    ran = run("plan", event, "--keep", "plan.json", "-o", "again.json")
    assert "0 of 96 seats of the earlier plan have changed" in ran.err
    assert Path("again.json").read_bytes() == Path("plan.json").read_bytes()


def test_options_of_a_session_have_no_place(run: Run, event: Path) -> None:
    """What belongs into the event file is told, all of it."""
    ran = run("plan", event, "--method", "kugellager", "--rotations", "4", "--no-mix")
    assert ran.code == 2
    for option in ("--method", "--rotations", "--no-mix"):
        assert f"{option} has no place beside an event file." in ran.err
    assert run("plan", "people.csv", "--method", "tischrunden", "--alone").code == 2


def test_all_faults_of_an_event_are_told(run: Run, event: Path) -> None:
    """Each with line, column and the nearest word."""
    text = SMALL.replace("kugellager", "kugelager").replace("minutes: 20", "minuten: 20")
    event.write_text(text.replace("people.csv", "pepole.csv"), encoding="utf-8")
    ran = run("plan", event)
    assert ran.code == 2
    assert "kugellager" in ran.err
    assert "“minutes”" in ran.err
    assert "people.csv" in ran.err
    assert "line 7, column 47" in " ".join(ran.err.split())
    assert not list(event.parent.glob("*.plan.json"))


@pytest.mark.usefixtures("seated_once")
def test_one_person_sees_both_days(run: Run, event: Path) -> None:
    """Everything that concerns somebody, day by day, the pause included."""
    run("plan", event)
    ran = run("show", "event.plan.json", "--person", "5")
    for shown in (
        "Wednesday, 7 November 2018",
        "Thursday, 8 November 2018",
        "Kaffee",
        "Rotation 3: Table",
        " · with ",
    ):
        assert shown in ran.out


def test_whoever_is_away_reads_so(run: Run, event: Path) -> None:
    """A session somebody misses is named, not shown."""
    away = "people: {file: people.csv, attendance: [{person: 5, misses: [tische]}]}"
    event.write_text(SMALL.replace("people: {file: people.csv}", away), encoding="utf-8")
    run("plan", event)
    ran = run("show", "event.plan.json", "--person", "5")
    assert "Not there: Table rounds." in ran.out
    assert run("check", "event.plan.json").code == 0


@pytest.mark.usefixtures("seated_once")
def test_the_example_event_is_sound(run: Run, folder: Path) -> None:
    """Nobody meets twice in three days, and everybody gets what can be had."""
    shutil.copytree(data_folder("examples") / "forum-2018", folder / "forum")
    line = ("--language", "en", "plan", "forum/event.yaml", "-o", "forum/plan.json")
    assert run(*line).code == 0
    plan = json.loads(Path("forum/plan.json").read_text("utf-8"))
    reached = plan["score"]
    assert reached["no-repeat"] == reached["unserved"] == reached["no-veteran"] == 0
    assert reached["missed-first"] == plan["bounds"]["missed-first"] == 19
    assert run("check", "forum/plan.json", "--event", "forum/event.yaml").code == 0


@pytest.mark.usefixtures("seated_once")
@pytest.mark.parametrize("name", ["private.yaml", "geheim.yaml"])
def test_a_plan_is_checked_with_the_private_rules_of_its_event(
    run: Run, event: Path, name: str
) -> None:
    """With --event, private.yaml beside the event file, or the one it names, is looked for."""
    if name != "private.yaml":
        event.write_text(SMALL + f"private: {name}\n", encoding="utf-8")
        Path(name).write_text("apart: []\n")
    Path("plans").mkdir()
    assert run("plan", event, "-o", "plans/plan.json").code == 0
    plan = json.loads(Path("plans/plan.json").read_text("utf-8"))
    first, second = plan["sessions"][2]["rotations"][0]["groups"][0]["members"][:2]
    numbers = {person["id"]: person["number"] for person in plan["participants"]}
    assert "private.yaml" in run("check", "plans/plan.json").out
    Path(name).write_text(f"apart:\n  - [{numbers[first]}, {numbers[second]}]\n")
    Path("plans/private.yaml").write_text("access: []\n")
    ran = run("check", "plans/plan.json", "--event", event)
    assert ran.code == 4
    assert "private.yaml" not in ran.out


@pytest.mark.usefixtures("seated_once")
def test_rules_inside_the_event_are_checked(run: Run, event: Path) -> None:
    """Apart rules of event.yaml, for all sessions or one, and access needs hold without --event."""
    rules = "rules:\n  apart: [[1, 2], {people: [3, 4], sessions: [tische]}]\n"
    event.write_text(f"{SMALL}{rules}  access: [{{person: 5}}]\n", encoding="utf-8")
    assert run("plan", event, "-o", "plan.json").code == 0
    good = run("check", "plan.json")
    assert (good.code, "private.yaml" in good.out) == (0, False)
    Path("other").mkdir()
    told = {
        "event.yaml": ("-o", "kept.json"),
        "--event": ("-o", "other/plan.json"),
    }
    for named, target in told.items():
        said = " ".join(run("plan", event, *target).err.split())
        assert "2 rules about people who never sit together are not in the plan." in said
        assert named in said.partition("never sit together")[2].partition("Next")[0]
    Path("private.yaml").write_text("apart:\n  - [6, 7]\n")
    said = " ".join(run("plan", event).err.split())
    assert "3 rules about people" in said
    assert "Keep private.yaml beside it" in said
    Path("private.yaml").unlink()

    plan = json.loads(Path("plan.json").read_text("utf-8"))
    ids = {person["number"]: person["id"] for person in plan["participants"]}
    stay = {ids[1], ids[2], ids[3], ids[5]}
    _together(plan["sessions"][0]["rotations"][0]["groups"], ids[3], ids[4], stay)  # allowed there
    _together(plan["sessions"][2]["rotations"][1]["groups"], ids[3], ids[4], stay)
    Path("edited.json").write_text(json.dumps(plan), encoding="utf-8")
    ran = run("check", "edited.json")
    assert ran.code == 4
    assert ran.out.count("must not meet") == 1
    assert "Table rounds, Rotation 2" in ran.out
    with_event = run("check", "edited.json", "--event", event)
    assert with_event.out.count("must not meet") == 1

    event.write_text(event.read_text("utf-8") + "# changed\n", encoding="utf-8")
    other = run("check", "edited.json")
    assert "must not meet" not in other.out.replace("(who must not meet", "")
    assert "--event event.yaml" in other.out


def _together(groups: list[dict[str, list[str]]], one: str, other: str, stay: set[str]) -> None:
    """Exchange people of two groups, none of those who `stay`, so that `other` sits with `one`."""
    with_one = next(g["members"] for g in groups if one in g["members"])
    if other in with_one:
        return
    with_other = next(g["members"] for g in groups if other in g["members"])
    at = next(k for k, person in enumerate(with_one) if person not in stay)
    with_other[with_other.index(other)], with_one[at] = with_one[at], other
