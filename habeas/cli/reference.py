"""docs/reference.md, generated from the command line itself: python -m habeas.cli.reference [PATH]."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from habeas.cli import EXIT_CODES, app

_INTRO = """# Reference

Generated from the program by `make docs`; a test fails when it is stale.
"""


def write_reference() -> str:
    """The reference page: every command with its help, and the exit codes."""
    root = typer.main.get_command(app)
    parts = [_INTRO]
    for path, command in _walk(("habeas",), root):
        with typer.Context(command, info_name=" ".join(path), terminal_width=100, max_content_width=100) as context:
            parts.append(f"## {' '.join(path)}\n\n```\n{command.get_help(context).strip()}\n```\n")
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    parts.append(f"## Exit codes\n\n| code | meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _walk(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command under one, with its words; typer's own command classes are not for public use, hence Any."""
    yield path, command
    for name, child in sorted(getattr(command, "commands", {}).items()):
        yield from _walk((*path, name), child)


if __name__ == "__main__":
    page = write_reference()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
