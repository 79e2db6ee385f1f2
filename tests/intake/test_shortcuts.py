"""What is looked at once for many cells says the same as looking at each cell."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitate.formulas import guarded
from facilitate.intake import Entry, Registry, merging, names
from facilitate.intake import cells as cell_words
from facilitate.intake.body import _maybe_headers
from facilitate.intake.cells import in_place_of
from facilitate.intake.cleaning import all_clean, clean
from facilitate.intake.columns import PEOPLE, lay_out
from facilitate.intake.csv_text import plain_grid
from facilitate.intake.encoding import garbled, may_be_garbled
from facilitate.intake.names import (
    PersonName,
    address,
    addresses,
    from_one_cell,
    from_parts,
    is_nameless,
    seem_two,
    slug_of_folded,
    slugs_of_folded,
)
from facilitate.intake.registry import format_registry
from facilitate.intake.rows import Reader
from facilitate.intake.table import Row, Table, numbered
from facilitate.intake.telling import said_in
from facilitate.words import _TITLES, fold, fold_name, untitled

LETTERS = st.sampled_from("abzÄöüßéŁ’'-. ,;+&\t\u00a0\u00ad\u0301\u200bÃ¼©\ufffd(1\"")
CELLS = st.text(LETTERS, max_size=12)
WORDS = st.sampled_from(
    ("Anna", "Müller", "Dr.", "dr", "PD", "Prof", "und", "Fam.", "von", "N.N.", "+1", "-", "Bo-Li")
)
NAMES = st.lists(WORDS | CELLS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=4), st.sampled_from(",;\t|"))
@example([["Anna", "Köln"], ["Bo", "Łódź"]], ";")
def test_clean_texts_have_clean_cells(rows: list[list[str]], delimiter: str) -> None:
    """Where a whole text is said to be clean, no cell of it would be changed."""
    text = "\n".join(delimiter.join(row) for row in rows)
    if all_clean(text, delimiter):
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert [clean(cell) for cell in cells] == cells


def test_plain_lists_are_clean_as_a_whole() -> None:
    """The usual list needs no second look; blanks, quotes and strange signs do."""
    assert all_clean("Name,Ort\nÖmer,Łódź\n", ",")
    for text in ("a, b", "a ,b", " a,b", "a,b ", "a  b", 'a,"b"', "a\tb", "a\u00a0b", "e\u0301"):
        assert not all_clean(text, ","), text


@given(st.text(LETTERS))
def test_nothing_garbled_is_missed(text: str) -> None:
    """What the quick look passes has no destroyed letters."""
    assert may_be_garbled(text) or not garbled(text)


@given(NAMES, NAMES)
@example("Dr.", "Anna Müller")
def test_names_are_folded_in_parts(given_name: str, family: str) -> None:
    """Folding the parts of a name gives the folded name."""
    for person in (from_parts(clean(given_name), clean(family)), from_one_cell(clean(family))):
        assert (person.key or fold(person.name)) == fold(person.name)


@given(NAMES, NAMES)
@example("Anna", "Fam. Müller")
@example("Bo und", "Li")
def test_couples_are_seen_in_parts(given_name: str, family: str) -> None:
    """Whoever has a key needs no look for a second person in the name."""
    person = from_parts(clean(given_name), clean(family))
    assert not (person.key and seem_two(person.name))


@given(NAMES, NAMES)
@example("Dr", "Müller")
@example("Anna", "Dr")
@example("Eva Maria", "Eva Maria Groß")
def test_plain_names_need_no_second_look(given_name: str, family: str) -> None:
    """A name with a key is the two cells as they stand, of one person, and without a title."""
    person = from_parts(clean(given_name), clean(family))
    if person.key:
        assert person.key == fold_name(person.name)
        assert person == PersonName(
            f"{clean(given_name)} {clean(family)}",
            given=clean(given_name),
            family=clean(family),
            key=person.key,
        )
        assert not is_nameless(person.name)


def test_plain_names_are_the_usual_ones() -> None:
    """Most people have a name that needs no second look; titles, couples and companions do not."""
    assert from_parts("Jörg", "Müller-Lüdenscheidt").key == "joerg mueller luedenscheidt"
    for cells in (("Dr. Anna", "Müller"), ("Anna und", "Li"), ("Anna", "Müller +1"), ("N.", "N.")):
        assert not from_parts(*cells).key, cells


@given(NAMES)
def test_titles_come_off_folded_names(name: str) -> None:
    """The short way past names without titles takes off what the long way does."""
    folded = fold(name)
    assert untitled(folded) == (_TITLES.sub("", folded) or folded) == fold_name(name)


@given(
    st.lists(
        st.tuples(st.integers(1, 9999), CELLS, CELLS, CELLS), max_size=4, unique_by=lambda e: e[0]
    )
)
@example([(1, "a", "Stadt, Land", "")])
@example([(1, "=1", "", ""), (2, "a", '"', "\r")])
def test_plain_numbers_are_written_as_csv(drawn: list[tuple[int, str, str, str]]) -> None:
    """Numbers written without the CSV writer are what it writes, every cell guarded."""
    entries = tuple(Entry(n, "id", name, org, mail) for n, name, org, mail in sorted(drawn))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        (number, *map(guarded, texts)) for number, *texts in entries
    )
    assert format_registry(Registry(entries)).split("\n", 2)[2] == text.getvalue()


@given(NAMES | st.text(max_size=80))
def test_slugs_of_plain_names(name: str) -> None:
    """The short way to a slug gives what the long way does."""
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode()
    long_way = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "person"
    assert slug_of_folded(fold(name)) == long_way


@given(st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=4), st.sampled_from(",;\t|"))
@example([["Anna", "Köln"], ["Bo", "Łódź"]], ";")
@example([["Anna", "Köln"], ["Bo"]], ";")
@example([["Anna"], [""], ["Bo"]], ";")
@example([["", "", ""], [""], ["1"]], ",")
def test_plain_grids_are_what_the_csv_reader_sees(rows: list[list[str]], delimiter: str) -> None:
    """Where a text is parted into columns at once, the csv module reads the same cells."""
    text = "\n".join(delimiter.join(row) for row in rows)
    grid = plain_grid(text, delimiter)
    if grid is not None:
        read = csv.reader(io.StringIO(text.rstrip("\n"), newline=""), delimiter=delimiter)
        assert list(grid) == [tuple(cells) or ("",) for cells in read]


def test_usual_lists_are_parted_into_columns() -> None:
    """A plain list is read column by column; one with a row too short, or quotes, is not."""
    grid = plain_grid("Name,Ort\nÖmer,Łódź\n\n", ",")
    assert grid is not None
    assert list(grid) == [("Name", "Ort"), ("Ömer", "Łódź")]
    for text in ("Name,Ort\nÖmer\n", 'Name,Ort\n"Ömer",Łódź', "", "\n\n"):
        assert plain_grid(text, ",") is None, text


HEADER = ("Vorname", "Nachname", "Titel", "E-Mail", "Nr.", "Organisation", "Neu", "Essen")
MAIL = st.sampled_from(("", "a@example.org", "A <A@Example.org>", "-", "mailto:b@example.org"))
SHORT = st.sampled_from(("", "Dr.", "Frau", "7", "ja", "nein", "?", "x", "-----", "Summe", "Amt"))
ROWS = st.tuples(NAMES | SHORT, NAMES | SHORT, SHORT, MAIL, SHORT, SHORT | NAMES, SHORT, SHORT)


@given(st.lists(ROWS, max_size=6))
@example([("Anna", "Müller", "", "a@example.org", "7", "Amt", "ja", "")] * 2)
@example([("Summe", "12", "", "", "", "", "", ""), ("", "", "", "", "", "", "", "")])
def test_rows_read_together_say_what_each_says_alone(cells: list[tuple[str, ...]]) -> None:
    """Reading column by column gives the records and fates that reading row by row gives."""
    rows = [Row(at, tuple(map(clean, row))) for at, row in enumerate(cells, start=2)]
    layout = lay_out(HEADER, [True] * len(HEADER), PEOPLE, {})
    together = Reader(layout, staff_block=False, keep_staff=False)
    alone = Reader(layout, staff_block=False, keep_staff=False)
    alone._odd = lambda records, _columns: range(len(records))  # type: ignore[method-assign]
    assert together.read(rows) == alone.read(rows)


@given(st.lists(NAMES.map(fold) | st.just("x" * 70), max_size=4))
def test_slugs_are_made_at_once(folded: list[str]) -> None:
    """Slugs of many names are those of each."""
    assert slugs_of_folded(folded) == [slug_of_folded(name) for name in folded]


@given(st.lists(MAIL | CELLS, max_size=4))
def test_addresses_are_read_at_once(cells: list[str]) -> None:
    """Addresses of many cells are those of each."""
    assert addresses(cells) == [address(cell) for cell in cells]


@given(st.lists(st.integers(0, 9).map(lambda one: f"value {one}"), max_size=12))
def test_values_that_come_twice_are_found_by_their_hashes(values: list[str]) -> None:
    """Leaving out at once what is surely alone loses nothing."""
    twice = {value for value, count in Counter(values).items() if count > 1}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "_CROWD", -1)
        assert merging.repeated(values) == twice
    assert merging.repeated(values) == twice


WORDY = st.sampled_from(("Anna", "Müller", "Vorname", "TEILNEHMENDE", "Name, Ort", "", "Ünamed"))


@given(st.lists(st.tuples(WORDY, WORDY), max_size=5), st.booleans())
def test_rows_that_may_be_headers_are_found_in_the_text(
    rows: list[tuple[str, str]], whole: bool
) -> None:
    """They are those with a header's word or its first cell, in a text of rows or of columns."""
    grid = [("Vorname", "Ort"), *rows]
    lines = "\n".join(";".join(row) for row in grid) + "\n"
    columns = "\n".join(cell for column in zip(*grid, strict=True) for cell in column)
    table = Table(numbered(grid), 0, lines if whole else columns, ())
    words = ("name", "teilnehm", "attendee", "participant")
    expected = [row for row in rows if any(word in cell.lower() for cell in row for word in words)]
    assert [row.cells for row in _maybe_headers(table)] == expected


LATIN = st.characters(exclude_characters="İı", exclude_categories=["Cs"])  # no dotless i


@given(st.from_regex(cell_words._IN_PLACE_OF, alphabet=LATIN) | NAMES)
def test_nobody_in_anothers_place_is_missed(name: str) -> None:
    """The words that are looked for in all names at once stand in whatever says so."""
    assert in_place_of([name, "Anna Müller"]) == [bool(cell_words._IN_PLACE_OF.search(name)), False]


@given(NAMES | st.text(max_size=12))
@example("Dr")
@example("Begleitung")
def test_one_word_is_read_as_any_cell(cell: str) -> None:
    """A cell with a blank, which takes the long way, and one without give the same half."""
    word = clean(cell)
    for half in (names.given_half, names.family_half):
        found = half(word)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(names, "_one_word", None)
            assert half(_Long(word)) == found


class _Long(str):
    """A cell that is not seen to be one word."""

    __slots__ = ()

    def isalpha(self) -> bool:
        """Hide it from the short way."""
        return False


FIELDS = ("Organisation", "Ort", "Bereich", "Erstteilnahme", "Bemerkung", "Rolle", "Status")
SAID = st.sampled_from(
    ("", "-", "ja", "nein", "abgesagt", "Bürgerin", "Stadt Köln", "04109 Leipzig", "Rollstuhl")
)


@given(st.lists(st.tuples(*[SAID] * len(FIELDS)), min_size=1, max_size=6))
def test_texts_are_read_apart_from_what_stands_beside(drawn: list[tuple[str, ...]]) -> None:
    """What rows say in columns that thousands share is what each row says by itself."""
    layout = lay_out(("Vorname", "Nachname", *FIELDS), [True] * 9, PEOPLE, {})
    rows = [("Anna", f"Müller{at}", *row) for at, row in enumerate(drawn)]
    reader = Reader(layout, staff_block=False, keep_staff=False)
    records, others = reader.read(numbered(rows))
    assert not others
    assert [record.said for record in records] == [said_in(row, layout) for row in rows]
