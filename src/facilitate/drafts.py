"""Files on their way: written under another name, perhaps beside other work, then kept or not."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.errors import FileError

if TYPE_CHECKING:
    from concurrent.futures import Future

_AHEAD = 1 << 26  # bytes after which the disk may begin

Content = str | bytes | Iterable[bytes]
"""Text (written as UTF-8, line ends as given), bytes, or bytes that come piece by piece."""


class Draft:
    """A file on its way: nobody sees it before it is kept, and nothing is left if it is not.

    As a context it is dropped at the end unless it was kept.

    Parameters
    ----------
    path
        Where to; its folder must exist, and what stands there is replaced.
    content
        Text (written as UTF-8, line ends as given), bytes, or bytes that come piece by piece.
    refuse
        Makes the error for people of what stopped us.
    beside
        Whether another process may write while this one goes on; where the system knows no way
        to part in two, it is written at once.
    mode
        What the file may be used for; the usual if left out.

    Raises
    ------
    FileError
        If it cannot be written.
    """

    def __init__(
        self,
        path: Path,
        content: Content,
        refuse: Callable[[OSError], FileError],
        *,
        beside: bool,
        mode: int | None = None,
    ) -> None:
        self.path, self._content, self._refuse = path, content, refuse
        self._mode = usual_mode() if mode is None else mode
        self._temporary: Path | None = None
        self._child = 0
        with self._refusing():
            handle, temporary = tempfile.mkstemp(prefix=".facilitate-", dir=path.parent)
            self._temporary = Path(temporary)
            self._child = _filled_beside(handle, content) if beside else 0
            if not self._child:
                _fill(handle, content)

    def keep(self) -> Path:
        """Give the file its name.

        Raises
        ------
        FileError
            If it cannot be written.
        """
        with self._refusing():
            assert self._temporary is not None
            self._finish(self._temporary)
            self._temporary.chmod(self._mode)
            self._temporary.replace(self.path)
            self._temporary = None
        return self.path

    def drop(self) -> None:
        """Leave nothing of it."""
        if self._child:
            with contextlib.suppress(OSError):
                os.kill(self._child, signal.SIGTERM)
            self._wait()
        if self._temporary:
            with contextlib.suppress(OSError):
                self._temporary.unlink()
            self._temporary = None

    def __enter__(self) -> Draft:
        return self

    def __exit__(self, *_error: object) -> None:
        self.drop()

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:  # Ctrl-C while a long file is written leaves nothing, too
            self.drop()
            if not isinstance(error, OSError):
                raise
            raise self._refuse(error) from error

    def _finish(self, temporary: Path) -> None:
        """Wait for the other process; what it could not write is written here, or refused."""
        if self._child and self._wait() != 0:
            _fill(os.open(temporary, os.O_WRONLY | os.O_TRUNC), self._content)

    def _wait(self) -> int:
        child, self._child = self._child, 0
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _fill(handle: int, content: Content) -> None:
    data = content.encode("utf-8") if isinstance(content, str) else content
    done = 0
    saving: list[Future[None]] = []
    with os.fdopen(handle, "wb") as file:
        for piece in (data,) if isinstance(data, bytes) else data:
            done += file.write(piece)
            if done > _AHEAD * (len(saving) + 1):  # else the disk had all to do at the end
                file.flush()
                saving.append(_saved_beside(file.fileno()))
        file.flush()
        for one in saving:
            one.result()
        os.fsync(file.fileno())


def _saved_beside(handle: int) -> Future[None]:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - most files are short

    pool = ThreadPoolExecutor(1)
    saving = pool.submit(os.fsync, handle)
    pool.shutdown(wait=False)
    return saving


def _filled_beside(handle: int, content: Content) -> int:
    """Let a child of this process fill a file; gives its number, or 0 where there are none."""
    if not hasattr(os, "fork"):
        return 0
    with warnings.catch_warnings():
        # of threads: the child only makes text and writes it
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        os.close(handle)
        return child
    failed = True
    try:
        _fill(handle, content)
        failed = False
    finally:  # whatever went wrong: it is tried again, and told, by the parent
        os._exit(failed)


def usual_mode() -> int:
    """Give what a new file may be used for; asking sets it for a moment, so no thread may ask."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
