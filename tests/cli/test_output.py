"""Output that cannot be written: one line, the exit code of the machine's faults, no trace."""

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="this machine has no /dev/full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["tally", "--help"]])
def test_a_full_disk_is_named(arguments: list[str]) -> None:
    program = "import sys; from habeas.cli import main; sys.argv[0] = 'habeas'; main()"
    with FULL.open("w") as out:
        ended = subprocess.run(
            [sys.executable, "-c", program, *arguments], stdout=out, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (ended.returncode, ended.stderr) == (1, "habeas: output: No space left on device\n")
