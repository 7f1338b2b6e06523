"""Printed examples of the documentation: python -m tests.examples PAGE… writes what their commands print today.

An example that still holds, "…" included, is left as it is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.places import GAZETTEER

ROOT = Path(__file__).parent.parent
WIDTH = "120"

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What differs from run to run (seconds, the hash that ends the ledger) or with every new set of weights.
_PASSING = (
    (re.compile(r"\bin \d+\.\d s\b"), "in … s"),
    (re.compile(r"\bhead [0-9a-f]{16,}"), "head …"),
    (re.compile(r"\bscore \d\.\d\d\b"), "score …"),
    (re.compile(r"\b[\d,]+ claims used, [\d,]+ set aside"), "… claims used, … set aside"),
    (re.compile(r"\b[1-9][\d,]* new claims and [\d,]+ new statements"), "… new claims and … new statements"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a console block, and what the page says that it prints; "…" stands for anything."""

    command: str
    expected: str

    def holds(self, printed: str) -> bool:
        """Whether the lines agree, but for spaces at their ends."""
        return re.fullmatch(re.escape(_tidy(self.expected)).replace("…", ".*?"), _tidy(printed), re.DOTALL) is not None


def list_examples(page: str) -> Iterator[Example]:
    """The examples of a page, in order."""
    for block in _CONSOLE.findall(page):
        yield from _split_block(block)


def run_command(command: str, folder: Path) -> str:
    """What a command prints, on both streams, beside a copy of the demo and 120 columns wide."""
    if not (folder / "demo").exists():
        shutil.copytree(ROOT / "demo", folder / "demo")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    return done.stdout.decode()


def rewrite_page(page: str, folder: Path) -> str:
    """The page with every example that no longer holds printed anew."""

    def rewrite_block(match: re.Match[str]) -> str:
        parts = [_print_anew(example, folder) for example in _split_block(match[1])]
        return f"```console\n{''.join(parts)}```"

    return _CONSOLE.sub(rewrite_block, page)


def _print_anew(example: Example, folder: Path) -> str:
    printed = run_command(example.command, folder)
    if "Traceback (most recent call last)" in printed:
        raise SystemExit(f"{example.command} fails, so nothing is written:\n{printed}")
    shown = example.expected if example.holds(printed) else _tidy(printed)
    for pattern, instead in _PASSING:
        shown = pattern.sub(instead, shown)
    return f"$ {example.command}\n{shown.rstrip()}\n" if shown.strip() else f"$ {example.command}\n"


def _split_block(block: str) -> Iterator[Example]:
    """A command goes on until its quotes close."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, rest = part.partition("\n")
        while command.count('"') % 2:
            line, _, rest = rest.partition("\n")
            command += f"\n{line}"
        yield Example(command, rest)


def _environment() -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    cache = GAZETTEER
    return {**os.environ, "PATH": path, "COLUMNS": WIDTH, "NO_COLOR": "1", "HABEAS_CACHE": str(cache)}


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def main(names: list[str]) -> None:
    """Rewrite the pages named."""
    for name in names:
        page = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(rewrite_page(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
