"""Finding and loading methods."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate import catalogue
from facilitate.catalogue import (
    data_folder,
    examine,
    list_methods,
    load_method,
    load_method_file,
    names_of,
)
from facilitate.errors import FileError, Level, MethodError
from facilitate.words import fold

OURS = [
    "abschluss",
    "arbeitsgruppen",
    "kollegiale-beratung",
    "kugellager",
    "murmelgruppen",
    "pause",
    "plenum",
    "sozialplanungspoker",
    "stationen",
    "thementische",
    "tischrunden",
    "titel-thesen-fragmente",
    "troika",
    "vortrag",
    "world-cafe",
]


def spec(folder: Path, name: str, *changes: tuple[str, str], like: str = "tischrunden") -> Path:
    """Write a copy of one of our methods with another id and `changes` to its text."""
    text = (data_folder("methods") / f"{like}.yaml").read_text("utf-8")
    for old, new in ((f"id: {like}", f"id: {name}"), *changes):
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return path


def test_our_methods_are_listed_by_id() -> None:
    """The catalogue is complete and sorted."""
    assert [method.id for method in list_methods()] == OURS


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("kugellager", "kugellager"),
        ("Kugellager", "kugellager"),
        ("ball bearing", "kugellager"),
        ("zwiebelschale", "kugellager"),
        ("Karussellgespraech", "kugellager"),
        ("Titel, Thesen und Fragmente", "titel-thesen-fragmente"),
    ],
)
def test_a_method_is_found_by_any_of_its_names(named: str, found: str) -> None:
    """Id, titles and aliases, in any spelling."""
    assert load_method(named).id == found


def test_every_name_means_one_method() -> None:
    """No two methods share a name."""
    owners: dict[str, set[str]] = {}
    for method in list_methods():
        for name in names_of(method):
            owners.setdefault(fold(name), set()).add(method.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_an_unknown_method_names_the_nearest() -> None:
    """A slip of the pen is answered; something else gets the whole list."""
    with pytest.raises(MethodError) as caught:
        load_method("kugelager")
    assert caught.value.findings[0].code == "method-unknown"
    assert caught.value.findings[0].hint == "Did you mean “kugellager”?"
    with pytest.raises(MethodError) as caught:
        load_method("xyz")
    assert "tischrunden" in caught.value.findings[0].hint


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    """A path to a method file needs no catalogue."""
    path = spec(tmp_path, "mine")
    assert load_method(path).id == load_method(str(path)).id == "mine"
    with pytest.raises(FileError):
        load_method(tmp_path / "none.yaml")


def test_methods_of_ones_own_come_too(tmp_path: Path) -> None:
    """Further folders are searched; one's own version of a method wins."""
    spec(tmp_path, "mine")
    spec(tmp_path, "tischrunden", ("minutes: 10", "minutes: 12"))
    assert [method.id for method in list_methods([tmp_path])] == sorted([*OURS, "mine"])
    assert load_method("mine", [tmp_path]).id == "mine"
    assert load_method("tischrunden", [tmp_path]).timing.phases[0].minutes == 12
    assert load_method("Table rounds", [tmp_path]).id in {"mine", "tischrunden"}
    assert load_method("tischrunden").timing.phases[0].minutes == 10


def test_a_broken_neighbour_does_not_hide_a_good_method(tmp_path: Path) -> None:
    """What is found is loaded; a broken file is told when it may be the one meant."""
    (tmp_path / "broken.yaml").write_text("id: [", "utf-8")
    assert load_method("Zwiebelschale", [tmp_path]).id == "kugellager"
    with pytest.raises(MethodError) as caught:
        load_method("xyz", [tmp_path])
    assert [f.code for f in caught.value.findings] == ["method-unknown", "yaml-syntax"]
    with pytest.raises(MethodError) as caught:
        list_methods([tmp_path])
    assert caught.value.findings[0].where.startswith(str(tmp_path / "broken.yaml"))


def test_findings_have_their_place_in_the_file(tmp_path: Path) -> None:
    """What the judge says is told with line and column."""
    path = spec(tmp_path, "mine", ("outer: 1, inner: 0", "outer: 1, inner: -1"), like="kugellager")
    method, (finding,) = examine(path)
    line = path.read_text("utf-8").splitlines().index("  ring: {outer: 1, inner: -1}") + 1
    assert finding.where == f"{path}, line {line}, column 3"
    assert (finding.level, method.id) == (Level.WARNING, "mine")
    assert load_method_file(path) == method


def test_a_method_that_cannot_work_is_not_loaded(tmp_path: Path) -> None:
    """A ring that stands still is an error at loading."""
    path = spec(tmp_path, "mine", ("outer: 1, inner: 0", "outer: 1, inner: 1"), like="kugellager")
    assert examine(path)[1][0].level is Level.ERROR
    with pytest.raises(MethodError, match="same partner"):
        load_method(path)


def test_a_placeholder_in_a_list_has_its_place(tmp_path: Path) -> None:
    """Entries of lists are counted to the right line."""
    path = spec(tmp_path, "mine", ("de: Tischnummer", 'de: "{tisch}"'))
    (finding,) = examine(path)[1]
    line, text = next(
        (at, row)
        for at, row in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "{tisch}" in row
    )
    assert finding.where == f"{path}, line {line}, column {text.index('de:') + 1}"


def test_data_lie_in_the_package_or_in_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel has its data inside; an editable install has them beside the sources."""
    package = tmp_path / "src" / "facilitate"
    package.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "__file__", str(package / "catalogue.py"))
    assert data_folder("methods") == tmp_path / "methods"
    (package / "methods").mkdir()
    assert data_folder("methods") == package / "methods"


def test_the_example_is_found() -> None:
    """The example event is package data as well."""
    assert (data_folder("examples") / "forum-2018" / "participants.csv").is_file()


@pytest.mark.parametrize("typed", ["tichrunden", "Tichrunden", "table round"])
def test_a_slip_is_answered_with_the_id(typed: str) -> None:
    """What to type is the id, whichever name was nearest."""
    with pytest.raises(MethodError) as raised:
        load_method(typed)
    assert "tischrunden" in raised.value.findings[0].hint
