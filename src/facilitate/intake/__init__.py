"""A messy list in, a roster and its reconciliation out."""

from __future__ import annotations

from .collection import Collection, LateCard, format_collection
from .lookup import Named, PeopleIndex
from .numbers import Changes, Renamed
from .offers import Offer, Offers, read_offers
from .options import ListOptions
from .people import Fate
from .reading import Absent, Intake, draft_numbers, numbers_path, read_people, write_numbers
from .reconcile import Merge, Reconciliation
from .registry import Entry, Registry
from .topics import TopicIndex
from .values import same_value, value_meant
from .wishes import WishLists, read_wishes

__all__ = [
    "Absent",
    "Changes",
    "Collection",
    "Entry",
    "Fate",
    "Intake",
    "LateCard",
    "ListOptions",
    "Merge",
    "Named",
    "Offer",
    "Offers",
    "PeopleIndex",
    "Reconciliation",
    "Registry",
    "Renamed",
    "TopicIndex",
    "WishLists",
    "draft_numbers",
    "format_collection",
    "numbers_path",
    "read_offers",
    "read_people",
    "read_wishes",
    "same_value",
    "value_meant",
    "write_numbers",
]
