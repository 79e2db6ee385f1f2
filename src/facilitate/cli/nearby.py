"""The participant list that lies beside an event to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitate.cli.folder import LISTS
from facilitate.errors import FacilitateError
from facilitate.intake import Intake, read_people
from facilitate.intake.columns import OFFERS, WISHES
from facilitate.words import _, ngettext

_TEXTS = frozenset({".txt"})  # also notes of any kind, so that they are read to know
_LARGEST = 50_000_000  # bytes; who has a larger list names it
_MOST = 20  # files looked at
_OTHERWISE = frozenset(("text", "wish", "topic", "rank", "dots", "entry"))


@dataclass(frozen=True, slots=True)
class Nearby:
    """A participant list, and how many others lie beside it."""

    path: Path
    intake: Intake
    others: int

    def sentence(self) -> str:
        """Say which list was taken, by which rule, and how to take another."""
        if not self.others:
            taken = _("The people are those of {file}, the list that lies here.")
        else:
            taken = ngettext(
                "The people are those of {file}, the newer of the two lists here.",
                "The people are those of {file}, the newest of {lists} lists here.",
                self.others,
            )
        another = _("Another one: --people FILE")
        return f"{taken.format(file=self.path, lists=self.others + 1)} {another}"


def list_nearby(directory: Path) -> Nearby | None:
    """Find the newest participant list in the folder of the event, else in this one."""
    for folder in dict.fromkeys((directory, Path())):
        found = list(_lists(folder))
        if found:
            (path, intake), *others = found
            return Nearby(path, intake, len(others))
    return None


def _lists(folder: Path) -> Iterator[tuple[Path, Intake]]:
    """Give the participant lists in a folder, newest first; wishes and offers are none."""
    if not folder.is_dir():
        return
    files = [
        (path, found)
        for path in folder.iterdir()
        if path.suffix.lower() in LISTS | _TEXTS and path.is_file()
        if (found := path.stat()).st_size <= _LARGEST
    ]
    files.sort(key=lambda pair: (-pair[1].st_mtime, pair[0].name))
    for path, _stat in files[:_MOST]:
        try:
            intake = read_people(path)
        except FacilitateError:
            continue
        if not _has_wishes_only(intake):
            yield path, intake


def _has_wishes_only(intake: Intake) -> bool:
    """Tell whether a list says of people only what they wish or offer."""
    meant = {
        found[0]
        for header in intake.roster.headers
        for vocabulary in (WISHES, OFFERS)
        if (found := vocabulary.meaning(header)) is not None
    }
    return not intake.roster.columns and bool(meant & _OTHERWISE)
