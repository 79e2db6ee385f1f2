"""What else of the last edition is out of date: what says something else, and nothing more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from facilitate.handouts.edition import Edition, edition_of
from facilitate.handouts.order import Order
from facilitate.handouts.printing import documents
from facilitate.handouts.sections import SHEETS, Choice, Made
from facilitate.handouts.stale import More, left_private, more_copies, stale_sheets
from facilitate.plan import Plan
from tests.builders import edit_group, make_method, make_plan

ROUNDS = [[[1, 2, 3], [4, 5, 6]]]
DECK = {"item": {"de": "Karten", "en": "cards"}, "per": "person", "sheet": "deck"}
METHOD = make_method(materials=[DECK | {"values": ["1", "2", "5"]}])


def handed_out(plan: Plan) -> Edition:
    """Give the record of an edition of all sheets of `plan`."""
    made = Made()
    assert list(documents(Order(plan, "Edition 1"), Choice(SHEETS), made))
    edition = edition_of(plan, None, datetime(2018, 11, 5), stamped=True)
    return edition.following(sheets=made.sheets, copies=made.copies)


def stale(plan: Plan, last: Edition) -> dict[str, list[str]]:
    """Give what is out of date once cards and signs of `plan` are printed."""
    choice = Choice(("cards", "signs"), since=last)
    return stale_sheets(Order(plan, "Edition 2"), choice, last)


def test_nothing_is_out_of_date_in_the_same_plan() -> None:
    """Another edition of the same plan makes no sheet wrong, whatever the paper."""
    plan = make_plan(ROUNDS, method=METHOD)
    last = handed_out(plan)
    assert stale(plan, last) == {}
    order = Order(plan, "Edition 9", "letter")
    assert stale_sheets(order, Choice(("cards",), since=last), last) == {}


def test_spare_copies_are_not_out_of_date() -> None:
    """Whoever is gone leaves cards over, which stay right; lists that name them do not."""
    plan = make_plan(ROUNDS, method=METHOD)
    fewer = edit_group(plan, 1, "t2", members=("p4", "p5"))
    fewer = fewer.model_copy(update={"participants": plan.participants[:5]})
    found = stale(fewer, handed_out(plan))
    assert found["wall"] == ["03-by-name.pdf", "04-by-place.pdf"]
    assert "07-check-in.pdf" in found["materials"]
    assert not any("card-sets" in name for name in found["materials"])


def test_more_copies_for_more_people() -> None:
    """Whoever is added needs sheets that are right, but too few: how many, and how often to print.

    Those who need fewer, those of another edition that was not counted, and files printed
    anew are not told.
    """
    plan = make_plan([[[1, 2, 3], [4, 5, 6]]])
    added = make_plan([[[1, 2, 3, 7, 9], [4, 5, 6, 8]]])
    order, last = Order(added, "Edition 2"), handed_out(plan)
    choice = Choice(("cards", "signs"), since=last)
    found = more_copies(order, choice, last, Made())
    [(file, more)] = found.items()
    assert "feedback" in file
    assert more == More(before=6, count=10, times=2)
    assert more_copies(order, choice, last, Made(sheets={file: "anew"})) == {}
    assert more_copies(order, choice, last.model_copy(update={"copies": {}}), Made()) == {}
    fewer = Order(plan, "Edition 3")
    assert more_copies(fewer, choice, handed_out(added), Made()) == {}


def test_private_sheets_that_belong_there_are_not_told(tmp_path: Path) -> None:
    """The private sheet that is printed today may lie there; one of another name may not."""
    order = Order(make_plan(ROUNDS), "Edition 1")
    choice = Choice(needs={"p1": "step-free"})
    for name in ("90-help-private.pdf", "06-hilfe-privat.pdf"):
        (tmp_path / name).write_bytes(b"%PDF")
    assert left_private(order, choice, tmp_path) == ["06-hilfe-privat.pdf"]
    assert len(left_private(order, Choice(), tmp_path)) == 2
    assert left_private(order, Choice(), tmp_path, {"90-help-private.pdf"}) == [
        "06-hilfe-privat.pdf"
    ]
