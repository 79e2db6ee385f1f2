"""Tests of reading an event file that has faults."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.errors import EventError
from facilitate.preparing import load_event, read_event_file
from facilitate.preparing.source import salvage
from tests.preparing.conftest import SESSIONS, Faults, Write, at, codes

RULES = """\
rules:
  mix:
    - {spread: Sektor, avoid_same: Sektor}
    - {spred: Sektor}
    - {spread: Sektr}
"""
PLAIN = {
    "event": {"title": "T"},
    "people": {"file": "people.csv"},
    "sessions": [{"id": "a", "method": "tischrunden"}],
}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["event", "sessions", "id", "days", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def test_schema_and_names_at_once(faults: Faults) -> None:
    """Faults of form and unknown names are told together, in the order of the file."""
    found = faults(RULES, sessions=SESSIONS.replace("tischrunden, start", "tischrundn, start"))
    assert codes(found) == [
        "value-misfit",
        "key-unknown",
        "column-unknown",
        "method-unknown",
    ]
    assert [at(f) for f in found] == [(5, 7), (6, 8), (7, 16), (9, 26)]
    assert found[1].hint == "Did you mean “spread”?"
    assert found[3].hint == "Did you mean “tischrunden”?"


def test_lists_keep_their_lines(faults: Faults) -> None:
    """What stands behind a faulty entry of a list is found in its own line."""
    sessions = """\
    sessions:
      - {id: B, method: tischrunden}
      - {method: tischrunden}
      - {id: c, method: tischrundn}
    """
    found = faults(sessions=sessions)
    assert [(f.code, at(f)[0]) for f in found] == [
        ("value-kind", 4),
        ("key-missing", 5),
        ("method-unknown", 6),
    ]


def test_missing_parts(write: Write) -> None:
    """Without people and sessions both are told, and nothing else."""
    with pytest.raises(EventError) as caught:
        load_event(write(people="", sessions=""))
    assert codes(caught.value.findings) == ["key-missing", "key-missing"]


@pytest.mark.parametrize(("text", "code"), [("", "file-empty"), ("- a\n", "value-kind")])
def test_no_event_at_all(write: Write, text: str, code: str) -> None:
    """An empty file, or one that is a list, says so."""
    path = write()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EventError) as caught:
        load_event(path)
    assert codes(caught.value.findings) == [code]


def test_key_that_stands_twice(faults: Faults) -> None:
    """What YAML would let pass is told, too."""
    assert codes(faults("people: {file: people.csv}\n")) == ["yaml-key-twice"]


def test_language_is_known_before_the_rest(write: Write) -> None:
    """The language of the event is known however wrong the rest is."""
    path = write(head="event: {language: de, titel: T}\n")
    assert read_event_file(path).language == "de"
    assert read_event_file(write(head="event: {language: fr}\n")).language is None
    assert read_event_file(write(head="event: 3\n")).language is None


@given(ANYTHING)
def test_salvage_never_fails(data: object) -> None:
    """Whatever stands in a file, there are faults or an event, and mostly something is left."""
    found = salvage(data)
    assert found.faults or found.draft is not None
    if isinstance(data, dict):
        assert found.draft is not None


@given(st.sampled_from(["event", "people", "sessions"]), ANYTHING)
def test_salvage_keeps_the_good_parts(key: str, junk: object) -> None:
    """A part that is wrong does not take the others with it."""
    found = salvage({**PLAIN, key: junk})
    assert found.draft is not None
    kept = {name for name in PLAIN if getattr(found.draft, name)}
    assert kept >= PLAIN.keys() - {key}


def test_hash_is_that_of_the_file(write: Write) -> None:
    """The event's own hash goes into the plan, under its plain name."""
    brief = load_event(write())
    assert set(brief.inputs.hashes) == {"event.yaml", "people.csv"}
    assert len(brief.inputs.hashes["event.yaml"]) == 64
