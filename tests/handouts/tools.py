"""Programs that read printed sheets back: without them tests are skipped, in CI they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REQUIRED = "FACILITATE_PRINT_TESTS"


def needs(*programs: str) -> None:
    """Skip the test, and say why, if a program is missing; fail where all are required."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        said = f"{', '.join(missing)} not found: printed sheets are not read back"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(said)
        pytest.skip(said)


def pages_of(pdf: bytes, folder: Path) -> list[str]:
    """Give the words of each page, in reading order."""
    needs("pdftotext")
    path = folder / "x.pdf"
    path.write_bytes(pdf)
    ran = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return ran.stdout.decode().split("\f")[:-1]
