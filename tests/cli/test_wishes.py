"""`wishes`: lines in, everything kept after each, the way on at the end."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run

EVENT = """\
event: {title: Forum, language: en, timezone: Europe/Berlin}
people: {file: dozen.csv}
sessions:
  - id: market
    method: titel-thesen-fragmente
    day: 2018-11-09
    start: "09:00"
    offers: cards.csv
"""
CARDS = "Nr,Art,Text\n1,These,Quartier 2030\n2,Titel,Pflege\n3,Fragment,Jugend\n"
KEPT = Path("dozen.wishes.csv")


@pytest.fixture(name="cards")
def _cards(dozen: Path, folder: Path) -> Path:
    """Put twelve people and three cards into the folder; give the list."""
    (folder / "cards.csv").write_text(CARDS, encoding="utf-8")
    return dozen


@pytest.fixture(name="type_in")
def _type_in(run: Run, cards: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that types lines on a pipe; further words go to the command."""

    def typing(text: str, *words: str | Path, file: Path = cards) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        given = words or ("--cards", "cards.csv")
        return run("wishes", file, *given)

    return typing


def test_slips_are_echoed_and_kept(type_in: Run) -> None:
    """Each line is said back with name and titles; the file holds them, and the way on is said."""
    ran = type_in("4 1 3\n5 2\n")
    assert ran.code == 0
    assert "4 Dea Meier (Verein): M1 “Quartier 2030” · M3 “Jugend”" in ran.out
    assert "2 of 12 people are in." in ran.out
    assert "facilitate plan dozen.csv --method titel-thesen-fragmente" in ran.err
    assert "--wishes dozen.wishes.csv" in ran.err
    assert "wish;4;Dea Meier;M3;2" in KEPT.read_text(encoding="utf-8-sig")


def test_a_wrong_line_stops_nothing(type_in: Run) -> None:
    """What is wrong is said with its line; the other lines count, and the exit code tells."""
    ran = type_in("4 1\n44 1\n5 2\n")
    assert ran.code == 2
    assert "line 2: 44 1" in ran.err
    assert "4 Dea Meier" in ran.err
    assert "2 of 12 people are in." in ran.out


def test_going_on(type_in: Run) -> None:
    """A second run goes on where the first ended; undo takes the last change of this run back."""
    type_in("4 1 3\n+ 7 Neu\n")
    ran = type_in("4\n5 4\n5 2\nundo\nundo\nundo\nstatus\n")
    assert "M1 “Quartier 2030” · M3 “Jugend”" in ran.out
    assert "5 Eli Meier (Amt): M4 “Neu”" in ran.out
    assert "Undone: 5 Eli Meier (Amt): M2 “Pflege”" in ran.out
    assert "nothing to undo" in ran.err
    assert "1 of 12 people are in." in ran.out


def test_status_alone(type_in: Run, folder: Path) -> None:
    """--status only prints: no line is read, no file is written."""
    ran = type_in("4 1\n", "--cards", "cards.csv", "--status")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "0 of 12 people are in.")
    assert not (folder / KEPT).exists()


def test_data_for_a_program(type_in: Run) -> None:
    """--json gives who is missing and how wanted each card is."""
    type_in("4 1 3\n5 1\n")
    data = json.loads(type_in("", "--cards", "cards.csv", "--json").out)
    assert data["people"] == 12
    assert 4 not in data["missing"]
    assert data["cards"][0] == {"id": "M1", "title": "Quartier 2030", "wanted": 2, "enough": True}
    assert data["wishes"] == {"dea-meier": ["M1", "M3"], "eli-meier": ["M1"]}


def test_two_laptops(type_in: Run, folder: Path) -> None:
    """What another laptop kept is taken over, contradictions are told."""
    type_in("4 1\n5 2\n", "--cards", "cards.csv", "-o", "b.wishes.csv")
    ran = type_in("4 3\nmerge b.wishes.csv\nmerge nowhere.csv\n")
    assert "here M3 “Jugend”; there M1 “Quartier 2030”" in ran.out
    assert "1 entry taken over from b.wishes.csv." in ran.out
    assert "nowhere.csv" in ran.err
    kept = (folder / KEPT).read_text(encoding="utf-8-sig")
    assert "wish;4;Dea Meier;M3;1" in kept
    assert "wish;5;Eli Meier;M2;1;;;;Pflege;b.wishes.csv" in kept


def test_another_file_is_never_replaced(type_in: Run, folder: Path) -> None:
    """A file that is no collection stays as it is."""
    other = folder / "survey.csv"
    other.write_text("Nr,1. Wunsch\n4,1\n", encoding="utf-8")
    ran = type_in("5 2\n", "--cards", "cards.csv", "-o", "survey.csv")
    assert ran.code == 2
    assert "another kind of file" in ran.err
    assert other.read_text(encoding="utf-8") == "Nr,1. Wunsch\n4,1\n"


class Meanwhile(io.StringIO):
    """Lines of somebody, while another program writes to the file before the second."""

    def readline(self, size: int | None = -1) -> str:
        """Give the next line."""
        if self.tell() and "Fay" not in KEPT.read_text(encoding="utf-8-sig"):
            with KEPT.open("ab") as file:
                file.write(b"wish;6;Fay Meier;M2;1;;;;;\r\n")
        return super().readline(size if size is not None else -1)


def test_a_change_from_outside_is_not_lost(
    run: Run, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If another program writes the file meanwhile, it is read again before anything is kept."""
    monkeypatch.setattr("sys.stdin", Meanwhile("4 1\n5 2\n5 3\n"))
    ran = run("wishes", cards, "--cards", "cards.csv")
    assert "was changed by another program" in ran.err
    kept = KEPT.read_text(encoding="utf-8-sig")
    assert [f"wish;{n}" in kept for n in (4, 5, 6)] == [True, True, True]
    assert "5;Eli Meier;M3" in kept


def test_a_terminal_is_greeted(run: Run, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it says how to type, helps, and ends with “done” or Ctrl-D; code 0."""
    lines = iter(["help", "cards", "99 1", "4 1", "done", "5 1"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(lines))
    ran = run("wishes", cards, "--cards", "cards.csv")
    assert ran.code == 0
    assert "Type number and cards" in ran.out
    assert "slip of person 17" in ran.out
    assert "M2  Pflege  (0 wish it)" in ran.out
    assert next(lines) == "5 1"


def test_the_end_of_typing(run: Run, cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-D ends like “done”."""

    def ended(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", ended)
    assert run("wishes", cards, "--cards", "cards.csv").code == 0


def test_cards_are_needed_with_a_list(run: Run, cards: Path) -> None:
    """A list alone has nothing to wish for."""
    ran = run("wishes", cards)
    assert (ran.code, "--cards" in ran.err) == (2, True)


# --- events -------------------------------------------------------------------------------------


@pytest.fixture(name="event")
def _event(folder: Path) -> Path:
    """Put an event with a market into the folder; give its path."""
    (folder / "event.yaml").write_text(EVENT, encoding="utf-8")
    return Path("event.yaml")


def test_the_session_of_an_event(type_in: Run, event: Path, folder: Path) -> None:
    """The only session with wishes is found; the event is to name the file."""
    ran = type_in("4 1\n", "-o", "market.wishes.csv", file=event)
    assert "1 of 12 people are in." in ran.out
    assert "wishes: market.wishes.csv" in ran.err
    assert "facilitate plan event.yaml" in ran.err
    assert (folder / "market.wishes.csv").exists()


def test_an_event_that_names_the_file(type_in: Run, event: Path, folder: Path) -> None:
    """A file the event names is begun, gone on with, and late cards in it stay."""
    with (folder / event).open("a", encoding="utf-8") as file:
        file.write("    wishes: market.wishes.csv\n")
    type_in("+ 7 Neu\nwithdraw M2\n4 4\n", "--session", "market", file=event)
    ran = type_in("5 4\nrestore M2\nM4\n", "--session", "market", file=event)
    assert ran.code == 0
    assert "wished by 4 Dea Meier, 5 Eli Meier" in ran.out
    assert "write: wishes" not in ran.err
    kept = (folder / "market.wishes.csv").read_text(encoding="utf-8-sig")
    assert "card;7;Gus Meier;M4;;;;;Neu;" in kept
    assert "withdrawn" not in kept


def test_a_survey_is_the_beginning(type_in: Run, event: Path, folder: Path) -> None:
    """If the event names a survey, its wishes are taken over into a file of their own."""
    survey = "Nr,1. Wunsch\n4,Jugend\n5,2\n"
    (folder / "survey.csv").write_text(survey, encoding="utf-8")
    with (folder / event).open("a", encoding="utf-8") as file:
        file.write("    wishes: survey.csv\n")
    ran = type_in("5 1\n", "--session", "market", file=event)
    assert "instead of M2" in ran.out
    assert "wishes: market.wishes.csv" in ran.err
    assert (folder / "survey.csv").read_text(encoding="utf-8") == survey
    kept = (folder / "market.wishes.csv").read_text(encoding="utf-8-sig")
    assert "wish;4;Dea Meier;M3;1;;;;Jugend;survey.csv" in kept


def test_no_such_session(type_in: Run, event: Path) -> None:
    """A session nobody wishes for is answered with those there are."""
    ran = type_in("4 1\n", "--session", "markt", file=event)
    assert (ran.code, "market" in ran.err) == (2, True)


def test_an_event_with_faults_leaves_nothing(type_in: Run, event: Path, folder: Path) -> None:
    """A file is not begun for an event that cannot be read."""
    text = EVENT.replace("dozen.csv", "nobody.csv") + "    wishes: market.wishes.csv\n"
    (folder / event).write_text(text, encoding="utf-8")
    assert type_in("4 1\n", "--session", "market", file=event).code == 2
    assert not (folder / "market.wishes.csv").exists()


def test_cards_have_one_number_on_the_wall_and_in_the_plan(type_in: Run, run: Run) -> None:
    """A card nobody can bring shifts no number: the plan seats who wished M3 at what M3 says."""
    Path("cards.csv").write_text(CARDS.replace("1,These", "99,These"), encoding="utf-8")
    ran = type_in("4 3\n5 3\n6 3\n")
    assert "M3 “Jugend”" in ran.out
    words = ("--method", "titel-thesen-fragmente", "--offers", "cards.csv", "--wishes", KEPT)
    assert run("plan", "dozen.csv", *words, "-o", "plan.json").code == 0
    [session] = json.loads(Path("plan.json").read_text(encoding="utf-8"))["sessions"]
    assert {wish for wishes in session["wishes"].values() for wish in wishes} == {"M3"}
    assert {t["id"]: t["title"] for t in session["topics"]}["M3"] == "Jugend"
