"""A messy list in, a roster and its reconciliation out."""

from __future__ import annotations

from .lookup import Named, PeopleIndex
from .numbers import Changes, Renamed
from .offers import Offer, Offers, read_offers
from .options import ListOptions
from .people import Fate
from .reading import Absent, Intake, numbers_path, read_people, write_numbers
from .reconcile import Merge, Reconciliation
from .registry import Entry, Registry

__all__ = [
    "Absent",
    "Changes",
    "Entry",
    "Fate",
    "Intake",
    "ListOptions",
    "Merge",
    "Named",
    "Offer",
    "Offers",
    "PeopleIndex",
    "Reconciliation",
    "Registry",
    "Renamed",
    "numbers_path",
    "read_offers",
    "read_people",
    "write_numbers",
]
