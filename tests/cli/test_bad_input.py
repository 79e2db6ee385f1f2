"""Every kind of bad input ends in one message with a way out, and leaves nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROUNDS = ("plan", "dozen.csv", "--method", "tischrunden")
BAD = {
    "missing list": (2, ("plan", "dozn.csv", "--method", "tischrunden"), "dozen.csv"),
    "no method": (2, ("plan", "dozen.csv"), "--method is missing"),
    "unknown method": (2, ("plan", "dozen.csv", "--method", "kugelager"), "kugellager"),
    "0 rotations": (2, (*ROUNDS, "--rotations", "0"), "--rotations cannot be 0"),
    "a million rotations": (2, (*ROUNDS, "--rotations", "1000000"), "500 at most"),
    "size 1": (2, (*ROUNDS, "--size", "1"), "--size cannot be 1"),
    "0 groups": (2, (*ROUNDS, "--groups", "0"), "--groups cannot be 0"),
    "too many groups": (3, (*ROUNDS, "--groups", "9"), "9"),
    "negative seed": (2, (*ROUNDS, "--seed", "-1"), "--seed"),
    "huge seed": (2, (*ROUNDS, "--seed", str(2**63)), "--seed cannot be"),
    "no time": (2, (*ROUNDS, "--time-limit", "0"), "--time-limit"),
    "too little time": (3, (*ROUNDS, "--minutes", "3"), "minutes"),
    "minutes in words": (2, (*ROUNDS, "--minutes", "soon"), "“soon”"),
    "rotations without an end": (2, (*ROUNDS, "--rotations", "2", "--to", "9:40"), "--from"),
    "start and from": (2, (*ROUNDS, "--start", "2018-11-07 9:00", "--from", "9:00"), "both"),
    "to without from": (2, (*ROUNDS, "--to", "15:00"), "--from"),
    "backwards": (2, (*ROUNDS, "--from", "15:00", "--to", "14:00"), "not later"),
    "no such day": (2, (*ROUNDS, "--start", "2018-02-30 9:00"), "2018-02-30"),
    "no such zone": (2, (*ROUNDS, "--timezone", "Europe/Berln"), "Europe/Berlin"),
    "unknown seats": (2, (*ROUNDS, "--seats", "fre"), "“free”"),
    "free seats at tables": (2, (*ROUNDS, "--seats", "free"), "means nothing"),
    "offers at tables": (2, (*ROUNDS, "--offers", "dozen.csv"), "means nothing"),
    "apart unknown": (2, (*ROUNDS, "--apart", "Ada Meier;Ben Maier"), "Ben Meier"),
    "apart ambiguous": (2, (*ROUNDS, "--apart", "1;"), "two people"),
    "apart one": (2, (*ROUNDS, "--apart", "1"), "two people"),
    "apart twice the same": (2, (*ROUNDS, "--apart", "1;Ada Meier"), "one person twice"),
    "together unknown": (2, (*ROUNDS, "--together", "1;99"), "99"),
    "together too many": (3, (*ROUNDS, "--size", "2", "--together", "1;2;3"), "together"),
    "together and apart": (3, (*ROUNDS, "--together", "1;2", "--apart", "2;1"), "Ada Meier"),
    "fixed unknown person": (2, (*ROUNDS, "--fixed", "Zoe;1"), "Zoe"),
    "fixed without place": (2, (*ROUNDS, "--fixed", "1"), "one person and one place"),
    "fixed unknown place": (2, (*ROUNDS, "--fixed", "1;Tisch 77"), "Tisch 77"),
    "more fixed than seats": (
        3,
        (*ROUNDS, "--size", "2", *(w for n in "123" for w in ("--fixed", f"{n};1"))),
        "1",
    ),
    "spread unknown": (2, (*ROUNDS, "--spread", "Fürungskraft"), "Führungskraft"),
    "avoid unknown": (2, (*ROUNDS, "--avoid-same", "Org"), "Org"),
    "hard unknown": (2, (*ROUNDS, "--hard", "no-repat"), "no-repeat"),
    "hard without column": (2, (*ROUNDS, "--hard", "spread"), "spread:COLUMN"),
    "hard impossible": (
        3,
        (*ROUNDS, "--size", "4", "--rotations", "6", "--hard", "no-repeat"),
        "",
    ),
    "unknown encoding": (2, (*ROUNDS, "--encoding", "cp1225"), "cp1225"),
    "unknown column": (2, (*ROUNDS, "--column", "sector=Bereich"), "Bereich"),
    "offers missing": (
        2,
        ("plan", "dozen.csv", "--method", "titel-thesen-fragmente", "--offers", "none.csv"),
        "none.csv",
    ),
    "plan missing": (2, ("show", "none.json"), "none.json"),
    "plan is no plan": (2, ("check", "dozen.csv"), "no plan file"),
    "unknown view": (2, ("show", "plan.json", "--by", "roation"), "rotation"),
    "unknown person": (2, ("show", "plan.json", "--person", "Persn 1"), "Person 1"),
    "person by place": (2, ("show", "plan.json", "--by", "place", "--person", "1"), "--person"),
    "private missing": (2, ("check", "plan.json", "--private", "none.yaml"), "none.yaml"),
    "method file missing": (2, ("methods", "check", "none.yaml"), "none.yaml"),
    "method unknown": (2, ("methods", "show", "poker1"), "poker"),
}


@pytest.mark.parametrize(("code", "words", "told"), BAD.values(), ids=BAD.keys())
def test_one_message(
    code: int, words: tuple[str, ...], told: str, run: Run, dozen: Path, plan_file: Path
) -> None:
    """The exit code is right, the message has place or way out, nothing is left behind."""
    del dozen, plan_file
    before = sorted(Path().rglob("*"))
    ran = run(*words)
    assert ran.code == code, ran.both
    assert told in ran.err
    assert "Error:" in ran.err
    assert "Traceback" not in ran.both
    assert "our fault" not in ran.both
    assert ran.out == ""
    assert sorted(Path().rglob("*")) == before


def test_all_faults_at_once(run: Run, dozen: Path) -> None:
    """Several faults are told in one go."""
    ran = run("plan", dozen, "--method", "x", "--size", "1", "--rotations", "0", "--apart", "1")
    assert ran.err.count("Error:") == 3


def test_all_unknown_people_at_once(run: Run, dozen: Path) -> None:
    """Every unknown person of every rule is told."""
    rules = ("--together", "98;99", "--fixed", "97;1", "--spread", "Nichts")
    assert run(*ROUNDS, *rules).err.count("Error:") == 4
    assert run(*ROUNDS, "--apart", "98;99", "--apart", "97;1").err.count("Error:") == 3


def test_list_as_binary(run: Run, folder: Path) -> None:
    """An old Excel file is refused with the way out."""
    (folder / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    ran = run("people", "old.xls")
    assert ran.code == 2
    assert ".xlsx" in ran.err


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a,b\n1,2\n", "Name\n�da\n".encode()])
def test_hopeless_lists(content: bytes, run: Run, folder: Path) -> None:
    """An empty list, one without names, and one with destroyed letters are refused."""
    (folder / "list.csv").write_bytes(content)
    ran = run("people", "list.csv")
    assert ran.code == 2
    assert "Error:" in ran.err
    assert not Path("people.numbers").exists()


@pytest.mark.parametrize("command", ["show", "timetable", "check"])
@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"format": "facilitate-plan/1"}', b"\xff\xfe\x00"]
)
def test_damaged_plans(command: str, content: bytes, run: Run, folder: Path) -> None:
    """A damaged plan is told as such by every command."""
    (folder / "bad.json").write_bytes(content)
    ran = run(command, "bad.json")
    assert ran.code == 2
    assert "Error:" in ran.err
