"""Fitting assumptions to a record on the command line: say what came out, and keep it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitate.cli import output
from facilitate.files import write_atomically
from facilitate.simulation import usual_assumptions
from facilitate.simulation.calibrating import Calibration, calibrate
from facilitate.words import _


def tell_calibration(
    records: Sequence[Path], target: Path | None, *, force: bool, as_json: bool
) -> None:
    """Fit assumptions to records, say them, and write them where asked."""
    found = calibrate(records)
    output.tell_findings(found.findings)
    if as_json:
        output.say_json(_calibration_data(found))
    else:
        _say_calibration(found)
    if target is not None:
        write_atomically(target, found.as_yaml(), overwrite=force)
        output.tell(_("The values are in {file}.").format(file=target))
        output.tell(_("Next:"))
        output.tell(f"  facilitate simulate plan.json --assume {shlex.quote(str(target))}")


def _calibration_data(found: Calibration) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            **one.estimate.data(),
            "records": one.records,
            "believed": one.believed,
        }
        for one in found.fitted
    ]


def _say_calibration(found: Calibration) -> None:
    known = usual_assumptions().known
    rows = [
        [
            str(known[one.id].name),
            known[one.id].shown(one.estimate.value),
            f"{known[one.id].shown(one.estimate.low)} – {known[one.id].shown(one.estimate.high)}",
            known[one.id].shown(),
            str(one.records),
            _("yes") if one.believed else _("no"),
        ]
        for one in found.fitted
    ]
    output.table(
        [_("Name"), _("from your record"), _("95 %"), _("usual"), _("lines"), _("enough")],
        rows,
        right=frozenset({1, 3, 4}),
    )
    values = [f"--assume {one.id}={one.estimate.value:.3g}" for one in found.fitted if one.believed]
    if values:
        output.say()
        output.wrapped(_("To use them: {options}").format(options=" ".join(values)), hanging="  ")
