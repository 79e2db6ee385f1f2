"""An event: its sessions in order, and the rules they keep."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from facilitate.method import Minutes, Part
from facilitate.rules import Rule

Seats = Literal["numbered", "free"]


class Session(Part):
    """One block of the programme: a method applied at a time."""

    id: str
    method: str = Field(description="Id of a method of the catalogue, or path of a method file")
    title: str = ""
    start: datetime | None = None
    minutes: Minutes | None = Field(None, description="Time for everything, set-up included")
    rotations: int | None = Field(None, ge=1)
    groups: int | None = Field(None, ge=1)
    size: int | None = Field(None, ge=2)
    seats: Seats = "numbered"
    own_mix: bool = Field(True, description="Whether the method's own mixing goals apply")


class Event(Part):
    """What is to be planned."""

    title: str
    language: Literal["de", "en"] = "de"
    timezone: str = "Europe/Berlin"
    seed: int = Field(0, ge=0, lt=2**63)
    rules: tuple[Rule, ...] = ()
    sessions: tuple[Session, ...] = Field(min_length=1)
