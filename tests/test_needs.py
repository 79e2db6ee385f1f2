"""What somebody needs: a place without steps, or other help."""

from __future__ import annotations

import pytest

from facilitate.needs import needs_step_free


@pytest.mark.parametrize(
    ("need", "step_free"),
    [
        ("Rollstuhl", True),
        ("Barrierefreiheit", True),
        ("Rollator und Hörschleife", True),
        ("kann schlecht stehen", True),
        ("Gebärdendolmetschung", False),
        ("Hoerschleife", False),
        ("vegetarisch", False),
        ("vegan, glutenfrei", False),
        ("Laktoseintoleranz", False),
        ("Allergie gegen Nüsse", False),
        ("Tierhaarallergie", False),
        ("kein Schweinefleisch (halal)", False),
        ("gluten-free", False),
        ("Rollstuhl, vegetarisch", True),
        ("", False),
        (None, False),
    ],
)
def test_which_needs_ask_for_no_steps(need: str | None, step_free: bool) -> None:
    """Signing, hearing and diets need no place without steps; what is not known as such does."""
    assert needs_step_free(need) is step_free
