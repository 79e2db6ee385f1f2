"""Editions: counted by the plan, dated once, and only what changed is new."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from facilitate.errors import FileError
from facilitate.handouts.edition import FILE, edition_of, read_edition, write_edition
from facilitate.words import speak
from tests.builders import edit, make_plan

FIRST, LATER = datetime(2018, 11, 5, 18, 10), datetime(2018, 11, 6, 9, 5)
PLAN = make_plan([[[1, 2]]])


def test_the_same_plan_is_the_same_edition() -> None:
    """Printing again changes neither number nor date, unless a date is given."""
    first = edition_of(PLAN, None, FIRST, stamped=False)
    assert (first.edition, first.printed) == (1, FIRST)
    assert edition_of(PLAN, first, LATER, stamped=False) == first
    assert edition_of(PLAN, first, LATER, stamped=True).printed == LATER


def test_another_plan_is_the_next_edition() -> None:
    """A changed plan counts on, and remembers what was handed out before."""
    first = edition_of(PLAN, None, FIRST, stamped=False).following(
        cards={"1": "a"}, signs={"s": "b"}
    )
    second = edition_of(edit(PLAN, title="Other"), first, LATER, stamped=False)
    assert (second.edition, second.printed) == (2, LATER)
    assert second.following(cards={"2": "c"}).cards == {"1": "a", "2": "c"}
    assert second.signs == {"s": "b"}


def test_label_in_both_languages() -> None:
    """Every sheet names its edition as people of the language write dates."""
    edition = edition_of(PLAN, None, FIRST, stamped=False)
    assert edition.label == "Edition 1, 5 Nov 18:10"
    speak("de")
    assert edition.label == "Stand 1, 5.11. 18:10"


def test_record_reads_back(tmp_path: Path) -> None:
    """The record beside the PDFs survives; a broken one is told with the way out."""
    edition = edition_of(PLAN, None, FIRST, stamped=False).following(cards={"1": "a"})
    assert read_edition(tmp_path) is None
    write_edition(tmp_path, edition)
    assert read_edition(tmp_path) == edition
    (tmp_path / FILE).write_text("{}")
    with pytest.raises(FileError) as caught:
        read_edition(tmp_path)
    assert caught.value.findings[0].code == "edition-record-invalid"


def test_cards_of_people_who_are_gone() -> None:
    """Whoever has a card and is not in the plan any more is named."""
    edition = edition_of(PLAN, None, FIRST, stamped=False)
    assert edition.following(cards={"1": "a", "12": "b", "9": "c"}).void(PLAN) == ("9", "12")
