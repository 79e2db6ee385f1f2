"""The report on a plan: words first, pictures as wide as the page, figures last."""

from __future__ import annotations

from facilitate.handouts import report
from facilitate.handouts.order import Order
from facilitate.handouts.typesetting import typeset
from facilitate.plan import Plan


def test_plain_words_and_pictures_as_wide_as_the_page(forum: Plan) -> None:
    """No formula and no key of a goal; no picture of groups is too tall for its width."""
    made = report.report_document(Order(forum, "Edition 1"))
    said = str([made["reached"], made["figures"], made["figures-note"]])
    assert not [word for word in ("Σ", "avoid-same", "cyclic") if word in said]
    assert made["figures"][0] == ["What was counted", "Reached", "At least"]
    assert len(made["figures"]) == len(forum.score) + 1
    mixing = [one for one in made["pictures"] if one["title"].startswith("How groups are mixed")]
    assert mixing
    assert all(one["ratio"] >= report.WIDE / report.HIGHEST for one in mixing)
    assert typeset("report", made).standard
