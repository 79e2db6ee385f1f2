"""Calendars handed out before: new ones must count on, or nobody's calendar takes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitate.exports import Exported
    from facilitate.plan import Plan

_SEQUENCE = re.compile(rb"^SEQUENCE:(\d{1,9})\r?$", re.MULTILINE)


def counting_on(plan: Plan, folder: Path, make: Callable[[int], Exported]) -> Exported:
    """Make calendars that replace those in `folder`, and those of the edition printed there.

    The number comes from what lies there alone: the same calendars keep theirs, others get the
    next, so that the same files give the same bytes.

    Parameters
    ----------
    make
        Makes the calendars of an edition.
    """
    before = {path.name: path.read_bytes() for path in sorted(folder.glob("*.ics"))}
    last = max((_edition(data) for data in before.values()), default=1)
    printed = _printed(plan, folder)
    made = make(max(last, printed))
    if last < printed or all(before.get(name, data) == data for name, data in made.files.items()):
        return made
    return make(last + 1)


def _edition(calendar: bytes) -> int:
    return 1 + max((int(found) for found in _SEQUENCE.findall(calendar)), default=0)


def _printed(plan: Plan, folder: Path) -> int:
    from facilitate.handouts.edition import edition_of, read_edition

    record = read_edition(folder)
    return 1 if record is None else edition_of(plan, record, datetime.min, stamped=False).edition
