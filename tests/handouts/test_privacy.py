"""Nothing private reaches a public sheet: markers are planted and looked for everywhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from facilitate.handouts.edition import edition_of
from facilitate.handouts.order import Order
from facilitate.handouts.printing import documents, printed
from facilitate.handouts.sections import KINDS, Choice, Made
from facilitate.plan import Plan
from facilitate.rules import Apart
from tests.builders import edit
from tests.handouts.conftest import MARKERS, START, biting
from tests.handouts.tools import needs


def public(plan: Plan) -> dict[str, str]:
    """Give the data of every public sheet as text, by the name of its file."""
    found = documents(Order(plan, "Edition 1"), Choice(), Made())
    return {one.name: json.dumps(one.data, ensure_ascii=False, default=repr) for one in found}


@pytest.mark.parametrize("kind", ["tables", "ring", "forum"])
def test_no_attribute_on_any_sheet(kind: str, request: pytest.FixtureRequest) -> None:
    """Attributes, e-mail and rules that keep people apart stand in no data of a public sheet."""
    plan = biting(request.getfixturevalue(kind))
    plan = edit(plan, rules=(Apart(people=("p1", "p2")),)) if kind == "tables" else plan
    for name, text in public(plan).items():
        for marker in MARKERS:
            assert marker not in text, name
        assert '"apart"' not in text, name


def test_no_marker_in_any_pdf(tables: Plan, tmp_path: Path) -> None:
    """The words of every PDF of a small plan are read back: no marker, the private one aside."""
    needs("pdftotext")
    choice = Choice(needs={"p1": "MARKERACCESS"})
    for document in documents(Order(tables, "Edition 1"), choice, Made()):
        path = tmp_path / document.name
        path.write_bytes(printed(document).pdf)
        ran = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
        text = ran.stdout.decode()
        assert ("MARKERACCESS" in text) == ("private" in document.name)
        for marker in MARKERS:
            assert marker not in text or marker == "MARKERACCESS", document.name


def test_every_pdf_is_sound(ring: Plan, tmp_path: Path) -> None:
    """Qpdf finds nothing to complain about in any PDF."""
    needs("qpdf")
    for document in documents(Order(ring, "Edition 1"), Choice(), Made()):
        path = tmp_path / document.name
        path.write_bytes(printed(document).pdf)
        ran = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
        assert ran.returncode == 0, document.name


def test_the_record_names_nobody(tables: Plan) -> None:
    """The record of an edition has numbers and digests, no names and no attributes."""
    made = Made()
    list(documents(Order(tables, "Edition 1"), Choice(), made))
    record = edition_of(tables, None, START.replace(tzinfo=None), stamped=True)
    text = record.following(
        cards=made.cards, badges=made.badges, signs=made.signs
    ).model_dump_json()
    assert "O'Brien" not in text
    assert not any(marker in text for marker in MARKERS)
    assert set(made.cards) == {str(person.number) for person in tables.participants}


def test_kinds_come_in_the_order_of_printing(tables: Plan) -> None:
    """The names of the files sort as they are to be printed; each kind can be had alone."""
    names = list(public(tables))
    assert names == sorted(names)
    alone = [
        one.name
        for kind in KINDS
        for one in documents(Order(tables, "Edition 1"), Choice(kinds=(kind,)), Made())
    ]
    assert alone == names


def test_a_plan_of_lectures_only_prints(tables: Plan) -> None:
    """Where nobody is seated, what makes sense is printed all the same."""
    plan = edit(tables, rotations=())
    made = [printed(one) for one in documents(Order(plan, "Edition 1"), Choice(), Made())]
    assert {one.name[:2] for one in made} == {"01", "02", "03", "06", "07", "08"}
    assert all(one.pages for one in made)
