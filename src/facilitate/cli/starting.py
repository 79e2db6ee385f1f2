"""The text of an event file to begin with, made of a few answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.cli.output import clean
from facilitate.words import _, spoken

SCHEMA = "event.schema.json"
BREAK = 15  # minutes between the two sessions of an event to begin with
PEOPLE = (
    ("Ada Winter", "Stadt Aue", "Verwaltung", "nein", "ja"),
    ("Ben Okoye", "Stadt Aue", "Verwaltung", "ja", "nein"),
    ("Cem Yıldız", "Kreis Lahn", "Verwaltung", "ja", "nein"),
    ("Dörte Harms", "Kreis Lahn", "Verwaltung", "nein", "ja"),
    ("Emil Sander", "Haus am See e. V.", "Freier Träger", "ja", "nein"),
    ("Fatma Kaya", "Haus am See e. V.", "Freier Träger", "ja", "ja"),
    ("Greta Lund", "Quartiersladen", "Freier Träger", "ja", "nein"),
    ("Hanno Vogt", "Quartiersladen", "Freier Träger", "nein", "nein"),
    ("Ines Romero", "Diakonie Tal", "Freier Träger", "ja", "nein"),
    ("Jan Petersen", "Diakonie Tal", "Freier Träger", "ja", "ja"),
    ("Kira Blum", "Hochschule Nord", "Wissenschaft", "ja", "nein"),
    ("Levi Stein", "Hochschule Nord", "Wissenschaft", "nein", "ja"),
    ("Mona Falk", "Bürgerverein Mitte", "Zivilgesellschaft", "ja", "nein"),
    ("Nils Brandt", "Bürgerverein Mitte", "Zivilgesellschaft", "ja", "nein"),
    ("Oya Demir", "Seniorenbeirat", "Zivilgesellschaft", "nein", "nein"),
    ("Paul Arendt", "Seniorenbeirat", "Zivilgesellschaft", "ja", "ja"),
)
"""Invented: name, organisation, sector, first time, leader."""


@dataclass(frozen=True, slots=True)
class Block:
    """A session of an event to begin with.

    Parameters
    ----------
    room
        Whether a room with places is of use.
    pairs
        Whether people sit in pairs, so that nobody can always be together with anybody.
    grouped
        Whether people sit in groups; a break has none.
    """

    id: str
    method: str
    start: str = ""
    minutes: float | None = None
    room: bool = False
    pairs: bool = False
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known of an event that begins.

    Parameters
    ----------
    people
        The list as the event file names it.
    blocks
        The sessions.
    day
        As typed; empty for none.
    tables, seats
        Number of tables and seats at each; None for as many as needed.
    spread, avoid_same
        Headers of the list.
    apart, together
        Numbers of people; who they are stands in `names`.
    """

    title: str
    people: str
    blocks: tuple[Block, ...]
    day: str = ""
    tables: int | None = None
    seats: int | None = None
    spread: tuple[str, ...] = ()
    avoid_same: tuple[str, ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    names: dict[str, str] = field(default_factory=dict)


def people_text() -> str:
    """Give a small invented list of people."""
    headers = {
        "de": ("Nr", "Name", "Organisation", "Sektor", "Erstteilnahme", "Führungskraft"),
        "en": ("Number", "Name", "Organisation", "Sector", "First time", "Leader"),
    }[spoken()]
    rows = [headers, *((str(at), *row) for at, row in enumerate(PEOPLE, 1))]
    return "".join(",".join(row) + "\n" for row in rows)


def event_text(answers: Answers) -> str:
    """Write a commented event file."""
    parts = (_head, _people, _venue, _rules, _sessions)
    lines = [line for part in parts for line in (*part(answers), "")]
    return "\n".join(lines[:-1]) + "\n"


def _head(answers: Answers) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield _remark(_("An event: who comes, what is to be kept, and the sessions in order of time."))
    yield _remark(_("Behind # stand comments. Blanks at the beginning of a line count."))
    yield "schema: facilitate-event/1"
    yield "event:"
    yield f"  title: {_quoted(answers.title)}"
    yield f"  language: {spoken()}"
    yield "  # place: Hannover"
    if answers.day:
        yield f"  days: [{_quoted(answers.day)}]"
    else:
        yield _example(
            "  # days: [2018-11-07, 2018-11-08]", _("with days, a session may say “day: 2”")
        )
    yield _example("  seed: 1", _("another number gives another plan"))


def _people(answers: Answers) -> Iterator[str]:
    yield "people:"
    yield f"  file: {_quoted(answers.people)}"
    yield _example(
        "  # columns: {sector: Bereich}", _("what a column means, if that is not recognised")
    )
    yield _example("  # attendance:", _("who is there only for a part"))
    yield "  #   - {person: 3, misses: [" + answers.blocks[-1].id + "]}"


def _venue(answers: Answers) -> Iterator[str]:
    staff = _example("staff:", _("they run the event and take no seat"))
    if answers.tables is None:
        yield "# venue:"
        yield "#   rooms:"
        yield "#     - {name: Saal, places: 20, seats: 6, step_free: [1, 2]}"
        yield f"#   {staff}"
        yield "#     - {name: Mara Lindqvist, role: moderator}"
        return
    seats = f", seats: {answers.seats}" if answers.seats else ""
    yield "venue:"
    yield "  rooms:"
    yield _example(
        f"    - {{name: {_quoted(_room())}, places: {answers.tables}{seats}}}",
        _("only some reached without steps? add “step_free: [1, 2]”"),
    )
    yield f"  # {staff}"
    yield "  #   - {name: Mara Lindqvist, role: moderator}"


def _rules(answers: Answers) -> Iterator[str]:
    yield "rules:"
    yield _example("  mix:", _("goals; people meet as many new people as possible anyway"))
    goals = [("avoid_same", column) for column in answers.avoid_same]
    goals += [("spread", column) for column in answers.spread]
    for kind, column in goals:
        yield f"    - {{{kind}: {_quoted(column)}}}"
    if not goals:
        yield "    # - {avoid_same: organisation}"
        yield "    # - {spread: first_timer}"
    if answers.together:
        yield _example("  together:", _("always in one group"))
        for people in answers.together:
            yield _example(f"    - {_together(people, answers)}", _named(people, answers.names))
    else:
        yield _example("  # together: [[3, 5]]", _("always in one group, by number or name"))
    yield _example("  # fixed: [{person: 3, place: 1}]", _("always at the same table"))
    yield _remark(_("Who must not meet stands in private.yaml, not here:"), "  ")
    yield "  #   apart: [[3, 8]]"
    yield ""
    yield _example("# history: [last-year.plan.json]", _("who has met before"))


def _sessions(answers: Answers) -> Iterator[str]:
    yield _remark(_("“facilitate methods list” names the methods; “override” changes one here."))
    yield "sessions:"
    for block in answers.blocks:
        yield f"  - id: {block.id}"
        yield f"    method: {block.method}"
        if block.start:
            yield f'    start: "{block.start}"'
        elif block is answers.blocks[0]:
            yield _example('    # start: "14:30"', _("else times count from 0:00"))
        if block.minutes is not None:
            yield f"    minutes: {block.minutes:g}"
        if block.room and answers.tables is not None:
            yield f"    room: {_quoted(_room())}"
    yield _example("    # rotations: 3", _("how often people change; else as the method says"))
    yield "    # override: {timing: {intro: 10}}"


def _together(people: Sequence[str], answers: Answers) -> str:
    """Keep people together where that is possible: pairs change, groups need not."""
    numbers = f"[{', '.join(people)}]"
    groups = together_in(answers.blocks)
    if len(groups) == len(answers.blocks):
        return numbers
    return f"{{people: {numbers}, sessions: [{', '.join(groups)}]}}"


def together_in(blocks: Sequence[Block]) -> list[str]:
    """Name the sessions in which people stay together: not in pairs that change, if others are."""
    groups = [block.id for block in blocks if block.room]
    paired = groups and any(block.pairs for block in blocks)
    return groups if paired else [block.id for block in blocks]


def _named(people: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(person, "") for person in people)


def _room() -> str:
    return _("Hall")


def _quoted(text: str) -> str:
    """Give a text in quotes: whatever stands in it, nothing in it is read as YAML."""
    return json.dumps(clean(text), ensure_ascii=False)


def _remark(text: str, indent: str = "") -> str:
    return f"{indent}# {clean(text)}"


def _example(line: str, remark: str) -> str:
    return f"{line:<40}  # {clean(remark)}" if remark else line
