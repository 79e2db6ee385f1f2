"""The JSON schema of event files, as editors want it."""

from __future__ import annotations

from typing import Any

from facilitate.event_file import EventFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NARROW = ("enum", "const", "pattern")


def event_schema() -> dict[str, Any]:
    """Give the JSON schema of ``event.yaml``.

    Numbers may stand for texts (people, days), and lists may be left empty, as in the file.
    """
    schema = EventFile.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **_as_typed(schema)}


def _as_typed(part: Any) -> Any:
    if isinstance(part, list):
        return [_as_typed(each) for each in part]
    if not isinstance(part, dict):
        return part
    typed = {key: _as_typed(value) for key, value in part.items() if key != "default"}
    if "default" in part:
        typed["default"] = part["default"]
    kind = part.get("type")
    if kind == "string" and not any(key in part for key in _NARROW):
        typed["type"] = ["string", "number"]
    elif kind in ("array", "object") and part.get("default") in ([], {}):
        typed["type"] = [kind, "null"]
    return typed
