"""Texts that go into files of other programs: no control characters, and safe file names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from facilitate.errors import Finding, Level
from facilitate.plan import Plan
from facilitate.planned import PlannedPerson
from facilitate.words import _, fold, ngettext

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"[\t\n\u2028\u2029]+")
_LONGEST_NAME = 40
MOST_NAMED = 20


def plain(text: str) -> str:
    """Give `text` as one line without control characters; all else stays as it is."""
    return _BLANK.sub(" ", _CONTROL.sub("", text))


def control_findings(plan: Plan) -> tuple[Finding, ...]:
    """Say how many texts of the plan have control characters, which no file takes over."""
    count = sum(bool(_CONTROL.search(text)) for text in _texts(plan))
    if not count:
        return ()
    message = ngettext(
        "{count} text had invisible control characters in it; they were left out.",
        "{count} texts had invisible control characters in them; they were left out.",
        count,
    )
    return (Finding(Level.WARNING, "export-control-characters", message.format(count=count)),)


def _texts(plan: Plan) -> Iterator[str]:
    yield from (plan.title, plan.place)
    for person in plan.participants:
        yield from (person.id, person.name, person.email or "")
    for session in plan.sessions:
        yield from (session.id, session.title, session.room)
        yield from (str(place.label) for place in session.places)
        for rotation in session.rotations:
            yield from {group.topic for group in rotation.groups if group.topic}


@dataclass(slots=True)
class Names:
    """Names that are given only once; compared without regard to case, as file systems do."""

    given: set[str] = field(default_factory=set)

    def unique(self, name: str) -> str:
        """Give `name`, with a number behind it if it was given before."""
        found, count = name, 1
        while found.casefold() in self.given:
            count += 1
            found = f"{name}-{count}"
        self.given.add(found.casefold())
        return found


def file_stem(*parts: object) -> str:
    """Make the stem of a file name of a few words: ASCII, small, no longer than it helps."""
    return "-".join(filter(None, map(_slug, map(str, parts))))


def _slug(text: str) -> str:
    plain = fold(text).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^a-z0-9]+", "-", plain)
    return letters.strip("-")[:_LONGEST_NAME].strip("-")


def labels(people: Sequence[PlannedPerson]) -> str:
    """Name people with their numbers; of many the first, and how many more there are."""
    shown = [plain(person.label) for person in people[:MOST_NAMED]]
    left = len(people) - len(shown)
    if left:
        shown.append(_("… and {count} more").format(count=left))
    return ", ".join(shown)


def joined(parts: Iterable[str | None], between: str = ", ") -> str:
    """Join what is not empty."""
    return between.join(part for part in parts if part)
