"""What is wrong with data for a model, in plain words instead of pydantic's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from facilitate.parts import KeyPath, MisfitError
from facilitate.words import _, did_you_mean, ngettext

__all__ = ["Fault", "KeyPath", "faults_of", "shown"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in the data.

    Parameters
    ----------
    path
        Keys and list indices that lead to it.
    code
        Stable kebab-case name.
    message
        What is the matter.
    hint
        The next thing to try, or empty.
    at_key
        Whether the key itself is wrong, not its value.
    """

    path: KeyPath
    code: str
    message: str
    hint: str = ""
    at_key: bool = False


def faults_of(error: ValidationError, model: type[BaseModel], data: Any) -> list[Fault]:
    """Put all that `error` holds against `data` as a `model` into plain words."""
    faults: list[Fault] = []
    for details in error.errors(include_url=False):
        path = _path_in(data, details["loc"])
        if details["type"] == "missing":
            faults.append(_missing(path, str(details["loc"][-1])))
        elif details["type"] == "extra_forbidden":
            faults.append(_unknown(path, model, details))
        elif _is_echo(details):
            continue
        elif details["type"] == "value_error":
            faults.extend(_misfits(path, details))
        else:
            faults.append(_wrong(path, details))
    return faults


def _path_in(data: Any, loc: Sequence[str | int]) -> KeyPath:
    """Drop from pydantic's `loc` what is not in the data: names of kinds and types."""
    path: list[str | int] = []
    for part in loc:
        here = data if isinstance(data, Mapping) else {}
        if isinstance(data, list):
            here = dict(enumerate(data))
        if part in here:
            data = here[part]
            path.append(part)
    return tuple(path)


def _is_echo(details: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its entries have faults."""
    if details["type"] != "too_short":
        return False
    return len(details["input"]) >= int(details.get("ctx", {})["min_length"])


def _missing(path: KeyPath, key: str) -> Fault:
    message = (
        _("“{key}” is missing in “{parent}”.").format(key=key, parent=_named(path))
        if path
        else _("“{key}” is missing.").format(key=key)
    )
    return Fault(path, "key-missing", message, at_key=True)


def _unknown(path: KeyPath, model: type[BaseModel], details: ErrorDetails) -> Fault:
    loc = details["loc"]
    key = str(loc[-1])
    known = list(_known_keys(model, loc[:-1]))
    if details["input"] is None and known == ["de", "en"]:
        hint = _("A text with a comma needs quotation marks: {example}.").format(
            example='{de: "…, …", en: "…, …"}'
        )
    else:
        hint = did_you_mean(key, known) or _("Known here: {keys}.").format(keys=", ".join(known))
    message = _("“{key}” is not known here.").format(key=key)
    return Fault(path, "key-unknown", message, hint, at_key=True)


def _misfits(path: KeyPath, details: ErrorDetails) -> Iterator[Fault]:
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, MisfitError):
        for inner, message in cause.faults:
            yield Fault((*path, *inner), "value-misfit", message)
    else:
        yield Fault(path, "value-misfit", str(cause))


def _wrong(path: KeyPath, details: ErrorDetails) -> Fault:
    if not path:
        return _no_file(details["input"])
    key, value, kind = _named(path), details["input"], details["type"]
    context = details.get("ctx", {})
    if value is None or kind == "string_too_short":
        return Fault(path, "value-empty", _("“{key}” is empty.").format(key=key))
    if kind in ("literal_error", "enum", "union_tag_invalid"):
        return _not_among(path, details)
    if kind == "model_type" and context.get("class_name") == "Text":
        return Fault(
            path,
            "value-kind",
            _("“{key}” needs both languages.").format(key=key),
            _("Write it as {example}.").format(example=f"{key}: {{de: …, en: …}}"),
        )
    for pattern, say in _KINDS:
        if re.fullmatch(pattern, kind):
            message, hint = say(key, shown(value), context)
            return Fault(path, "value-kind", message, hint)
    message = _("“{value}” is not allowed for “{key}”.").format(key=key, value=shown(value))
    return Fault(path, "value-kind", message)


def _no_file(value: object) -> Fault:
    if value is None:
        return Fault((), "file-empty", _("The file is empty."))
    return Fault(
        (),
        "value-kind",
        _("The file must begin with a key and a colon, such as “{example}”.").format(
            example="id: …"
        ),
    )


def _not_among(path: KeyPath, details: ErrorDetails) -> Fault:
    context = details.get("ctx", {})
    value = context.get("tag", details["input"])
    expected = str(context.get("expected", context.get("expected_tags", "")))
    allowed = re.findall(r"'([^']*)'", expected)
    message = _("“{key}” cannot be “{value}”.").format(key=_named(path), value=shown(value))
    hint = _("Allowed: {values}.").format(values=", ".join(allowed))
    near = did_you_mean(str(value), allowed)
    return Fault(path, "value-unknown", message, f"{near} {hint}".strip())


_Say = Callable[[str, str, Mapping[str, Any]], tuple[str, str]]


def _whole_number(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del context
    text = _("“{key}” must be a whole number, not “{value}”.")
    return text.format(key=key, value=value), ""


def _number(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del context
    hint = _("Decimals are written with a point: 2.5.") if "," in value else ""
    return _("“{key}” must be a number, not “{value}”.").format(key=key, value=value), hint


def _yes_no(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del context
    text = _("“{key}” must be true or false, not “{value}”.")
    return text.format(key=key, value=value), ""


def _limit(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if "ge" in context:
        text, limit = _("“{key}” must be at least {limit}, not {value}."), context["ge"]
    elif "gt" in context:
        text, limit = _("“{key}” must be more than {limit}, not {value}."), context["gt"]
    elif "le" in context:
        text, limit = _("“{key}” must be at most {limit}, not {value}."), context["le"]
    else:
        text, limit = _("“{key}” must be less than {limit}, not {value}."), context["lt"]
    return text.format(key=key, limit=shown(limit), value=value), ""


def _length(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del value
    if "min_length" in context:
        least = int(context["min_length"])
        text = ngettext(
            "“{key}” needs at least {count} entry.",
            "“{key}” needs at least {count} entries.",
            least,
        )
        return text.format(key=key, count=least), ""
    most = int(context["max_length"])
    text = ngettext(
        "“{key}” may have at most {count} entry.",
        "“{key}” may have at most {count} entries.",
        most,
    )
    return text.format(key=key, count=most), ""


def _text(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del value, context
    return _("“{key}” must be text.").format(key=key), _("Put the text in quotes.")


def _list(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del value, context
    return (
        _("“{key}” must be a list.").format(key=key),
        _("One entry a line, each beginning with “- ”."),
    )


def _keys(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del value, context
    return (
        _("“{key}” needs entries of its own, each with a key and a colon.").format(key=key),
        _("Indent them below it."),
    )


def _date(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del context
    return (
        _("“{key}” must be a date with a time, not “{value}”.").format(key=key, value=value),
        _("For example “2018-11-07 14:30”."),
    )


def _spelling(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del context
    return (
        _("“{key}” cannot be spelt “{value}”.").format(key=key, value=value),
        _("Small letters a to z, digits and hyphens, beginning with a letter: “round-table”."),
    )


def _kind_of_rule(key: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    del value
    wanted = str(context.get("discriminator", "")).strip("'")
    return _("“{parent}” needs the key “{key}”.").format(parent=key, key=wanted), ""


_KINDS: tuple[tuple[str, _Say], ...] = (
    (r"int_.*", _whole_number),
    (r"float_.*|finite_number", _number),
    (r"bool_.*", _yes_no),
    (r"greater_than.*|less_than.*", _limit),
    (r"too_short|too_long", _length),
    (r"string_type|string_sub_type", _text),
    (r"tuple_type|list_type", _list),
    (r"model_.*|dict_type|mapping_type", _keys),
    (r"date.*|time.*", _date),
    (r"string_pattern_mismatch", _spelling),
    (r"union_tag_not_found", _kind_of_rule),
)


def shown(value: object) -> str:
    """Show a wrong value in a message: short, on one line."""
    if isinstance(value, Mapping | list | tuple):
        return _("a list") if isinstance(value, list | tuple) else _("several keys")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def _named(path: KeyPath) -> str:
    """Name the last part of a path: a key, or the entry of a list."""
    last = path[-1]
    if isinstance(last, str):
        return last
    return _("{key}, entry {number}").format(key=_named(path[:-1]), number=last + 1)


def _known_keys(model: type[BaseModel], loc: Sequence[str | int]) -> Iterator[str]:
    """Give the keys that are known where pydantic's `loc` leads to."""
    models = [model]
    for part in loc:
        inner = [m for each in models for m in _models_of_key(each, part)]
        models = inner or [m for m in models if part in _tags(m)] or models
    for each in models:
        for name, spec in each.model_fields.items():
            yield spec.alias or name


def _models_of_key(model: type[BaseModel], key: str | int) -> Iterator[type[BaseModel]]:
    for name, spec in model.model_fields.items():
        if key in (name, spec.alias):
            yield from _models_in(spec.annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _tags(model: type[BaseModel]) -> set[object]:
    return {spec.default for spec in model.model_fields.values() if isinstance(spec.default, str)}
