"""Private rules: read, resolved to ids, and written without losing what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from facilitate.errors import FileError, PlanError
from facilitate.private import (
    FILE,
    Access,
    PrivateRules,
    read_private,
    resolve,
    write_private,
)
from tests.builders import make_people

RULES = PrivateRules(
    apart=(("17", "23"), ("Anna Müller", "4")), access=(Access(person="5", needs="Rampe"),)
)
LABELS = {"17": "Bo Li", "23": "Cem Öz", "4": "Dora Fox", "5": "Eva Noll"}


def written(folder: Path, text: str) -> Path:
    """Put a private.yaml into the folder."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_no_file_no_rules(tmp_path: Path) -> None:
    """Without the file there is nothing to check: None, not an empty rule book."""
    assert read_private(tmp_path) is None


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "apart: []\n", "{}"])
def test_empty_file_has_no_rules(tmp_path: Path, text: str) -> None:
    """A file without rules says that there are none."""
    assert read_private(written(tmp_path, text)) == PrivateRules()


def test_numbers_and_names_are_read_alike(tmp_path: Path) -> None:
    """A bare number is somebody's number, a text somebody's name."""
    text = "apart:\n  - [17, 23]\n  - [Anna Müller, 4]\naccess:\n  - {person: 5, needs: Rampe}\n"
    assert read_private(written(tmp_path, text)) == RULES


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("apart: [[17]]", "value-kind", "line 1"),
        ("appart: []", "key-unknown", "line 1"),
        ("apart:\n  - [17, true]", "value-kind", "line 2"),
        ("access:\n  - {needs: ramp}", "key-missing", "line 2"),
        ("apart: [", "yaml-syntax", "line 1"),
        ("[]", "value-kind", "line 1"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, text: str, code: str, line: str) -> None:
    """What is wrong in the file is told with file and line."""
    with pytest.raises(PlanError) as raised:
        read_private(written(tmp_path, text))
    finding = raised.value.findings[0]
    assert finding.code == code
    assert line in finding.where
    assert FILE in finding.where


def test_names_become_ids() -> None:
    """Number, id and name all lead to the id."""
    rules = PrivateRules(apart=(("1", "p2", "Person 3"),), access=(Access(person="Person 4"),))
    resolved, findings = resolve(rules, make_people(4))
    assert resolved.apart == (("p1", "p2", "p3"),)
    assert resolved.access[0].person == "p4"
    assert findings == ()


def test_unknown_people_are_findings() -> None:
    """Who is not in the plan is told; the rule goes on for those who are left."""
    rules = PrivateRules(apart=(("1", "2", "Persen 3"), ("1", "99")), access=(Access(person="98"),))
    resolved, findings = resolve(rules, make_people(3))
    assert resolved == PrivateRules(apart=(("p1", "p2"),))
    assert [finding.code for finding in findings] == ["person-unknown"] * 3
    assert "Person 3" in findings[0].hint


def test_written_rules_are_read_again(tmp_path: Path) -> None:
    """Writing and reading is identity, with names as comments behind the numbers."""
    path = write_private(tmp_path, RULES, LABELS)
    assert read_private(tmp_path) == RULES
    text = path.read_text(encoding="utf-8")
    assert "- [17, 23] # Bo Li, Cem Öz" in " ".join(text.split(" " * 2)).replace("  ", " ")
    assert "Eva Noll" in text


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    """Comments and rules that somebody wrote stay; nothing is written twice."""
    old = "# from the phone call\napart:\n- [23, 17]   # long story\n- [Ida, Jo]\n"
    write_private(written(tmp_path, old), RULES, LABELS)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "# from the phone call" in text
    assert "# long story" in text
    rules = read_private(tmp_path)
    assert rules is not None
    assert rules.apart == (("23", "17"), ("Ida", "Jo"), ("Anna Müller", "4"))
    before = (tmp_path / FILE).read_bytes()
    write_private(tmp_path, RULES, LABELS)
    assert (tmp_path / FILE).read_bytes() == before


def test_damaged_file_stays_as_it_is(tmp_path: Path) -> None:
    """A file that cannot be read is not written over."""
    written(tmp_path, "apart: [[17]]")
    with pytest.raises(PlanError):
        write_private(tmp_path, RULES, LABELS)
    assert (tmp_path / FILE).read_text() == "apart: [[17]]"


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is a plain error."""
    with pytest.raises(FileError):
        write_private(tmp_path / "gone", RULES, LABELS)


NAMES = st.text(min_size=1, max_size=15)


@given(st.tuples(NAMES, NAMES), st.text(max_size=20))
@example(("0", "?0"), "")
def test_any_name_survives(
    tmp_path_factory: pytest.TempPathFactory, people: tuple[str, str], label: str
) -> None:
    """Names are data: whatever stands in one, what can be printed of it comes back."""
    folder = tmp_path_factory.mktemp("names")
    printed = tuple("".join(c for c in person if c.isprintable()) for person in people)
    assume(all(printed))
    write_private(folder, PrivateRules(apart=(people,)), dict.fromkeys(people, label))
    again = read_private(folder)
    assert again is not None
    assert {frozenset(pair) for pair in again.apart} == {frozenset(printed)}
