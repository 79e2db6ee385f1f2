"""Tests of topics, offers and wishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preparing.conftest import Faults, Load, at, codes, session

MARKET = "sessions:\n  - {{id: m, method: titel-thesen-fragmente{more}}}\n"
OFFERS = "Nr,Art,Text\n1,These,Wohnen\n9,Titel,Pflege\n3,Titel,Armut\n"
VENUE = "venue: {staff: [{name: Prof. Dr. Ida Sommer, role: speaker}]}\n"


@pytest.fixture(name="offers")
def _offers(tmp_path: Path) -> str:
    """Put three cards into the folder, one of somebody who cancelled; give the key."""
    (tmp_path / "offers.csv").write_text(OFFERS, encoding="utf-8")
    return ", offers: offers.csv"


def test_cards_keep_their_numbers(load: Load, offers: str) -> None:
    """Cards are numbered by row; that of somebody who cancelled is withdrawn, not renumbered."""
    brief = load(sessions=MARKET.format(more=offers))
    topics = session(brief, "m").topics
    assert [(t.id, t.title, t.kind, t.host, t.withdrawn) for t in topics] == [
        ("M1", "Wohnen", "These", "ada-winter", False),
        ("M2", "Pflege", "Titel", None, True),
        ("M3", "Armut", "Titel", "cem-kaya", False),
    ]
    assert "giver-cancelled" in codes(brief.findings)
    assert "offers.csv" in brief.inputs.hashes


def test_typed_topics_follow(load: Load, offers: str) -> None:
    """Topics of the event file come after the cards; hosts are speakers or people of the list."""
    topics = (
        ", topics: [{title: Eins, host: Ida Sommer}, {id: Z, title: Zwei, host: 5, beside: Eins}]"
    )
    found = session(load(VENUE, sessions=MARKET.format(more=offers + topics)), "m").topics[3:]
    assert [(t.id, t.host, t.beside) for t in found] == [
        ("M4", "Prof. Dr. Ida Sommer", None),
        ("Z", "emil-lund", "M4"),
    ]


def test_wishes(load: Load, offers: str, tmp_path: Path) -> None:
    """Wishes become ids, the dearest first."""
    (tmp_path / "wishes.csv").write_text(
        "Nr,1. Wunsch,2. Wunsch\n3,Wohnen,\n5,M3,M1\n", encoding="utf-8"
    )
    brief = load(sessions=MARKET.format(more=offers + ", wishes: wishes.csv"))
    assert session(brief, "m").wishes == {"cem-kaya": ("M1",), "emil-lund": ("M3", "M1")}
    assert "wishes.csv" in brief.inputs.hashes


def test_what_is_wrong_with_topics(faults: Faults) -> None:
    """Unknown hosts, places and neighbours, sizes that contradict, and twins are told."""
    sessions = """\
    sessions:
      - id: m
        method: titel-thesen-fragmente
        topics:
          - {title: A, host: Ida Somer}
          - {title: B, host: 99}
          - {title: C, min: 5, max: 3}
          - {id: M1, title: D, beside: X}
          - {title: E, place: Balkon}
    """
    found = faults(VENUE, sessions=sessions)
    assert [(f.code, at(f)[0]) for f in found] == [
        ("host-unknown", 8),
        ("person-unknown", 9),
        ("topic-sizes", 10),
        ("topic-id-twice", 11),
        ("topic-unknown", 11),
        ("place-unknown", 12),
    ]


def test_missing_files(faults: Faults) -> None:
    """Files with offers and wishes that are not there are told where they are named."""
    found = faults(sessions=MARKET.format(more=", offers: o.csv, wishes: w.csv"))
    assert [(f.code, at(f)) for f in found] == [
        ("file-missing", (4, 53)),
        ("file-missing", (4, 68)),
    ]
    both = faults(
        people="people: {file: p.csv}\n",
        sessions=MARKET.format(more=", offers: o.csv, wishes: w.csv"),
    )
    assert codes(both) == ["file-missing"] * 3
