"""Tests of `export`: where files go, what is said, and what is refused."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from facilitate import exports
from facilitate.cli.export import FORMATS
from facilitate.exports import FORMATS as KNOWN
from facilitate.handouts.edition import edition_of, write_edition
from facilitate.plan import read_plan
from tests.builders import edit_rotation, make_plan
from tests.cli.conftest import Run
from tests.exports.conftest import four
from tests.json_schema import faults


@pytest.fixture(name="plan")
def _plan(folder: Path) -> Path:
    """Put a plan with dates and addresses into the folder; give its path."""
    four().write(folder / "forum.plan.json")
    return Path("forum.plan.json")


def test_the_help_names_every_format() -> None:
    """What can be typed is what there is."""
    assert tuple(KNOWN) == FORMATS


@pytest.mark.parametrize(
    ("plan_format", "files"),
    [
        ("csv", {"forum-csv/plan-wide.csv", "forum-csv/plan-long.csv"}),
        ("xlsx", {"forum.xlsx"}),
        ("ics", {"forum-ics/event.ics", *(f"forum-ics/00{n}-person-{n}.ics" for n in range(1, 5))}),
        ("zoom", {"forum-zoom/zoom-1-first-1.csv", "forum-zoom/zoom-1-first-2.csv"}),
        ("bbb", {"forum-bbb/bbb-1-first-1.json", "forum-bbb/bbb-1-first-2.json"}),
        ("text", {"forum.txt"}),
        ("json", {"forum-public.json"}),
    ],
)
def test_files_stand_beside_the_plan(
    run: Run, plan: Path, plan_format: str, files: set[str]
) -> None:
    """Without -o files are named after the plan; a second time they are not replaced unasked."""
    before = set(Path().rglob("*"))
    ran = run("export", plan, "--format", plan_format)
    assert (ran.code, ran.out) == (0, "")
    made = {path.as_posix() for path in set(Path().rglob("*")) - before if path.is_file()}
    assert made == files
    contents = {file: Path(file).read_bytes() for file in files}
    again = run("export", plan, "--format", plan_format)
    assert again.code == 2
    there = (
        "is already there"
        if len(files) == 1
        else "are already there"
        if len(files) < 4
        else f"{len(files)} files are already there"
    )
    assert there in again.err
    assert run("export", plan, "--format", plan_format, "--force").code == 0
    assert {file: Path(file).read_bytes() for file in files} == contents


def test_a_file_gets_its_ending(run: Run, plan: Path) -> None:
    """A file named without an ending can be opened all the same."""
    assert run("export", plan, "--format", "text", "-o", "rooms").code == 0
    assert Path("rooms.txt").is_file()


def test_nothing_is_written_if_one_file_is_there(run: Run, plan: Path) -> None:
    """All or nothing: one file in the way, and the others are not written either."""
    Path("out").mkdir()
    Path("out/plan-long.csv").write_text("mine", encoding="utf-8")
    assert run("export", plan, "--format", "csv", "-o", "out").code == 2
    assert [path.name for path in Path("out").iterdir()] == ["plan-long.csv"]
    assert Path("out/plan-long.csv").read_text(encoding="utf-8") == "mine"


def test_where_to(run: Run, plan: Path) -> None:
    """-o names a file for one file, a folder for several, and a folder that is there for both."""
    assert run("export", plan, "--format", "text", "-o", "rooms.txt").code == 0
    Path("out").mkdir()
    assert run("export", plan, "--format", "text", "-o", "out").code == 0
    assert run("export", plan, "--format", "csv", "-o", "new").code == 0
    assert Path("rooms.txt").read_bytes() == Path("out/plan.txt").read_bytes()
    assert len(list(Path("new").iterdir())) == 2
    in_a_file = run("export", plan, "--format", "csv", "-o", "rooms.txt")
    assert in_a_file.code == 2
    assert "cannot be made: it is a file" in in_a_file.err
    assert run("export", plan, "--format", "csv", "-o", "a/b").code == 0
    assert run("export", plan, "--format", "text", "-o", "c/d/rooms.txt").code == 0
    assert Path("a/b/plan-wide.csv").exists()
    assert Path("c/d/rooms.txt").exists()
    nowhere = run("export", plan, "--format", "text", "-o", "rooms.txt/b")
    assert (nowhere.code, "The folder rooms.txt cannot be made: " in nowhere.err) == (2, True)


def test_on_the_screen(run: Run, plan: Path) -> None:
    """-o - writes the only file to stdout; of several it says how to choose one."""
    ran = run("export", plan, "--format", "text", "--rotation", "2", "-o", "-")
    assert ran.out.splitlines()[2] == "Room 1: Person 1, Person 3"
    assert ran.err == ""
    assert json.loads(run("export", plan, "--format", "json", "-o", "-").out)["title"] == "Test"
    several = run("export", plan, "--format", "zoom", "-o", "-")
    assert (several.code, several.out) == (2, "")
    assert "There are 2 files; - shows only one." in several.err
    one = run("export", plan, "--format", "zoom", "--rotation", "1", "-o", "-")
    assert one.out.startswith("Pre-assign Room Name,Email Address")
    assert one.err.startswith("Hint: These files hold e-mail addresses")


def test_choices(run: Run, plan: Path) -> None:
    """Person, shape, delimiter, roster and session do what they say."""
    own = run("export", plan, "--format", "ics", "--person", "person 3", "-o", "-").out
    assert own.count("BEGIN:VEVENT") == 1
    long = run(
        "export", plan, "--format", "csv", "--shape", "long", "--delimiter", ";", "-o", "-"
    ).out
    assert long.splitlines()[1].startswith("1;Person 1;First session;1;2018-11-07;14:30;14:40;")
    words = ("export", plan, "--format", "bbb", "--roster", "number", "--session", "first")
    groups = json.loads(run(*words, "--rotation", "1", "-o", "-").out)
    assert groups[0] == {"id": "1", "name": "table 1", "roster": ["1", "2"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "pdf"), "--format cannot be “pdf”"),
        (("--format", "csv", "--shape", "tall"), "--shape cannot be “tall”"),
        (("--format", "bbb", "--roster", "name"), "--roster cannot be “name”"),
        (("--format", "zoom", "--person", "1"), "--person goes with --format ics only"),
        (("--format", "json", "--shape", "wide"), "--shape goes with --format csv only"),
        (("--format", "xlsx", "--delimiter", ";"), "--delimiter goes with --format csv only"),
        (("--format", "bbb", "--session", "x"), "The plan has no session “x”"),
        (("--format", "bbb", "--rotation", "9"), "There is no rotation 9 in “First session”"),
        (("--format", "ics", "--person", "99"), "Nobody in this plan has the name or number “99”"),
        ((), "--format"),
    ],
)
def test_what_is_refused(run: Run, plan: Path, words: tuple[str, ...], said: str) -> None:
    """What cannot be meant is said, and nothing is written."""
    before = set(Path().iterdir())
    ran = run("export", plan, *words)
    assert ran.code == 2
    assert said in ran.err
    assert set(Path().iterdir()) == before


def test_the_public_plan_keeps_its_schema(run: Run, plan: Path) -> None:
    """`schema public` describes what `--format json` writes."""
    schema = json.loads(run("schema", "public").out)
    data = json.loads(run("export", plan, "--format", "json", "-o", "-").out)
    assert faults(data, schema) == []
    timeless = make_plan([[[1, 2]]], title="Timeless")
    timeless.write(Path("timeless.json"))
    assert (
        faults(
            json.loads(run("export", "timeless.json", "--format", "json", "-o", "-").out), schema
        )
        == []
    )
    assert faults(data | {"rules": []}, schema) != []


def sequence(file: str) -> int:
    """Give the number of the entries in a calendar."""
    [found] = set(re.findall(r"^SEQUENCE:(\d+)", Path(file).read_text("utf-8"), re.MULTILINE))
    return int(found)


def replan(plan: Path) -> None:
    """Seat two people elsewhere."""
    other = edit_rotation(
        read_plan(plan),
        2,
        groups=tuple(
            group.model_copy(update={"place": place, "place_id": place_id})
            for group, place, place_id in zip(
                read_plan(plan).sessions[0].rotations[1].groups,
                ("table 2", "table 1"),
                ("t2", "t1"),
                strict=True,
            )
        ),
    )
    other.write(plan, overwrite=True)


def test_changed_calendars_replace_those_handed_out(run: Run, plan: Path) -> None:
    """The number of the entries grows with every change of what lies there, and only then."""
    export = ("export", plan, "--format", "ics")
    run(*export)
    run(*export, "--force")
    assert sequence("forum-ics/event.ics") == 0
    replan(plan)
    run(*export, "--force")
    assert sequence("forum-ics/event.ics") == sequence("forum-ics/001-person-1.ics") == 1
    run(*export, "--force")
    assert sequence("forum-ics/event.ics") == 1
    run(*export, "-o", "elsewhere")
    assert sequence("elsewhere/event.ics") == 0
    run(*export, "-o", "third", "--after", "forum-ics")
    assert sequence("third/event.ics") == 1
    run(*export, "--person", "1", "-o", "third/001-person-1.ics", "--force")
    assert sequence("third/001-person-1.ics") == 1


def test_calendars_follow_the_printed_edition(run: Run, plan: Path) -> None:
    """Beside prints, calendars have the number of the edition that the plan is, or will be."""
    loaded = read_plan(plan)
    first = edition_of(loaded, None, datetime(2018, 11, 5, 18, 10), stamped=False)
    Path("prints").mkdir()
    write_edition(Path("prints"), first.model_copy(update={"edition": 3}))
    export = ("export", plan, "--format", "ics", "--after", "prints", "--force")
    assert run(*export).code == 0
    assert sequence("forum-ics/event.ics") == 2
    replan(plan)
    run(*export)
    assert sequence("forum-ics/event.ics") == 3


def test_after_is_for_calendars(run: Run, plan: Path) -> None:
    """Where it would have no effect it is refused."""
    refused = run("export", plan, "--format", "xlsx", "--after", ".")
    assert refused.code == 2
    assert "--after goes with --format ics only." in refused.err


@pytest.mark.parametrize("plan_format", FORMATS)
def test_files_in_a_folder_are_refused_before_any_work(
    run: Run, plan: Path, plan_format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names are known without the files: what is in the way is told, and nothing is made."""
    Path("out").mkdir()
    assert run("export", plan, "--format", plan_format, "-o", "out").code == 0
    there = {path.name for path in Path("out").iterdir()}
    assert set(exports.names(read_plan(plan), plan_format)) == there
    monkeypatch.setattr(exports, "export", lambda *_asked: pytest.fail("made in vain"))
    assert run("export", plan, "--format", plan_format, "-o", "out").code == 2
