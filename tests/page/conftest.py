"""A small plan with two sessions, hostile names, and everything that must stay private."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from facilitate.page import build_page
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from tests.builders import make_circle_plan, make_method, make_phase, make_plan, make_ring_method

BERLIN = ZoneInfo("Europe/Berlin")
RING_AT = datetime(2018, 11, 7, 14, 30, tzinfo=BERLIN)
TABLES_AT = datetime(2018, 11, 7, 15, 30, tzinfo=BERLIN)
NAMES = (
    "Jörg Müller",
    "</script><script>document.title='broken'</script>",
    "王小明",
    "Seán O’Brien-Groß",
    "Łukasz Żółć-Yılmaz",
    "Anna-Lena von der Heide\u2028zweite",
    "=HYPERLINK(1)",
    "Jörgen 👩‍🚒 Koch",
)
MARKERS = {
    "organisation": "MARKER-ORG",
    "function": "MARKER-FUN",
    "place": "MARKER-PLACE",
    "sector": "MARKER-SEC",
    "access": "MARKER-ACC",
    "status": "MARKER-STA",
    "Eigene Spalte": "MARKER-OWN",
}
WORDS = {
    "welcome": {"de": "Willkommen!", "en": "Welcome!"},
    "begin": {"de": "Los geht es.", "en": "Here we go."},
    "warning": {"de": "Noch eine halbe Minute.", "en": "Half a minute left."},
    "change": {"de": "Bitte rücken Sie weiter.", "en": "Please move on."},
    "close": {"de": "Vielen Dank!", "en": "Thank you!"},
}
TIMING = {
    "intro": 1,
    "phases": [make_phase("listen", 2), make_phase("answer", 2)],
    "changeover": 0.5,
    "warning": 0.5,
}


def room_plan(**changes: Any) -> Plan:
    """Make a plan of eight people: three rotations in a circle, then two at tables."""
    asked = [{"de": "Wo klemmt es?", "en": "Where is it stuck?"}]
    ring = make_circle_plan(
        [8],
        3,
        method=make_ring_method(timing=TIMING, spoken=WORDS, prompts=asked),
        start=RING_AT,
    )
    tables = make_plan(
        [[[1, 2, 3, 4], [5, 6, 7, 8]], [[1, 3, 5, 7], [2, 4, 6, 8]]],
        method=make_method(timing=TIMING, spoken=WORDS),
        start=TABLES_AT,
    )
    people = tuple(
        PlannedPerson(
            id=person.id,
            number=person.number,
            name=name,
            title="MARKER-TITLE",
            email=f"marker{person.number}@example.org",
            attributes={**MARKERS, "leader": person.number > 4},
        )
        for person, name in zip(ring.participants, NAMES, strict=True)
    )
    sessions = (
        ring.sessions[0].model_copy(update={"id": "ring", "title": "Kreis", "room": "Foyer"}),
        tables.sessions[0].model_copy(update={"id": "tables", "title": "Tische", "room": "Saal"}),
    )
    return ring.model_copy(
        update={
            "title": "Probe <em>1</em>",
            "timezone": "Europe/Berlin",
            "participants": people,
            "sessions": sessions,
            **changes,
        }
    )


@pytest.fixture(name="plan", scope="session")
def _plan() -> Plan:
    """Give the plan of `room_plan`."""
    return room_plan()


@pytest.fixture(name="page_text", scope="session")
def _page_text(plan: Plan) -> str:
    """Build the page of the plan, in English."""
    return build_page(plan, language="en")
