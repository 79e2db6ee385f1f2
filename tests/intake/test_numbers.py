"""Numbers stay with their people from list to list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.errors import RosterError
from facilitate.intake import Changes, Intake, numbers_path, read_people, write_numbers
from facilitate.intake.registry import Entry, Registry, format_registry, parse_registry

Person = tuple[str, str, str]
PEOPLE = [(f"{g} {f}", o, "") for g in ("Anna", "Bo") for f in ("Müller", "Koch") for o in "KL"]
LISTS = st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True).flatmap(st.permutations)


@pytest.fixture(scope="module")
def series(folder: Callable[[], Path]) -> Callable[..., list[Intake]]:
    """Read several lists one after the other, each with the numbers of those before."""

    def reading(*lists: str) -> list[Intake]:
        path = folder() / "people.csv"
        intakes = []
        for text in lists:
            path.write_text(text, encoding="utf-8")
            intakes.append(read_people(path))
            write_numbers(intakes[-1], numbers_path(path))
        return intakes

    return reading


def listing(people: Sequence[Person]) -> str:
    """Write people as a list."""
    return "Name;Firma;E-Mail\n" + "".join(f"{';'.join(person)}\n" for person in people)


def numbers(intake: Intake) -> dict[tuple[str, str], int]:
    """Give the numbers by name and organisation."""
    return {(p.name, p.organisation): p.number for p in intake.roster}


@settings(max_examples=60, deadline=None)
@given(LISTS, LISTS, LISTS)
def test_numbers_are_stable_and_never_reused(
    series: Callable[..., list[Intake]],
    first: list[Person],
    second: list[Person],
    third: list[Person],
) -> None:
    """Whatever comes, goes and moves, a number means one person for ever."""
    meaning: dict[int, tuple[str, str]] = {}
    for intake in series(*map(listing, (first, second, third, first))):
        for who, number in numbers(intake).items():
            assert meaning.setdefault(number, who) == who
    assert len(set(meaning.values())) == len(meaning)


@settings(max_examples=30, deadline=None)
@given(st.permutations(PEOPLE))
def test_order_does_not_matter(series: Callable[..., list[Intake]], people: list[Person]) -> None:
    """The same people in another order have the same numbers and ids, and nothing changed."""
    before, after = series(listing(PEOPLE), listing(people))
    assert {(p.number, p.id) for p in before.roster} == {(p.number, p.id) for p in after.roster}
    assert numbers(before) == numbers(after)
    assert after.changes == Changes()


def test_first_numbers_follow_the_rows(series: Callable[..., list[Intake]]) -> None:
    """Without numbers of its own a list is numbered from 1."""
    (intake,) = series(listing(PEOPLE))
    assert [p.number for p in intake.roster] == list(range(1, 9))
    assert intake.changes is None


def test_the_lists_own_numbers_are_adopted(series: Callable[..., list[Intake]]) -> None:
    """Good numbers are taken over; that of somebody who cancelled is not given to another."""
    first, second = series(
        "Nr;Name;Status\n7;Anna;\n12;Bernd;\n90;Carl;storniert\n",
        "Nr;Name;Status\n1;Dora;\n2;Bernd;\n3;Anna;\n4;Carl;\n",
    )
    assert [p.number for p in first.roster] == [7, 12]
    assert [p.number for p in second.roster] == [91, 12, 7, 90]
    assert second.changes
    assert second.changes.sentence() == "1 new, 1 back again"
    assert "numbers-differ" in [f.code for f in second.findings]


def test_who_cancelled_is_known_by_number(series: Callable[..., list[Intake]]) -> None:
    """A number stays known when its person cancels or is gone, and is nobody else's."""
    roster = series(
        "Name\nAnna Koch\nBo Li\nCem Ay\n", "Name;Status\nAnna Koch;\nBo Li;abgesagt\n"
    )[-1].roster
    for named, said in (("2", "2 Bo Li .*has cancelled"), ("3", "3 Cem Ay .*no longer in the")):
        with pytest.raises(RosterError, match=said):
            roster.find(named)
    with pytest.raises(RosterError, match="Nobody in the list has the number 4"):
        roster.find("4")


@pytest.mark.parametrize("rows", ["1;A\n1;B\n", "0;A\n1;B\n", "1;A\n;B\n", "10000;A\n2;B\n"])
def test_bad_numbers_are_not_adopted(read: Callable[..., Intake], rows: str) -> None:
    """Repeated, missing and impossible numbers are replaced, and it is told."""
    intake = read(f"Nr;Name\n{rows}")
    assert [p.number for p in intake.roster] == [1, 2]
    assert "numbers-not-taken-over" in [f.code for f in intake.findings]


RECOGNISED = {
    "spelling": ("Jörg Müller;K;", "Joerg Mueller;k;"),
    "title": ("Jörg Müller;K;", "Prof. Dr. Jörg Müller;K;"),
    "e-mail added": ("Anna;K;", "Anna;K;a@example.org"),
    "e-mail gone": ("Anna;;a@example.org", "Anna;;"),
    "organisation changed": ("Anna;K;a@example.org", "Anna;L;a@example.org"),
    "e-mail changed": ("Anna;K;a@example.org", "Anna;K;b@example.org"),
    "everything added": ("Anna;;", "Anna;K;a@example.org"),
}


@pytest.mark.parametrize("how", RECOGNISED)
def test_people_are_recognised(series: Callable[..., list[Intake]], how: str) -> None:
    """A person whose row was corrected stays the same person."""
    before, after = RECOGNISED[how]
    head = "Name;Firma;E-Mail\n"
    _first, second = series(f"{head}Zoe;Z;\n{before}\n", f"{head}{after}\nZoe;Z;\n")
    assert [p.number for p in second.roster] == [2, 1]
    assert not second.changes


def test_somebody_else_of_the_same_name_is_new(series: Callable[..., list[Intake]]) -> None:
    """Another organisation and address is another person; the old number is not reused."""
    head = "Name;Firma;E-Mail\n"
    first, second = series(f"{head}Anna;K;a@example.org\n", f"{head}Anna;L;b@example.org\n")
    assert [p.number for p in second.roster] == [2]
    assert second.roster.people[0].id == "anna-2"
    assert second.changes
    assert second.changes.sentence() == "1 new, 1 no longer in the list"
    assert "numbers-other-list" in [f.code for f in second.findings]
    assert first.changes is None


def test_a_wrong_list_before_says_how_to_repair(series: Callable[..., list[Intake]]) -> None:
    """A list that shares hardly anybody with the one before is told; no number is lost."""
    junk = "Name\n" + "".join(
        f"Zeile {chr(97 + i)}{chr(97 + j)}\n" for i in range(9) for j in range(9)
    )
    right = "Name\nZeile aa\n" + "".join(f"Person {chr(97 + i)}\n" for i in range(12))
    _first, second = series(junk, right)
    told = next(f for f in second.findings if f.code == "numbers-other-list")
    assert told.message == "Of the 81 people numbered before only 1 is in this list."
    assert "--numbers" in told.hint
    assert "delete" not in told.hint


def test_another_list_is_told_every_time(series: Callable[..., list[Intake]]) -> None:
    """The numbers are still those of another list when this one is read again; a few are not."""
    names = [f"Person {one}{two}" for one in "abc" for two in "abcdefgh"]
    junk, right = ("Name\n" + "\n".join(part) + "\n" for part in (names[:8], names[8:]))
    again = f"{right}Lena Neu\n"
    for read in series(junk, right, right, again)[1:]:
        told = [f.message for f in read.findings if f.code == "numbers-other-list"]
        assert told == ["Nobody of the 8 people numbered before is in this list."]
    few = "Name\nTom Test\nTina Test\n"
    found = [[f.code for f in read.findings] for read in series(few, right, right)]
    assert ["numbers-other-list" in codes for codes in found] == [False, True, False]
    lost = "Name\n" + "\n".join(names[:4]) + "\n"
    found = [[f.code for f in read.findings] for read in series(junk, lost, lost)]
    assert not any("numbers-other-list" in codes for codes in found)


def test_changes_in_one_sentence(series: Callable[..., list[Intake]]) -> None:
    """New, back, cancelled, gone and renamed people are counted."""
    head = "Name;E-Mail;Status\n"
    first, second, third = series(
        f"{head}Anna Alt;a@example.org;\nBernd B;b@example.org;\nCarl C;;\nDora D;;\n",
        f"{head}Anna Neu;a@example.org;\nBernd B;b@example.org;abgesagt\nDora D;;\nEva E;;\n",
        f"{head}Anna Neu;a@example.org;\nBernd B;b@example.org;\nDora D;;\nEva E;;\n",
    )
    assert second.changes
    assert third.changes
    assert second.changes.sentence() == "1 new, 1 cancelled, 1 no longer in the list, 1 renamed"
    assert (second.changes.renamed[0].old.name, second.changes.renamed[0].new.name) == (
        "Anna Alt",
        "Anna Neu",
    )
    assert third.changes.sentence() == "1 back again"
    assert Changes().sentence() == "nobody new, nobody gone"
    assert [p.number for p in third.roster] == [1, 2, 4, 5]
    assert [p.number for p in first.roster] == [1, 2, 3, 4]


def test_a_buyers_address_renames_nobody(series: Callable[..., list[Intake]]) -> None:
    """An address that two people share does not make one of them the other."""
    head = "Name;E-Mail\n"
    _first, second = series(
        f"{head}Anna A;b@example.org\nAnna B;b@example.org\n",
        f"{head}Anna A;b@example.org\nAnna C;b@example.org\n",
    )
    assert [p.number for p in second.roster] == [1, 3]


def test_cancelled_and_signed_up_again(series: Callable[..., list[Intake]]) -> None:
    """Whoever has a cancelled row and a good one keeps the number."""
    head = "Name;Firma;E-Mail;Status\n"
    _first, second = series(
        f"{head}Anna;K;a@example.org;\n",
        f"{head}Anna;K;a@example.org;storniert\nAnna;;a@example.org;\n",
    )
    assert [p.number for p in second.roster] == [1]
    assert not second.changes


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zs", "Zl", "Zp")))


@given(
    st.lists(
        st.tuples(TEXT.filter(bool), TEXT, TEXT, st.sampled_from(["active", "gone"])), max_size=5
    )
)
def test_written_numbers_are_read_back(people: list[tuple[str, str, str, str]]) -> None:
    """Whatever the names are, the file says the same again."""
    entries = tuple(
        Entry(at + 1, f"p-{at}", *(parse_safe(text) for text in person[:3]), person[3])
        for at, person in enumerate(people)
    )
    registry = Registry(tuple(entry for entry in entries if entry.name))
    assert parse_registry(format_registry(registry).encode(), "x") == registry


def parse_safe(text: str) -> str:
    """Clean a text as every cell of a list is cleaned."""
    from facilitate.intake.cleaning import clean  # noqa: PLC0415

    return clean(text)


def test_formulas_do_not_reach_a_spreadsheet() -> None:
    """A name that begins like a formula is written as text."""
    text = format_registry(Registry((Entry(1, "a", "=1+1"),)))
    assert "'=1+1" in text


GOOD = format_registry(Registry((Entry(1, "a", "Anna"), Entry(2, "b", "Bernd"))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Name;Ort\nAnna;K\n",
        GOOD.replace("2,b", "1,b"),
        GOOD.replace("2,b", "2,a"),
        GOOD.replace("active", "asleep"),
        GOOD.replace("1,a", "0,a"),
        GOOD.replace("1,a", "x,a"),
        GOOD + "3,c\n",
        GOOD + '3,"c',
        GOOD.replace("2,b,Bernd", "²,b,Bernd"),
    ],
)
def test_a_damaged_file_is_never_destroyed(
    read: Callable[..., Intake], folder: Callable[[], Path], text: str
) -> None:
    """A file that is not ours, or damaged, is an error and stays as it is."""
    path = folder() / "people.numbers"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RosterError) as caught:
        write_numbers(read("Name\nAnna\n"), path)
    assert caught.value.findings[0].code == "numbers-damaged"
    assert path.read_text(encoding="utf-8") == text


def test_numbers_of_other_people_are_not_overwritten(
    read: Callable[..., Intake], folder: Callable[[], Path]
) -> None:
    """Numbers the import did not know of are not lost."""
    path = folder() / "people.numbers"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(RosterError, match="other people"):
        write_numbers(read("Name\nZoe\n"), path)
    assert path.read_text(encoding="utf-8") == GOOD


def test_storing_twice_writes_once(read: Callable[..., Intake], folder: Callable[[], Path]) -> None:
    """The file only changes when there is something new."""
    path = folder() / "people.numbers"
    intake = read("Name\nAnna\n")
    assert write_numbers(intake, path)
    assert not write_numbers(intake, path)


def test_numbers_in_a_file_that_is_no_text() -> None:
    """Bytes that are no text are no numbers, and the error says so."""
    with pytest.raises(RosterError) as caught:
        parse_registry(b"\xff\xfe\x00", "people.numbers")
    assert caught.value.findings[0].code == "numbers-damaged"


def test_newcomers_keep_the_numbers_of_their_list(tmp_path: Path) -> None:
    """Where the list's numbers are those that were given, whoever comes late keeps theirs."""
    path = tmp_path / "people.csv"
    rows = [f"{i},Vor{chr(64 + i)} Nach{chr(64 + i)},Amt" for i in range(1, 13)]
    path.write_text("\n".join(["Nr,Name,Organisation", *rows[:10]]), encoding="utf-8")
    write_numbers(read_people(path), numbers_path(path))
    path.write_text("\n".join(["Nr,Name,Organisation", *rows]), encoding="utf-8")
    assert [person.number for person in read_people(path).roster] == list(range(1, 13))


def test_numbers_of_another_list_are_not_taken_over(tmp_path: Path) -> None:
    """Where the list numbers people anew, newcomers get numbers nobody had."""
    path = tmp_path / "people.csv"
    people = [f"Vor{chr(64 + i)} Nach{chr(64 + i)}" for i in range(1, 13)]
    first = [f"{i},{name},Amt" for i, name in enumerate(people[:10], start=1)]
    path.write_text("\n".join(["Nr,Name,Organisation", *first]), encoding="utf-8")
    write_numbers(read_people(path), numbers_path(path))
    again = [f"{i},{name},Amt" for i, name in enumerate(reversed(people), start=1)]
    path.write_text("\n".join(["Nr,Name,Organisation", *again]), encoding="utf-8")
    numbers = {person.name: person.number for person in read_people(path).roster}
    assert [numbers[name] for name in people[:10]] == list(range(1, 11))
    assert {numbers[name] for name in people[10:]} == {13, 14}
