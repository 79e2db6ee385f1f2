"""Collects the messages of the code for translation and compiles the German catalogue.

Run after changing a message: `make words`. New messages appear in `de.po` with an empty
translation; the tests fail until it is filled in.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src" / "facilitate"
GERMAN = SOURCE / "locale" / "de.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def template() -> Catalog:
    """Collect all messages of the code, sorted, without places."""
    catalogue = Catalog()
    found = extract_from_dir(SOURCE, keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in sorted(found, key=lambda m: str(m[2])):
        if message:
            catalogue.add(message)
    return catalogue


def german() -> Catalog:
    """Read the German catalogue."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def updated() -> Catalog:
    """Give the German catalogue with exactly the messages of the code."""
    old, new = german(), Catalog(locale="de", project="facilitate", fuzzy=False)
    for message in template():
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known else None)
    return new


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text; the same messages give the same bytes."""
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, sort_output=True, width=100)
    return HEADER.encode() + out.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Compile a catalogue; the same messages give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = datetime(2018, 11, 7, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


HEADER = """# German messages of facilitate
msgid ""
msgstr ""
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def main() -> None:
    """Update `de.po` and `de.mo`, and say what is still to translate."""
    GERMAN.write_bytes(as_po(updated()))
    GERMAN.with_suffix(".mo").write_bytes(as_mo(german()))
    missing = [m.id for m in german() if m.id and not all(_strings(m.string))]
    print(f"{len(list(german())) - 1} messages, {len(missing)} without German")
    for message in missing:
        print("  ", message)


def _strings(string: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string or ("",)


if __name__ == "__main__":
    main()
