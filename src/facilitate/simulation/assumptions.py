"""What the simulation assumes: one visible file, every value with its range and source."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, RootModel, model_validator

from facilitate.errors import Finding, Level, UsageError
from facilitate.files import read_bytes
from facilitate.parts import Part, Text
from facilitate.words import _, decimal, did_you_mean
from facilitate.yaml_source import parse_yaml, validate

FILE = Path(__file__).with_name("assumptions.yaml")
ASSUMED = "assumed"
Unit = Literal["share", "minutes", "factor", "metres", "metres per second", "people", "yes or no"]
_LIMITS: dict[str, tuple[float, float]] = {
    "share": (0, 1),
    "minutes": (0, 24 * 60),
    "factor": (0.01, 10),
    "metres": (0, 1000),
    "metres per second": (0.01, 10),
    "people": (1, 1_000_000),
    "yes or no": (0, 1),
}
ZERO_CHANCE = {  # nothing is left to chance, and nothing takes longer than planned
    "no_show": 0.0,
    "late_person": 0.0,
    "drop_out": 0.0,
    "start_delay": 0.0,
    "talk_factor": 1.0,
    "talk_cv": 0.0,
    "plenary_factor": 1.0,
    "plenary_cv": 0.0,
    "changeover_half": 0.0,
    "place_spacing": 0.0,
}


class Assumption(Part):
    """One number that is assumed."""

    id: str = Field(description="Its name, as said after --assume")
    name: Text = Field(description="What it is called in tables and sentences")
    part: Literal["people", "time", "ideas", "enough"] = Field(description="What it is about")
    value: float = Field(description="What is used")
    range: tuple[float, float] = Field(description="What is plausible, from least to most")
    unit: Unit = Field(description="What it is counted in")
    source: Text = Field(description="Where it is from, or “assumed”")
    text: Text = Field(description="What it means")

    @property
    def is_assumed(self) -> bool:
        """Whether nobody has measured it, as far as we know."""
        return self.source.en.startswith(ASSUMED)

    def shown(self, value: float | None = None) -> str:
        """Write its value, or another one, as a person says it: "8 %", "3 min"."""
        number = self.value if value is None else value
        if self.unit == "share":
            return _("{number} %").format(number=decimal(100 * number))
        if self.unit == "minutes":
            return _("{number} min").format(number=decimal(number))
        if self.unit == "metres":
            return _("{number} m").format(number=decimal(number))
        if self.unit == "metres per second":
            return _("{number} m/s").format(number=decimal(number))
        return decimal(number, 2)


class _File(Part):
    """The file of all assumptions."""

    assumptions: tuple[Assumption, ...]


class _Own(RootModel[dict[str, float | int | str]]):
    """A file of one's own values: name → value."""

    @model_validator(mode="after")
    def _filled(self) -> _Own:
        if not self.root:
            raise ValueError(_("There is no value in it."))
        return self


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All assumptions of one simulation.

    Parameters
    ----------
    known
        Name → assumption, in the order of the file.
    """

    known: Mapping[str, Assumption]

    def __getitem__(self, name: str) -> float:
        """Value of the assumption called `name`; `KeyError` if there is none."""
        return self.known[name].value

    def changed(self) -> tuple[Assumption, ...]:
        """Give those whose value is not the one of the file."""
        usual = usual_assumptions().known
        return tuple(one for name, one in self.known.items() if one.value != usual[name].value)

    def but(self, **values: float) -> Assumptions:
        """Give the same ones with other `values`, by name.

        Raises
        ------
        UsageError
            If a name is unknown or a value impossible; all of them are told.
        """
        findings = tuple(_faults(self.known, values))
        if findings:
            raise UsageError.collecting(findings)
        new = {
            _name(name): self.known[_name(name)].model_copy(update={"value": float(value)})
            for name, value in values.items()
        }
        return Assumptions({**self.known, **new})

    def saying(self, texts: Iterable[str]) -> Assumptions:
        """Give the same ones with what `texts` say: "no_show=0.12", "no-show=12 %", or a file.

        Raises
        ------
        UsageError
            If a text is no name and value, a name is unknown, or a value is impossible.
        FileError
            If a file cannot be read.
        """
        values: dict[str, float] = {}
        findings: list[Finding] = []
        for text in texts:
            name, equals, said = text.partition("=")
            is_file = not equals and Path(text).suffix.lower() in {".yaml", ".yml"}
            pairs = _own_values(Path(text)) if is_file else {name: said}
            for key, raw in pairs.items():
                number = number_said(str(raw))
                if number is None:
                    findings.append(_not_understood(f"{key}={raw}" if equals else str(text)))
                else:
                    values[_name(key)] = number
        findings += _faults(self.known, values)
        if findings:
            raise UsageError.collecting(findings)
        return self.but(**values)

    def without_chance(self) -> Assumptions:
        """Give the same ones with all chance taken out: everything runs as planned."""
        return self.but(**ZERO_CHANCE)


@cache
def usual_assumptions() -> Assumptions:
    """Read the file of all assumptions."""
    file = validate(_File, FILE, error=UsageError)
    return Assumptions({one.id: one for one in file.assumptions})


def number_said(text: str) -> float | None:
    """Read a number as people type it: "0.12", "0,12", "12 %"; None if it is none."""
    plain = text.strip().replace(",", ".")
    percent = plain.endswith("%")
    try:
        number = float(plain.removesuffix("%"))
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return number / 100 if percent else number


def _own_values(path: Path) -> dict[str, float | int | str]:
    document = parse_yaml(read_bytes(path), str(path), error=UsageError)
    return validate(_Own, document, error=UsageError).root


def _name(said: str) -> str:
    return said.strip().lower().replace("-", "_")


def _not_understood(text: str) -> Finding:
    return Finding(
        Level.ERROR,
        "assumption-not-understood",
        _("“{text}” is no assumption.").format(text=text),
        hint=_("Write a name and a number, e.g. no_show=0.12, or name a file, e.g. ours.yaml."),
    )


def _faults(known: Mapping[str, Assumption], values: Mapping[str, float]) -> Iterable[Finding]:
    for said, value in values.items():
        name = _name(said)
        if name not in known:
            yield Finding(
                Level.ERROR,
                "assumption-unknown",
                _("There is no assumption “{name}”.").format(name=said),
                hint=did_you_mean(name, known)
                or _("Known: {names}.").format(names=", ".join(known)),
            )
            continue
        least, most = _LIMITS[known[name].unit]
        if not least <= value <= most:
            yield Finding(
                Level.ERROR,
                "assumption-impossible",
                _("“{name}” cannot be {value}.").format(name=name, value=decimal(value, 4)),
                hint=_meant_as_percent(name, value)
                if known[name].unit == "share" and 1 < value <= 100
                else _("It must lie between {least} and {most}.").format(
                    least=decimal(least, 2), most=decimal(most, 2)
                ),
            )


def _meant_as_percent(name: str, value: float) -> str:
    return _("If {value} percent are meant, write {name}={value}%.").format(
        name=name, value=decimal(value, 4)
    )
