"""The plan file: what is written is read again, and what is damaged is told in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.checking import check
from facilitate.clock import MIDNIGHT
from facilitate.errors import FacilitateError, FileError, PlanError
from facilitate.plan import Plan, read_plan
from facilitate.rules import Fixed, Together
from tests.builders import edit, make_circle_plan, make_plan

TABLES = [[[1, 2], [3, 4]], [[1, 3], [2, 4]]]
BERLIN = ZoneInfo("Europe/Berlin")


def damaged(tmp_path: Path, change: Callable[[Any], object]) -> Path:
    """Write a plan file that was changed by hand."""
    data = json.loads(make_plan(TABLES).to_json())
    change(data)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "start",
    [
        MIDNIGHT,
        datetime(2018, 11, 7, 14, 30, tzinfo=BERLIN),
        datetime(2018, 10, 28, 2, 30, tzinfo=BERLIN, fold=1),
        datetime(2018, 11, 7, 23, 55, tzinfo=BERLIN),
    ],
)
@pytest.mark.parametrize("kind", ["tables", "circles"])
def test_written_plan_is_read_again(tmp_path: Path, start: datetime, kind: str) -> None:
    """Writing and reading is identity, and writing again gives the same bytes."""
    known = {1: {"leader": True, "organisation": "Stadt Köln"}}
    plan = (
        make_plan(TABLES, attributes=known, start=start)
        if kind == "tables"
        else make_circle_plan([7, 6], 3, attributes=known, start=start)
    )
    path = tmp_path / "plan.json"
    plan.write(path)
    assert read_plan(path) == plan
    assert read_plan(path).to_json().encode() == path.read_bytes()


def test_offsets_are_written_without_a_date() -> None:
    """Without a clock, times run from 00:00:00 and beyond a day."""
    data = json.loads(make_plan(TABLES).to_json())
    assert data["sessions"][0]["start"] == "00:00:00"
    assert data["sessions"][0]["rotations"][1]["start"] == "00:12:00"
    data["sessions"][0]["end"] = "26:00:01"
    assert json.loads(Plan.model_validate(data).to_json())["sessions"][0]["end"] == "26:00:01"


def test_plan_is_not_written_over_another(tmp_path: Path) -> None:
    """A plan that is there stays, unless it may be replaced."""
    path = tmp_path / "plan.json"
    plan = make_plan(TABLES)
    plan.write(path)
    with pytest.raises(FileError):
        plan.write(path)
    plan.write(path, overwrite=True)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda d: d.update(colour="red"), "key-unknown", "colour"),
        (lambda d: d["sessions"][0].update(romo="A"), "key-unknown", "sessions.0.romo"),
        (lambda d: d.pop("seed"), "key-missing", ""),
        (lambda d: d.update(seed="many"), "value-kind", "seed"),
        (lambda d: d.update(status="done"), "value-unknown", "status"),
        (lambda d: d["rules"].append({"rule": "never"}), "value-unknown", "rules"),
        (lambda d: d.update(format="facilitate-plan/2"), "plan-format", ""),
        (lambda d: d.pop("format"), "plan-format", ""),
        (lambda d: d["sessions"][0].update(start="soon"), "value-kind", "sessions.0.start"),
        (
            lambda d: d["sessions"][0].update(start="2018-11-07T14:30:00"),
            "value-misfit",
            "sessions.0.start",
        ),
        (
            lambda d: d["sessions"][0].update(start="99999999999:00:00"),
            "value-kind",
            "sessions.0.start",
        ),
        (lambda d: d.update(title="a\x1b[2Jb"), "plan-control-character", "title"),
        (lambda d: d["score"].update({"\x07": 1}), "plan-control-character", "score"),
        (lambda d: d["participants"][0].update(name="\ud800"), "plan-control-character", "name"),
    ],
)
def test_damage_is_told(
    tmp_path: Path, change: Callable[[Any], object], code: str, where: str
) -> None:
    """Each kind of damage has its code, its place and something to try."""
    with pytest.raises(PlanError) as raised:
        read_plan(damaged(tmp_path, change))
    finding = raised.value.findings[0]
    assert finding.code == code
    assert where in finding.where
    assert "plan.json" in finding.where
    assert finding.hint
    assert "\x1b" not in finding.message + finding.where


def test_all_damage_is_told_at_once(tmp_path: Path) -> None:
    """Two faults are two findings, in one go."""
    with pytest.raises(PlanError) as raised:
        read_plan(damaged(tmp_path, lambda d: d.update(seed="x", language="fr")))
    assert {f.where for f in raised.value.findings} == {"plan.json: seed", "plan.json: language"}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": "facilitate-plan/1", "seed": ' + b"9" * 5000 + b"}",
        b"[]",
        b"null",
        b"NaN",
        b'"facilitate-plan/1"',
        b'{"format": {"deep": ' + b'{"a":' * 500 + b"1" + b"}" * 502,
    ],
)
def test_no_plan_at_all(tmp_path: Path, raw: bytes) -> None:
    """Broken, deep or foreign JSON is a plain error."""
    path = tmp_path / "plan.json"
    path.write_bytes(raw)
    with pytest.raises(PlanError) as raised:
        read_plan(path)
    assert raised.value.findings[0].hint


@given(st.data())
def test_any_damage_is_a_plain_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever value is put anywhere, the plan is read or refused in words."""
    content = json.loads(make_plan(TABLES).to_json())
    part: Any = content
    while True:
        key = data.draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(2)))
        deeper = part[key]
        if not isinstance(deeper, dict | list) or len(deeper) < 2 or data.draw(st.booleans()):
            break
        part = deeper
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    part[key] = data.draw(st.recursive(scalars, lambda inner: st.lists(inner, max_size=3)))
    path = tmp_path_factory.mktemp("damage") / "plan.json"
    path.write_text(json.dumps(content), encoding="utf-8", errors="surrogatepass")
    with suppress(FacilitateError):
        assert read_plan(path).to_json().encode()


def test_missing_plan_file(tmp_path: Path) -> None:
    """A plan that is not there is told with its neighbours."""
    (tmp_path / "plan.json").write_text("{}")
    with pytest.raises(FileError) as raised:
        read_plan(tmp_path / "plann.json")
    assert "plan.json" in raised.value.findings[0].hint


def test_pairs_kept_together_count_once() -> None:
    """Together leaves repeats: the pair counts once as met, also through a third person."""
    plan = make_plan(
        [[[1, 2, 3], [4, 5, 6]]] * 2,
        rules=(Together(people=("p1", "p2")), Together(people=("p2", "p3"))),
    )
    met = plan.meetings()
    assert met["p1", "p3"] == 1
    assert met["p4", "p5"] == 2
    assert plan.together_pairs() == {("p1", "p2"), ("p1", "p3"), ("p2", "p3")}


def test_people_fixed_to_one_table_are_together() -> None:
    """Two people fixed to one table meet without breaking any goal."""
    rules = (Fixed(person="p1", place="t1"), Fixed(person="p2", place="t1"))
    assert make_plan([[[1, 2], [3, 4]]] * 2, rules=rules).together_pairs() == {("p1", "p2")}


def test_free_seats_count_no_meetings() -> None:
    """Where the gaps close up by themselves, who met whom is not known."""
    plan = edit(make_circle_plan([6], 3), seating="free")
    assert not plan.meetings()
    assert make_circle_plan([6], 3).meetings()


def test_a_plan_of_the_first_version_is_read(tmp_path: Path) -> None:
    """What an earlier version wrote is understood, and nothing in it is changed by rewriting."""
    path = Path(__file__).parent / "data" / "plans" / "first-version.plan.json"
    plan = read_plan(path)
    assert len(plan.participants) == 12
    assert [finding.code for finding in check(plan)] == ["private-missing"]
    plan.write(tmp_path / "again.json")
    old, new = (json.loads(p.read_text("utf-8")) for p in (path, tmp_path / "again.json"))
    assert _kept(old, new) == old


def _kept(old: Any, new: Any) -> Any:
    """Give of `new` only what `old` has, too."""
    if isinstance(old, dict):
        return {key: _kept(value, new[key]) for key, value in old.items()}
    if isinstance(old, list):
        return [_kept(*pair) for pair in zip(old, new, strict=True)]
    return new
