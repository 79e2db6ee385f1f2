"""Calendar files: the whole event, and one for everybody."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.agenda.personal import Itinerary, itineraries, itinerary_of
from facilitate.errors import PlanError
from facilitate.exports.calendar import event_calendar_text, person_calendar_text
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.texts import Names, file_stem
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.views import UNNUMBERED
from facilitate.words import _


def names(plan: Plan, options: ExportOptions) -> tuple[str, ...]:
    """Name the files."""
    return tuple(f"{stem}.ics" for stem, _own in _stems(plan, options))


def _stems(plan: Plan, options: ExportOptions) -> Iterator[tuple[str, Itinerary | None]]:
    """Give the stem of each file and whose it is; None is the whole event."""
    if options.person is not None:
        own = itinerary_of(plan, options.person)
        yield _stem(own.person), own
        return
    given = Names()
    yield given.unique("event"), None
    for one in itineraries(plan):
        if one.visits:
            yield given.unique(_stem(one.person)), one


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give a file for the event and one for each person, or one person's alone.

    Raises
    ------
    PlanError
        If the plan has no dates, or there is nothing to put into a calendar.
    """
    edition = options.edition
    files = {
        f"{stem}.ics": event_calendar_text(plan, edition=edition)
        if own is None
        else person_calendar_text(plan, own, edition=edition)
        for stem, own in _stems(plan, options)
    }
    written = {name: text.encode() for name, text in files.items() if text}
    if not written:
        raise PlanError(
            _("There is nothing to put into a calendar."),
            code="calendar-empty",
            hint=_("Whoever misses every session has none."),
        )
    return Exported(written)


def _stem(person: PlannedPerson) -> str:
    number = "" if person.number == UNNUMBERED else f"{person.number:03d}"
    return file_stem(number, person.name) or file_stem("person", person.id) or "person"
