"""Tests of `plan`: from a list to a plan file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest

from facilitate.catalogue import data_folder
from facilitate.errors import FileError
from facilitate.plan import Plan, read_plan
from facilitate.private import PrivateRules, read_private
from facilitate.rules import Together
from tests.cli.conftest import DATA, Run

ROUNDS = ("--method", "tischrunden", "--size", "4", "--rotations", "2")


def test_writes_beside_the_list(run: Run, dozen: Path) -> None:
    """Without -o the plan goes beside the list, and every version has its own name."""
    for _time in range(3):
        assert run("plan", dozen, *ROUNDS).code == 0
    names = sorted(path.name for path in Path().glob("*.plan.json"))
    assert names == [
        "dozen-tischrunden-2.plan.json",
        "dozen-tischrunden-3.plan.json",
        "dozen-tischrunden.plan.json",
    ]
    first, *others = (Path(name).read_bytes() for name in names)
    assert others == [first, first]


def test_says_summary_and_next_steps(run: Run, dozen: Path) -> None:
    """The summary goes to stdout; where the plan is and what to do next to stderr."""
    ran = run("plan", dozen, *ROUNDS)
    assert "2 rotations, 3 groups of 4" in ran.out
    assert "{" not in ran.both
    assert "The plan is in dozen-tischrunden.plan.json." in ran.err
    assert "facilitate check dozen-tischrunden.plan.json" in ran.err


def test_details(run: Run, dozen: Path) -> None:
    """The mathematics is shown only when asked for."""
    assert "Σ" not in run("plan", dozen, *ROUNDS).out
    assert "Σ" in run("plan", dozen, *ROUNDS, "--details").out


def test_output_is_not_overwritten(run: Run, dozen: Path) -> None:
    """-o refuses a file that is there, unless --force is said."""
    Path("mine.json").write_text("precious")
    ran = run("plan", dozen, *ROUNDS, "-o", "mine.json")
    assert (ran.code, Path("mine.json").read_text()) == (2, "precious")
    assert "--force" in ran.err
    assert run("plan", dozen, *ROUNDS, "-o", "mine.json", "--force").code == 0
    assert read_plan(Path("mine.json")).sessions[0].method == "tischrunden"


@pytest.mark.parametrize("target", ["no/such/plan.json", "."])
def test_output_that_cannot_be(target: str, run: Run, dozen: Path) -> None:
    """A folder that is not there is told before anything is searched."""
    ran = run("plan", dozen, *ROUNDS, "-o", target)
    assert ran.code == 2
    assert "cannot be written" in ran.err


def test_json_is_the_plan(run: Run, dozen: Path) -> None:
    """--json writes the very bytes of the plan file to stdout, and no file without -o."""
    ran = run("plan", dozen, *ROUNDS, "--json")
    assert not list(Path().glob("*.plan.json"))
    run("plan", dozen, *ROUNDS, "-o", "plan.json")
    assert ran.out == Path("plan.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["forum-80.csv", "forum-80-excel.csv", "forum-80-pretix.csv"])
@pytest.mark.parametrize("method", ["kugellager", "sozialplanungspoker", "titel-thesen-fragmente"])
def test_real_lists_with_all_methods(name: str, method: str, run: Run) -> None:
    """Every list works with every method, and the plan passes its check."""
    shutil.copy(DATA / name, name)
    assert run("plan", name, "--method", method, "-o", "plan.json").code == 0
    assert run("check", "plan.json").code == 0


def test_apart_stays_private(run: Run, dozen: Path) -> None:
    """Who must not meet is kept in private.yaml, not in the plan, and is obeyed."""
    ran = run("plan", dozen, *ROUNDS, "--apart", "1;Ben Meier", "-o", "plan.json")
    assert ran.code == 0
    assert "1 rule about people who never sit together" in ran.err
    assert "apart" not in Path("plan.json").read_text("utf-8")
    assert "Ben Meier" in Path("private.yaml").read_text("utf-8")
    assert "private.yaml" not in run("check", "plan.json").out


def test_private_file_is_obeyed(run: Run, dozen: Path) -> None:
    """A private.yaml beside the list holds for every plan, wherever that goes."""
    Path("private.yaml").write_text("apart:\n  - [1, 2]\n")
    Path("plans").mkdir()
    assert run("plan", dozen, *ROUNDS, "-o", "plans/plan.json").code == 0
    assert Path("plans/private.yaml").exists()
    for rotation in read_plan(Path("plans/plan.json")).sessions[0].rotations:
        for group in rotation.groups:
            assert not {"ada-meier", "ben-meier"} <= set(group.members)


def test_private_file_with_a_stranger(run: Run, dozen: Path) -> None:
    """A private rule about somebody unknown is told, and the plan goes on without them."""
    Path("private.yaml").write_text("apart:\n  - [1, Zoe Unbekannt]\n  - [2, 3, 99]\n")
    ran = run("plan", dozen, *ROUNDS)
    assert ran.code == 0
    assert ran.err.count("Warning: ") == 2
    assert "Zoe Unbekannt" in ran.err
    assert "99" in ran.err
    assert "private.yaml" in ran.err
    for rotation in read_plan(next(Path().glob("*.plan.json"))).sessions[0].rotations:
        for group in rotation.groups:
            assert not {"ben-meier", "cem-meier"} <= set(group.members)


def test_private_file_with_somebody_cancelled(run: Run, folder: Path) -> None:
    """Whoever has cancelled is named with the reason; the plan goes on."""
    rows = "Ada Eins;ja\nBen Zwei;storniert\nCem Drei;ja\nDea Vier;ja\n"
    (folder / "list.csv").write_text("Name;Status\n" + rows, "utf-8")
    Path("private.yaml").write_text("apart:\n  - [Ada Eins, Ben Zwei]\n")
    ran = run("plan", "list.csv", *ROUNDS)
    assert ran.code == 0
    assert "Ben Zwei takes no seat: cancelled" in ran.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--apart", "Ada Eins;Ben Zwei"),
        ("--together", "Cem Drei;2"),
        ("--fixed", "Ben Zwei;1"),
        ("--together", "Ada Eins;Ben Zwei;Cem Drei"),
    ],
)
def test_a_rule_about_somebody_cancelled(run: Run, folder: Path, option: str, value: str) -> None:
    """Who is named in a rule and has cancelled is told; the plan goes on with the others."""
    names = ("Ada Eins", "Ben Zwei", "Cem Drei", "Dea Vier", "Eli Fünf", "Fay Sechs", "Gus Acht")
    rows = [f"{nr};{name};{'storniert' if nr == 2 else ''}" for nr, name in enumerate(names, 1)]
    (folder / "list.csv").write_text("\n".join(["Nr;Name;Status", *rows]), "utf-8")
    ran = run("plan", "list.csv", "--method", "tischrunden", "--size", "3", option, value)
    assert ran.code == 0
    assert ran.err.count("Ben Zwei takes no seat: cancelled; the name is passed over") == 1
    assert f'{option} "{value}"' in ran.err
    rules = read_plan(next(Path().glob("*.plan.json"))).rules
    kept = [rule.people for rule in rules if isinstance(rule, Together)]
    assert kept == ([("ada-eins", "cem-drei")] if value.count(";") > 1 else [])


def test_a_private_rule_waits_for_whoever_cancelled(run: Run, folder: Path) -> None:
    """It is kept whole for the day on which that person comes after all, and written once."""
    names = ("Ada Eins", "Ben Zwei", "Cem Drei", "Dea Vier", "Eli Fünf", "Fay Sechs", "Gus Acht")
    rows = [f"{nr};{name};{'storniert' if nr == 2 else ''}" for nr, name in enumerate(names, 1)]
    (folder / "list.csv").write_text("\n".join(["Nr;Name;Status", *rows]), "utf-8")
    apart = ("--apart", "1;Ben Zwei", "--apart", "Ben Zwei;Dea Vier;Eli Fünf")
    for _again in range(2):
        ran = run("plan", "list.csv", *ROUNDS, *apart, "-o", "p.json", "--force")
        assert ran.code == 0
        assert "2 rules about people who never sit together are kept" in ran.err
    assert read_private(Path()) == PrivateRules(apart=(("1", "2"), ("2", "4", "5")))
    assert not _meet(read_plan(Path("p.json")), "dea-vier", "eli-fuenf")
    came = "\n".join(["Nr;Name;Status", *(row.replace("storniert", "") for row in rows)])
    (folder / "list.csv").write_text(came, "utf-8")
    groups = ("--method", "tischrunden", "--groups", "3", "--rotations", "2")
    assert run("plan", "list.csv", *groups, "-o", "p.json", "--force").code == 0
    assert not _meet(read_plan(Path("p.json")), "ada-eins", "ben-zwei")


def _meet(plan: Plan, *people: str) -> bool:
    rotations = [rotation for session in plan.sessions for rotation in session.rotations]
    return any(set(people) <= set(group.members) for r in rotations for group in r.groups)


def test_private_file_with_half_a_name(run: Run, dozen: Path) -> None:
    """A name that several people may have stops the work: nobody may be mixed up."""
    Path("private.yaml").write_text("apart:\n  - [1, Meier]\n")
    ran = run("plan", dozen, *ROUNDS)
    assert ran.code == 2
    assert "12 Leo Meier" in ran.err
    assert not list(Path().glob("*.plan.json"))


@pytest.mark.parametrize("text", ["", "apart:\n", "apart:\naccess:\n"])
def test_private_file_without_rules(text: str, run: Run, dozen: Path) -> None:
    """An empty private.yaml, or an empty list in it, means no rules."""
    Path("private.yaml").write_text(text)
    ran = run("plan", dozen, *ROUNDS, "--apart", "1;2")
    assert ran.code == 0
    assert "1 rule" in ran.err


def test_account_is_wrapped(run: Run, forum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The account of the rows fits the terminal, as everywhere; commands stay in one line."""
    monkeypatch.setenv("COLUMNS", "60")
    shutil.copy(DATA / "forum-80-excel.csv", forum)
    told = run("plan", forum, *ROUNDS).err.splitlines()
    assert max(len(line) for line in told if not line.startswith("  facilitate ")) <= 60


def test_private_access_needs(run: Run, dozen: Path) -> None:
    """Whoever needs access sits in the circle that stays."""
    Path("private.yaml").write_text("access:\n  - {person: 3, needs: Rollstuhl}\n")
    run("plan", dozen, "--method", "kugellager", "--rotations", "2", "-o", "plan.json")
    for rotation in read_plan(Path("plan.json")).sessions[0].rotations:
        sides = {p: seat.side for group in rotation.groups for p, seat in group.seats.items()}
        assert sides["cem-meier"] == "inner"
    text = Path("plan.json").read_text("utf-8")
    assert "Rollstuhl" not in text
    assert '"access"' not in text
    assert run("check", "plan.json").code == 0
    Path("plan.json").write_text(
        text.replace('"side": "inner"', '"side": "x"')
        .replace('"side": "outer"', '"side": "inner"')
        .replace('"side": "x"', '"side": "outer"'),
        "utf-8",
    )
    assert "Cem Meier would have to change seats" in run("check", "plan.json").out


def test_together_and_fixed(run: Run, dozen: Path) -> None:
    """Together and fixed are kept in every rotation."""
    rules = ("--together", "1;2", "--fixed", "3;2")
    assert run("plan", dozen, *ROUNDS, *rules, "-o", "plan.json").code == 0
    for rotation in read_plan(Path("plan.json")).sessions[0].rotations:
        groups = {person: g.place for g in rotation.groups for person in g.members}
        assert groups["ada-meier"] == groups["ben-meier"]
        assert groups["cem-meier"] == "t2"


def test_goals(run: Run, dozen: Path) -> None:
    """Spread and avoid-same take the list's own headers, and --hard makes them musts."""
    goals = ("--spread", "Führungskraft", "--avoid-same", "organisation", "--hard", "no-repeat")
    assert run("plan", dozen, *ROUNDS, *goals, "--no-mix", "-o", "plan.json", "--groups", "3").code
    assert run("plan", dozen, *ROUNDS, *goals[:4], "--no-mix", "-o", "plan.json").code == 0
    rules = {rule.key for rule in read_plan(Path("plan.json")).rules}
    assert rules >= {"spread:leader", "avoid-same:organisation"}


@pytest.mark.parametrize("goal", ["spread:leader", "avoid-same:organisation", "no-repeat"])
def test_hard_goals(goal: str, run: Run, dozen: Path) -> None:
    """A goal that is a must is kept, or the answer is exit code 3."""
    ran = run("plan", dozen, "--method", "tischrunden", "--size", "2", "--hard", goal)
    assert ran.code in (0, 3)
    if ran.code == 0:
        plan = read_plan(next(Path().glob("*.plan.json")))
        assert any(rule.key == goal and rule.hard for rule in plan.rules)


def test_times_of_day(run: Run, dozen: Path) -> None:
    """--from and --to choose the rotations that fit, and say what one more would cost."""
    ran = run("plan", dozen, "--method", "kugellager", "--from", "14:30", "--to", "15:10")
    assert ran.code == 0
    assert re.search(r"One more would need .* more", " ".join(ran.both.split()))
    plan = read_plan(next(Path().glob("*.plan.json")))
    assert plan.sessions[0].start.hour == 14
    assert plan.timezone is None


def test_start_with_date(run: Run, dozen: Path) -> None:
    """--start gives every time its zone."""
    start = ("--start", "2018-11-07 14:30", "--timezone", "Europe/Vienna")
    assert run("plan", dozen, *ROUNDS, *start, "--title", "Forum", "-o", "p.json").code == 0
    data = json.loads(Path("p.json").read_text("utf-8"))
    assert (data["title"], data["timezone"]) == ("Forum", "Europe/Vienna")
    assert data["sessions"][0]["start"] == "2018-11-07T14:30:00+01:00"


def test_offers(run: Run, forum: Path) -> None:
    """Cards that are offered run in the market, and their file is an input of the plan."""
    method = ("--method", "titel-thesen-fragmente", "--offers", "offers.csv", "-o", "plan.json")
    assert run("plan", forum, *method).code == 0
    plan = read_plan(Path("plan.json"))
    topics = [g.topic for r in plan.sessions[0].rotations for g in r.groups if g.topic]
    assert topics
    assert len(topics) == len(set(topics))
    assert set(plan.inputs) == {"forum-80.csv", "offers.csv"}


def test_free_seats(run: Run, dozen: Path) -> None:
    """With free seats nothing is said about who meets whom."""
    ran = run("plan", dozen, "--method", "kugellager", "--rotations", "3", "--seats", "free")
    assert ran.code == 0
    assert "nobody can know beforehand" in ran.out


def test_method_of_the_folder(run: Run, dozen: Path) -> None:
    """A method file beside the list, in the folder methods, is found by its id."""
    Path("methods").mkdir()
    text = (data_folder("methods") / "tischrunden.yaml").read_text("utf-8")
    Path("methods/mine.yaml").write_text(text.replace("id: tischrunden", "id: mine"), "utf-8")
    assert run("plan", dozen, "--method", "mine", "--rotations", "2").code == 0
    assert Path("dozen-mine.plan.json").exists()


def test_time_limit_is_told(run: Run, dozen: Path) -> None:
    """A search that is stopped by the clock says so."""
    ran = run("plan", dozen, "--method", "tischrunden", "--size", "4", "--time-limit", "0.001")
    assert ran.code == 0
    plan = read_plan(next(Path().glob("*.plan.json")))
    assert (plan.status == "stopped-by-time") == ("time limit" in ran.out)


def test_hints_about_the_list_are_counted(run: Run) -> None:
    """Hints about the list do not drown the plan: they are counted."""
    shutil.copy(DATA / "forum-80-excel.csv", "list.csv")
    ran = run("plan", "list.csv", *ROUNDS)
    assert "hint about the list" in ran.err or "hints about the list" in ran.err


def test_title_with_escapes(run: Run, dozen: Path) -> None:
    """What a terminal would obey does not enter the plan, which can be read again."""
    assert run("plan", dozen, *ROUNDS, "--title", "\x1b[31mForum\x07", "-o", "p.json").code == 0
    assert read_plan(Path("p.json")).title == "[31mForum"


def test_times_that_are_none(run: Run, dozen: Path) -> None:
    """Each time of day that is none is told, once."""
    ran = run("plan", dozen, "--method", "kugellager", "--from", "25:00", "--to", "26:00")
    assert (ran.err.count("25:00"), ran.err.count("26:00")) == (1, 1)


@pytest.mark.parametrize("name", ["dozen.csv", "people.numbers", "private.yaml", "methods/a.yaml"])
def test_output_is_never_an_input(name: str, run: Run, dozen: Path) -> None:
    """-o refuses whatever the plan is made from, also with --force."""
    for other in ("people.numbers", "private.yaml", "methods/a.yaml"):
        (dozen.parent / other).parent.mkdir(exist_ok=True)
        (dozen.parent / other).write_text("precious")
    before = (dozen.parent / name).read_bytes()
    ran = run("plan", dozen, *ROUNDS, "-o", dozen.parent / name, "--force")
    assert (ran.code, (dozen.parent / name).read_bytes()) == (2, before)
    assert "is one of the inputs; choose another name" in " ".join(ran.err.split())


def test_offers_are_not_written_over(run: Run, dozen: Path) -> None:
    """-o refuses the file of offers and a method file that was named."""
    for option, name in (("--offers", "offers.csv"), ("--method", "mine.yaml")):
        Path(name).write_text("precious")
        ran = run("plan", dozen, *ROUNDS, option, name, "-o", f"./{name}", "--force")
        assert (ran.code, Path(name).read_text()) == (2, "precious")
        assert "is one of the inputs" in " ".join(ran.err.split())


def test_options_are_named_as_typed(run: Run, dozen: Path) -> None:
    """What the library calls a size is the option on the command line."""
    for size in (("--size", "40"), ("--size=40",)):
        ran = run("plan", dozen, "--method", "tischrunden", *size)
        assert (ran.code, "Where: --size\n" in ran.err) == (2, True)


def test_groups_and_size_exclude_each_other(run: Run, dozen: Path) -> None:
    """The number of groups and their size cannot both be said."""
    ran = run("plan", dozen, *ROUNDS, "--groups", "3")
    assert ran.code == 2
    assert "--groups and --size cannot both be said" in ran.err


def test_rotations_and_time_are_compared(run: Run, dozen: Path) -> None:
    """Whether so many rotations fit is answered; without an end it is said what is planned."""
    said = {
        "10:00 --to 12:00 --rotations 3": "Yes, there is time for 3 rotations",
        "10:00 --to 10:20 --rotations 3": "No, there is no time for 3 rotations",
        "13:30": "No end was said: 3 rotations are planned, until 14:07.",
        "13:30 --minutes 90": "7 rotations fit",
    }
    for options, told in said.items():
        ran = run("plan", dozen, "--method", "tischrunden", "--from", *options.split())
        assert ran.code == 0
        assert told in " ".join(ran.err.split())


def test_unknown_place_in_circles_says_what_can_be_named(run: Run, dozen: Path) -> None:
    """In circles a circle or a chair can be named as well, and the message says so."""
    ran = run("plan", dozen, "--method", "kugellager", "--rotations", "2", "--fixed", "1;Z99")
    assert ran.code == 2
    assert "A circle (“A”) or a chair of the circle that stays (“A3”)" in " ".join(ran.err.split())


def test_a_folder_that_takes_no_files_is_refused_early(
    run: Run, dozen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written is told before anybody is planned or numbered."""

    def closed(paths: Sequence[Path], **_how: object) -> NoReturn:
        raise FileError("closed", code="file-not-writable", where=str(paths[0]))

    monkeypatch.setattr("facilitate.cli.making.refuse_early", closed)
    for words in ((), ("-o", "plan.json")):
        ran = run("plan", dozen, "--method", "kugellager", *words)
        assert (ran.code, "closed" in ran.err) == (2, True)
    assert not Path("people.numbers").exists()


@pytest.mark.parametrize(
    ("option", "value"), [("--apart", "1;5"), ("--together", "5;1"), ("--fixed", "Eli Fünf;1")]
)
def test_a_rule_about_somebody_of_another_list(
    run: Run, folder: Path, option: str, value: str
) -> None:
    """Who is typed now and has no row in this list is an error: another list's number is meant."""
    names = ("Ada Eins", "Ben Zwei", "Cem Drei", "Dea Vier", "Eli Fünf")
    for count in (5, 4):
        (folder / "list.csv").write_text("\n".join(["Name", *names[:count]]), "utf-8")
        assert run("people", "list.csv").code == 0
    ran = run("plan", "list.csv", "--method", "tischrunden", "--size", "2", option, value)
    assert ran.code == 2
    assert "5 Eli Fünf takes no seat: no longer in the list." in ran.err
    assert f'{option} "{value}"' in ran.err
