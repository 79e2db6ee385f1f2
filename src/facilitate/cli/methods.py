"""`methods`: the catalogue, one method in full, and judging a method file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options
from facilitate.cli.framework import N_, command, family

if TYPE_CHECKING:
    from facilitate.method import Method

app = family("methods", N_("The catalogue of methods: list, show, check a file of your own."))


def list_command(as_json: options.Json = False) -> None:
    """List all methods."""
    from facilitate.catalogue import list_methods
    from facilitate.cli import output
    from facilitate.cli.method_words import group_sizes, provenance_word
    from facilitate.words import _

    methods = list_methods()
    if as_json:
        output.say_json(
            [
                {"id": m.id, "title": m.title.model_dump(), "provenance": m.provenance}
                for m in methods
            ]
        )
        return
    for method in methods:
        output.say(f"{method.id} – {method.title}")
        facts = (
            _("groups of {sizes}; {origin}") if method.grouped else _("no groups; {origin}")
        ).format(sizes=group_sizes(method), origin=provenance_word(method))
        output.wrapped(f"({facts}) {method.summary}", indent="    ")
    output.tell(_("“facilitate methods show ID” tells everything about one of them."))


def show_command(
    method: Annotated[
        str,
        typer.Argument(
            metavar=N_("ID"),
            show_default=False,
            help=N_("Id, title or other name; or a method file."),
        ),
    ],
    as_json: options.Json = False,
) -> None:
    """Show everything a moderator needs to know about one method."""
    from facilitate.catalogue import load_method
    from facilitate.cli import output
    from facilitate.cli.spec import show_method

    found = load_method(method)
    if as_json:
        output.say_bytes((found.model_dump_json(by_alias=True, indent=1) + "\n").encode())
    else:
        show_method(found)


def check_command(
    file: Annotated[
        Path, typer.Argument(metavar=N_("FILE"), show_default=False, help=N_("The method file."))
    ],
    as_json: options.Json = False,
) -> None:
    """Judge a method file; every fault is told with its line and column."""
    from facilitate.catalogue import examine
    from facilitate.cli import output
    from facilitate.words import _

    method, findings = examine(file)
    if as_json:
        output.say_json([output.as_data(finding) for finding in findings])
    else:
        for finding in sorted(findings, key=lambda f: output.GRAVITY[f.level]):
            output.say(output.finding_text(finding))
        output.say(_usable(method) if not findings else output.count_of(findings))
    if any(finding.level == "error" for finding in findings):
        if not as_json:
            output.tell(_("This method cannot be used as it is."))
        raise typer.Exit(2)


def schema_command() -> None:
    """Print the JSON schema of method files."""
    from facilitate.cli.schema import schema

    schema("method")


def _usable(method: Method) -> str:
    from facilitate.words import _

    return _("{file}: a complete method, nothing to complain about.").format(file=method.id)


command(app, "list", N_("List all methods."), "facilitate methods list")(list_command)
command(
    app,
    "show",
    N_("Show everything about one method: groups, times, words, sources, assumptions."),
    "facilitate methods show kugellager",
)(show_command)
command(
    app,
    "check",
    N_("Judge a method file of your own; every fault is told with its line."),
    "facilitate methods check my-method.yaml",
)(check_command)
command(
    app,
    "schema",
    N_("Print the JSON schema of method files, for an editor."),
    "facilitate methods schema > method.schema.json",
)(schema_command)
