"""Commands whose help speaks the language in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from facilitate.errors import UsageError
from facilitate.words import LANGUAGES, _, did_you_mean

N_ = str
"""Marks a text for translation that is translated later, when it is shown."""
USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What typer itself writes into the line of usage."""


DASH = "-"
ON_SCREEN = frozenset({"output_path"})
"""Parameters for which "-" is the screen."""


class Command(TyperCommand):
    """A command that translates its help when it is shown, and takes "-" for no file."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, options and examples."""
        _write_head(self, ctx, formatter)
        _write_parameters(self, ctx, formatter)
        _write_examples(self, formatter)

    def invoke(self, ctx: Any) -> Any:
        """Run it, unless a file would be called "-": other programs mean a pipe or the screen.

        Raises
        ------
        UsageError
            If so.
        """
        for parameter in self.params:
            files = parameter.type.name == "path" and parameter.name not in ON_SCREEN
            if files and DASH in _several(ctx.params.get(str(parameter.name))):
                raise UsageError(
                    _(
                        "“-” cannot be {what}: nothing is read from a pipe, and only “export” "
                        "writes to the screen."
                    ).format(what=called(parameter, ctx)),
                    code="dash-no-file",
                    hint=_("Give a name instead."),
                )
        return super().invoke(ctx)


class Group(TyperGroup):
    """A family of commands that translates its help when it is shown."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, commands, options and examples."""
        _write_head(self, ctx, formatter)
        names = self.list_commands(ctx)
        rows = [(name, _(self.commands[name].help or "")) for name in names]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, text.split("\n")[0]) for name, text in rows])
        _write_parameters(self, ctx, formatter)
        _write_examples(self, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command meant; an unknown one is told with the nearest known one.

        Raises
        ------
        UsageError
            If there is no such command.
        """
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            raise UsageError(
                _("There is no command “{command}”.").format(command=name),
                code="command-unknown",
                hint=did_you_mean(name, list(self.commands))
                or _("All commands: {commands}.").format(commands=", ".join(self.commands)),
            )
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order in which they are used."""
        del ctx
        return list(self.commands)


def family(name: str, purpose: str) -> typer.Typer:
    """Make a family of commands called `name`; `purpose` is an untranslated text."""
    return typer.Typer(
        name=name, help=purpose, cls=Group, add_completion=False, rich_markup_mode=None
    )


def command(
    app: typer.Typer, name: str, purpose: str, *examples: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as the command `name` of `app`.

    Parameters
    ----------
    app
        The family it belongs to.
    name
        As it is typed.
    purpose
        What it does, untranslated; the first line stands in the list of commands.
    examples
        Whole command lines.
    """
    return app.command(name, cls=Command, help=purpose, epilog="\n".join(examples))


@dataclass(frozen=True, slots=True)
class Everywhere:
    """Options that stand before or after any command; `arguments` is what is left."""

    arguments: tuple[str, ...]
    language: str | None = None
    debug: bool = False


def take_out(arguments: Sequence[str]) -> Everywhere:
    """Take the options that are known everywhere out of `arguments`.

    They are needed before the commands are built, because help texts have a language, too.

    Raises
    ------
    UsageError
        If the language is missing or not known.
    """
    rest: list[str] = []
    language: str | None = None
    debug = False
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--debug":
            debug = True
        elif word == "--language":
            language = _language(next(words, ""))
        elif word.startswith("--language="):
            language = _language(word.partition("=")[2])
        else:
            rest.append(word)
    return Everywhere(tuple(rest), language, debug)


def _language(word: str) -> str:
    if word in LANGUAGES:
        return word
    raise UsageError(
        _("“{language}” is not a language that this program speaks.").format(language=word),
        code="language-unknown",
        hint=_("Say --language de or --language en."),
    )


def _several(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, (list, tuple)) else (value,))]


def called(parameter: Any, ctx: Any) -> str:
    """Name a parameter as it is typed: "--output", or "FILE"."""
    if parameter.param_type_name == "argument":
        return said(str(parameter.make_metavar(ctx)))
    return str(max(parameter.opts, key=len))


def said(metavar: str) -> str:
    """Give what stands for a value, as "FILE", in the language in use."""
    return _(metavar.strip("{}"))


def _write_head(self: Any, ctx: Any, formatter: Any) -> None:
    pieces = [said(piece) for piece in self.collect_usage_pieces(ctx)]
    formatter.write_usage(ctx.command_path, " ".join(pieces), _("Usage:") + " ")
    if self.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(self.help))


def _write_parameters(self: Any, ctx: Any, formatter: Any) -> None:
    arguments = [p for p in self.params if p.param_type_name == "argument" and p.help]
    if arguments:
        with formatter.section(_("What to give")):
            formatter.write_dl([(said(p.make_metavar(ctx)), _(p.help)) for p in arguments])
    with formatter.section(_("Options")):
        formatter.write_dl([*_option_rows(self, ctx), *_everywhere_rows()])


def _option_rows(self: Any, ctx: Any) -> Iterator[tuple[str, str]]:
    for option in self.params:
        if option.param_type_name == "option":
            record = option.get_help_record(ctx)
            if record is not None:
                names, metavar = record[0], option.metavar or ""
                if metavar:
                    names = names.removesuffix(metavar) + said(metavar)
                yield names, _(option.help or "")


def _everywhere_rows() -> list[tuple[str, str]]:
    return [
        ("--language de|en", _("Speak German or English.")),
        ("--debug", _("If the program itself fails: show where.")),
        ("--help", _("Show this help.")),
    ]


def _write_examples(self: Any, formatter: Any) -> None:
    if self.epilog:
        with formatter.section(_("Example")):
            for line in self.epilog.splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{_example(line)}\n")


def _example(line: str) -> str:
    """Give an example with the file names of the language in use."""
    names = {
        "list.csv": _("list.csv"),
        "list.xlsx": _("list.xlsx"),
        "my-method.yaml": _("my-method.yaml"),
    }
    return " ".join(names.get(word, word) for word in line.split(" "))
