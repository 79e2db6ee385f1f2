"""Tests of the assumptions: one file, every value with range and source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import facilitate.simulation
from facilitate import words
from facilitate.errors import FacilitateError, UsageError
from facilitate.simulation.assumptions import number_said, usual_assumptions

SOURCE = Path(facilitate.simulation.__file__).parent


@pytest.mark.parametrize("name", usual_assumptions().known)
def test_every_assumption_is_whole(name: str) -> None:
    """Its value lies in its range, it has a source, both languages, and is used somewhere."""
    one = usual_assumptions().known[name]
    assert one.range[0] <= one.value <= one.range[1]
    assert one.source
    assert one.text.de != one.text.en
    code = "".join(path.read_text("utf-8") for path in SOURCE.glob("*.py"))
    assert re.search(rf'assum\w*(?:\.assumptions)?\["{name}"\]', code)


@pytest.mark.parametrize(
    ("text", "value"), [("0.12", 0.12), ("0,12", 0.12), ("12 %", 0.12), ("12%", 0.12), ("3", 3.0)]
)
def test_numbers_as_people_type_them(text: str, value: float) -> None:
    """Point, comma and percent are understood."""
    assert number_said(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "many", "nan", "inf"])
def test_what_is_no_number(text: str) -> None:
    """Words and what is not finite are no numbers."""
    assert number_said(text) is None


def test_saying_changes_one() -> None:
    """A name with hyphens or underscores and a value changes just that one."""
    new = usual_assumptions().saying(["no-show=12 %"])
    assert new["no_show"] == 0.12
    assert [one.id for one in new.changed()] == ["no_show"]


def test_all_faults_at_once() -> None:
    """An unknown name, an impossible value and nonsense are told together, with the nearest."""
    with pytest.raises(UsageError) as caught:
        usual_assumptions().saying(["no_shwo=0.1", "hearing=3", "nonsense"])
    assert [finding.code for finding in caught.value.findings] == [
        "assumption-not-understood",
        "assumption-unknown",
        "assumption-impossible",
    ]
    assert "no_show" in caught.value.findings[1].hint


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("no_show=10", "no_show=10%"),
        ("no-show=7,5", "no_show=7.5%"),
        ("no_show=-1", "between 0 and 1"),
        ("no_show=400", "between 0 and 1"),
        ("start_delay=5000", "between 0 and 1440"),
    ],
)
def test_a_share_said_in_percent(said: str, hint: str) -> None:
    """Whoever leaves out the sign of percent is told how to write it, and then is understood."""
    with pytest.raises(UsageError) as caught:
        usual_assumptions().saying([said])
    [finding] = caught.value.findings
    assert finding.code == "assumption-impossible"
    assert hint in finding.hint
    if "%" in hint:
        assert 0 < usual_assumptions().saying([hint])["no_show"] <= 0.1


def test_a_file_of_own_values(tmp_path: Path) -> None:
    """A YAML file of names and values is as good as many options."""
    file = tmp_path / "ours.yaml"
    file.write_text("no_show: 0.1\nstart_delay: 5\n", "utf-8")
    new = usual_assumptions().saying([str(file), "no_show=0.2"])
    assert (new["no_show"], new["start_delay"]) == (0.2, 5.0)


def test_a_file_with_faults(tmp_path: Path) -> None:
    """A file that is no list of names and numbers is told as such."""
    file = tmp_path / "ours.yaml"
    file.write_text("- 1\n", "utf-8")
    with pytest.raises(FacilitateError):
        usual_assumptions().saying([str(file)])


def test_shown_in_both_languages() -> None:
    """Values are written with their unit, in German with a comma."""
    known = usual_assumptions().known
    words.speak("de")
    assert known["late_person"].shown() == "5 %"
    assert known["gong_patience"].shown() == "0,5 min"
    assert known["plenary_factor"].shown() == "1,05"
    assert known["place_spacing"].shown() == "3 m"
    assert known["walking_speed"].shown() == "1 m/s"
