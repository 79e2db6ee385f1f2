"""A collection of wishes while it is typed: kept after each line, told line by line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitate.cli import output
from facilitate.cli.wish_source import Source
from facilitate.collecting import Answer, merged, standing_of, take_line
from facilitate.errors import FacilitateError, FileError, Finding, Level, UsageError
from facilitate.files import read_bytes, write_atomically
from facilitate.intake import Collection, format_collection, read_wishes
from facilitate.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a line: whether it was understood and kept, and whether it was the last."""

    done: bool
    ends: bool = False


class Book:
    """A collection and its file.

    Parameters
    ----------
    source
        People, cards and where the file is.
    state
        What is in it.
    data
        Bytes of the file as last read or written; None if there is none yet.
    """

    def __init__(self, source: Source, state: Collection, data: bytes | None) -> None:
        self.source, self.desk = source, source.desk
        self.state = state
        self._data = data
        self._lines = 0
        self._before: list[tuple[Collection, str]] = []

    @classmethod
    def open(cls, source: Source) -> Book:
        """Open what is kept, or begin.

        Raises
        ------
        FileError
            If another kind of file is there.
        FacilitateError
            If it cannot be read.
        """
        if not source.path.exists():
            return cls(source, source.start, None)
        data = read_bytes(source.path)
        return cls(source, _read(source), data)

    def take(self, line: str) -> Taken:
        """Take a line, keep what it changes, say what it did; what is wrong is said, too."""
        self._lines += 1
        try:
            answer = self._answer(line)
            if answer.state != self.state:
                self._keep(answer)
        except FacilitateError as error:
            where = _("line {number}: {text}").format(number=self._lines, text=line.strip())
            output.tell_findings(
                Finding(f.level, f.code, f.message, f.where or where, f.hint)
                for f in error.findings
            )
            return Taken(done=False)
        for text in answer.said:
            output.say(text)
        return Taken(done=True, ends=answer.order == "done")

    def _answer(self, line: str) -> Answer:
        answer = take_line(self.desk, self.state, line)
        if answer.order == "undo":
            return self._undo()
        if answer.order == "merge":
            return self._merge(Path(answer.argument).expanduser())
        if answer.order == "status":
            self.show_standing()
        elif answer.order == "cards":
            self._show_cards()
        elif answer.order == "help":
            _show_help()
        return answer

    def _undo(self) -> Answer:
        if not self._before:
            raise UsageError(_("There is nothing to undo."), code="undo-empty")
        state, said = self._before[-1]
        return Answer(state, (_("Undone: {line}").format(line=said),), order="undo")

    def _merge(self, path: Path) -> Answer:
        lists = read_wishes(path, self.desk.roster, self.desk.given, absent=self.source.absent)
        output.tell_findings(lists.findings)
        return merged(self.desk, self.state, lists.collection, lists.source)

    def _keep(self, answer: Answer) -> None:
        """Write the file; if another program has changed it meanwhile, read it again first.

        Raises
        ------
        FileError
            If it cannot be written, or was changed meanwhile.
        """
        path = self.source.path
        there = read_bytes(path) if path.exists() else None
        if there != self._data:
            self._data, self.state, self._before = there, self._now(), []
            raise FileError(
                _("{file} was changed by another program and has been read again.").format(
                    file=path.name
                ),
                code="wishes-changed",
                hint=_("Type the line once more."),
            )
        text = format_collection(answer.state, self.desk.roster, self.desk.given)
        write_atomically(
            path, text, overwrite=True, hint=_("Is it open in Excel? Close it and type it again.")
        )
        self._data = text.encode()
        if answer.order == "undo":
            self._before.pop()
        else:
            self._before.append((self.state, answer.said[0] if answer.said else ""))
        self.state = answer.state

    def _now(self) -> Collection:
        return _read(self.source) if self.source.path.exists() else Collection()

    def greet(self) -> None:
        """Say what is collected, where it is kept, and how to type."""
        output.wrapped(
            _("Wishes for “{session}”, kept in {file} after each line.").format(
                session=self.source.title, file=self.source.path
            )
        )
        output.wrapped(_("Type number and cards: 17 4 12 33. More with “help”, end with “done”."))

    def show_standing(self) -> None:
        """Say who is missing and which cards have too few."""
        for line in standing_of(self.desk, self.state).lines():
            output.wrapped(line)

    def show_next(self) -> None:
        """Say where the wishes are, and how to plan with them."""
        output.tell(_("The wishes are in {file}.").format(file=self.source.path))
        if self.source.advice:
            output.tell_wrapped(self.source.advice)
        output.tell(_("Next:"))
        output.tell(f"  {self.source.command}")

    def _show_cards(self) -> None:
        for topic, wanted in standing_of(self.desk, self.state).wanted:
            people = ngettext("{count} wishes it", "{count} wish it", wanted).format(count=wanted)
            output.say(f"{topic.id}  {topic.title}  ({people})")

    def as_data(self) -> dict[str, Any]:
        """Give everything for another program."""
        standing = standing_of(self.desk, self.state)
        return {
            "file": self.source.path.name,
            "people": standing.people,
            "missing": [person.number for person in standing.missing],
            "cards": [
                {"id": t.id, "title": t.title, "wanted": n, "enough": (t, n) not in standing.short}
                for t, n in standing.wanted
            ],
            "withdrawn": [topic.id for topic in standing.withdrawn],
            "wishes": {person: list(ids) for person, ids in self.state.wishes().items()},
        }


def _read(source: Source) -> Collection:
    desk = source.desk
    lists = read_wishes(source.path, desk.roster, desk.given, absent=source.absent)
    if not lists.kept:
        raise FileError(
            _("{file} is another kind of file; wishes are not kept in it.").format(
                file=source.path
            ),
            code="wishes-other-file",
            where=str(source.path),
            hint=_("Choose another name with -o; “merge {file}” takes it over.").format(
                file=source.path
            ),
        )
    output.tell_findings(f for f in lists.findings if f.level is not Level.HINT)
    return lists.collection


def _show_help() -> None:
    rows = [
        ("17 4 12 33", _("slip of person 17: cards 4, 12, 33, the dearest first")),
        ("17", _("show what 17 wishes")),
        ("17 -", _("delete the slip of 17")),
        ("17 0", _("an empty slip: 17 was asked and wishes nothing")),
        ("M4: 17 23 41", _("who signed the list under card 4")),
        ("M4=11", _("dots on card 4")),
        ("M4", _("show who wishes card 4")),
        ("+ 23 These Text", _("a late card of person 23")),
        ("withdraw M4", _("card 4 is taken back; “restore M4” brings it again")),
        ("beside M4 M9", _("card 4 may share a place with card 9")),
        ("merge FILE", _("take over what another laptop, or a list, has")),
        ("status", _("who is missing, which cards have too few")),
        ("cards", _("all cards")),
        ("undo", _("take the last line back")),
        ("done", _("end; everything is kept already")),
    ]
    for typed, meaning in rows:
        output.say(f"{typed:<18}{meaning}")
