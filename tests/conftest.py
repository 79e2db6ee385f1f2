"""What all tests share: English messages, and no clock in property tests."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from facilitate import words
from facilitate.catalogue import data_folder
from facilitate.plan import Plan
from facilitate.planning import plan_event
from facilitate.planning.parts import Seated
from facilitate.planning.turns import Sitting
from facilitate.preparing import load_event

settings.register_profile("facilitate", deadline=None, max_examples=40)
settings.load_profile("facilitate")

_search = Sitting.planned


@dataclass(frozen=True)
class Kept:
    """Seats that were found for an event and a language, in a folder that all processes see.

    Languages differ in what is told beside the seats, not in the seats: whoever does not read it
    names a language here, and shares the search with those who speak it.
    """

    folder: Path
    language: str = ""

    @property
    def planned(self) -> Callable[[Sitting], list[Seated]]:
        """Give what stands in for `Sitting.planned`."""

        def planned(sitting: Sitting) -> list[Seated]:
            return self._seats(sitting)  # a function becomes a method of the class, this one not

        return planned

    def _seats(self, sitting: Sitting) -> list[Seated]:
        if sitting.search.stop.seconds is not None:
            return _search(sitting)
        asked = (sitting.asked, sitting.roster, tuple(sitting.known), sitting.search.seed)
        before = words.spoken()
        language = self.language or before
        name = hashlib.sha256(repr((language, asked)).encode()).hexdigest()
        path = self.folder / f"{name}.seats"
        if not path.exists():
            words.speak(language)
            new = path.with_name(f"{name}.{os.getpid()}")
            new.write_bytes(pickle.dumps(_search(sitting)))
            new.replace(path)
            words.speak(before)
        seats: list[Seated] = pickle.loads(path.read_bytes())
        return seats


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever was spoken before."""
    before = words.spoken()
    words.speak("en")
    yield
    words.speak(before)


@pytest.fixture(name="kept_seats", scope="session")
def _kept_seats(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Seat an event once for all tests and all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    return Kept(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(name="seated_once")
def _seated_once(kept_seats: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take seats that another test has found for the same event, for tests of what comes after."""
    monkeypatch.setattr(Sitting, "planned", kept_seats.planned)


@pytest.fixture(name="forum", scope="session")
def _forum(kept_seats: Kept) -> Plan:
    """Plan the example event in German."""
    before = words.spoken()
    words.speak("de")
    brief = load_event(data_folder("examples") / "forum-2018" / "event.yaml")
    with patch.object(Sitting, "planned", replace(kept_seats, language="en").planned):
        planned = plan_event(brief.event, brief.roster, methods=brief.method, inputs=brief.inputs)
    words.speak(before)
    return planned.plan


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say aloud why something was not tried; a small s among a thousand dots is overlooked."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in sorted({str(report.longrepr[2]) for report in skipped if report.longrepr}):
        terminalreporter.write_line(reason, yellow=True, bold=True)
