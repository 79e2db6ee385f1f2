"""What all tests share: English messages, and no clock in property tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from facilitate import words

settings.register_profile("facilitate", deadline=None, max_examples=50)
settings.load_profile("facilitate")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever was spoken before."""
    before = words.spoken()
    words.speak("en")
    yield
    words.speak(before)
