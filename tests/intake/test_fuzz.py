"""Whatever stands in a file: an error for people, or a list whose rows are all accounted for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.errors import FacilitateError
from facilitate.intake import Intake, numbers_path, read_offers, read_people, write_numbers

HEADERS = [
    "Name",
    "Vorname",
    "Nachname",
    "Name Teilnehmer*in",
    "E-Mail",
    "Organisation",
    "Status",
    "Erstteilnahme",
    "schon dabei gewesen",
    "Anzahl Teilnahmen",
    "Anzahl",
    "Nr",
    "Bemerkung",
    "Funktion",
    "storniert am",
    "",
    "Quatsch",
]
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "",
            "Anna Müller",
            "Müller, Anna",
            "N.N.",
            "+1",
            "abgesagt",
            "ja",
            "-",
            "Summe",
            "80",
            "a@example.org",
            "A <a@example.org>",
            "Dr.",
            "Name",
            "Vorname",
            "Anna +2",
            "1",
            "2",
            "Host Details",
            "Moderation",
            "Warteliste",
            "Rollstuhl",
            "\x1b[31mrot",
            "=1+1",
            "'",
        ]
    ),
    st.text(max_size=12),
)
TABLES = st.tuples(
    st.lists(st.lists(CELLS, max_size=4), max_size=3),
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7),
    st.lists(st.lists(CELLS, max_size=9), max_size=12),
).map(lambda parts: [*parts[0], parts[1], *parts[2]])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
FUZZ = settings(max_examples=150, deadline=None)


def written(table: list[list[str]], delimiter: str) -> str:
    """Write a table as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue()


def assert_told(error: FacilitateError) -> None:
    """Assert that an error says what is the matter and where."""
    assert all(finding.message and finding.where for finding in error.findings)


def assert_whole(intake: Intake) -> None:
    """Assert that every row has one fate, and people have distinct numbers and ids."""
    account = intake.reconciliation
    rows = sorted(chain.from_iterable(account.rows.values()))
    first = account.header_row + 1
    assert rows == list(range(first, first + len(rows)))
    assert account.people == len(intake.roster) > 0
    assert len({p.number for p in intake.roster}) == len(intake.roster)
    assert len({p.id for p in intake.roster}) == len(intake.roster)
    assert all(p.number > 0 and p.name and p.id.isascii() for p in intake.roster)
    assert account.sentence()


@FUZZ
@given(st.binary(max_size=300))
def test_random_bytes_never_break_out(read: Callable[..., Intake], content: bytes) -> None:
    """Random bytes are a list, or an error for people."""
    try:
        assert_whole(read(content))
    except FacilitateError as error:
        assert_told(error)


@FUZZ
@given(st.text(max_size=200), ENCODINGS, st.sampled_from([";", ",", "\t", None]))
def test_random_text_below_a_header(
    read: Callable[..., Intake], text: str, encoding: str, delimiter: str | None
) -> None:
    """Random text below a good header is a list, or an error for people."""
    content = f"Name;E-Mail;Status\n{text}".encode(encoding, errors="ignore")
    try:
        assert_whole(read(content, delimiter=delimiter))
    except FacilitateError as error:
        assert_told(error)


@FUZZ
@given(TABLES, st.sampled_from([";", ",", "\t", "|"]), ENCODINGS)
def test_random_tables(
    read: Callable[..., Intake], table: list[list[str]], delimiter: str, encoding: str
) -> None:
    """A random table is a list with every row accounted for, or an error for people."""
    try:
        assert_whole(read(written(table, delimiter).encode(encoding, errors="ignore")))
    except FacilitateError as error:
        assert_told(error)


@FUZZ
@given(TABLES, TABLES)
def test_random_lists_one_after_the_other(
    folder: Callable[[], Path], first: list[list[str]], second: list[list[str]]
) -> None:
    """Numbers survive any list, and what was written is read back."""
    path = folder() / "list.csv"
    given_to: dict[int, str] = {}
    for table in (first, second, first):
        path.write_text(written(table, ";"), encoding="utf-8", errors="ignore", newline="")
        try:
            intake = read_people(path)
        except FacilitateError:
            continue
        assert_whole(intake)
        write_numbers(intake, numbers_path(path))
        known = {entry.number: entry.id for entry in intake.numbers.entries}
        assert given_to.items() <= known.items()
        assert {p.number: p.id for p in intake.roster}.items() <= known.items()
        given_to = known
        again = read_people(path)
        assert again.roster == intake.roster
        assert not again.changes
        assert not write_numbers(again, numbers_path(path))


@FUZZ
@given(
    st.binary(max_size=200)
    | TABLES.map(lambda table: written(table, ",").encode("utf-8", "ignore"))
)
def test_random_offers(
    read: Callable[..., Intake], folder: Callable[[], Path], content: bytes
) -> None:
    """A random list of offers gives cards of known people, or an error for people."""
    roster = read("Name,E-Mail\nAnna Müller,a@example.org\n").roster
    path = folder() / "offers.csv"
    path.write_bytes(content)
    try:
        offers = read_offers(path, roster)
    except FacilitateError as error:
        assert_told(error)
    else:
        assert all(offer.giver == "anna-mueller" and offer.text for offer in offers.offers)


@pytest.mark.parametrize("cut", [30, 200, 1000, 3000, 5000])
def test_damaged_workbooks(workbook: Callable[..., Path], cut: int) -> None:
    """A workbook cut off anywhere is an error for people."""
    path = workbook(Liste=[["Name"], *([f"Anna {at}"] for at in range(50))])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FacilitateError) as caught:
        read_people(path)
    assert caught.value.findings[0].hint


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 4000), st.integers(0, 255))
def test_flipped_bytes_in_workbooks(workbook: Callable[..., Path], at: int, byte: int) -> None:
    """A workbook with a wrong byte is a list or an error for people."""
    path = workbook(Liste=[["Name", "Ort"], *([f"Anna {at}", "Köln"] for at in range(20))])
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(bytes(data))
    try:
        assert_whole(read_people(path))
    except FacilitateError as error:
        assert_told(error)
