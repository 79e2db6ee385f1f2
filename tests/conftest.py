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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud why something was not tried; a small s among a thousand dots is overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({str(report.longrepr[2]) for report in skipped if report.longrepr}):
        terminalreporter.write_line(reason, yellow=True, bold=True)
