"""Tests of `new`: with questions and without."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitate.catalogue import data_folder
from facilitate.cli import app as cli_app
from facilitate.cli import new as new_command
from facilitate.cli import understood
from facilitate.errors import EventError, UsageError
from facilitate.intake import read_people
from facilitate.preparing import Brief, load_event
from facilitate.rules import Apart, AvoidSame, Spread, Together
from facilitate.yaml_source import load_yaml
from tests.cli.conftest import Ran, Run
from tests.json_schema import faults as schema_faults

Asked = Callable[..., Ran]


@pytest.fixture(name="ask")
def _ask(run: Run, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Give a function that runs `new` and answers its questions with these lines."""
    monkeypatch.setattr(new_command, "on_a_terminal", lambda: True)

    def ask(*words: str, answers: tuple[str, ...]) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        return run("new", *words)

    return ask


def _brief(folder: str = "fest") -> Brief:
    return load_event(Path(folder) / "event.yaml")


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_starting_point(run: Run, folder: Path, language: str) -> None:
    """Without questions a commented event with invented people is written, which loads."""
    ran = run("new", "fest", "--no-questions", "--method", "tischrunden", "--language", language)
    assert (ran.code, ran.out) == (0, "")
    assert "facilitate plan fest/event.yaml" in ran.err
    assert _files(folder / "fest") == ["event.schema.json", "event.yaml", "people.csv"]
    text = (folder / "fest" / "event.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=event.schema.json\n")
    assert text.count("#") > 12
    brief = _brief()
    assert (brief.event.title, brief.event.language, len(brief.roster)) == ("fest", language, 16)
    assert {"sector", "first_timer", "leader"} <= set(brief.roster.columns)
    assert [s.method for s in brief.event.sessions] == ["tischrunden"]


def test_whole_event(run: Run) -> None:
    """Without a method it is a whole event of several sessions."""
    assert run("new", "fest", "--no-questions").code == 0
    assert [s.method for s in _brief().event.sessions] == ["kugellager", "pause", "tischrunden"]


def test_schema_beside_it_takes_it(run: Run, folder: Path) -> None:
    """The schema that is written beside the event accepts the event."""
    run("new", "fest", "--no-questions", "--method", "kugellager")
    schema = json.loads((folder / "fest" / "event.schema.json").read_text(encoding="utf-8"))
    data = load_yaml(folder / "fest" / "event.yaml", error=EventError).data
    assert schema_faults(data, schema) == []


def test_comments_can_be_used(run: Run, folder: Path) -> None:
    """What stands in comments is right as well: with it the event still loads."""
    run("new", "fest", "--no-questions", "--method", "tischrunden")
    path = folder / "fest" / "event.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = (
        "together:",
        "fixed:",
        "days:",
        "columns:",
        "override:",
        "place:",
        "rotations:",
        "start:",
    )
    used = [
        line.replace("# ", "", 1) if line.strip("# ").startswith(wanted) else line for line in lines
    ]
    text = "\n".join(used).replace("Bereich", "Sector").replace("  mix:", "  # mix:")
    path.write_text(text, encoding="utf-8")
    brief = _brief()
    assert brief.event.place == "Hannover"
    assert any(isinstance(rule, Together) for rule in brief.event.rules)
    assert brief.event.sessions[0].rotations == 3
    assert f"{brief.event.sessions[0].start:%d.%m. %H:%M}" == "07.11. 14:30"


def test_list_of_ones_own(run: Run, dozen: Path) -> None:
    """A list that stands elsewhere is named as seen from the event, and not copied."""
    assert run("new", "fest", "--people", dozen, "--no-questions").code == 0
    assert _brief().people.name == "dozen.csv"
    assert not (Path("fest") / "people.csv").exists()


def test_answers(ask: Asked, dozen: Path, folder: Path) -> None:
    """Answers become an event and a private file."""
    answers = (
        "tischrunden",
        "2018-11-07 14:30-16:00",
        "4x5",
        "1",
        "vielleicht",
        "j",
        "1;2, 3+4",
        "nein",
    )
    ran = ask("fest", "--people", str(dozen), answers=answers)
    assert ran.code == 0
    assert "“vielleicht” is neither yes nor no." in ran.err
    brief = _brief()
    (session,) = brief.event.sessions
    assert (f"{session.start:%Y-%m-%d %H:%M}", session.minutes) == ("2018-11-07 14:30", 90)
    assert [(p.id, p.seats) for p in session.places] == [(f"t{k}", 5) for k in range(1, 5)]
    assert set(brief.event.rules) == {
        Spread(attribute="leader"),
        AvoidSame(attribute="organisation"),
        Together(people=("cem-meier", "dea-meier")),
        Apart(people=("ada-meier", "ben-meier")),
    }
    assert "Ada" not in (folder / "fest" / "event.yaml").read_text(encoding="utf-8")
    assert (folder / "people.numbers").exists()
    assert "The same without an event file" not in ran.err  # places and times mean more here


def test_the_same_without_an_event_file(ask: Asked, dozen: Path) -> None:
    """Where options say all of it the command is given, and makes the same plan."""
    answers = ("tischrunden", "", "", "1", "n", "1;2, 3+4", "n")
    ran = ask("fest", "--people", str(dozen), answers=answers)
    assert "facilitate plan dozen.csv --method tischrunden --spread" in ran.err
    assert "--apart '1;2' --together '3;4'" in ran.err


def test_enter_is_an_answer(ask: Asked) -> None:
    """Enter alone answers every question; there are never more than eight."""
    ran = ask("fest", answers=("", "", "", "", "", "", "", "n"))
    assert ran.code == 0
    assert len(_brief().roster) == 16


def test_without_a_date(ask: Asked) -> None:
    """Times without a date are times of day."""
    answers = ("", "kugellager", "14:30 bis 15:10", "", "n", "", "n")
    ran = ask("fest", answers=answers)
    assert ran.code == 0
    assert _brief().event.sessions[0].minutes == 40


def test_without_an_end_it_is_said_how_long_it_takes(ask: Asked) -> None:
    """A begin alone is taken, and what that means is said; with an end nothing is."""
    alone = ask("fest", answers=("", "kugellager", "13:30", "", "n", "", "n"))
    assert "With an end: 13:30-17:00." in " ".join(alone.err.split())
    both = ask("fest2", answers=("", "kugellager", "13:30-14:30", "", "n", "", "n"))
    assert "With an end" not in both.err


def test_two_people_need_a_sign_between_them(ask: Asked, dozen: Path) -> None:
    """Two numbers with a blank between are answered with what to write."""
    answers = ("", "", "", "", "n", "3 4", "3;4", "n")
    ran = ask("fest", "--people", str(dozen), answers=answers)
    assert ran.code == 0
    assert "“3 4” does not name two people." in ran.err
    assert "Write 17;23" in ran.err


def test_together_spares_the_pairs(ask: Asked, dozen: Path) -> None:
    """In a whole event people stay together where they can: not in pairs that change."""
    answers = ("", "", "", "", "n", "3+4", "n")
    assert ask("fest", "--people", str(dozen), answers=answers).code == 0
    brief = _brief()
    assert brief.event.rules == ()
    together = {s.id: s.rules for s in brief.event.sessions if s.rules}
    assert together == {"tischrunden": (Together(people=("cem-meier", "dea-meier")),)}


def test_nearby_list_is_offered(ask: Asked, dozen: Path) -> None:
    """The newest list of the folder is what Enter takes."""
    del dozen
    assert ask("fest", answers=("", "kugellager", "", "", "n", "", "n")).code == 0
    assert _brief().people.name == "dozen.csv"


def test_nearby_list_is_taken(run: Run, dozen: Path, folder: Path) -> None:
    """Without questions the newest list that has people is taken, and it is said which."""
    wishes = folder / "wishes.csv"
    wishes.write_text("Name;1. Wunsch\nAnna Müller;Wohnen\n", encoding="utf-8")
    (folder / "notes.txt").write_text("Bring the gong, and do not forget the flip charts!")
    ran = run("new", "fest", "--no-questions")
    assert ran.code == 0
    assert "The people are those of dozen.csv, the list that lies here." in ran.err
    assert _brief().people.name == dozen.name
    (folder / "fest2").mkdir()
    (folder / "fest2" / "guests.txt").write_text("Anna Müller\nÖmer Koch\n", encoding="utf-8")
    (folder / "fest2" / "old.csv").write_text("Name\nEva Hahn\n", encoding="utf-8")
    os.utime(folder / "fest2" / "old.csv", (0, 0))
    assert "guests.txt, the newer of the two lists" in run("new", "fest2", "--no-questions").err
    assert len(_brief("fest2").roster) == 2


def test_columns_to_mix_by(folder: Path) -> None:
    """Remarks, wishes, numbers, addresses and what everybody answers otherwise are not offered."""
    headers = (
        "Nr;Name;E-Mail;Sektor;Gruppe;AG 1. Wahl;Bemerkungen;Bezahlt;Eingang;Was mir wichtig ist"
    )
    rows = [
        f"{n};P{n} Q{n};p@x.org;{'ab'[n % 2]};{n % 3};{'uv'[n % 2]};{('', 'vegan')[n % 2]};ja;"
        f"2018-10-0{n % 4 + 1};" + "very much " * 8
        for n in range(1, 13)
    ]
    path = folder / "list.csv"
    path.write_text("\n".join([headers, *rows]), encoding="utf-8")
    assert understood.columns(read_people(path).roster) == ["Sektor", "Gruppe"]


def test_asked_again(ask: Asked, dozen: Path) -> None:
    """What is not understood is said, and asked again."""
    answers = (
        *("nix.csv", str(dozen)),
        *("tischrundn", "tischrunden"),
        *("25:00", "9-8", "31.2.2018 9-10", ""),
        *("viele", "4"),
        *("7", "1"),
        "n",
        *("1;99", "5", "3 + 4"),
        "n",
    )
    ran = ask("fest", answers=answers)
    assert ran.code == 0
    for said in ("nix.csv", "tischrundn", "25:00", "08:00", "31.2.2018", "viele", "“7”", "99"):
        assert said in ran.err
    assert [len(s.places) for s in _brief().event.sessions] == [4]


def test_too_short_for_all(ask: Asked) -> None:
    """A whole event needs more than its break."""
    ran = ask("fest", answers=("", "", "9-9:10", "9-12", "", "", "n", "", "n"))
    assert "too short" in ran.err
    assert [s.minutes for s in _brief().event.sessions] == [82, 15, 82]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", (None, None)),
        ("20", (20, None)),
        ("20 Tische", (20, None)),
        ("20x6", (20, 6)),
        ("20 × 6", (20, 6)),
        ("20 mal 6", (20, 6)),
        ("20 Tische mit je 6 Plätzen", (20, 6)),
        ("20 tables, 6 seats each", (20, 6)),
        ("3;9", None),
        ("3+9", None),
        ("3-9", None),
        ("3 9", None),
        ("3,9", None),
        ("10 oder 12", None),
        ("4 bis 6 Tische", None),
        ("2x3x4", None),
        ("0x6", None),
        ("20x0", None),
        ("99999", None),
        ("viele", None),
    ],
)
def test_tables_are_what_can_only_be_meant(
    typed: str, meant: tuple[int | None, int | None] | None
) -> None:
    """Tables and seats are understood in many ways; what may mean people or a range is not."""
    if meant is not None:
        assert understood.tables(typed) == meant
        return
    with pytest.raises(UsageError) as refused:
        understood.tables(typed)
    assert refused.value.findings[0].code == "tables-not-understood"


def test_what_cannot_be_is_asked_again(ask: Asked, dozen: Path) -> None:
    """An answer with which nothing could be planned is told at once, before anything is written."""
    answers = (
        *("9-9:10", "9-12"),
        *("3;9", "2x5", "5x3", "3x4"),
        "",
        "n",
        *("3+4+5+6+7", "1;2,1+2", "3+4"),
        "n",
    )
    ran = ask("fest", "--people", str(dozen), "--method", "tischrunden", answers=answers)
    assert ran.code == 0
    for said in (
        "does not fit into 10 minutes",
        "“3;9” is no number of tables",
        "12 people need a seat, but the room has 10.",
        "3 groups of up to 4",
        "cannot always sit together",
        "together and apart at the same time",
    ):
        assert said in " ".join(ran.err.split())
    session = _brief().event.sessions[0]
    assert [place.seats for place in session.places] == [4, 4, 4]
    assert _brief().event.rules == (Together(people=("cem-meier", "dea-meier")),)


def test_a_method_for_more_people_is_asked_again(ask: Asked, folder: Path) -> None:
    """Three people are too few for circles; the way out is told, and another method asked for."""
    (folder / "three.csv").write_text("Name\nAda\nBen\nCem\n", encoding="utf-8")
    answers = ("kugellager", "", "tischrunden", "", "", "", "n")
    ran = ask("fest", "--people", "three.csv", answers=answers)
    assert ran.code == 0
    assert ran.err.count("3 people are too few for double circles") == 2
    assert [s.method for s in _brief().event.sessions] == ["tischrunden"]


@pytest.mark.parametrize("answers", [(), ("", "tischrunden", "9-10", "", "1")])
def test_abort_leaves_nothing(ask: Asked, folder: Path, answers: tuple[str, ...]) -> None:
    """Whoever stops in the middle leaves no file behind."""
    ran = ask("fest", answers=answers)
    assert ran.code == 130
    assert "Stopped." in ran.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("there", ["event.yaml", "private.yaml", "people.csv"])
def test_nothing_is_overwritten(run: Run, folder: Path, there: str) -> None:
    """A file that is there stays, and nothing else is written."""
    (folder / "fest").mkdir()
    (folder / "fest" / there).write_text("mine", encoding="utf-8")
    ran = run("new", "fest", "--no-questions", "--method", "kugellager")
    assert ran.code == 2
    assert there in ran.err
    assert _files(folder / "fest") == [there]
    assert (folder / "fest" / there).read_text(encoding="utf-8") == "mine"


def test_folder_that_cannot_be(run: Run, folder: Path) -> None:
    """A file in the way of the folder is told."""
    (folder / "fest").write_text("", encoding="utf-8")
    assert run("new", "fest").code == 2
    assert run("new", "fest/sub", "--no-questions", "--method", "kugellager").code == 2


def test_own_method_file(run: Run, folder: Path) -> None:
    """A method file is named as seen from the event."""
    text = (data_folder("methods") / "tischrunden.yaml").read_text(encoding="utf-8")
    (folder / "meine.yaml").write_text(
        text.replace("id: tischrunden", "id: meine", 1), encoding="utf-8"
    )
    assert run("new", "fest", "--method", "meine.yaml", "--no-questions").code == 0
    assert _brief().event.sessions[0].method == "../meine.yaml"


def test_plan_now(ask: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever wants to plan at once gets the exit code of planning."""
    called: list[list[str]] = []
    real = cli_app.main

    def plan(words: list[str]) -> int:
        called.append(words)
        return 3

    monkeypatch.setattr("facilitate.cli.app.main", plan)
    monkeypatch.setattr("tests.cli.conftest.main", real)
    ran = ask("fest", "--method", "kugellager", answers=("", "", "", "n", "", "y"))
    assert ran.code == 3
    assert called == [["--language", "en", "plan", "fest/event.yaml"]]
