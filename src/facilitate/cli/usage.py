"""What was typed and cannot be meant, said in plain words."""

from __future__ import annotations

from typing import Any

import typer

from facilitate.cli.framework import called
from facilitate.errors import UsageError
from facilitate.words import _, did_you_mean

# typer carries click inside itself since 0.26, so its errors are reached through its own names.
Mistyped: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)


def explained(error: Any) -> UsageError:
    """Translate what typer says about a command line into our own error."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "NoSuchOption" in kinds:
        return _unknown_option(error)
    if "BadOptionUsage" in kinds:
        return _value_or_none(error)
    if "MissingParameter" in kinds:
        return UsageError(
            _("{what} is missing.").format(what=_called(error)),
            code="argument-missing",
            hint=_help_of(error),
        )
    if "BadParameter" in kinds:
        return UsageError(
            _("{what} cannot be understood: {expected}.").format(
                what=_called(error), expected=_expected(error)
            ),
            code="option-invalid",
            hint=_help_of(error),
        )
    return _other(error)


def _other(error: Any) -> UsageError:
    message = str(error.format_message())
    if message.startswith("Got unexpected extra argument"):
        extra = message.rpartition("(")[2].rpartition(")")[0]
        return UsageError(
            _("This is one word too many: {words}.").format(words=extra),
            code="argument-extra",
            hint=_("Names with blanks need quotation marks around them."),
        )
    if message.startswith("Missing command"):
        return UsageError(
            _("A command is missing after “{family}”.").format(family=error.ctx.command_path),
            code="command-missing",
            hint=_("All commands: {commands}.").format(
                commands=", ".join(error.ctx.command.commands)
            ),
        )
    return UsageError(message, code="usage", hint=_help_of(error))


def _value_or_none(error: Any) -> UsageError:
    option = str(error.option_name)
    if "does not take a value" in str(error.message):
        return UsageError(
            _("{option} takes no value.").format(option=option),
            code="option-with-value",
            hint=_("Leave out the = and what follows it."),
        )
    return UsageError(
        _("{option} needs a value after it.").format(option=option),
        code="option-without-value",
        hint=_help_of(error),
    )


def _unknown_option(error: Any) -> UsageError:
    known = ["--language", "--debug", "--help"]
    if error.ctx is not None:
        known += [name for option in error.ctx.command.params for name in option.opts]
    typed = str(error.option_name)
    return UsageError(
        _("There is no option {option}.").format(option=typed),
        code="option-unknown",
        hint=_nearest_option(typed, known) or _help_of(error),
    )


def _nearest_option(typed: str, known: list[str]) -> str:
    longer = [name for name in known if name.startswith("--")]
    return did_you_mean(typed, longer)


def _called(error: Any) -> str:
    return _("Something") if error.param is None else called(error.param, error.ctx)


def _expected(error: Any) -> str:
    kind = getattr(getattr(error.param, "type", None), "name", "")
    if kind.startswith("int"):
        return _("a whole number is expected")
    if kind.startswith("float"):
        return _("a number is expected")
    return str(error.message).rstrip(".")


def _help_of(error: Any) -> str:
    path = error.ctx.command_path if error.ctx is not None else "facilitate " + _("COMMAND")
    return _("“{command} --help” shows what can be said.").format(command=path)
