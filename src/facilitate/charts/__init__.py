"""Pictures as SVG: who meets whom, how many each, and how groups are mixed."""

from facilitate.charts.contacts import Contacts, contacts_of, contacts_sentence, draw_contacts
from facilitate.charts.matrix import draw_matrix
from facilitate.charts.mixing import (
    Composition,
    Mixing,
    attributes_of,
    draw_mixing,
    find_attribute,
    mixing_of,
)
from facilitate.charts.movement import draw_movement, draw_ring
from facilitate.charts.svg import Drawing

__all__ = [
    "Composition",
    "Contacts",
    "Drawing",
    "Mixing",
    "attributes_of",
    "contacts_of",
    "contacts_sentence",
    "draw_contacts",
    "draw_matrix",
    "draw_mixing",
    "draw_movement",
    "draw_ring",
    "find_attribute",
    "mixing_of",
]
