"""Writes the reference pages that follow from the code: commands, findings and our files.

Run after a change of what the program offers: `python -m tools.reference`.
"""

from __future__ import annotations

import ast
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer
from tools import transcripts

from facilitate.cli.app import app
from facilitate.event_file import EventFile
from facilitate.exports.public import PublicPlan
from facilitate.method import Method
from facilitate.plan import Plan
from facilitate.simulation import usual_assumptions
from facilitate.words import speak, spoken

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "facilitate"
PAGES = ROOT / "docs" / "reference"
GENERATED = "<!-- Written by tools/reference.py. Changes by hand are lost. -->"
WIDTH = 80
MAKERS = ("finding", "fault", "error", "warning", "hint", "remark", "impossible", "refusal")
"""Ends of the names of functions that are handed a code and a message."""
SAID_ELSEWHERE = {
    "shifts-repeat": "Warning: seats that move like this bring people together again.",
    "usage": "Error: what was typed cannot be understood.",
    "value-misfit": "Error: a value that does not go with the others; the message says which.",
}
"""Codes whose message is put together where the script cannot see it."""
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+(?:-3)?|nobody|usage|unserved|access|apart|together|fixed")
WRITTEN = re.compile(f'"(?:{CODE.pattern})"')
LEVELS = ("error", "warning", "hint")


# --- commands -----------------------------------------------------------------------------------


def commands() -> list[str]:
    """Name every command, families as "methods list"."""
    group: Any = typer.main.get_command(app)
    return list(_commands(group, ""))


def _commands(group: Any, before: str) -> Iterator[str]:
    for name, command in group.commands.items():
        yield f"{before}{name}"
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")


def commands_page() -> str:
    """Show the help of every command."""
    parts = [
        "# Commands",
        "Every command speaks German and English (`--language de|en`, before or behind it), writes "
        "data to stdout and messages to stderr, and never replaces a file unasked. "
        "Where a program may read along, `--json` gives data.",
        "| exit code | meaning |\n|---|---|\n"
        "| 0 | done |\n"
        "| 1 | our own fault: an error in the program |\n"
        "| 2 | bad input: a file, an option, a name |\n"
        "| 3 | impossible: rules or numbers that contradict each other |\n"
        "| 4 | `check` found a broken rule |\n"
        "| 130 | stopped with Ctrl-C, before there was anything to keep |",
        "| in the environment | meaning |\n|---|---|\n"
        "| `FACILITATE_LANGUAGE` | `de` or `en`; options and the event go before it |\n"
        "| `LC_ALL`, `LC_MESSAGES`, `LANG` | the system's language; German where it is neither "
        "German nor English, as with `C` and `POSIX` |\n"
        "| `COLUMNS` | width to write for, where there is no terminal |\n"
        "| `NO_COLOR` | no colours |",
        *(f"## {title}\n\n```text\n{text}\n```" for title, text in _helps()),
    ]
    return _page(parts)


def _helps() -> Iterator[tuple[str, str]]:
    settings = {"COLUMNS": str(WIDTH), "FACILITATE_LANGUAGE": "en", "TERMINAL_WIDTH": str(WIDTH)}
    before = spoken()
    try:
        with patch.dict(os.environ, settings):
            for command in ("", *commands()):
                line = f"facilitate {command}".strip()
                _code, said = transcripts.run(f"{line} --help")
                yield line, "\n".join(said)
    finally:
        speak(before)


# --- findings -----------------------------------------------------------------------------------


@dataclass
class Told:
    """What is known of a code: how grave, what is said, and where in the source."""

    levels: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)
    modules: set[str] = field(default_factory=set)


@cache
def findings() -> dict[str, Told]:
    """Find every code in the source, with its messages."""
    told: dict[str, Told] = defaultdict(Told)
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not WRITTEN.search(text):
            continue  # parsing takes long, and so does walking
        lines = text.splitlines()
        for scope in ast.walk(ast.parse(text)):
            if isinstance(scope, ast.FunctionDef) and WRITTEN.search(
                "\n".join(lines[scope.lineno - 1 : scope.end_lineno])
            ):
                _collect(scope, path.relative_to(SOURCE), told)
    return dict(sorted(told.items()))


Named = dict[str, list[ast.expr]]
"""Variable → everything that is put into it."""


def _collect(scope: ast.FunctionDef, path: Path, told: Mapping[str, Told]) -> None:
    named: Named = defaultdict(list)
    nodes = list(ast.walk(scope))
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                named[ast.unparse(target)].append(node.value)
    for node in nodes:
        if isinstance(node, ast.Call):
            for code in _codes(node):
                entry = told[code]
                entry.modules.add(path.as_posix())
                entry.levels |= set(_levels(node))
                entry.messages |= set(_messages(node, named))


def _codes(call: ast.Call) -> Iterator[str]:
    """Codes that this call hands over: `code=…`, or beside a message."""
    for keyword in call.keywords:
        if keyword.arg == "code":
            yield from _kebab(keyword.value)
    if ast.unparse(call.func).lower().endswith(MAKERS):
        for argument in call.args:
            yield from _kebab(argument)


def _kebab(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node) if isinstance(node, ast.IfExp) else (node,):
        text = part.value if isinstance(part, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text):
            yield text


def _levels(call: ast.Call) -> Iterator[str]:
    text = ast.unparse(call)
    named = [level for level in LEVELS if f"Level.{level.upper()}" in text]
    if named:
        yield from named
        return
    chosen = isinstance(call.func, ast.IfExp)
    for maker in _branches(call.func, {}) if chosen else (call.func,):
        callee = ast.unparse(maker).rpartition(".")[2].strip("_").lower()
        yield {"warning": "warning", "hint": "hint", "remark": "hint"}.get(callee, "error")


def _messages(call: ast.Call, named: Named) -> Iterator[str]:
    """Give the messages of the first argument that has any."""
    arguments = [k.value for k in call.keywords if k.arg not in ("hint", "where")] + call.args[:3]
    for argument in arguments:
        found = [said for each in _branches(argument, named) for said in _words(each)[:1]]
        if found:
            yield from found
            return


def _branches(node: ast.expr, named: Named) -> Iterator[ast.expr]:
    """Give what an expression can be: both sides of a choice, all values of a variable."""
    if isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
        return
    names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in named]
    yield node
    if not _words(node):
        yield from (value for name in names for value in named[name])


def _words(node: ast.expr) -> list[str]:
    calls = (part for part in ast.walk(node) if isinstance(part, ast.Call) and part.args)
    texts = (c.args[0] for c in calls if ast.unparse(c.func) in ("_", "ngettext"))
    return [str(text.value) for text in texts if isinstance(text, ast.Constant)]


def findings_page() -> str:
    """List every code with its level and what is said."""
    rows = []
    for code, told in findings().items():
        said = SAID_ELSEWHERE.get(code, "")
        level, colon, text = said.partition(": ")
        levels = [level.lower()] if colon else [each for each in LEVELS if each in told.levels]
        messages = [text] if colon else [f"“{m}”" for m in sorted(told.messages)]
        where = ", ".join(sorted(name.removesuffix(".py") for name in told.modules))
        rows.append(f"| `{code}` | {', '.join(levels)} | {_cell(' / '.join(messages))} | {where} |")
    return _page(
        [
            "# Finding codes",
            "Everything the program tells you carries a code: `--json` shows it, and programs may "
            "rely on it. Words in braces stand for what it is about. An **error** stops the work "
            "(exit code 2, or 3 where something is impossible, or 4 in `check`), a **warning** is "
            "a goal missed, a **hint** is worth knowing.",
            "| code | level | what is said | told by |\n|---|---|---|---|\n" + "\n".join(rows),
        ]
    )


# --- models -------------------------------------------------------------------------------------


def vocabulary_page() -> str:
    """Describe every key of a method file."""
    schema = Method.model_json_schema(by_alias=True)
    return _page(
        [
            "# Method vocabulary",
            "Every key of a method file. Unknown keys are refused with the nearest known one. "
            "`facilitate schema method` prints the same as JSON schema, for an editor; "
            "[Add a method](../howto/add-a-method.md) shows an example. A text that people read "
            "stands there twice: `{de: …, en: …}`.",
            *_models(schema, "The file"),
        ]
    )


def event_page() -> str:
    """Describe every key of an event file."""
    schema = EventFile.model_json_schema(by_alias=True)
    page = _page(
        [
            "# Event file",
            "Every key of `event.yaml`. Unknown keys are refused with the nearest known one, and "
            "everything that is wrong is told at once, each with its line and column. "
            "`facilitate schema event` prints the same as JSON schema, for an editor; "
            "[Describe an event](../howto/describe-an-event.md) shows examples. Wherever somebody "
            "is named, a number, a name, `name (organisation)` or an e-mail address will do; "
            "columns are named as the list does, or as `sector`, `function`, `first_timer` …",
            *_models(schema, "The file"),
        ]
    )
    return re.sub(r"\(#(\w+)part\)", r"(#\1)", re.sub(r"\b([A-Z]\w+)Part\b", r"\1", page))


def plan_keys() -> str:
    """Describe every key of a plan file, the method inside it aside."""
    schema = Plan.model_json_schema(by_alias=True)
    own = Method.model_json_schema(by_alias=True).get("$defs", {}).keys() | {"Method"}
    schema["$defs"] = {k: v for k, v in schema["$defs"].items() if k not in own}
    text = "\n\n".join(_models(schema, "The file"))
    for name in own:
        text = text.replace(f"(#{name.lower()})", f"(method-vocabulary.md#{name.lower()})")
    return text.replace("vocabulary.md#method)", "vocabulary.md#the-file)")


def plan_schema() -> str:
    """Give the JSON schema of plan files."""
    return json.dumps(Plan.model_json_schema(by_alias=True), ensure_ascii=False, indent=1) + "\n"


def public_page() -> str:
    """Describe every key of a public plan."""
    schema = PublicPlan.model_json_schema(by_alias=True)
    return _page(
        [
            "# The public plan",
            "`facilitate export PLAN --format json` writes who sits where for other programs: a "
            "screen at the door, an app, your own mail merge. It holds no attributes, rules, "
            "wishes, addresses or access needs, and no marks of the files it came from. Times are "
            "ISO 8601 with their offset, or times since the begin where the plan has no clock. "
            "`facilitate schema public` prints the same as JSON schema.",
            *_models(schema, "The file"),
        ]
    )


def _models(schema: Mapping[str, Any], title: str) -> Iterator[str]:
    yield _model(title, schema)
    for name, definition in sorted(schema.get("$defs", {}).items()):
        yield _model(name, definition)


def _model(title: str, model: Mapping[str, Any]) -> str:
    required = model.get("required", ())
    rows = [
        f"| `{key}` | {_kind(value)} | {_default(key, value, required)} "
        f"| {_cell(value.get('description', ''))} |"
        for key, value in model.get("properties", {}).items()
    ]
    purpose = model.get("description", "").split("\n")[0].replace("``", "`")
    table = "| key | what it takes | if left out | meaning |\n|---|---|---|---|\n" + "\n".join(rows)
    return f"## {title}\n\n{purpose}\n\n{table}"


def _kind(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in value:
        return _literal(value["const"])
    if "enum" in value:
        return ", ".join(map(_literal, value["enum"]))
    for several in ("anyOf", "oneOf"):
        if several in value:
            kinds = (_kind(each) for each in value[several] if each.get("type") != "null")
            return " or ".join(dict.fromkeys(kinds))
    return _simple_kind(value)


def _simple_kind(value: Mapping[str, Any]) -> str:
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items', {}))}"
    if value.get("type") == "object":
        inside = value.get("additionalProperties")
        return f"names with {_kind(inside)}" if isinstance(inside, dict) else "names with values"
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "`true` or `false`",
    }
    return words.get(str(value.get("type")), "anything") + _limits(value)


def _limits(value: Mapping[str, Any]) -> str:
    if "minimum" in value and "maximum" in value:
        return f", {value['minimum']:g} to {value['maximum']:g}"
    return f", from {value['minimum']:g}" if "minimum" in value else ""


def _default(key: str, value: Mapping[str, Any], required: Iterator[str] | list[str]) -> str:
    if key in required:
        return "**needed**"
    default = value.get("default")
    nothing = (None, "", [], {})
    if isinstance(default, dict) and all(each in nothing for each in default.values()):
        return ""
    return "" if default in nothing else _literal(default)


def _literal(value: object) -> str:
    return f"`{value}`" if isinstance(value, str) else f"`{json.dumps(value)}`"


# --- pages --------------------------------------------------------------------------------------


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _page(parts: list[str]) -> str:
    title, *rest = parts
    return "\n\n".join([title, GENERATED, *rest]) + "\n"


def assumptions_page() -> str:
    """Give the page about everything that the simulation assumes."""
    before = spoken()
    speak("en")
    parts = [
        "# What the simulation assumes",
        "Every value can be changed for one run: `facilitate simulate plan.json --assume "
        "no_show=0.12`, or with a file of lines such as `no_show: 0.12`: `--assume ours.yaml`. "
        "`facilitate calibrate` fits some of them to your own record; `facilitate simulate "
        "--sensitivity` tells which of them matter. They stand in "
        "`src/facilitate/simulation/assumptions.yaml`.",
    ]
    titles = {
        "people": "Who is there",
        "time": "Time",
        "ideas": "Ideas",
        "enough": "What counts as enough",
    }
    for part, title in titles.items():
        rows = [
            f"| `{one.id}` | {one.name.en} | {one.shown()} | {one.shown(one.range[0])} – "
            f"{one.shown(one.range[1])} | {_cell(one.text.en)} | {_cell(one.source.en)} |"
            for one in usual_assumptions().known.values()
            if one.part == part
        ]
        parts.append(f"## {title}")
        parts.append(
            "\n".join(
                [
                    "| name | called | value | plausible | meaning | source |",
                    "|---|---|--:|---|---|---|",
                    *rows,
                ]
            )
        )
    speak(before)
    return _page(parts)


def _plan_page() -> str:
    """Give the page about plan files: its words stay, the keys at its end are new."""
    page = (PAGES / "plan-file.md").read_text(encoding="utf-8")
    return f"{page.partition(GENERATED)[0]}{GENERATED}\n\n{plan_keys()}\n"


WRITERS: Mapping[str, Callable[[], str]] = {
    "assumptions.md": assumptions_page,
    "commands.md": commands_page,
    "event-file.md": event_page,
    "finding-codes.md": findings_page,
    "method-vocabulary.md": vocabulary_page,
    "plan-file.md": _plan_page,
    "plan.schema.json": plan_schema,
    "public-plan.md": public_page,
}
"""Page of `docs/reference` → what gives its text."""


def main() -> None:
    """Write all pages."""
    for name, write in WRITERS.items():
        (PAGES / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
