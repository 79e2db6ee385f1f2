"""Writing files whole or not at all, and never over something unasked."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.drafts import Content, Draft, usual_mode
from facilitate.errors import FileError, Finding, Level
from facilitate.words import _, did_you_mean, listed, nearest

if TYPE_CHECKING:
    from concurrent.futures import Future

AnyPath = str | os.PathLike[str]
"""A path as callers of the library may give it."""
_NAMED = 3  # files that are in the way
_AT_ONCE = 8  # files that are written side by side
_OF_EXCEL = frozenset((".csv", ".xlsx"))
NO_ROOM = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What systems say where a disk is full."""


def write_atomically(path: Path, content: Content, *, overwrite: bool, hint: str = "") -> None:
    """Write `content` to `path`, whole or not at all.

    Parameters
    ----------
    path
        Where to; its folder must exist.
    content
        Text (written as UTF-8, line ends as given), bytes, or bytes that come piece by piece.
    overwrite
        Whether a file that stands there may be replaced.
    hint
        What to try if it cannot be written, where another place or Excel is no answer.

    Raises
    ------
    FileError
        If the file exists and may not be replaced, is held open by another program, or its
        folder is missing or closed to us.
    """
    draft(path, content, overwrite=overwrite, hint=hint).keep()


def draft(
    path: Path, content: Content, *, overwrite: bool, hint: str = "", beside: bool = False
) -> Draft:
    """Begin to write `content` to `path`; see `write_atomically`, and `Draft` for `beside`."""
    if path.exists() and not overwrite:
        raise FileError.collecting([_in_the_way([path])])
    return _draft(path, content, hint, beside=beside)


class Drafts:
    """Several files on their way: written side by side as they come, kept all together.

    A disk takes many in little more than the time of one. As a context they are dropped at the
    end unless they were kept.

    Parameters
    ----------
    hint
        What to try if one cannot be written.
    folder
        Where they come to stand. If it is missing it is made, and gone again if nothing was kept.
    """

    def __init__(self, hint: str = "", folder: Path | None = None) -> None:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most write one file

        self._hint, self._mode = hint, usual_mode()
        folders = () if folder is None else (folder, *folder.parents)
        self._missing = [folder for folder in folders if not folder.exists()]
        self._pool = ThreadPoolExecutor(_AT_ONCE)
        self._running: list[Future[Draft]] = []

    def add(self, path: Path, data: bytes) -> None:
        """Begin to write `data` in place of what is at `path`; does not wait."""
        if self._missing:
            make_folder(self._missing[0])
        begin = partial(_draft, path, data, self._hint, mode=self._mode)
        self._running.append(self._pool.submit(copy_context().run, begin))  # speaks our language

    def keep(self) -> None:
        """Give all files their names, once each of them is written.

        Raises
        ------
        FileError
            If one cannot be written.
        """
        for one in [running.result() for running in self._running]:
            one.keep()

    def __enter__(self) -> Drafts:
        return self

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown()
        for one in self._running:
            if not one.exception():
                one.result().drop()
        for folder in self._missing:
            with suppress(OSError):  # something stands in it
                folder.rmdir()


def write_all(files: Mapping[Path, bytes], *, folder: Path | None = None) -> None:
    """Write several files, each whole or not at all, in place of what is there.

    Parameters
    ----------
    folder
        See `Drafts`.

    Raises
    ------
    FileError
        If one cannot be written; none is, unless it is a name that cannot be given.
    """
    with Drafts(folder=folder) as drafts:
        for path, data in files.items():
            drafts.add(path, data)
        drafts.keep()


def _draft(
    path: Path, content: Content, hint: str, *, beside: bool = False, mode: int | None = None
) -> Draft:
    return Draft(
        path, content, lambda error: _not_writable(path, error, hint), beside=beside, mode=mode
    )


def refuse_early(paths: Iterable[Path], *, overwrite: bool, make: bool = False) -> None:
    """Refuse what cannot be written, before any work is done for it: all of it at once.

    Parameters
    ----------
    paths
        Files that are going to be written.
    overwrite
        Whether files that are there may be replaced.
    make
        Whether folders that are missing are going to be made.

    Raises
    ------
    FileError
        If files are there and may not be replaced (those of a folder are one finding), a folder
        has the name of a file, or a folder is missing, cannot be made, or takes no files.
    """
    findings: list[Finding] = []
    there: dict[Path, list[Path]] = {}
    for folder, files in _by_folder(paths).items():
        taken = [path for path in files if path.is_dir()]
        findings += [_not_writable(path, IsADirectoryError()).findings[0] for path in taken]
        if not overwrite:
            there[folder] = [path for path in files if path.exists() and path not in taken]
        if not taken and not there.get(folder):
            findings += _closed(files[0], make=make)
    findings += [_in_the_way(files) for files in there.values() if files]
    if findings:
        raise FileError.collecting(findings)


def _by_folder(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(path.parent, []).append(path)
    return found


def _in_the_way(paths: Sequence[Path]) -> Finding:
    """Tell that files of one folder are there already."""
    if len(paths) == 1:
        return Finding(
            Level.ERROR,
            "file-exists",
            _("{file} is already there.").format(file=paths[0]),
            str(paths[0]),
            _("Choose another name, or say --force to replace it."),
        )
    named = listed([path.name for path in paths[:_NAMED]])
    return Finding(
        Level.ERROR,
        "file-exists",
        _("{files} are already there.").format(files=named)
        if len(paths) <= _NAMED
        else _("{count} files are already there, among them {files}.").format(
            count=len(paths), files=named
        ),
        str(paths[0].parent),
        _("Choose another place, or say --force to replace what is there."),
    )


def _closed(path: Path, *, make: bool) -> tuple[Finding, ...]:
    """Tell why no file can be made beside `path`; nothing if it can.

    Only trying tells: on some file systems even who may do everything cannot write.
    """
    folder = path.parent
    while make and not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        handle, temporary = tempfile.mkstemp(prefix=".facilitate-", dir=folder)
        os.close(handle)
        Path(temporary).unlink()
    except OSError as error:
        if make and not path.parent.is_dir():
            return _impossible(path.parent, error).findings
        return _not_writable(path, error).findings
    return ()


def _not_writable(path: Path, error: OSError, hint: str = "") -> FileError:
    reason = reason_of(error)
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        reason = _("no files can be made in its folder")
    if error.errno in NO_ROOM:
        hint = _("Delete what is not needed there, or choose another place with -o.")
    in_excel = isinstance(error, PermissionError) and path.suffix.lower() in _OF_EXCEL
    return FileError(
        _("{file} cannot be written: {reason}.").format(file=path, reason=reason),
        code="file-not-writable",
        where=str(path),
        hint=hint
        or (
            _("Is it open in Excel? Close it there, or choose another place with -o.")
            if in_excel and path.exists()
            else _("Choose another place with -o.")
        ),
    )


def make_folder(folder: Path) -> None:
    """Make `folder`, and those it stands in, if they are missing.

    Raises
    ------
    FileError
        If it is a file, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _impossible(folder, error) from error


def _impossible(folder: Path, error: OSError) -> FileError:
    in_place = isinstance(error, (FileExistsError, NotADirectoryError)) and folder.is_file()
    reason = _("it is a file") if in_place else reason_of(error)
    return FileError(
        _("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=reason),
        code="folder-impossible",
        where=str(folder),
        hint=_("Choose another folder with -o."),
    )


def read_bytes(path: Path) -> bytes:
    """Read the file at `path`; what stops us is said for people.

    Raises
    ------
    FileError
        If there is no such file, it is a folder, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        neighbours = [
            other.name
            for other in (path.parent.glob("*") if path.parent.is_dir() else ())
            if other.suffix != path.suffix or nearest(path.stem, [other.stem])
        ]
        raise FileError(
            _("There is no file {file}.").format(file=path),
            code="file-missing",
            where=str(path),
            hint=did_you_mean(path.name, neighbours),
        ) from error
    except (OSError, ValueError) as error:
        raise FileError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=reason_of(error)),
            code="file-not-readable",
            where=str(path),
            hint=_("Name a file in it.")
            if isinstance(error, IsADirectoryError)
            else _("Is it open in another program? Close it there and try again."),
        ) from error


def reason_of(error: Exception) -> str:
    """Say why in the language in use, where it is one of the usual reasons."""
    if getattr(error, "errno", None) in NO_ROOM:
        return _("no room is left on the disk")
    for kind, said in (
        (IsADirectoryError, _("it is a folder")),
        (NotADirectoryError, _("what should be its folder is a file")),
        (FileNotFoundError, _("its folder is missing")),
        (PermissionError, _("you may not")),
    ):
        if isinstance(error, kind):
            return said
    return getattr(error, "strerror", None) or str(error)
