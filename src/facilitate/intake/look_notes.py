"""What a list notes about people: payments, remarks, needs, special attention."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from facilitate.errors import Finding
from facilitate.needs import needs_step_free
from facilitate.words import _, fold_name, ngettext

from .cells import enumerated, names_substitute, said_remark
from .overview import Read, hint, rows_of, those, warning
from .people import Record, Said


def unpaid(read: Read) -> Iterator[Finding]:
    """Tell who has not paid yet."""
    unpaid = those(read, lambda said: said.unpaid)
    if unpaid:
        yield hint(
            read,
            "unpaid-kept",
            ngettext(
                "{count} person has not paid yet and is kept ({rows}).",
                "{count} people have not paid yet and are kept ({rows}).",
                len(unpaid),
            ).format(count=len(unpaid), rows=rows_of(unpaid)),
        )


def noted(read: Read) -> Iterator[Finding]:
    """Tell of remarks, needs, and rows marked for special attention."""
    remarked = any(said.remark for said in read.said)
    everybody = (*read.merged.people, *read.merged.duplicates) if remarked else ()
    for record in sorted((r for r in everybody if r.said.remark), key=attrgetter("row")):
        yield _remark(read, record)
    helped = those(read, lambda said: bool(_help(said)))
    if helped:
        yield hint(
            read,
            "needs-noted",
            _("Needs that ask for no place without steps: {needs}.").format(
                needs=enumerated(
                    [
                        _("{name} ({need}, row {row})").format(
                            name=r.name, need=_help(r.said)[:80], row=r.row
                        )
                        for r in helped
                    ]
                )
            ),
            _("They fix nobody to a place; the moderators’ sheets name them."),
        )
    special = those(read, lambda said: said.special)
    if special:
        yield hint(
            read,
            "special-attention",
            _("“{column}” is marked in {rows}; this changes nothing by itself.").format(
                column=read.body.layout.header("special"), rows=rows_of(special)
            ),
            _("If it is about step-free access, write that into a column “Access needs”."),
        )


def substitutes(read: Read) -> Iterator[Finding]:
    """Tell of substitutes that only the remark of somebody who does not come names."""
    named = [r for r in read.merged.absent if names_substitute(r.said.remark)]
    for record in named:
        whole = f" {fold_name(record.said.remark)} "
        if any(_stands_in(other, record, whole) for other in read.seated):
            continue
        yield warning(
            read,
            "substitute-without-row",
            _("Row {row}, {name} does not come: “{remark}”.").format(
                row=record.row, name=record.name, remark=record.said.remark[:200]
            ),
            _("Whoever comes instead needs a row of their own to get a place."),
        )


def _stands_in(other: Record, gone: Record, remark: str) -> bool:
    """Tell whether `other` is the substitute: the one row or the other says so by name."""
    said = other.said.remark
    return f" {fold_name(other.name)} " in remark or (
        names_substitute(said) and fold_name(gone.name) in fold_name(said)
    )


def _remark(read: Read, record: Record) -> Finding:
    row, name, text = record.row, record.name, record.said.remark
    if said_remark(text) == "perhaps cancelled":
        return warning(
            read,
            "remark-perhaps-cancelled",
            _("Row {row}, {name}: “{remark}”; {name} stays in the list and takes a seat.").format(
                row=row, name=name, remark=text[:200]
            ),
            _("If {name} is not coming, begin the remark with “cancelled”.").format(name=name),
        )
    said = _("Row {row}, {name}: “{remark}”.")
    return hint(read, "remark", said.format(row=row, name=name, remark=text[:200]))


def _help(said: Said) -> str:
    """Give what somebody needs, if it is no matter of steps."""
    need = said.attributes.get("access")
    return "" if needs_step_free(need) else str(need or "")
