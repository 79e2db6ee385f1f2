"""YAML in, models out; every fault is told with file, line and column, all of them at once."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import Event

from facilitate.errors import FacilitateError, Finding, Level
from facilitate.files import read_bytes
from facilitate.validation import faults_of
from facilitate.words import _
from facilitate.yaml_document import Document, Position, Reader, straight_quotes

LARGEST = 128 * 1024  # bytes; the largest honest file seen has 20 kB
_Model = TypeVar("_Model", bound=BaseModel)


def load_yaml(path: Path, *, error: type[FacilitateError]) -> Document:
    """Read the YAML file at `path`.

    Raises
    ------
    FileError
        If the file cannot be read.
    FacilitateError
        Of the kind `error`, if it is not YAML 1.2 in UTF-8, or too large or too deep.
    """
    return parse_yaml(read_bytes(path), str(path), error=error)


def parse_yaml(raw: bytes, name: str, *, error: type[FacilitateError]) -> Document:
    """Read YAML 1.2 from the bytes `raw` of the file called `name`; see `load_yaml`."""
    if len(raw) > LARGEST:
        raise error(
            _("{file} is too large for a file written by hand.").format(file=name),
            code="yaml-too-large",
            where=name,
            hint=_("Is it the right file?"),
        )
    reader = Reader(Document(name))
    for event in _events(_decoded(raw, name, error), name, error):
        reader.take(event)
        if reader.too_deep:
            raise error(
                _("The brackets or indents are nested too deeply."),
                code="yaml-too-deep",
                where=reader.too_deep.where(name),
                hint=_("Is it the right file?"),
            )
    return reader.document


def validate(
    model: type[_Model], source: Path | Document, *, error: type[FacilitateError]
) -> _Model:
    """Make a `model` of a YAML file.

    Parameters
    ----------
    model
        The pydantic model wanted.
    source
        The file, or a document read before.
    error
        What to raise; it carries all faults, each with file, line and column.

    Raises
    ------
    FileError
        If the file cannot be read.
    FacilitateError
        Of the kind `error`, if anything in it is wrong.
    """
    document = source if isinstance(source, Document) else load_yaml(source, error=error)
    findings = list(document.findings)
    made = None
    try:
        made = model.model_validate(document.data)
    except ValidationError as fault:
        known = {position for position, _finding in findings}
        for each in faults_of(fault, model, document.data):
            position = document.position(each.path, of_key=each.at_key)
            if position not in known:
                there = position.where(document.name)
                findings.append(
                    (position, Finding(Level.ERROR, each.code, each.message, there, each.hint))
                )
    if made is None or findings:
        in_order = sorted(findings, key=lambda pair: pair[0])
        raise error.collecting(finding for _position, finding in in_order)
    return made


def _decoded(raw: bytes, name: str, error: type[FacilitateError]) -> str:
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise error(
            _("{file} is not written in UTF-8.").format(file=name),
            code="yaml-encoding",
            where=_("{file}, line {line}").format(file=name, line=line),
            hint=_("Open it in an editor and save it again with the encoding UTF-8."),
        ) from fault


def _events(text: str, name: str, error: type[FacilitateError]) -> Iterator[Event]:
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as fault:
        raise _syntax_error(fault, text, name, error) from fault
    except Exception as fault:  # the parser answers odd bytes with errors of many kinds
        raise error(
            _("{file} cannot be understood as YAML.").format(file=name),
            code="yaml-syntax",
            where=name,
            hint=_("Compare it with a file that works; blanks at the beginning of lines count."),
        ) from fault


def _syntax_error(
    fault: MarkedYAMLError, text: str, name: str, error: type[FacilitateError]
) -> FacilitateError:
    mark = fault.problem_mark or fault.context_mark
    problem = f"{fault.context} {fault.problem}"
    if "quoted scalar" in problem and fault.context_mark:  # where it is opened
        mark = fault.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    line = text.splitlines()[position.line - 1 : position.line]
    return error(
        _("The file cannot be understood from here on."),
        code="yaml-syntax",
        where=position.where(name),
        hint=straight_quotes("".join(line)) or _syntax_hint(problem),
    )


def _syntax_hint(problem: str) -> str:
    for sign, hint in (
        ("\\t", _("A tab stands here; use blanks.")),
        ("mapping values", _("A colon inside a text? Put the whole text in quotes.")),
        ("quoted scalar", _("A quotation mark that is opened must be closed.")),
        ("cannot start", _("A text that begins with a sign? Put the whole text in quotes.")),
        ("flow", _("Is a bracket, a comma or a quotation mark missing?")),
    ):
        if sign in problem:
            return hint
    return _("Look at this line and the one before: blanks at the beginning, colon, quotes.")
