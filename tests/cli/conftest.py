"""The command line in this process: what it says, and with which exit code it ends."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitate.cli.app import main
from facilitate.plan import Plan
from tests.builders import make_plan

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Ran:
    """How a command ended: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def both(self) -> str:
        """Everything that was said."""
        return self.out + self.err


Run = Callable[..., Ran]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, in English, on a pipe of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FACILITATE_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture(name="run")
def _run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs one command in `folder`."""
    del folder

    def run(*words: str | Path) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture(name="forum")
def _forum(folder: Path) -> Path:
    """Put the forum's list and offers into the folder; give the list."""
    for name in ("forum-80.csv", "offers.csv"):
        shutil.copy(DATA / name, folder / name)
    return Path("forum-80.csv")


@pytest.fixture(name="dozen")
def _dozen(folder: Path) -> Path:
    """Put a list of twelve people into the folder; give its path."""
    names = ["Ada", "Ben", "Cem", "Dea", "Eli", "Fay", "Gus", "Han", "Ida", "Jan", "Kim", "Leo"]
    rows = [
        ",".join(
            (
                str(number),
                f"{name} Meier",
                ("Verein", "Amt")[number % 2],
                ("nein", "ja")[number % 3 > 0],
            )
        )
        for number, name in enumerate(names, 1)
    ]
    path = folder / "dozen.csv"
    path.write_text("\n".join(["Nr,Name,Organisation,Führungskraft", *rows]), encoding="utf-8")
    return Path("dozen.csv")


def six_people() -> Plan:
    """Make a plan of six people at two tables of three, two rotations, with a repeat."""
    return make_plan(
        [[[1, 2, 3], [4, 5, 6]], [[1, 2, 4], [3, 5, 6]]],
        attributes={
            1: {"organisation": "Amt", "leader": True},
            2: {"organisation": "Amt", "leader": False},
            4: {"organisation": "Verein", "leader": True},
        },
    )


@pytest.fixture(name="plan_file")
def _plan_file(folder: Path) -> Path:
    """Put a small plan into the folder; give its path."""
    six_people().write(folder / "plan.json")
    return Path("plan.json")
