"""Text as people read it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from facilitate.intake.cleaning import clean


@given(st.text())
def test_clean_text_is_one_safe_line(text: str) -> None:
    """No control character survives, and cleaning twice changes nothing."""
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)
