"""Calendar files: the whole event, and one for everybody."""

from __future__ import annotations

from facilitate.agenda.personal import itineraries, itinerary_of
from facilitate.errors import PlanError
from facilitate.exports.calendar import event_calendar_text, person_calendar_text
from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.texts import Names, file_stem
from facilitate.plan import Plan, PlannedPerson
from facilitate.views import UNNUMBERED
from facilitate.words import _


def write(plan: Plan, options: ExportOptions) -> Exported:
    """Give a file for the event and one for each person, or one person's alone.

    Raises
    ------
    PlanError
        If the plan has no dates, or there is nothing to put into a calendar.
    """
    edition = options.edition
    if options.person is not None:
        own = itinerary_of(plan, options.person)
        files = {f"{_stem(own.person)}.ics": person_calendar_text(plan, own, edition=edition)}
    else:
        names = Names()
        files = {names.unique("event") + ".ics": event_calendar_text(plan, edition=edition)}
        for own in itineraries(plan):
            text = person_calendar_text(plan, own, edition=edition)
            files[names.unique(_stem(own.person)) + ".ics"] = text
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
