"""Rows to people: answers, status, access, seats without a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitate.errors import Level
from facilitate.intake import Fate, Intake, read_people
from facilitate.needs import needs_step_free


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("Erstteilnahme", "x", True),
        ("Erstteilnahme", "-", False),
        ("Erstteilnahme", "", None),
        ("Erstteilnahme", "zum ersten Mal", True),
        ("Schon dabei gewesen?", "ja", False),
        ("Schon dabei gewesen?", "nein", True),
        ("Schon dabei gewesen?", "", None),
        ("Anzahl Teilnahmen", "1", True),
        ("Anzahl Teilnahmen", "3", False),
        ("bisherige Teilnahmen", "0", True),
        ("bisherige Teilnahmen", "1", False),
        ("bisherige Teilnahmen", "oft", None),
    ],
)
def test_first_timers(
    read: Callable[..., Intake], header: str, cell: str, value: bool | None
) -> None:
    """First-timers are known from three kinds of columns; unknown is not no."""
    intake = read(f"Name;{header}\nAnna;{cell}\nBernd;ja\n")
    assert intake.roster.people[0].value("first_timer") is value
    assert intake.roster.attribute("first_timer") == "first_timer"


def test_unknown_answers_are_counted(read: Callable[..., Intake]) -> None:
    """Blanks and answers that are none are told with their rows."""
    intake = read("Name;Leitung\nAnna;\nBernd;manchmal\nCarl;ja\n")
    messages = {f.code: f.message for f in intake.findings}
    assert messages["answer-unknown"] == "leader is unknown for 2 people (rows 2, 3)."
    assert "“manchmal” in row 3" in messages["answer-not-understood"]


def test_known_answers_are_not_told(read: Callable[..., Intake]) -> None:
    """A column without blanks gives no finding."""
    assert read("Name;Leitung\nAnna;-\nBernd;x\n").findings == ()


@pytest.mark.parametrize(
    ("header", "cell", "fate"),
    [
        ("Status", "storniert", Fate.CANCELLED),
        ("Status", "Warteliste", Fate.WAITING),
        ("Status", "bezahlt", Fate.KEPT),
        ("Bemerkung", "abgesagt", Fate.CANCELLED),
        ("Bemerkung", "hat fast abgesagt", Fate.KEPT),
        ("Storniert am", "2018-10-03", Fate.CANCELLED),
        ("Storniert", "nein", Fate.KEPT),
        ("Warteliste", "x", Fate.WAITING),
        ("Zusage", "nein", Fate.CANCELLED),
        ("Zusage", "-", Fate.KEPT),
        ("Zusage", "ja", Fate.KEPT),
    ],
)
def test_status(read: Callable[..., Intake], header: str, cell: str, fate: Fate) -> None:
    """Cancelled and waiting people leave the seats, whatever column says so."""
    intake = read(f"Name;{header}\nAnna;{cell}\nBernd;\n")
    assert 2 in intake.reconciliation.rows[fate]


def test_remarks_are_kept_as_hints(read: Callable[..., Intake]) -> None:
    """A remark that is no status is told and stays with the person."""
    intake = read("Name;Bemerkung\nAnna;nur Tag 2\nBernd;kein Rollstuhl\nCarl;Rollstuhl\n")
    assert [f.message for f in intake.findings if f.code == "remark"] == [
        "Row 2, Anna: “nur Tag 2”.",
        "Row 3, Bernd: “kein Rollstuhl”.",
    ]
    assert [p.value("access") for p in intake.roster] == [None, None, "Rollstuhl"]
    assert intake.roster.people[0].value("Bemerkung") == "nur Tag 2"


@pytest.mark.parametrize(
    ("header", "cell", "first"),
    [
        ("zum 1. Mal dabei", "ja", True),
        ("Erstteilnahme", "erstmals", True),
        ("Erstteilnahme", "zum 1. Mal", True),
        ("Erstteilnahme", "Zum ersten Mal!", True),
        ("Erstteilnahme", "schon dabei gewesen", False),
        ("Erstteilnahme", "wiederholt", False),
        ("Erstteilnahme", "zum 3. Mal", False),
        ("schon dabei gewesen", "wiederholt", False),
        ("schon dabei gewesen", "erstmals", True),
    ],
)
def test_who_is_there_for_the_first_time(
    read: Callable[..., Intake], header: str, cell: str, first: bool
) -> None:
    """Words for a first time, and for a later one, are answers; in a column of veterans, too."""
    intake = read(f"Name;{header}\nAnna;{cell}\nBernd;\n")
    assert intake.roster.people[0].value("first_timer") is first
    assert not [f for f in intake.findings if f.code == "answer-not-understood"]


@pytest.mark.parametrize(
    ("header", "option"),
    [
        ("Bedarf Assistenz o.ä.", 'access="Bedarf Assistenz o.ä."'),
        ("in Leitungsfunktonen", 'leader="in Leitungsfunktonen"'),
        ("Organisaton", 'organisation="Organisaton"'),
        ("Hotelbedarf", ""),
        ("Führungszeugnis liegt vor", ""),
        ("Lieblingsfarbe", ""),
    ],
)
def test_headers_that_are_nearly_known_are_asked_about(
    read: Callable[..., Intake], header: str, option: str
) -> None:
    """A column that may mean something is asked about, with the option to type; others are not."""
    intake = read(f"Name;{header}\nAnna;ja\nBernd;nein\n")
    asked = [f for f in intake.findings if f.code == "column-perhaps"]
    assert [f"--column {option}" in f.hint for f in asked] == ([True] if option else [])


def test_needs_are_found_by_everyday_headers(read: Callable[..., Intake]) -> None:
    """“Besonderer Bedarf” is a column of needs; a diet in it fixes nobody and is noted."""
    intake = read("Name;Besonderer Bedarf\nAnna;vegetarisch\nBernd;Rollstuhl\n")
    assert [p.value("access") for p in intake.roster] == ["vegetarisch", "Rollstuhl"]
    (noted,) = (f for f in intake.findings if f.code == "needs-noted")
    assert "Anna (vegetarisch" in noted.message
    assert "Bernd" not in noted.message


def test_organisations_in_two_spellings(read: Callable[..., Intake]) -> None:
    """Marks between parts make no other organisation; abbreviations are asked about."""
    intake = read(
        "Name;Organisation\nAnna;Stadt Nürnberg, Sozialamt\nBernd;Stadt Nürnberg – Sozialamt\n"
        "Carl;AWO KV Bielefeld\nDora;AWO Kreisverband Bielefeld\nEmil;Lebenshilfe e.V.\n"
        "Fritz;Lebenshilfe\n"
    )
    assert [p.organisation for p in intake.roster] == [
        *["Stadt Nürnberg, Sozialamt"] * 2,
        "AWO KV Bielefeld",
        "AWO Kreisverband Bielefeld",
        *["Lebenshilfe e.V."] * 2,
    ]
    (asked,) = (f for f in intake.findings if f.code == "organisations-alike")
    assert asked.level is Level.WARNING
    assert asked.message.endswith("Is “AWO KV Bielefeld” the same as “AWO Kreisverband Bielefeld”?")
    (one,) = (f for f in intake.findings if f.code == "organisations-one")
    assert "“Stadt Nürnberg, Sozialamt” = “Stadt Nürnberg – Sozialamt”" in one.message


@pytest.mark.parametrize(
    "spellings",
    [
        ("Acme Ltd", "Acme Limited", "ACME Ltd."),
        ("Initech, Inc.", "Initech Incorporated"),
        ("Umbrella Corp", "Umbrella Corporation"),
        ("Caritas e. V.", "Caritas eV", "Caritas", "Caritas eingetragener Verein"),
        ("Haus gGmbH", "Haus g GmbH", "Haus gemeinnützige GmbH"),
        ("Bau GmbH & Co. KG", "Bau GmbH und Co KG"),
        ("Siemens AG", "Siemens Aktiengesellschaft"),
        ("Tech GmbH", "Tech G.m.b.H."),
    ],
)
def test_a_legal_form_has_one_spelling(
    read: Callable[..., Intake], spellings: tuple[str, ...]
) -> None:
    """However it is written, it is one organisation, and nothing is asked."""
    rows = "".join(f"P{at};{name}\n" for at, name in enumerate(spellings))
    intake = read(f"Name;Organisation\n{rows}")
    assert {p.organisation for p in intake.roster} == {spellings[0]}
    assert not [f for f in intake.findings if f.code == "organisations-alike"]


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Acme Ltd", "Acme", True),
        ("Acme Ltd", "Acme Inc.", True),
        ("AG Bildung", "Bildung Köln", False),
        ("Bau GmbH", "Bau AG", True),
        ("Diakonie Hannover", "Diak. Werk Hannover", True),
        ("Paritätischer NRW", "Der Paritätische NRW", True),
        ("Caritas Köln", "Caritasverband Köln e.V.", True),
        ("DRK Oldenburg", "Deutsches Rotes Kreuz Oldenburg", True),
        ("Landkr. Göttingen", "Landkreis Göttingen", True),
        ("Malteser Hilfsdienst Fulda", "Malteser Hilsdienst Fulda", True),
        ("Landkreis Göttingen", "Landkreis Göppingen", False),
        ("Stadt Marburg", "Stadt Harburg", False),
        ("Stadt Köln Jugendamt", "Stadt Köln Sozialamt", False),
        ("AWO Köln", "DRK Köln", False),
        ("AWO KV Bielefeld", "AWO OV Bielefeld", False),
        ("Stadt Neustadt", "Stadt Altstadt", False),
    ],
)
def test_which_organisations_are_asked_about(
    read: Callable[..., Intake], one: str, other: str, asked: bool
) -> None:
    """What only looks alike, as two towns or two offices, is no question."""
    intake = read(f"Name;Organisation\nAnna;{one}\nBernd;{other}\n")
    assert any(f.code == "organisations-alike" for f in intake.findings) is asked


def test_needs_in_a_column_about_food(read: Callable[..., Intake]) -> None:
    """“wheelchair access” under “Dietary requirements” is a need as elsewhere, and so are diets."""
    intake = read(
        "Name;Dietary requirements;Access needs\nAnn;wheelchair access;\nBob;Vegan;\n"
        "Cy;none;\nDi;Menu 1;\nEd;vegetarian;wheelchair\n"
    )
    assert [p.value("access") for p in intake.roster] == [
        *("wheelchair access", "Vegan", None, None, "wheelchair; vegetarian")
    ]
    assert [needs_step_free(p.value("access")) for p in intake.roster] == [
        *(True, False, False, False, True)
    ]
    assert intake.roster.people[3].value("Dietary requirements") == "Menu 1"
    assert "columns-not-taken-over" not in {f.code for f in intake.findings}


def test_role_words_for_a_job_are_told(read: Callable[..., Intake]) -> None:
    """“Referent” in a column of jobs keeps its seat and is asked about; in “Rolle” it has none."""
    intake = read("Name;Tätigkeit / Funktion\nAnna;Referent\nBernd;Referentin Altenhilfe\n")
    assert len(intake.roster) == 2
    (told,) = (f for f in intake.findings if f.code == "staff-with-seat")
    assert "Anna (Referent)" in told.message
    assert "Bernd" not in told.message
    intake = read("Name;Rolle\nAnna;Referent (Eröffnungsvortrag)\nBernd;\n")
    assert [p.name for p in intake.roster] == ["Bernd"]


def test_leaders_are_read_from_functions_on_request(read: Callable[..., Intake]) -> None:
    """Named as `leader`, a column of functions tells who leads; not named, it tells nothing."""
    text = (
        "Name;Tätigkeit / Funktion\nA;Geschäftsführung\nB;Abteilungsleiterin\nC;stellv. Leitung\n"
        "D;Sachbearbeitung\nE;Assistenz der Geschäftsführung\nF;Praxisanleitung\nG;\n"
        "H;Head of Department\nI;Quartiersmanagerin\n"
    )
    assert {p.value("leader") for p in read(text).roster} == {None}
    intake = read(text, columns={"leader": "Tätigkeit / Funktion"})
    leading = [p.value("leader") for p in intake.roster]
    assert leading == [True, True, True, False, False, False, None, True, False]
    (told,) = (f for f in intake.findings if f.code == "leaders-from-functions")
    assert "4 of 8 rows" in told.message
    assert "“stellv. Leitung”" in told.message


def test_remarks_that_cancel_leave_no_seat(read: Callable[..., Intake]) -> None:
    """A reason behind “abgesagt” changes nothing; who only may have cancelled is told and stays."""
    intake = read(
        "Name;Bemerkung\nAnna;abgesagt (krank)\nBernd;Absage per Mail\nCarl;\n"
        "Doris;Absagemail nicht erhalten\nErna;hat am 12.10. abgesagt\n"
    )
    assert intake.reconciliation.rows[Fate.CANCELLED] == (2, 6)
    assert [p.name for p in intake.roster] == ["Bernd", "Carl", "Doris"]
    (finding,) = (f for f in intake.findings if f.code == "remark-perhaps-cancelled")
    assert finding.level is Level.WARNING
    assert finding.message == (
        "Row 3, Bernd: “Absage per Mail”; Bernd stays in the list and takes a seat."
    )
    assert "begin the remark with “cancelled”" in finding.hint


def test_lost_letters_are_told(read: Callable[..., Intake]) -> None:
    """A question mark where a letter was is told with its row; ids stay as they were."""
    intake = read(
        "Vorname;Nachname\nAnna;?ukasik\nAyşe;Y?lmaz-Becker\nCarl;Müller\nIvan;Kova?\nN.N.;?\n"
    )
    (finding,) = (f for f in intake.findings if f.code == "letter-lost")
    assert finding.level is Level.WARNING
    assert finding.message == (
        "A question mark stands where a letter of the name should be: “Anna ?ukasik” in row 2, "
        "“Ayşe Y?lmaz-Becker” in row 3 and “Ivan Kova?” in row 5."
    )
    assert "CSV UTF-8" in finding.hint
    assert next(p.id for p in intake.roster) == "anna-ukasik"


def test_a_question_mark_in_a_workbook_is_a_doubt(workbook: Callable[..., Path]) -> None:
    """No letter is lost there, so nothing is said of character sets; status is the way out."""
    intake = read_people(workbook(Liste=[["Name", "Ort"], ["Anna Schulze?", "Celle"]]))
    (finding,) = (f for f in intake.findings if "question mark" in f.message)
    assert finding.code == "name-unsure"
    assert finding.message == "A question mark stands in the name: “Anna Schulze?” in row 2."
    assert "waiting list" in finding.hint


def test_whole_letters_are_no_finding(read: Callable[..., Intake]) -> None:
    """Letters of all Europe, and question marks elsewhere, are no lost letters."""
    intake = read("Name;Firma\nAnna Łukasik;Wer? Wie?\nNguyễn Thị;K\nAyşe Yılmaz;K\n")
    assert "letter-lost" not in [f.code for f in intake.findings]


@pytest.mark.parametrize(
    ("cell", "value"), [("ja", "Rollstuhl"), ("nein", None), ("breite Tür", "breite Tür")]
)
def test_access_columns(read: Callable[..., Intake], cell: str, value: str | None) -> None:
    """A ticked column gives its header as the need."""
    person = read(f"Name;Rollstuhl\nAnna;{cell}\n").roster.people[0]
    assert person.value("access") == value


@pytest.mark.parametrize(
    ("cell", "value", "step_free"),
    [
        ("ja, Hörgerät", "ja, Hörgerät", False),
        ("ja (Hörgerät)", "ja (Hörgerät)", False),
        ("ja, aber nur Sehhilfe", "ja, aber nur Sehhilfe", False),
        ("Yes: hearing loop", "Yes: hearing loop", False),
        ("ja, Rollstuhl", "ja, Rollstuhl", True),
        ("ja, bitte", "Barrierefreiheit?: ja, bitte", True),
        ("ja!", "Barrierefreiheit?", True),
        ("nein, aber Hörgerät", "nein, aber Hörgerät", False),
        ("nein, kein Rollstuhl", None, False),
        ("nein, danke", None, False),
    ],
)
def test_what_stands_beside_a_yes_is_the_need(
    read: Callable[..., Intake], cell: str, value: str | None, *, step_free: bool
) -> None:
    """Words behind a yes or no are kept; the header speaks only where the cell says no more."""
    person = read(f"Name;Barrierefreiheit?\nAnna;{cell}\n").roster.people[0]
    assert person.value("access") == value
    assert needs_step_free(person.value("access")) is step_free


def test_unpaid_people_are_kept(read: Callable[..., Intake]) -> None:
    """Whoever has not paid takes a seat, and it is told."""
    intake = read("Name;bezahlt\nAnna;Nein\nBernd;Ja\n")
    assert len(intake.roster) == 2
    assert "unpaid-kept" in [f.code for f in intake.findings]


def test_orders_bring_seats_without_a_name(read: Callable[..., Intake]) -> None:
    """A quantity beyond the rows of an order is kept free, and it is told."""
    intake = read(
        "Name;Company;Email;Quantity\nAnna;K;a@example.org;3\nBernd;K;a@example.org;3\nCarl;L;;1\n"
    )
    assert [p.name for p in intake.roster] == ["Anna", "Anna +1", "Bernd", "Carl"]
    assert intake.roster.people[1].organisation == "K"
    assert intake.reconciliation.sentence() == (
        "3 rows below the header: 4 people (with 1 seat more than rows)"
    )
    assert "seat-without-name" in [f.code for f in intake.findings]


def test_placeholders_are_never_one_person(read: Callable[..., Intake]) -> None:
    """Two N.N. of one organisation are two seats."""
    intake = read("Name;Firma\nN.N.;K\nN.N.;K\n")
    assert [p.id for p in intake.roster] == ["n-n", "n-n-2"]


def test_a_cancelled_row_of_somebody_who_is_there(read: Callable[..., Intake]) -> None:
    """Whoever cancelled and signed up again has a seat, and it is told."""
    intake = read("Name;E-Mail;Status\nAnna;a@example.org;storniert\nAnna;a@example.org;\n")
    assert [p.row for p in intake.roster] == [3]
    assert "absent-and-present" in [f.code for f in intake.findings]


def test_a_row_with_two_people_is_told(read: Callable[..., Intake]) -> None:
    """Two names in one row take one seat, and it is told."""
    intake = read("Name;Ort\nAnna Müller und Bernd Koch;K\n")
    assert [f.code for f in intake.findings] == ["two-in-one-row"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Müller (Vertretung für Frau Lenz)", True),
        ("Karla Klein statt Uwe Groß", True),
        ("i.V. Paul Meyer", True),
        ("Tim Rot (on behalf of Ann Blue)", True),
        ("I. V. Petrow", False),
        ("Anna Statt", False),
        ("Ersatz, Eva", False),
    ],
)
def test_a_name_that_says_for_whom(read: Callable[..., Intake], name: str, told: bool) -> None:
    """Whoever comes in another one's place is asked about: cards would say so."""
    intake = read(f"Name;Ort\n{name};Bonn\nBernd Koch;Ulm\n")
    assert len(intake.roster) == 2
    assert [f.code for f in intake.findings] == ["name-stands-in"] * told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("SABINE KRÜGER", True),
        ("krüger, sabine", True),
        ("Sabine KRÜGER", False),
        ("J. R.", False),
        ("N. N.", False),
        ("王小明", False),
    ],
)
def test_a_name_in_capitals(read: Callable[..., Intake], name: str, told: bool) -> None:
    """Whoever typed a form in capitals stands so on the wall: it is told before it is printed."""
    intake = read(f"Name;Ort\n{name};Bonn\nBernd Koch;Ulm\n")
    assert ("name-of-one-case" in [f.code for f in intake.findings]) is told


def test_long_lists_of_doubts_are_cut(read: Callable[..., Intake]) -> None:
    """Of many cells that were not understood the first are named and the rest counted."""
    intake = read("Name;Leitung\n" + "".join(f"P{at};vielleicht\n" for at in range(12)))
    (doubt,) = [f for f in intake.findings if f.code == "answer-not-understood"]
    assert doubt.message.endswith("“vielleicht” in row 9 and 4 more.")


@pytest.mark.parametrize(
    ("cell", "fate", "code"),
    [
        ("Warteliste Platz 3", Fate.WAITING, ""),
        ("Nachrücker", Fate.WAITING, ""),
        ("nachrückend", Fate.WAITING, ""),
        ("No-Show", Fate.CANCELLED, ""),
        ("nicht erschienen", Fate.CANCELLED, ""),
        ("entschuldigt (krank)", Fate.CANCELLED, ""),
        ("fehlt", Fate.CANCELLED, ""),
        ("verhindert", Fate.CANCELLED, ""),
        ("abgelehnt", Fate.CANCELLED, ""),
        ("unsicher", Fate.KEPT, "status-unsure"),
        ("Warteliste, nachgerückt", Fate.KEPT, "status-not-understood"),
        ("blau", Fate.KEPT, "status-not-understood"),
        ("angemeldet", Fate.KEPT, ""),
        ("bestätigt am 12.10.2018", Fate.KEPT, ""),
        ("unbezahlt", Fate.KEPT, ""),
    ],
)
def test_no_seat_is_taken_silently(
    read: Callable[..., Intake], cell: str, fate: Fate, code: str
) -> None:
    """A status is understood, or told with its rows."""
    intake = read(f"Name;Status\nAnna;{cell}\nBernd;angemeldet\n")
    assert 2 in intake.reconciliation.rows[fate]
    told = {f.code: f.message for f in intake.findings if f.code.startswith("status-")}
    assert set(told) == ({code} if code else set())
    assert all(f"“{cell}” (row 2)" in message for message in told.values())


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ("Summe;25;", Fate.TOTAL),
        ("Summe Anmeldungen;25 Personen;", Fate.TOTAL),
        ("Gesamt: 25 Teilnehmende;;", Fate.TOTAL),
        ("25 Personen;;", Fate.TOTAL),
        ("2 Teilnehmende;;", Fate.TOTAL),
        ("Stand: 12.11.2026;;", Fate.NOTE),
        ("Änderungen vorbehalten;;", Fate.NOTE),
        ("Seite 1 von 2;;", Fate.NOTE),
        ("Summe, Anna;Verein;", Fate.KEPT),
        ("Total;Verein;", Fate.KEPT),
        ("Total;;a@example.org", Fate.KEPT),
        ("Stand;;", Fate.KEPT),
    ],
)
def test_footers_are_nobody(read: Callable[..., Intake], row: str, fate: Fate) -> None:
    """A row that sums up or dates the list takes no seat, unless it has a person's data."""
    intake = read(f"Name;Organisation;E-Mail\nBernd;Amt;b@example.org\n{row}\n")
    assert 3 in intake.reconciliation.rows[fate]
    assert len(intake.roster) == (2 if fate is Fate.KEPT else 1)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('"Muster, Max; Muster, Eva"', True),
        ("Fam. Schulz (2 Personen)", True),
        ("Familie Schulz", True),
        ("Famke Schulz", False),
        ('"Muster, Max"', False),
    ],
)
def test_several_people_in_one_cell(read: Callable[..., Intake], cell: str, told: bool) -> None:
    """A name that may stand for several people is told; it takes one seat."""
    intake = read(f"Name;Ort\n{cell};Bonn\nBernd;Ulm\n")
    assert len(intake.roster) == 2
    assert any(f.code == "two-in-one-row" for f in intake.findings) is told


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("Jo Zehn;hat abgesagt, Ersatz: Kai Elf\nLea Zwei;\n", True),
        ("Jo Zehn;abgesagt, Vertretung: Herr Lenz\nLea Zwei;\n", True),
        ("Jo Zehn;hat abgesagt, Ersatz: Kai Elf\nKai Elf;\n", False),
        ("Jo Zehn;hat abgesagt, Ersatz folgt\nKai Elf;Ersatz für Jo Zehn\n", False),
        ("Jo Zehn;hat abgesagt, krank\nLea Zwei;\n", False),
    ],
)
def test_a_substitute_needs_a_row(read: Callable[..., Intake], rows: str, *, told: bool) -> None:
    """A substitute who stands in a remark alone is told of; whoever has a row is not."""
    intake = read(f"Name;Bemerkung\n{rows}")
    assert "Jo Zehn" not in [p.name for p in intake.roster]
    codes = [f.code for f in intake.findings if "substitute" in f.code]
    assert codes == ["substitute-without-row"] * told


def test_one_person_by_any_spelling_of_the_organisation(read: Callable[..., Intake]) -> None:
    """What counts as one organisation elsewhere does so between two rows of one person."""
    intake = read(
        "Name;Firma\nSabine Krüger;Bürgerverein Grünau e. V.\nSABINE KRÜGER;Bürgerverein Grünau\n"
    )
    assert [p.name for p in intake.roster] == ["Sabine Krüger"]


@pytest.mark.parametrize(
    "word",
    ["Bewohnerin", "Bewohner:in", "Anwohner", "privat", "Bürger*innen", "Resident", "keine", "–"],
)
def test_words_that_are_no_organisation(read: Callable[..., Intake], word: str) -> None:
    """Two who live in the quarter are neither one person nor colleagues."""
    intake = read(f"Name;Firma\nPetra Schulz;{word}\nPetra Schulz;{word}\nUwe Lenz;Bürgerverein\n")
    assert [p.value("organisation") for p in intake.roster] == [None, None, "Bürgerverein"]
    codes = [f.code for f in intake.findings]
    assert "namesakes" in codes
    assert codes.count("organisation-none") == (word != "–")
