"""The pages of the run sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from facilitate.handouts.moderation import run_document
from facilitate.handouts.order import Order
from facilitate.handouts.typesetting import typeset
from facilitate.plan import Plan
from tests.handouts.test_cards import pages_of


def _rounds(steps: list[dict[str, Any]]) -> list[list[str]]:
    """Part the steps of a session as its rounds begin; gives the times of each."""
    found: list[list[str]] = []
    for step in steps:
        if step["strong"] or not found:
            found.append([])
        found[-1].append(step["time"])
    return [times for times in found if len(times) > 1]


def test_no_round_is_parted_and_no_break_alone(forum: Plan, tmp_path: Path) -> None:
    """All steps of each round of a long event stand on one page; its last page is no break only."""
    made = run_document(Order(forum, "Edition 1"))
    pages = pages_of(typeset("run-sheet", made).pdf, tmp_path)
    lines = [set(page.split()) for page in pages]
    rounds = [times for run in made["runs"] if run["drawing"] for times in _rounds(run["steps"])]
    assert len(rounds) > 10
    assert [times for times in rounds if not any(set(times) <= words for words in lines)] == []
    last = made["runs"][-1]
    assert last["small"]
    assert made["runs"][-2]["title"] in pages[-1]
