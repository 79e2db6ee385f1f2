"""Finds and loads methods: the package's, then the event's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from facilitate.errors import FacilitateError, Finding, MethodError
from facilitate.files import AnyPath, read_bytes
from facilitate.method import Method
from facilitate.method_lint import judge
from facilitate.words import _, fold, nearest
from facilitate.yaml_document import Document
from facilitate.yaml_source import parse_yaml, validate

_ENDINGS = (".yaml", ".yml")


def data_folder(name: str) -> Path:
    """Find the folder `name` of the data that come with the package.

    In a wheel it lies in the package; in an editable install only in the checkout.
    """
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def load_method(named: AnyPath, folders: Sequence[AnyPath] = ()) -> Method:
    """Load the method called `named`.

    Parameters
    ----------
    named
        Id, title or other name of a method; or the path of a method file.
    folders
        Further folders with method files; a method there wins over one of the same id in
        a folder before it, and over the package's own.

    Raises
    ------
    FileError
        If the file cannot be read.
    MethodError
        If there is no such method, or its file has faults; all of them are told.
    """
    asked = os.fspath(named)
    if asked.lower().endswith(_ENDINGS):
        return load_method_file(Path(asked))
    by_file = _file_called(asked, folders)
    if by_file is not None:
        return load_method_file(by_file)
    methods, broken = _load_all(folders)
    wanted = fold(asked)
    for method in methods:
        if wanted in map(fold, names_of(method)):
            return method
    raise _unknown(asked, methods, broken)


def load_method_file(path: Path) -> Method:
    """Load the method in the file at `path`.

    Raises
    ------
    FileError
        If the file cannot be read.
    MethodError
        If it has faults, or describes a method that cannot work; all faults are told.
    """
    return _sound(path, read_bytes(path))


@lru_cache(maxsize=64)
def _sound(path: Path, raw: bytes) -> Method:
    """Give the method that the bytes of a file describe; what has faults is judged every time."""
    method, findings = _examined(path, raw)
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        raise MethodError.collecting(errors)
    return method


def examine(path: Path) -> tuple[Method, tuple[Finding, ...]]:
    """Load the method file at `path` and judge it.

    Returns
    -------
    The method, and what is worth telling about it, with file, line and column.

    Raises
    ------
    FileError
        If the file cannot be read.
    MethodError
        If it is no method file; all faults are told.
    """
    return _examined(path, read_bytes(path))


def _examined(path: Path, raw: bytes) -> tuple[Method, tuple[Finding, ...]]:
    document = parse_yaml(raw, str(path), error=MethodError)
    method = validate(Method, document, error=MethodError)
    return method, tuple(_located(finding, document) for finding in judge(method))


def list_methods(folders: Sequence[AnyPath] = ()) -> tuple[Method, ...]:
    """Load all methods of the package and of `folders`, sorted by id.

    Raises
    ------
    MethodError
        If a file has faults; those of all files are told.
    """
    methods, broken = _load_all(folders)
    if broken:
        raise MethodError.collecting(broken)
    return methods


def names_of(method: Method) -> tuple[str, ...]:
    """Give all names by which `method` can be called: id, titles and aliases."""
    return (method.id, method.title.de, method.title.en, *method.aliases)


def _folders(own: Sequence[AnyPath]) -> Iterator[Path]:
    yield data_folder("methods")
    yield from map(Path, own)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS)


def _file_called(named: str, own: Sequence[AnyPath]) -> Path | None:
    found = [f for folder in _folders(own) for f in _files(folder) if f.stem == named]
    return found[-1] if found else None


def _load_all(own: Sequence[AnyPath]) -> tuple[tuple[Method, ...], list[Finding]]:
    by_id: dict[str, Method] = {}
    broken: list[Finding] = []
    for folder in _folders(own):
        for path in _files(folder):
            try:
                method = load_method_file(path)
            except FacilitateError as error:
                broken.extend(error.findings)
            else:
                by_id[method.id] = method
    return tuple(by_id[key] for key in sorted(by_id)), broken


def _unknown(named: str, methods: Iterable[Method], broken: Iterable[Finding]) -> MethodError:
    known = list(methods)
    ids = {name: method.id for method in known for name in names_of(method)}
    near = nearest(named, ids)
    hint = _("Did you mean “{word}”?").format(word=ids[near]) if near is not None else ""
    return MethodError(
        _("There is no method “{name}”.").format(name=named),
        code="method-unknown",
        hint=hint or _("There are: {names}.").format(names=", ".join(m.id for m in known)),
        others=broken,
    )


def _located(finding: Finding, document: Document) -> Finding:
    path = tuple(int(p) if p.isdecimal() else p for p in finding.where.split(".") if p)
    return replace(finding, where=document.position(path, of_key=True).where(document.name))
