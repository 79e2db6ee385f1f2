"""Rooms, their places, and the people who run an event without taking a seat."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from facilitate.parts import Part, Text


class Place(Part):
    """Where a group sits."""

    id: str = Field(description="Short name, used in groups")
    label: Text = Field(description="What it is called")
    seats: int | None = Field(None, ge=1, description="How many can sit there")
    step_free: bool = Field(True, description="Whether it is reached without steps")


class Staff(Part):
    """Somebody who runs the event and takes no seat."""

    name: str = Field(min_length=1, description="Name as it is shown")
    role: Literal["moderator", "speaker", "team"] = Field("moderator", description="What they do")
