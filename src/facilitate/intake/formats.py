"""What kind of file a list is, and the way out for those that are none."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from typing import Literal

from facilitate.errors import RosterError
from facilitate.words import _

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OWN_YAML = re.compile(rb"(?m)^schema: *facilitate-")
_UNPACKED_LIMIT = 400_000_000
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
)

# a damaged archive shows itself in many ways, all of them meaning the same
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    ValueError,
    EOFError,
    RuntimeError,
    LookupError,
)


def kind_of(data: bytes, source: str) -> Literal["text", "workbook"]:
    """Tell whether `data` is text or a workbook that can be read.

    Raises
    ------
    RosterError
        If it is empty or of another kind; the hint says how to make a list of it.
    """
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise _refusal(
            source,
            "file-empty",
            _("{file} is empty.").format(file=source),
            _("Export the list again, or choose another file."),
        )
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data, source)
    if data.startswith(b"PK"):
        _check_package(data, source)
        return "workbook"
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise _not_a_list(source, name)
    _refuse_data_files(data, source)
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise _not_a_list(source, "HTML")
    _refuse_binary(data, source)
    return "text"


def _refuse_data_files(data: bytes, source: str) -> None:
    """Refuse JSON and YAML, plans and the like among them: as lines of text they look like rows."""
    ending = source.lower()
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] in (b"{", b"["):
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):  # no JSON, or a damaged one; the ending decides
            found = None
        if isinstance(found, dict) and str(found.get("format", "")).startswith("facilitate-"):
            raise _own_file(source, str(found["format"]))
        if found is not None:
            raise _not_a_list(source, "JSON")
    if ending.endswith(".json"):
        raise _not_a_list(source, "JSON")
    if _OWN_YAML.search(data[:4096]):
        raise _own_file(source, "facilitate-event")
    if ending.endswith((".yaml", ".yml")):
        raise _not_a_list(source, "YAML")


def _own_file(source: str, kind: str) -> RosterError:
    said = {
        "facilitate-plan": _("{file} is a plan, not a list."),
        "facilitate-public": _("{file} is a public plan, not a list."),
        "facilitate-edition": _("{file} is the record of what was printed, not a list."),
        "facilitate-event": _("{file} is an event file, not a list."),
    }
    message = said.get(kind.partition("/")[0], _("{file} was made by facilitate; it is no list."))
    return _refusal(
        source,
        "file-not-a-list",
        message.format(file=source),
        _("Name the list itself: the CSV or Excel file with a row for each person."),
    )


def _refuse_binary(data: bytes, source: str) -> None:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    sample = data[:8192].replace(b"\0", b"")
    strange = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 27, 31) for byte in sample)
    if not wide and strange * 20 > len(sample):
        raise _not_a_list(source, _("no text"))


def _refusal(source: str, code: str, message: str, hint: str) -> RosterError:
    return RosterError(message, code=code, where=source, hint=hint)


def _not_a_list(source: str, kind: str) -> RosterError:
    return _refusal(
        source,
        "file-not-a-list",
        _("{file} is not a list that can be read ({kind}).").format(file=source, kind=kind),
        _("Save the list in Excel as “Excel workbook (.xlsx)” or “CSV UTF-8”."),
    )


def _old_office(data: bytes, source: str) -> RosterError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refusal(
            source,
            "workbook-locked",
            _("{file} is protected with a password.").format(file=source),
            _("Open it in Excel, save a copy without password, and use that."),
        )
    return _refusal(
        source,
        "workbook-old",
        _("{file} is in the old Excel format (.xls).").format(file=source),
        _("Open it in Excel and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”."),
    )


def broken_workbook(source: str) -> RosterError:
    """Make the error for a workbook that cannot be opened."""
    return _refusal(
        source,
        "workbook-broken",
        _("{file} is damaged and cannot be read.").format(file=source),
        _("Open it in Excel and save it again, or export the list as “CSV UTF-8”."),
    )


def _check_package(data: bytes, source: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            names = {member.filename for member in members}
            unpacked = sum(member.file_size for member in members)
            spreadsheet = bool({"xl/workbook.xml", "xl/workbook.bin"} & names) or (
                "mimetype" in names and b"spreadsheet" in _start(package, "mimetype")
            )
    except _DAMAGED as error:
        raise broken_workbook(source) from error
    if not spreadsheet:
        raise _not_a_list(source, "Word" if "word/document.xml" in names else "ZIP")
    if unpacked > _UNPACKED_LIMIT:
        raise _refusal(
            source,
            "workbook-huge",
            _("{file} is too large for a list of people.").format(file=source),
            _("Copy the list into a new workbook and save that."),
        )


def _start(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as member:
        return member.read(100)
