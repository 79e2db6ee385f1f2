"""Files on their way: seen when they are kept, and gone when they are not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitate import drafts
from facilitate.errors import FileError
from facilitate.files import draft


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


BESIDE = pytest.mark.parametrize("beside", [False, True])


@BESIDE
@pytest.mark.parametrize("content", ["Grüße\r\n", b"\0\1", [b"a", b"b" * 100_000]])
def test_a_draft_is_seen_when_it_is_kept(
    tmp_path: Path, content: str | bytes | list[bytes], beside: bool
) -> None:
    """Until then the file that was there stays as it is; then it holds all of the content."""
    path = tmp_path / "plan.json"
    path.write_text("before")
    with draft(path, content, overwrite=True, beside=beside) as begun:
        assert path.read_text() == "before"
        assert begun.keep() == path
    expected = content.encode() if isinstance(content, str) else content
    assert path.read_bytes() == (b"".join(expected) if isinstance(expected, list) else expected)
    assert _names(tmp_path) == ["plan.json"]


@BESIDE
def test_the_disk_begins_before_a_long_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, beside: bool
) -> None:
    """What is saved meanwhile and what is saved at the end is one file."""
    monkeypatch.setattr(drafts, "_AHEAD", 1000)
    pieces = [bytes([number]) * 700 for number in range(10)]
    draft(tmp_path / "plan.json", pieces, overwrite=False, beside=beside).keep()
    assert (tmp_path / "plan.json").read_bytes() == b"".join(pieces)


@BESIDE
def test_a_draft_that_is_not_kept_leaves_nothing(tmp_path: Path, beside: bool) -> None:
    """Whatever ends the work beside it, not even half a file is left."""
    with (
        pytest.raises(KeyboardInterrupt),
        draft(tmp_path / "plan.json", _slowly(), overwrite=False, beside=beside),
    ):
        raise KeyboardInterrupt
    assert _names(tmp_path) == []


def _slowly() -> Iterator[bytes]:
    yield from (b"x" * 1000 for _piece in range(1000))


@BESIDE
def test_what_stops_the_writing_is_told(tmp_path: Path, beside: bool) -> None:
    """A full disk is told in words, whoever was writing, and nothing is left."""
    with pytest.raises(FileError, match="no room is left on the disk"):
        draft(tmp_path / "plan.json", _full(), overwrite=False, beside=beside).keep()
    assert _names(tmp_path) == []


def _full() -> Iterator[bytes]:
    yield b"begun"
    raise OSError(28, "No space left on device")


@BESIDE
def test_a_fault_of_ours_is_no_fault_of_the_disk(tmp_path: Path, beside: bool) -> None:
    """What breaks while the content is made comes out as it is, and nothing is left."""
    with pytest.raises(ZeroDivisionError):
        draft(tmp_path / "plan.json", _broken(), overwrite=False, beside=beside).keep()
    assert _names(tmp_path) == []


def _broken() -> Iterator[bytes]:
    yield b"begun"
    yield bytes(1 // 0)


def test_where_processes_cannot_part_it_is_written_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a way to part in two the same file comes out."""
    monkeypatch.delattr(os, "fork", raising=False)
    draft(tmp_path / "plan.json", "plan", overwrite=False, beside=True).keep()
    assert (tmp_path / "plan.json").read_text() == "plan"
