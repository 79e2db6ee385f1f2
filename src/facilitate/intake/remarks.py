"""What is worth knowing about a list: unknown answers, namesakes, remarks, columns left."""

from __future__ import annotations

from facilitate.errors import Finding, Level

from . import look_cells, look_names, look_notes, spellings
from .overview import Read

_LOOKS = (
    look_cells.columns_to_ask_about,
    spellings.organisations,
    spellings.no_organisations,
    look_cells.doubts,
    look_cells.statuses,
    look_cells.unknown,
    look_names.namesakes,
    look_cells.conflicts,
    look_names.nameless,
    look_names.lost_letters,
    look_names.two_in_one,
    look_names.stand_ins,
    look_names.of_one_case,
    look_cells.ragged,
    look_names.came_back,
    look_notes.substitutes,
    look_names.staff_left_out,
    look_names.staff_with_seat,
    look_cells.leaders,
    look_notes.unpaid,
    look_names.shared_addresses,
    look_notes.noted,
    look_cells.columns_left,
)


def remarks(read: Read) -> list[Finding]:
    """Tell findings about the content of a list, the graver ones first."""
    found = [finding for look in _LOOKS for finding in look(read)]
    return sorted(found, key=lambda finding: finding.level is Level.HINT)
