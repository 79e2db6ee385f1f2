"""Tests of what a session changes in its method."""

from __future__ import annotations

from pathlib import Path

from facilitate.catalogue import data_folder, load_method
from tests.preparing.conftest import Faults, Load, at, codes

ONE = "sessions:\n  - id: a\n    method: {method}\n"


def test_parts_are_merged_by_id(load: Load) -> None:
    """An override changes what it names and leaves the rest; phases are found by their id."""
    plain = load_method("sozialplanungspoker")
    sessions = (
        ONE.format(method="sozialplanungspoker")
        + "    override: {timing: {intro: 3, phases: [{id: exchange, minutes: 5}]}}\n"
    )
    brief = load(sessions=sessions)
    method = brief.method(brief.event.sessions[0])
    assert method.timing.intro == 3
    assert [p.id for p in method.timing.phases] == [p.id for p in plain.timing.phases]
    changed = {p.id: p.minutes for p in method.timing.phases}
    before = {p.id: p.minutes for p in plain.timing.phases}
    assert changed == before | {"exchange": 5}
    assert method.timing.phases[0] == plain.timing.phases[0]


def test_none_takes_a_part_away(load: Load) -> None:
    """A key with nothing behind it goes back to what holds without it; movements are exchanged."""
    sessions = ONE.format(method="tischrunden") + "    override: {mix: null, movement: {next: 1}}\n"
    brief = load(sessions=sessions)
    method = brief.methods["a"]
    assert method.mix == ()
    assert method.stays_together


def test_new_part_is_added(load: Load) -> None:
    """A part with a new id is added to those that are there."""
    phase = "{id: quiet, name: {de: Still, en: Quiet}, minutes: 2}"
    sessions = (
        ONE.format(method="tischrunden") + f"    override: {{timing: {{phases: [{phase}]}}}}\n"
    )
    plain, method = load_method("tischrunden"), load(sessions=sessions).methods["a"]
    assert [p.id for p in method.timing.phases] == [*(p.id for p in plain.timing.phases), "quiet"]


def test_prompts(load: Load) -> None:
    """Prompts stand once for both languages, or in both."""
    sessions = ONE.format(method="tischrunden") + "    prompts: [Wozu?, {de: Wie, en: How}]\n"
    first, second = load(sessions=sessions).methods["a"].prompts
    assert (first.de, first.en, second.en) == ("Wozu?", "Wozu?", "How")


def test_faults_are_told_where_they_were_typed(faults: Faults) -> None:
    """What an override makes wrong is told in the line of the override."""
    sessions = (
        ONE.format(method="sozialplanungspoker")
        + """\
    override:
      grup: {min: 3}
      timing:
        phases:
          - {id: exchange, minutes: -1}
      group: {min: 9}
      id: other
"""
    )
    found = faults(sessions=sessions)
    assert [(f.code, at(f)) for f in found] == [
        ("key-unknown", (7, 13)),
        ("value-kind", (10, 37)),
        ("value-misfit", (11, 14)),
        ("override-names", (12, 11)),
    ]


def test_fault_of_the_whole_is_told_at_the_override(faults: Faults) -> None:
    """What no single line of the override makes wrong is told at its beginning."""
    sessions = ONE.format(method="tischrunden") + "    override: {formation: circles}\n"
    found = faults(sessions=sessions)
    assert {f.code for f in found} == {"value-misfit"}
    assert {at(f)[0] for f in found} == {6}


def test_own_method(load: Load, tmp_path: Path) -> None:
    """Methods of the folder “methods”, and files named by path, are found."""
    text = (data_folder("methods") / "tischrunden.yaml").read_text(encoding="utf-8")
    (tmp_path / "methods").mkdir()
    for path, name in ((tmp_path / "methods" / "meine.yaml", "meine"), (tmp_path / "x.yaml", "x")):
        path.write_text(text.replace("id: tischrunden", f"id: {name}", 1), encoding="utf-8")
    sessions = ONE.format(method="meine") + "  - {id: b, method: x.yaml}\n"
    methods = load(sessions=sessions).methods
    assert (methods["a"].id, methods["b"].id) == ("meine", "x")


def test_faults_of_a_method_file(faults: Faults, tmp_path: Path) -> None:
    """A method file that is missing is told in the event, faults in one in that file."""
    (tmp_path / "bad.yaml").write_text("id: bad\n", encoding="utf-8")
    sessions = ONE.format(method="bad.yaml") + "  - {id: b, method: none.yaml}\n"
    *inside, missing = faults(sessions=sessions)
    assert {f.where.split(",")[0] for f in inside} == {str(tmp_path / "bad.yaml")}
    assert (missing.code, at(missing)) == ("file-missing", (6, 21))


def test_same_method_is_told_once(faults: Faults) -> None:
    """A method that is not there is told once, however many sessions use it."""
    sessions = ONE.format(method="nichts") + "  - {id: b, method: nichts}\n"
    assert codes(faults(sessions=sessions)) == ["method-unknown"]
