"""The documents are true: commands run, links lead somewhere, what is generated is up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from tools import pictures, reference, sheets, transcripts

from facilitate.method import Method
from facilitate.plan import Plan
from facilitate.planning.turns import Sitting
from tests.conftest import Kept

ROOT = Path(__file__).parents[1]
DOCUMENTS = transcripts.documents()
PLAYED = [
    path for path in DOCUMENTS if re.search(r"^```(console|python)$", path.read_text("utf-8"), re.M)
]
ENGLISH_SEATS = (ROOT / "README.de.md",)
"""Shows nothing that is told while seats are looked for, and takes those found in English."""
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.M | re.S)


def name_of(path: Path) -> str:
    """Name a document as the tests show it."""
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """Read a document, without code."""
    return CODE.sub("", path.read_text(encoding="utf-8"))


def anchors_of(path: Path) -> set[str]:
    """List the anchors that the headings of a document make."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> Iterator[tuple[Path, str]]:
    """List all links of all documents to files of the project."""
    for path in DOCUMENTS:
        for target in LINK.findall(text_of(path)):
            if not target.startswith(("http://", "https://")):
                yield path, target


@pytest.mark.parametrize("path", PLAYED, ids=name_of)
def test_what_is_shown_was_run(
    path: Path, tmp_path: Path, kept_seats: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command ends as stated and says what is shown; blocks of Python run."""
    kept = replace(kept_seats, language="en") if path in ENGLISH_SEATS else kept_seats
    monkeypatch.setattr(Sitting, "planned", kept.planned)
    text, played = transcripts.play(path, tmp_path)
    ends = {said.command: said.code for said in played}
    assert ends == {said.command: said.expected_code for said in played}
    assert text == path.read_text(encoding="utf-8"), "run: .venv/bin/python -m tools.transcripts"


def test_something_is_shown() -> None:
    """The readme, its German twin, both tutorials and every how-to show commands."""
    shown = {name_of(path) for path in PLAYED}
    how_to = {name_of(path) for path in (ROOT / "docs" / "howto").glob("*.md")}
    assert {"README.md", "README.de.md", "docs/tutorial.md", "docs/tutorial.de.md"} <= shown
    assert how_to <= shown


def test_every_guide_has_its_twin() -> None:
    """What moderators read is there in German and English, and each names the other by its title.

    Guides for those who program are English only.
    """
    guides = {ROOT / "docs" / "tutorial.md", *(ROOT / "docs" / "howto").glob("*.md")}
    english = {each for each in guides if not each.name.endswith(".de.md")}
    german = {each: each.with_name(f"{each.stem}.de.md") for each in english}
    alone = {each.name for each, twin in german.items() if not twin.exists()}
    assert alone == {"add-a-method.md", "use-from-python.md"}
    for guide, twin in german.items():
        if guide.name not in alone:
            first, second = guide.read_text("utf-8"), twin.read_text("utf-8")
            title, titel = (text.partition("\n")[0].removeprefix("# ") for text in (first, second))
            assert f"\n\n*Deutsch: [{titel}]({twin.name})*\n\n" in first
            assert f"\n\n*English: [{title}]({guide.name})*\n\n" in second


@pytest.mark.parametrize("name", reference.WRITERS)
def test_reference_is_up_to_date(name: str) -> None:
    """What is generated from the code says what the code says."""
    page = (reference.PAGES / name).read_text(encoding="utf-8")
    assert page == reference.WRITERS[name](), "run: .venv/bin/python -m tools.reference"


def test_pictures_are_up_to_date() -> None:
    """Every picture is what the commands show today, byte for byte, and needs no network."""
    drawn = dict(pictures.pictures())
    kept = {p.name: p.read_text(encoding="utf-8") for p in pictures.PICTURES.iterdir()}
    assert kept == drawn, "run: .venv/bin/python -m tools.pictures"
    for drawing in drawn.values():
        addresses = re.findall(r"https?://[^\"' )]+", drawing)
        assert set(addresses) == {"http://www.w3.org/2000/svg"}


def test_every_command_is_documented() -> None:
    """Each command has its section in the reference and is used or named in a guide."""
    page = (reference.PAGES / "commands.md").read_text(encoding="utf-8")
    guides = [path for path in DOCUMENTS if path.parent != reference.PAGES]
    told = "\n".join(path.read_text(encoding="utf-8") for path in guides)
    for command in reference.commands():
        assert f"## facilitate {command}\n" in page
        assert f"facilitate {command}" in told


def test_every_option_is_explained() -> None:
    """No command, argument or option is without a word on what it does."""
    page = (reference.PAGES / "commands.md").read_text(encoding="utf-8")
    options = re.findall(r"^ {2}(?:-\w, )?(--[\w-]+)(.*\n {4,}\S| .* {2,}\S)?", page, re.M)
    assert len(options) > 50
    assert [option for option, told in options if not told] == []


def test_every_code_says_something() -> None:
    """No finding code of the source is without a sentence in the reference."""
    page = (reference.PAGES / "finding-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| ([\w, ]+) \| (.*) \| [^|]+ \|$", page, re.M)
    assert [code for code, _level, _said in rows] == list(reference.findings())
    assert [code for code, _level, said in rows if not said.strip()] == []
    silent = {code for code, told in reference.findings().items() if not told.messages}
    assert set(reference.SAID_ELSEWHERE) == silent


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_document_is_reached(path: Path) -> None:
    """Every document is linked from another one."""
    here = {
        (start.parent / unquote(target.partition("#")[0])).resolve() for start, target in links()
    }
    assert path == ROOT / "README.md" or path.resolve() in here


def test_links_lead_somewhere() -> None:
    """Links between documents name files and headings that are there."""
    broken = []
    for path, target in links():
        file, _sign, anchor = target.partition("#")
        there = (path.parent / unquote(file)).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors_of(there)):
            broken.append(f"{name_of(path)}: {target}")
    assert broken == []


def test_pictures_are_shown() -> None:
    """Every picture is shown somewhere."""
    shown = {(path.parent / target).resolve() for path, target in links()}
    assert {path.resolve() for path in pictures.PICTURES.iterdir()} <= shown


def test_make_targets_exist() -> None:
    """Every `make` that a document names is in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    named = set(re.findall(r"(?:`|\$ )make ([a-z]+)", text))
    assert {"demo", "test"} <= named <= targets


def test_a_lie_is_found(tmp_path: Path) -> None:
    """A document that shows what a command does not say, or another exit code, is told."""
    path = tmp_path / "lie.md"
    path.write_text("```console\n$ facilitate --version\nfacilitate 99\n```\n", encoding="utf-8")
    text, played = transcripts.play(path, tmp_path)
    assert "facilitate 99" not in text
    assert not played[0].true
    path.write_text(
        "<!-- exit 3 -->\n\n```console\n$ facilitate --version\n```\n", encoding="utf-8"
    )
    _text, played = transcripts.play(path, tmp_path)
    assert (played[0].code, played[0].expected_code) == (0, 3)


@pytest.mark.parametrize("model", [Method, Plan])
def test_every_key_is_described(model: type[Method | Plan]) -> None:
    """Every key of our files has its meaning in the schema."""
    schema = model.model_json_schema(by_alias=True)
    bare = [
        f"{name}.{key}"
        for name, part in {"": schema, **schema["$defs"]}.items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]
    assert bare == []


def test_sheets_are_shown() -> None:
    """Every picture of a printed sheet is small, whole, and shown somewhere."""
    shown = {(path.parent / target).resolve() for path, target in links()}
    for picture in (ROOT / "docs" / "sheets").iterdir():
        data = picture.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert data.endswith(b"IEND\xaeB`\x82")
        assert len(data) < 200_000
        assert picture.resolve() in shown


def test_sheets_are_up_to_date() -> None:
    """Pictures of printed sheets were made with the templates and the house style of today."""
    names = {f"{name}.png": template for name, (template, _page) in sheets.SHOWN.items()}
    kept = {path.name: path.read_bytes() for path in sheets.SHEETS.iterdir()}
    assert kept.keys() == names.keys()
    stale = [name for name, data in kept.items() if sheets.looks(names[name]) not in data]
    assert not stale, "run: .venv/bin/python -m tools.sheets"
