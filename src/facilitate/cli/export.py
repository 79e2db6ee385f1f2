"""`export`: a plan for spreadsheets, calendars, video conferences and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command

if TYPE_CHECKING:
    from facilitate.exports import Exported

FORMATS = ("csv", "xlsx", "ics", "zoom", "bbb", "text", "json")
ONE_FILE = frozenset({"xlsx", "text", "json"})
STDOUT = Path("-")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command(
        app,
        "export",
        N_("Write a plan for Excel, calendars, Zoom, BigBlueButton or other programs."),
        "facilitate export plan.json --format xlsx",
        "facilitate export plan.json --format zoom -o zoom",
        "facilitate export plan.json --format text --rotation 2 -o -",
    )(export)


def export(
    plan: options.PlanFile,
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            show_default=False,
            help=N_(
                "csv and xlsx: tables; ics: calendars; zoom and bbb: breakout rooms; text: rooms "
                "to be read; json: the public plan, without anything private."
            ),
        ),
    ],
    output_path: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("PATH"),
            help=N_(
                "File, or folder where there are several files; - is the screen. Beside the plan "
                "if left out."
            ),
        ),
    ] = None,
    session: Annotated[
        list[str] | None,
        typer.Option(
            "--session",
            metavar=N_("NAME"),
            help=N_("Only this session: id or title. May be said several times."),
        ),
    ] = None,
    rotation: Annotated[
        int | None,
        typer.Option("--rotation", metavar="N", min=1, help=N_("Only this rotation.")),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person", metavar=N_("NAME"), help=N_("ics: only this person: number or name.")
        ),
    ] = None,
    shape: Annotated[
        str | None,
        typer.Option(
            "--shape",
            metavar="wide|long",
            help=N_("csv: a row for each person, or for each person and rotation; else both."),
        ),
    ] = None,
    delimiter: Annotated[
        str,
        typer.Option(
            "--delimiter",
            metavar=N_("SIGN"),
            show_default=False,
            help=N_("csv: sign between columns; if left out, ; in German and , in English."),
        ),
    ] = "",
    roster: Annotated[
        str,
        typer.Option(
            "--roster",
            metavar="id|number|email",
            help=N_("bbb: what the conference knows people by."),
        ),
    ] = "id",
    after: Annotated[
        Path | None,
        typer.Option(
            "--after",
            metavar=N_("FOLDER"),
            help=N_(
                "ics: where the calendars or prints handed out before lie; the new entries then "
                "replace theirs. Where the new ones are written if left out."
            ),
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace files that are there."))
    ] = False,
) -> None:
    """Write a plan in one of the formats."""
    from dataclasses import replace

    from facilitate import exports
    from facilitate.cli import output
    from facilitate.cli.calendars import counting_on
    from facilitate.cli.freshness import tell_doubts
    from facilitate.errors import UsageError
    from facilitate.exports.exported import RosterKey, Shape
    from facilitate.files import refuse_early
    from facilitate.plan import read_plan
    from facilitate.views import find_person
    from facilitate.words import _, suggest

    options.one_of("--format", format_name, FORMATS)
    if shape is not None:
        options.one_of("--shape", shape, get_args(Shape))
    options.one_of("--roster", roster, get_args(RosterKey))
    for_some = {"person": person, "shape": shape, "delimiter": delimiter or None, "after": after}
    _refuse_useless(format_name, for_some)
    if output_path is not None and output_path != STDOUT and not output_path.is_dir():
        one = format_name in ONE_FILE
        refuse_early([output_path], overwrite=force or not one, make=True)
    loaded = read_plan(plan)
    suggest(loaded.language)
    tell_doubts(loaded, plan)
    if format_name == "zoom" and not any(p.email for p in loaded.participants):
        raise UsageError(
            _("Nobody in the plan has an e-mail address; the files for Zoom would be empty."),
            code="zoom-no-addresses",
            hint=_("Add the addresses to the list and plan again; or use --format text."),
        )
    chosen = exports.only(loaded, session or (), rotation)
    asked = exports.ExportOptions(
        shape=shape,  # type: ignore[arg-type]
        delimiter=delimiter,
        roster=roster,  # type: ignore[arg-type]
        person=None if person is None else find_person(loaded, person).id,
    )

    if output_path != STDOUT and not force:
        _refuse_early(exports.names(chosen, format_name, asked), plan, format_name, output_path)

    def make(edition: int) -> Exported:
        return exports.export(chosen, format_name, replace(asked, edition=edition))

    if format_name == "ics":
        beside = plan.parent if person else _folder(plan, format_name)
        there = beside if output_path is None or output_path == STDOUT else output_path
        made = counting_on(loaded, after or (there if there.is_dir() else there.parent), make)
    else:
        made = make(1)
    output.tell_findings(made.findings)
    if output_path == STDOUT:
        _say(made)
    else:
        _tell(_write(made, plan, format_name, output_path, force=force))


def _refuse_useless(format_name: str, given: Mapping[str, object]) -> None:
    """Refuse an option that the format has no use for: somebody would wait for its effect.

    Raises
    ------
    UsageError
        If there is one.
    """
    from facilitate.errors import UsageError
    from facilitate.words import _

    users = {"person": "ics", "shape": "csv", "delimiter": "csv", "after": "ics"}
    for name, value in given.items():
        if value is not None and users[name] != format_name:
            raise UsageError(
                _("--{option} goes with --format {format} only.").format(
                    option=name, format=users[name]
                ),
                code="export-option-useless",
                where=f"--{name}",
                hint=_("Leave it out, or choose the other format."),
            )


def _say(made: Exported) -> None:
    """Write the only file to stdout.

    Raises
    ------
    UsageError
        If there are several, or it would make no sense on a screen.
    """
    from facilitate.cli import output
    from facilitate.errors import UsageError
    from facilitate.words import _, ngettext

    if len(made.files) == 1:
        [data] = made.files.values()
        output.say_bytes(data)
        return
    count = len(made.files)
    raise UsageError(
        ngettext(
            "There is {count} file; - shows only one.",
            "There are {count} files; - shows only one.",
            count,
        ).format(count=count),
        code="export-several-files",
        where="-o -",
        hint=_("Name a folder, or choose one with --rotation, --session, --person or --shape."),
    )


def _write(
    made: Exported, plan: Path, format_name: str, target: Path | None, *, force: bool
) -> tuple[Path, ...]:
    from facilitate.files import refuse_early, write_all

    paths = _paths(tuple(made.files), plan, format_name, target)
    refuse_early(paths, overwrite=force, make=True)
    files = dict(zip(paths, made.files.values(), strict=True))
    write_all(files, folder=paths[0].parent)
    return paths


def _refuse_early(
    names: tuple[str, ...], plan: Path, format_name: str, target: Path | None
) -> None:
    """Refuse files that are there before anything is made."""
    from facilitate.files import refuse_early

    refuse_early(_paths(names, plan, format_name, target), overwrite=False, make=True)


def _paths(
    names: tuple[str, ...], plan: Path, format_name: str, target: Path | None
) -> tuple[Path, ...]:
    """Give the path of each file."""
    if len(names) == 1 and (target is None or not target.is_dir()):
        if target is None:
            return (plan.with_name(_beside(plan, names[0])),)
        # without an ending nobody can open it with a double click
        return (target if target.suffix else target.with_suffix(Path(names[0]).suffix),)
    folder = target or _folder(plan, format_name)
    return tuple(folder / name for name in names)


def _folder(plan: Path, format_name: str) -> Path:
    """Where several files are written if nothing else is said."""
    return plan.with_name(f"{_stem(plan)}-{format_name}")


def _stem(plan: Path) -> str:
    return plan.name.removesuffix(".json").removesuffix(".plan") or "plan"


def _beside(plan: Path, name: str) -> str:
    """Name a file after the plan it comes from."""
    return name.replace("plan", _stem(plan), 1) if name.startswith("plan") else name


def _tell(paths: tuple[Path, ...]) -> None:
    from facilitate.cli import output
    from facilitate.words import _, ngettext

    if len(paths) == 1:
        output.tell(_("Written: {file}.").format(file=paths[0]))
        return
    output.tell(
        ngettext(
            "{count} file written into {folder}.",
            "{count} files written into {folder}.",
            len(paths),
        ).format(count=len(paths), folder=paths[0].parent)
    )
