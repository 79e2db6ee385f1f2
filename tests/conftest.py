"""What all tests share: English messages, and no clock in property tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from facilitate import words
from facilitate.catalogue import data_folder
from facilitate.plan import Plan, read_plan
from facilitate.planning import plan_event
from facilitate.preparing import load_event

settings.register_profile("facilitate", deadline=None, max_examples=50)
settings.load_profile("facilitate")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever was spoken before."""
    before = words.spoken()
    words.speak("en")
    yield
    words.speak(before)


@pytest.fixture(name="forum", scope="session")
def _forum(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Plan the example event in German; one process keeps it for the others."""
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "forum.plan.json"
    if kept.exists():
        return read_plan(kept)
    before = words.spoken()
    words.speak("de")
    brief = load_event(data_folder("examples") / "forum-2018" / "event.yaml")
    plan = plan_event(brief.event, brief.roster, methods=brief.method, inputs=brief.inputs).plan
    words.speak(before)
    plan.write(kept, overwrite=True)
    return plan


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud why something was not tried; a small s among a thousand dots is overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({str(report.longrepr[2]) for report in skipped if report.longrepr}):
        terminalreporter.write_line(reason, yellow=True, bold=True)
