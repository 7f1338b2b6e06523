"""Documentation says what the program does: all that a user can name is described, and every example is real."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from habeas.cli import EXIT_CODES, app
from habeas.intake import READERS
from habeas.lang import list_languages
from habeas.model import CONTEXTS, EVENT_TYPES, MODALITIES, RELATIONS, SCOPES
from habeas.model.tally import MEASURES
from habeas.ontology import list_conventions
from tests.examples import list_examples, rewrite_page, run_command

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
REPORTS = ROOT / "demo" / "reports"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
# The README is what a newcomer copies; the longer pages take half a minute.
EXAMPLES = [
    pytest.param(page, id=page.name, marks=[] if page.name == "README.md" else pytest.mark.slow)
    for page in PAGES
    if any(list_examples(page.read_text(encoding="utf-8")))
]
LABEL = "Written for the demo from public figures; not a real dispatch."

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
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


@pytest.mark.parametrize("term", [*EVENT_TYPES, *MODALITIES, *SCOPES, *CONTEXTS, *RELATIONS, *MEASURES])
def test_term_of_a_claim_is_described(term: str) -> None:
    assert f"`{term}`" in _read(DOCS / "method.md")


@pytest.mark.parametrize("convention", list_conventions())
def test_convention_is_described(convention: str) -> None:
    assert f"`{convention}`" in _read(DOCS / "method.md")


@pytest.mark.parametrize("language", list_languages())
def test_language_is_described(language: str) -> None:
    assert f"`{language}`" in _read(DOCS / "how-to-add-a-language.md")


@pytest.mark.parametrize(("code", "meaning"), EXIT_CODES.items())
def test_exit_code_is_described(code: int, meaning: str) -> None:
    assert f"| {code} | {meaning} |" in _read(DOCS / "reference.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page_is_short_and_its_links_lead_somewhere(page: Path) -> None:
    text = _read(page)
    missing = [link for link in _LINK.findall(_FENCED.sub("", text)) if not (page.parent / link).exists()]
    # The reference is generated, and looked things up in.
    assert page.name == "reference.md" or text.count("\n") <= 400
    assert missing == []


def test_every_make_target_named_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _read(ROOT / "Makefile"), re.MULTILINE))
    assert set(_MAKE.findall(WRITTEN + _read(ROOT / "CONTRIBUTING.md"))) <= targets


@pytest.mark.parametrize("page", EXAMPLES)
def test_printed_examples_are_what_the_commands_print(page: Path, tmp_path: Path) -> None:
    for example in list_examples(_read(page)):
        printed = run_command(example.command, tmp_path)
        assert example.holds(printed), f"python -m tests.examples {page.name}: {example.command}\nprints\n{printed}"


def test_examples_are_rewritten_only_where_they_no_longer_hold(tmp_path: Path) -> None:
    page = "```console\n$ echo one\n…\n$ echo two\nthree\n```\n"
    assert rewrite_page(page, tmp_path) == "```console\n$ echo one\n…\n$ echo two\ntwo\n```\n"


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
