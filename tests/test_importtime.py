"""Tests that help is quick: it loads nothing that only real work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = frozenset({"numpy", "pydantic", "rich", "ruamel", "python_calamine", "zoneinfo", "csv"})


def _loaded(*words: str) -> set[str]:
    """List the top-level modules that a command line loads, by -X importtime."""
    code = "import sys; from facilitate.cli.app import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-X", "importtime", "-c", code, *words]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = (line for line in ran.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().split(".")[0] for line in lines}


@pytest.mark.parametrize("words", [("--help",), ("plan", "--help"), ("--version",)], ids=" ".join)
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    """Help and version load typer and our own doors, nothing else of size."""
    loaded = _loaded(*words)
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_looking_around_loads_nothing_heavy() -> None:
    """`facilitate` alone is as quick as help."""
    assert not _loaded() & HEAVY
