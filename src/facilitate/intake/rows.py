"""The rows of a list to records: what each row says, and what becomes of it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import compress

from facilitate.columnar import Columnar, Shared, column, edited, tuples

from .columns import NAMING, Layout
from .dismissing import SEPARATOR, dismissed, opens_a_person
from .memo import Memo
from .names import (
    Half,
    PersonName,
    address,
    addresses,
    are_plain,
    family_half,
    from_parts,
    given_half,
    title_of,
)
from .people import NOTHING, Fate, Record, Said, own_columns
from .table import Row, cell_columns
from .telling import PLAIN_TEXTS, number_in, said_in, text_in, with_texts

_BETWEEN = "\0"  # no cell has it; one text is looked up in two thirds of a tuple's time


class Reader:
    """Reads the rows of one block of a list.

    Parameters
    ----------
    layout
        What the columns mean.
    staff_block
        Whether the rows stand under a heading such as “Host Details”.
    keep_staff
        Whether role words are to be passed over.
    """

    def __init__(self, layout: Layout, *, staff_block: bool, keep_staff: bool) -> None:
        self._layout = layout
        self._staff_block = staff_block
        self._keep_staff = keep_staff
        self._telling = sorted({at for name, at in layout.columns.items() if name not in NAMING})
        fields = Counter(layout.columns.values())
        self._texts = [
            (name, at, Memo(partial(text_in, name)))
            for name in PLAIN_TEXTS
            if fields[at := layout.columns.get(name, -1)] == 1
        ]
        self._beside = Memo(self._tell_beside)
        self._own = [(layout.headers[at], at) for at in own_columns(layout)]
        self._opens = Memo(opens_a_person)

    def read(self, rows: Sequence[Row]) -> tuple[Columnar[Record], dict[int, Fate]]:
        """Read what each row says.

        All are read at once, column by column, as if each named one person plainly in two
        cells; those that do not are then read one by one.

        Returns
        -------
        Records of the rows about a person, and the numbers of the others → why.
        """
        columns = cell_columns(rows, len(self._layout.headers))
        records = self._read_together(column(rows, "number"), columns)
        told = records.column("said")
        read = {at: self._read(rows[at], told[at]) for at in self._odd(records, columns)}
        nobody = {at: fate for at, fate in read.items() if isinstance(fate, Fate)}
        people = {at: record for at, record in read.items() if isinstance(record, Record)}
        others = {rows[at].number: fate for at, fate in nobody.items()}
        return edited(records, people, without=nobody), others

    def _read_together(
        self, numbers: Sequence[int], columns: Sequence[Sequence[str]]
    ) -> Columnar[Record]:
        none = [""] * len(numbers)
        given, family, _whole, _title, email, own = (
            columns[self._layout.columns[name]] if name in self._layout.columns else none
            for name in NAMING
        )
        keys = (_keys(given, given_half), _keys(family, family_half))
        return tuples(
            Record,
            (
                numbers,
                list(map(" ".join, zip(given, family, strict=True))),
                self._said_in(columns, len(numbers)),
                none,
                given,
                family,
                [False] * len(numbers),
                [
                    f"{key} {last_key}" if are_plain(key, last_key) else ""
                    for key, last_key in zip(*keys, strict=True)
                ],
                addresses(email) if any(email) else none,
                self._extra(columns, len(numbers)),
                list(map(number_in, own)) if any(own) else [None] * len(numbers),
                [0] * len(numbers),
            ),
        )

    def _said_in(self, columns: Sequence[Sequence[str]], count: int) -> Shared:
        """Read what rows say beside the name; those that say the same share it."""
        if not self._telling:
            return Shared([self._tell([])], array("q", [0]) * count)
        numbers: Memo[str, int] = Memo(lambda _cells: len(numbers))
        rows = zip(*(columns[at] for at in self._telling), strict=True)
        which = array("q", map(numbers.__getitem__, map(_BETWEEN.join, rows)))
        return Shared([self._tell(cells.split(_BETWEEN)) for cells in numbers], which)

    def _tell(self, told: Sequence[str]) -> Said:
        """Read a row; what stands beside its texts is read once for thousands of towns."""
        cells = [""] * len(self._layout.headers)
        for at, cell in zip(self._telling, told, strict=True):
            cells[at] = cell
        texts = {name: text[cells[at]] for name, at, text in self._texts}
        for _name, at, _text in self._texts:
            cells[at] = ""
        said = self._beside[tuple(cells)]
        return with_texts(said, texts) if texts else said

    def _tell_beside(self, cells: Sequence[str]) -> Said:
        return said_in(
            cells, self._layout, staff_block=self._staff_block, keep_staff=self._keep_staff
        )

    def _extra(self, columns: Sequence[Sequence[str]], count: int) -> list[Mapping[str, str]]:
        if not self._own:
            return [NOTHING] * count
        headers = [header for header, _at in self._own]
        rows = zip(*(columns[at] for _header, at in self._own), strict=True)
        return [dict(compress(zip(headers, row, strict=True), row)) for row in rows]

    def _odd(self, records: Columnar[Record], columns: Sequence[Sequence[str]]) -> Iterable[int]:
        """Give the positions of rows that do not name one person plainly in two cells."""
        odd = {at for at, key in enumerate(records.column("key")) if not key}
        if "title" in self._layout.columns:
            titles = columns[self._layout.columns["title"]]
            odd |= {at for at, title in enumerate(titles) if title}
        first = columns[0] if all(columns[0]) else list(map(_first, zip(*columns, strict=True)))
        if not all(map(self._opens.__getitem__, first)):
            odd |= {at for at, cell in enumerate(first) if not self._opens[cell]}
        return sorted(odd)

    def _read(self, row: Row, said: Said) -> Record | Fate:
        given, family, whole, title, email, number = (
            self._layout.cell(row.cells, name) for name in NAMING
        )
        person = from_parts(given, family, whole)
        if title or not person.key:
            person = _titled(person, title)
        if not (person.key and self._opens[_first(row.cells)]):
            fate = dismissed(row, self._layout, person)
            if fate is not None:
                return fate
            if not person.name:
                person = person._replace(name="N.N.", nameless=True, key="")
        extra = {header: "".join(row.cells[at : at + 1]) for header, at in self._own}
        return Record(
            row=row.number,
            name=person.name,
            said=said,
            title=person.title,
            given=person.given,
            family=person.family,
            nameless=person.nameless,
            key=person.key,
            email=address(email) or person.email,
            extra={header: cell for header, cell in extra.items() if cell} or NOTHING,
            number=number_in(number),
            companions=person.companions,
        )


def _keys(cells: Sequence[str], half: Callable[[str], Half]) -> list[str]:
    """Give the key of the half of a name in each cell."""
    key: Memo[str, str] = Memo(lambda cell: half(cell).key)
    return list(map(key.__getitem__, cells))


def _first(cells: Iterable[str]) -> str:
    return next(filter(None, cells), "")


def _titled(read: PersonName, title: str) -> PersonName:
    """Give a name its title from a cell of its own; what is only signs is no name."""
    called = (title_of(title) if title else "") or read.title
    name = read.name
    if called == read.title and (read.nameless or name[:1].isalnum()):
        return read
    bare = not read.nameless and SEPARATOR.fullmatch(name)
    return read._replace(name="" if bare else name, title=called, key="" if bare else read.key)
