"""Whole lists: three exports of one event, and those of the registration systems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitate.errors import FacilitateError, FileError, RosterError
from facilitate.intake import Fate, Intake, read_people
from facilitate.roster import Participant

DATA = Path(__file__).parent.parent / "data"

FORUM = ("forum-80.csv", "forum-80-excel.csv", "forum-80-pretix.csv")


@pytest.fixture(scope="module")
def forum(folder: Callable[[], Path]) -> dict[str, Intake]:
    """Read the three lists of the forum, none beside the numbers of another."""
    missing = folder() / "people.numbers"
    return {name: read_people(DATA / name, numbers=missing) for name in FORUM}


def core(person: Participant) -> tuple[object, ...]:
    """Give what all three lists say about a person."""
    attributes = ("organisation", "sector", "first_timer", "leader")
    return (person.number, person.id, person.name, *(person.value(a) for a in attributes))


@pytest.mark.parametrize("name", FORUM)
def test_the_forum_lists_are_the_same_people(forum: dict[str, Intake], name: str) -> None:
    """Names, numbers and attributes agree; only the two cancelled people are missing."""
    people = {person.number: core(person) for person in forum[name].roster}
    missing = {6, 42} if "excel" in name else set()
    expected = {p.number: core(p) for p in forum["forum-80.csv"].roster if p.number not in missing}
    assert expected == people


def test_titles_and_access_agree_where_the_lists_have_them(forum: dict[str, Intake]) -> None:
    """Access stands in a column of one list and in a remark of the other."""
    excel = forum["forum-80-excel.csv"].roster
    plain = {p.number: (p.title, p.value("access")) for p in forum["forum-80.csv"].roster}
    assert {p.number: (p.title, p.value("access")) for p in excel}.items() <= plain.items()
    assert excel.find("18").value("access") == "Rollstuhl, bitte stufenlos"
    assert excel.attribute("access") == "access"


def test_special_attention_is_not_access(forum: dict[str, Intake]) -> None:
    """The system's tick says nothing about stairs; it is kept as a hint."""
    pretix = forum["forum-80-pretix.csv"]
    assert pretix.roster.find("18").value("access") is None
    assert [f.code for f in pretix.findings].count("special-attention") == 1
    assert pretix.roster.find("1").value("place") == "Bielefeld"


def test_the_account_of_the_excel_list(forum: dict[str, Intake]) -> None:
    """The account says what became of all 84 rows."""
    account = forum["forum-80-excel.csv"].reconciliation
    assert account.sentence() == (
        "84 rows below the header: 78 people, 2 cancelled (rows 9, 47), "
        "1 duplicate (rows 35 and 36: same name, same e-mail), 2 blank, 1 total"
    )
    assert len(account.above) == 2
    assert forum["forum-80.csv"].reconciliation.above == ()


def test_nobody_is_merged_for_the_buyers_address(forum: dict[str, Intake]) -> None:
    """Group bookings repeat an address; all 80 stay, and it is said."""
    pretix = forum["forum-80-pretix.csv"]
    assert len(pretix.roster) == 80
    assert "email-shared" in [f.code for f in pretix.findings]


EXPORTS = {
    "pretix positions": (
        "Bestellnummer,Status,E-Mail,Name Teilnehmer*in,E-Mail Teilnehmer*in,"
        "Teilnehmer*innen-Firma,Rechnungsadresse: Firma\n"
        "A1,bezahlt,buyer@example.org,Dr. Anna Müller,a@example.org,Stadt Köln,Kasse\n"
        "A1,storniert,buyer@example.org,Bernd Meyer,b@example.org,Stadt Köln,Kasse\n"
    ),
    "pretix english": (
        "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Company,"
        "Email,Paid\nA1,Anna Müller,Anna,Müller,Stadt Köln,a@example.org,Yes\n"
    ),
    "eventbrite": (
        "Order #,First Name,Last Name,Email,Quantity,Attendee Status,Job Title,Company\n"
        "1,Anna,Müller,a@example.org,1,Attending,Planner,Stadt Köln\n"
        "2,Bernd,Meyer,b@example.org,1,Not Attending,Planner,Stadt Köln\n"
    ),
    "indico": (
        "ID,Name,Email Address,Affiliation,Registration date,Registration state\n"
        "1,Anna Müller,a@example.org,Stadt Köln,1.1.,Completed\n"
        "2,Bernd Meyer,b@example.org,Stadt Köln,1.1.,Withdrawn\n"
    ),
    "luma": (
        "name,first_name,last_name,email,company,approval_status\n"
        "Anna Müller,Anna,Müller,a@example.org,Stadt Köln,approved\n"
        "Bernd Meyer,Bernd,Meyer,b@example.org,Stadt Köln,declined\n"
    ),
    "tito": (
        "Ticket,Reference,Name,Email,Company,Tags\n"
        "Regular,X,Anna Müller,a@example.org,Stadt Köln,\n"
    ),
    "google forms": (
        "Timestamp,Email Address,What's your name?,Organisation,Are you a first-timer?\n"
        "1.1.,a@example.org,Anna Müller,Stadt Köln,Yes\n"
    ),
    "outlook": (
        "First Name,Middle Name,Last Name,E-mail Address,Company\n"
        "Anna,,Müller,a@example.org,Stadt Köln\n"
    ),
    "stud.ip": (
        '"Status";"Anrede";"Titel";"Vorname";"Nachname";"E-Mail";"Institution"\n'
        '"autor";"Frau";"Dr.";"Anna";"Müller";"a@example.org";"Stadt Köln"\n'
        '"dozent";"Herr";"";"Bernd";"Meyer";"b@example.org";"Stadt Köln"\n'
    ),
    "openslides": (
        "Title,Given name,Surname,Structure level,Email,Comment\n"
        "Dr.,Anna,Müller,Stadt Köln,a@example.org,\n"
    ),
    "hand-made": (
        "Teilnehmer/in\tDienststelle\tMail\nMüller, Dr. Anna\tStadt Köln\tmailto:A@example.org\n"
    ),
    "sep line": 'sep=;\r\nName;Firma;E-Mail\r\n"Frau Anna Müller";Stadt Köln;a@example.org\r\n',
}


@pytest.mark.parametrize("system", EXPORTS)
def test_exports_of_registration_systems(read: Callable[..., Intake], system: str) -> None:
    """Every system's export gives the same one person by its headers."""
    intake = read(EXPORTS[system])
    assert [(p.name, p.organisation, p.email) for p in intake.roster] == [
        ("Anna Müller", "Stadt Köln", "a@example.org")
    ]


def test_zoom_reports_have_several_blocks(read: Callable[..., Intake]) -> None:
    """Hosts leave the seats; somebody who joined twice is one person."""
    intake = read(
        "Attendee Report\n"
        "Topic,Webinar ID,Actual Start Time\nForum,123,1.1.\n"
        "Host Details\n"
        "Attended,User Name (Original Name),Email,Join Time\n"
        "Yes,Hanna Host,h@example.org,9:00\n"
        "Attendee Details\n"
        "Attended,User Name (Original Name),First Name,Last Name,Email,Join Time\n"
        "Yes,anna,Anna,Müller,a@example.org,9:00\n"
        "Yes,anna,Anna,Müller,a@example.org,9:30\n"
        "Yes,bernd\0,Bernd,Meyer,b@example.org,9:30\n"
    )
    assert [p.name for p in intake.roster] == ["Anna Müller", "Bernd Meyer"]
    assert intake.reconciliation.sentence() == (
        "6 rows below the header: 2 people, "
        "1 duplicate (rows 9 and 10: same name, same e-mail), "
        "1 with a role and no seat (row 6), 1 note (row 7), 1 repeated header (row 8)"
    )


def test_staff_may_be_kept(read: Callable[..., Intake]) -> None:
    """Role words leave the seats unless one says so; a job title is no role word."""
    text = "Name;Rolle;Position\nAnna A;Referent:in;\nBernd B;;Referentin\nCarl C;Presse;\n"
    intake = read(text)
    assert [p.name for p in intake.roster] == ["Bernd B"]
    assert intake.reconciliation.rows[Fate.STAFF] == (2, 4)
    assert "staff-without-seat" in [f.code for f in intake.findings]
    assert len(read(text, keep_staff=True).roster) == 3


def test_columns_named_by_hand(read: Callable[..., Intake]) -> None:
    """--column decides, whatever the headers are called."""
    text = "Wer;Bereich;Feld\nAnna Müller;Jugend;Verwaltung\n"
    roster = read(text, columns={"name": "Wer", "sector": "feld"}).roster
    assert roster.people[0].value("sector") == "Verwaltung"
    assert roster.people[0].value("Bereich") == "Jugend"
    assert read(text, columns={"Name": "wer"}).roster.people[0].value("sector") == "Jugend"


BAD = {
    "file-empty": b"\xef\xbb\xbf \r\n",
    "names-missing": b"Ort;Sektor\nK;L\n",
    "nobody": b"Name;Status\nAnna;storniert\n",
    "text-destroyed": "Name;Ort\nAnna M\ufffdller;K\n".encode(),
    "workbook-old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "workbook-locked": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "workbook-broken": b"PK\x03\x04 nothing",
    "file-not-a-list": b"%PDF-1.7 ...",
    "quote-open": b'Name;Ort\n"Anna;K\nBernd;K\n',
}


@pytest.mark.parametrize("code", BAD)
def test_bad_files_say_the_way_out(read: Callable[..., Intake], code: str) -> None:
    """A file that is no list gives one error with a hint."""
    with pytest.raises(RosterError) as caught:
        read(BAD[code])
    assert caught.value.findings[0].code == code
    assert caught.value.findings[0].hint


DATA_FILES = {
    "plan.json": ('{"format": "facilitate-plan/1", "n": 1}', "plan.json is a plan, not a list."),
    "tabelle.csv": ('\ufeff{"format": "facilitate-public/1"}', "tabelle.csv is a public plan"),
    "edition.json": ('{"format": "facilitate-edition/1"}', "is the record of what was printed"),
    "new.json": ('{"format": "facilitate-new/1"}', "new.json was made by facilitate"),
    "rows.txt": ('[{"Name": "Anna"}]', "not a list that can be read (JSON)"),
    "broken.json": ('{"Name": "Anna"', "not a list that can be read (JSON)"),
    "event.txt": ("# Tag\nschema: facilitate-event/1\nName: x\n", "is an event file, not a list"),
    "a.yaml": ("Name: Anna\n", "not a list that can be read (YAML)"),
    "page.csv": ("<!DOCTYPE html>\n<p>", "not a list that can be read (HTML)"),
}


@pytest.mark.parametrize("name", DATA_FILES)
def test_data_files_are_no_lists(read: Callable[..., Intake], name: str) -> None:
    """JSON, YAML and our own files are refused by name instead of being read as people."""
    text, said = DATA_FILES[name]
    with pytest.raises(RosterError) as caught:
        read(text, name)
    assert caught.value.findings[0].code == "file-not-a-list"
    assert said in caught.value.findings[0].message


def test_a_header_in_brackets_is_no_json(read: Callable[..., Intake]) -> None:
    """A list whose first sign looks like JSON is still a list."""
    assert len(read("[Nr],Name\n1,Anna\n").roster.people) == 1


def test_other_needs_are_noted(read: Callable[..., Intake]) -> None:
    """Signing stays with the person and is told; it is no need of a place."""
    found = read("Name;Bemerkung\nAnna;braucht Gebärdendolmetschung\nBen;Rollstuhl\n")
    noted = [f.message for f in found.findings if f.code == "needs-noted"]
    assert noted == [
        "Needs that ask for no place without steps: Anna (braucht Gebärdendolmetschung, row 2)."
    ]
    assert found.roster.people[0].value("access") == "braucht Gebärdendolmetschung"


WRONG_OPTIONS = {
    "encoding-unknown": {"encoding": "cp1525"},
    "delimiter-unknown": {"delimiter": "semikolom"},
    "column-unknown": {"columns": {"sektro": "Ort"}},
    "column-missing": {"columns": {"sector": "Ortt"}},
}


@pytest.mark.parametrize("code", WRONG_OPTIONS)
def test_wrong_options_name_the_nearest(read: Callable[..., Intake], code: str) -> None:
    """A mistyped option is answered with the nearest right one."""
    with pytest.raises(FacilitateError) as caught:
        read("Name;Ort\nAnna;K\n", **WRONG_OPTIONS[code])
    assert caught.value.findings[0].code == code
    assert "Did you mean" in caught.value.findings[0].hint


def test_a_missing_file_names_its_neighbour(folder: Callable[[], Path]) -> None:
    """A mistyped file name is answered with the file that is there."""
    (folder_path := folder()).joinpath("people.csv").write_text("Name\nAnna\n")
    with pytest.raises(FileError, match="There is no file") as caught:
        read_people(folder_path / "peopel.csv")
    assert "people.csv" in caught.value.findings[0].hint


def test_nothing_is_written(folder: Callable[[], Path]) -> None:
    """Reading leaves the folder as it is."""
    path = folder() / "people.csv"
    path.write_text("Name\nAnna\n")
    read_people(path)
    assert [p.name for p in path.parent.iterdir()] == ["people.csv"]
