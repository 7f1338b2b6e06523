"""Documentation says what the program does: all that a user can name is described, and every example is real."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from habeas.cli import EXIT_CODES, app
from habeas.intake import READERS
from habeas.lang import list_languages
from habeas.model import CONTEXTS, EVENT_TYPES, MODALITIES, RELATIONS, SCOPES
from habeas.tally import RULES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REPORTS = ROOT / "demo" / "reports"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
LABEL = "Written for the demo from public figures; not a real dispatch."

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
_MAKE = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _list_commands(group: typer.Typer, name: str) -> Iterator[str]:
    for command in group.registered_commands:
        yield f"{name} {command.name}"
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from _list_commands(inner.typer_instance, f"{name} {inner.name}")


COMMANDS = sorted(_list_commands(app, "habeas"))
WRITTEN = "\n".join(_read(page) for page in PAGES if page.name != "reference.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_described(command: str) -> None:
    assert command in WRITTEN


@pytest.mark.parametrize("extension", sorted(READERS))
def test_input_format_is_described(extension: str) -> None:
    assert f"`{extension}`" in _read(DOCS / "formats.md")


@pytest.mark.parametrize("term", [*EVENT_TYPES, *MODALITIES, *SCOPES, *CONTEXTS, *RELATIONS, *RULES])
def test_term_of_a_claim_is_described(term: str) -> None:
    assert f"`{term}`" in _read(DOCS / "method.md")


@pytest.mark.parametrize("language", list_languages())
def test_language_is_described(language: str) -> None:
    assert f"`{language}`" in _read(DOCS / "how-to-add-a-language.md")


@pytest.mark.parametrize(("code", "meaning"), EXIT_CODES.items())
def test_exit_code_is_described(code: int, meaning: str) -> None:
    assert f"| {code} | {meaning} |" in _read(DOCS / "reference.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_is_short_and_its_links_lead_somewhere(page: Path) -> None:
    text = _read(page)
    missing = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert text.count("\n") <= 500
    assert missing == []


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _read(ROOT / "Makefile"), re.MULTILINE))
    assert set(_MAKE.findall(WRITTEN + _read(ROOT / "CONTRIBUTING.md"))) <= targets


@pytest.mark.parametrize("page", [page for page in PAGES if _CONSOLE.search(_read(page))], ids=lambda page: page.name)
def test_printed_examples_are_what_the_commands_print(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "demo", tmp_path / "demo")
    for command, expected in _list_examples(_read(page)):
        printed = _run(command, tmp_path)
        assert _match(expected, printed), f"{command}\nprints:\n{printed}"


def _list_examples(page: str) -> Iterator[tuple[str, str]]:
    """Each `$ command` of a page's console blocks, on to where its quotes close, with what is printed below it."""
    for block in _CONSOLE.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, rest = part.partition("\n")
            while command.count('"') % 2:
                line, _, rest = rest.partition("\n")
                command += f"\n{line}"
            yield command, rest


def _run(command: str, folder: Path) -> str:
    """What a command prints, on both streams, in a terminal 120 columns wide."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    cache = Path(tempfile.gettempdir()) / "habeas-tests" / "gazetteer"  # where tests/gazetteer has it built
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1", "HABEAS_CACHE": str(cache)}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    return done.stdout.decode()


def _match(expected: str, printed: str) -> bool:
    """Whether the lines agree, but for spaces at their ends; "…" stands for anything."""
    wanted, given = ("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (expected, printed))
    return re.fullmatch(re.escape(wanted).replace("…", ".*?"), given, re.DOTALL) is not None


def test_demo_has_forty_reports_each_labelled() -> None:
    rows = [json.loads(line) for line in _read(REPORTS / "outlets.jsonl").splitlines()]
    with (REPORTS / "days.csv").open(encoding="utf-8", newline="") as file:
        rows += csv.DictReader(file)
    whole = [file for file in REPORTS.iterdir() if file.suffix in (".txt", ".html")]
    assert len(rows) + len(whole) == 40
    assert all(row["note"] == LABEL for row in rows)
    assert all(LABEL in _read(file) for file in whole)


def test_demo_outlets_are_invented() -> None:
    rows = [json.loads(line) for line in _read(REPORTS / "outlets.jsonl").splitlines()]
    assert all("demo" in row["publisher"].casefold() for row in rows)
    assert all(re.match(r"https://[a-z-]+\.example/", row["address"]) for row in rows)
