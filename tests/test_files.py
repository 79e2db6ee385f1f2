"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from facilitate.errors import FileError
from facilitate.files import Drafts, read_bytes, refuse_early, write_all, write_atomically
from facilitate.words import LANGUAGES, speak


def test_written_whole(tmp_path: Path) -> None:
    """The file holds the content, and nothing else is left in the folder."""
    write_atomically(tmp_path / "a", "Grüße\n", overwrite=False)
    assert (tmp_path / "a").read_bytes() == "Grüße\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_never_over_something_unasked(tmp_path: Path) -> None:
    """A file that is there stays, unless it may be replaced."""
    (tmp_path / "a").write_text("precious")
    with pytest.raises(FileError) as raised:
        write_atomically(tmp_path / "a", "new", overwrite=False)
    assert raised.value.findings[0].code == "file-exists"
    assert (tmp_path / "a").read_text() == "precious"
    write_atomically(tmp_path / "a", "new", overwrite=True)
    assert (tmp_path / "a").read_text() == "new"


def test_several_at_once(tmp_path: Path) -> None:
    """Each is whole, replaces what was there, and has the mode of a file written alone."""
    write_atomically(tmp_path / "alone", "x", overwrite=False)
    (tmp_path / "3").write_text("old")
    write_all({tmp_path / str(n): b"%d" % n for n in range(20)})
    assert [(tmp_path / str(n)).read_text() for n in range(20)] == [str(n) for n in range(20)]
    assert len({path.stat().st_mode for path in tmp_path.iterdir()}) == 1
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileError) as raised:
        write_all({tmp_path / "1": b"new", tmp_path / "folder": b"x"})
    assert raised.value.findings[0].code == "file-not-writable"
    assert len(list(tmp_path.iterdir())) == 22
    with pytest.raises(FileError):
        write_all({tmp_path / "1": b"newer", tmp_path / "missing" / "2": b"x"})
    assert (tmp_path / "1").read_text() == "new"


def test_files_on_their_way_are_kept_all_together(tmp_path: Path) -> None:
    """None has its name before all are kept, and nothing is left of those that are not."""
    with Drafts() as drafts:
        for name in "ab":
            drafts.add(tmp_path / name, name.encode())
        assert not {"a", "b"} & {path.name for path in tmp_path.iterdir()}
        drafts.keep()
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["a", "b"]
    with Drafts() as drafts:
        drafts.add(tmp_path / "c", b"c")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_folder_that_was_made_goes_again_if_nothing_is_kept(tmp_path: Path) -> None:
    """What was there before stays, and so does a folder with files in it."""
    (tmp_path / "there").mkdir()
    for folder in ("there", "new", "there/deep/new"):
        with Drafts(folder=tmp_path / folder) as drafts:
            drafts.add(tmp_path / folder / "a", b"a")
    assert list(tmp_path.rglob("*")) == [tmp_path / "there"]
    write_all({tmp_path / "new" / "a": b"a"}, folder=tmp_path / "new")
    assert (tmp_path / "new" / "a").read_bytes() == b"a"


def test_all_that_is_in_the_way_is_told_before_any_work(tmp_path: Path) -> None:
    """Files of a folder in one finding, names of folders, missing folders; nothing is left."""
    for name in "abcd":
        (tmp_path / name).write_text("precious")
    (tmp_path / "folder").mkdir()
    paths = [tmp_path / name for name in (*"abcd", "folder", "new")]
    with pytest.raises(FileError) as raised:
        refuse_early([*paths, tmp_path / "no" / "x"], overwrite=False)
    assert [found.code for found in raised.value.findings] == [
        "file-not-writable", "file-not-writable", "file-exists",
    ]  # fmt: skip
    assert "4 files are already there, among them a, b and c." in raised.value.findings[2].message
    with pytest.raises(FileError) as raised:
        refuse_early(paths, overwrite=True)
    assert [found.where for found in raised.value.findings] == [str(tmp_path / "folder")]
    before = sorted(tmp_path.rglob("*"))
    refuse_early([tmp_path / "a", tmp_path / "no" / "deep" / "x"], overwrite=True, make=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_that_cannot_be_made_is_told_before_any_work(tmp_path: Path) -> None:
    """Where a file stands in its way, at any depth."""
    (tmp_path / "taken").write_text("x")
    for folder in ("taken", "taken/out"):
        with pytest.raises(FileError) as raised:
            refuse_early([tmp_path / folder / "x"], overwrite=True, make=True)
        assert [found.code for found in raised.value.findings] == ["folder-impossible"]


def test_the_hint_fits(tmp_path: Path) -> None:
    """What to try is said as the caller knows it; Excel and -o only where they help."""
    for hint in ("", "Is the folder write-protected?"):
        with pytest.raises(FileError) as raised:
            write_atomically(tmp_path / "no" / "a", "x", overwrite=True, hint=hint)
        said = raised.value.findings[0].hint
        assert said == hint or (not hint and "-o" in said)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Reading a folder is answered in the language in use, with what to try."""
    speak("de")
    with pytest.raises(FileError) as raised:
        read_bytes(tmp_path)
    [finding] = raised.value.findings
    assert "es ist ein Ordner" in finding.message
    assert "Datei darin" in finding.hint


def test_written_piece_by_piece(tmp_path: Path) -> None:
    """Pieces become one file; if they break off, nothing is left."""
    write_atomically(tmp_path / "a", iter([b"one ", b"two"]), overwrite=False)
    assert (tmp_path / "a").read_bytes() == b"one two"

    def broken_off() -> Iterator[bytes]:
        yield b"three"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", broken_off(), overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"one two"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_closed_folder_is_refused_for_its_true_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing folder and one that takes no files are told apart; nothing is left behind."""
    refuse_early([tmp_path / "a.json"], overwrite=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileError, match="its folder is missing") as raised:
        refuse_early([tmp_path / "no" / "a.csv"], overwrite=False)
    assert "Excel" not in raised.value.findings[0].hint

    def refused(**_how: object) -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(FileError, match="no files can be made in its folder"):
        refuse_early([tmp_path / "a.json"], overwrite=False)


@pytest.mark.parametrize(("name", "asked"), [("a.csv", True), ("a.xlsx", True), ("a.json", False)])
def test_excel_is_asked_about_for_its_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, asked: bool
) -> None:
    """Only a list or workbook that is there and held fast may be open in Excel."""
    (tmp_path / name).write_text("there")

    def held(*_where: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(FileError, match="you may not") as raised:
        write_atomically(tmp_path / name, "x", overwrite=True)
    assert ("Excel" in raised.value.findings[0].hint) is asked


def test_a_full_disk_is_named_in_the_language_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files written side by side speak the language of who writes them, and name a full disk."""

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = {}
    for language in LANGUAGES:
        speak(language)
        with Drafts("Is it open in a PDF viewer?") as drafts:
            drafts.add(tmp_path / "a.pdf", b"PDF")
            with pytest.raises(FileError) as refused:
                drafts.keep()
        said[language] = refused.value.findings[0]
    assert (
        said["en"].message
        == f"{tmp_path / 'a.pdf'} cannot be written: no room is left on the disk."
    )
    assert (
        "kann nicht geschrieben werden: Auf dem Datenträger ist kein Platz mehr"
        in said["de"].message
    )
    assert not [finding for finding in said.values() if "PDF viewer" in finding.hint]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("named", "hint"),
    [
        ("plna.json", "Did you mean “plan.json”?"),
        ("plan.jsn", "Did you mean “plan.json”?"),
        ("fit.json", ""),
    ],
)
def test_a_missing_file_has_a_neighbour_of_like_name(named: str, hint: str, tmp_path: Path) -> None:
    """A name that is near is suggested; that both end in .json makes two names no likelier."""
    for name in ("plan.json", "edited 5.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(FileError) as raised:
        read_bytes(tmp_path / named)
    assert raised.value.findings[0].hint == hint
