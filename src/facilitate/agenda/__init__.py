"""What happens when: for participants, for moderators minute by minute, and room by room."""

from facilitate.agenda.days import Day, Entry, days_of, entries_of, find_day, on_day, people_in
from facilitate.agenda.rooms import RoomBlock, RoomDay, rooms_of
from facilitate.agenda.run_sheet import Run, Step, run_sheet

__all__ = [
    "Day",
    "Entry",
    "RoomBlock",
    "RoomDay",
    "Run",
    "Step",
    "days_of",
    "entries_of",
    "find_day",
    "on_day",
    "people_in",
    "rooms_of",
    "run_sheet",
]
