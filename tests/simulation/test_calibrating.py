"""Tests of learning from a facilitator's own record."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from facilitate.errors import RosterError
from facilitate.simulation.assumptions import usual_assumptions
from facilitate.simulation.calibrating import calibrate
from facilitate.simulation.streams import Stream, lognormal


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a record."""
    path = folder / "record.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_what_was_simulated_is_found_again(tmp_path: Path) -> None:
    """From a record drawn with known assumptions the same ones are fitted, within their error."""
    ratios = lognormal(Stream(1, "x").uniform(400), 1.1, 0.2)
    lines = ["block;geplant;tatsächlich"]
    lines += [f"b{k};100;{100 * ratio:.6f}" for k, ratio in enumerate(ratios)]
    found = {one.id: one for one in calibrate([write(tmp_path, "\n".join(lines))]).fitted}
    assert abs(found["plenary_factor"].estimate.value - 1.1) < 4 * 0.22 / math.sqrt(400)
    assert abs(found["plenary_cv"].estimate.value - 0.2) < 0.03
    estimate = found["plenary_cv"].estimate
    assert estimate.low < 0.2 < estimate.high


def test_by_hand(tmp_path: Path) -> None:
    """Ratios of 1 and e²ˣ have the geometric mean and the spread that the formula says."""
    path = write(tmp_path, "planned;actual\n" + "10;10\n10;20\n" * 3)
    found = {one.id: one.estimate.value for one in calibrate([path]).fitted}
    variance = np.var([0, math.log(2)] * 3, ddof=1)
    assert found["plenary_factor"] == pytest.approx(math.sqrt(2) * math.exp(variance / 2))
    assert found["plenary_cv"] == pytest.approx(math.sqrt(math.exp(variance) - 1))


def test_a_german_record_from_excel(tmp_path: Path) -> None:
    """Semicolons, cp1252 and a comma in numbers are read; methods tell talk from plenary."""
    text = (
        "Programmpunkt;Methode;geplant;tatsächlich;angemeldet;anwesend\r\n"
        + "Tische;Kugellager;30;33,5;80;72\r\n" * 5
        + "Vortrag;Vortrag;60;66 min;;\r\n" * 5
    )
    calibration = calibrate([write(tmp_path, text, "cp1252")])
    found = {one.id: one for one in calibration.fitted}
    assert found["talk_factor"].estimate.value == pytest.approx(33.5 / 30)
    assert found["plenary_factor"].estimate.value == pytest.approx(1.1)
    assert found["no_show"].estimate.value == pytest.approx(0.1)
    assert calibration.findings == ()


def test_what_was_learned_can_be_assumed(tmp_path: Path) -> None:
    """The file that comes out is one for --assume; too few lines are told and left out."""
    text = "planned;actual;expected;present\n30;33;80;60\n"
    calibration = calibrate([write(tmp_path, text)])
    assert [f.code for f in calibration.findings] == ["record-too-short"] * 2
    ours = tmp_path / "ours.yaml"
    ours.write_text(calibration.as_yaml(), "utf-8")
    new = usual_assumptions().saying([str(ours)])
    assert new["no_show"] == 0.25
    assert [one.id for one in new.changed()] == ["no_show"]


def test_no_number_is_told(tmp_path: Path) -> None:
    """A cell that is no number is left out, with file and row."""
    text = "planned;actual;expected;present\n30;soon;80;72\n"
    (finding, *_rest) = calibrate([write(tmp_path, text)]).findings
    assert finding.code == "record-no-number"
    assert finding.where == "record.csv, row 2"


@pytest.mark.parametrize(
    ("text", "code"),
    [("name;town\nAda;Ulm\n", "record-columns"), ("planned;actual\n30;\n", "record-empty")],
)
def test_what_is_no_record(tmp_path: Path, text: str, code: str) -> None:
    """A list without the columns, or with nothing in them, teaches nothing."""
    with pytest.raises(RosterError) as caught:
        calibrate([write(tmp_path, text)])
    assert caught.value.findings[0].code == code
