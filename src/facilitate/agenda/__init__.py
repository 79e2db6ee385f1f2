"""What happens when: for one person, for all, for moderators minute by minute, room by room."""

from facilitate.agenda.days import Day, Entry, days_of, entries_of, find_day, on_day, people_in
from facilitate.agenda.personal import (
    Itinerary,
    PersonalDay,
    Visit,
    itineraries,
    itinerary_of,
)
from facilitate.agenda.rooms import RoomBlock, RoomDay, rooms_of
from facilitate.agenda.run_sheet import Run, Step, run_sheet
from facilitate.agenda.turns import Turn, along

__all__ = [
    "Day",
    "Entry",
    "Itinerary",
    "PersonalDay",
    "RoomBlock",
    "RoomDay",
    "Run",
    "Step",
    "Turn",
    "Visit",
    "along",
    "days_of",
    "entries_of",
    "find_day",
    "itineraries",
    "itinerary_of",
    "on_day",
    "people_in",
    "rooms_of",
    "run_sheet",
]
