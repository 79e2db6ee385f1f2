"""A small judge of data by a JSON schema: the keywords our schemas use, no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

KINDS: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
TOLD = frozenset({"$schema", "$defs", "title", "description", "default", "discriminator"})


def faults(data: Any, schema: Mapping[str, Any]) -> list[str]:
    """List what in `data` the `schema` does not allow, as key paths."""
    return list(_faults(data, schema, schema, "$"))


def _faults(
    data: Any, schema: Mapping[str, Any], root: Mapping[str, Any], path: str
) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _faults(data, root["$defs"][name], root, path)
        return
    for several, right in (("anyOf", lambda n: n > 0), ("oneOf", lambda n: n == 1)):
        if several in schema:
            fitting = sum(not list(_faults(data, s, root, path)) for s in schema[several])
            if not right(fitting):
                yield f"{path}: {several}"
    for key, value in schema.items():
        if key in _RULES:
            if not _RULES[key](data, value):
                yield f"{path}: {key}"
        elif key not in TOLD | {"anyOf", "oneOf", "properties", "additionalProperties", "items"}:
            raise ValueError(key)
    yield from _inside(data, schema, root, path)


def _inside(
    data: Any, schema: Mapping[str, Any], root: Mapping[str, Any], path: str
) -> Iterator[str]:
    if isinstance(data, list) and "items" in schema:
        for at, value in enumerate(data):
            yield from _faults(value, schema["items"], root, f"{path}[{at}]")
    if isinstance(data, dict):
        others = schema.get("additionalProperties", True)
        for key, value in data.items():
            inner = schema.get("properties", {}).get(key, others)
            if inner is False:
                yield f"{path}.{key}: unknown"
            elif inner is not True:
                yield from _faults(value, inner, root, f"{path}.{key}")


def _is_date(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_of(value: Any, kinds: str | list[str]) -> bool:
    return any(KINDS[kind](value) for kind in ([kinds] if isinstance(kinds, str) else kinds))


_RULES: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": _is_of,
    "enum": lambda value, allowed: value in allowed,
    "const": lambda value, wanted: value == wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value)),
    "minLength": lambda value, least: not isinstance(value, str) or len(value) >= least,
    "minItems": lambda value, least: not isinstance(value, list) or len(value) >= least,
    "minimum": lambda value, least: not KINDS["number"](value) or value >= least,
    "maximum": lambda value, most: not KINDS["number"](value) or value <= most,
    "exclusiveMinimum": lambda value, least: not KINDS["number"](value) or value > least,
    "exclusiveMaximum": lambda value, most: not KINDS["number"](value) or value < most,
    "format": lambda value, kind: kind == "date" and _is_date(value),
    "propertyNames": lambda value, rule: (
        not isinstance(value, dict) or all(len(key) >= rule["minLength"] for key in value)
    ),
    "required": lambda value, keys: not isinstance(value, dict) or set(keys) <= set(value),
}
