"""The document the project started from, where it stands beside the repository; its text is not part of it."""

import json
import re
from pathlib import Path
from typing import Any

from habeas.lang import load_language
from habeas.model import Report, Statement
from habeas.read.attribution import find_attributions
from habeas.read.passage import split_passages
from habeas.read.segment import split_segments
from habeas.read.statement import build_statements

ENGLISH = load_language("en")


def test_at_least_seven_statements_have_the_right_speaker(shared: Path) -> None:
    found = statements(document(shared / "seed"))
    expected = [json.loads(line) for line in (shared / "seed" / "statements.jsonl").read_text().splitlines()]
    missed = [said["content"] for said in expected if not any(is_same(said, statement) for statement in found)]
    assert len(expected) - len(missed) >= 7, missed


def document(folder: Path) -> Report:
    (file,) = folder.glob("*.txt")
    return Report("report-1", re.sub(r"\Adate \S+ ", "", file.read_text(encoding="utf-8")), None)


def statements(report: Report) -> list[Statement]:
    return [
        statement
        for passage in split_passages(report)
        for statement in build_statements(
            passage,
            find_attributions(passage.text, split_segments(passage.text, ENGLISH), ENGLISH),
            "tables-en@1",
            language=ENGLISH,
        )
    ]


def is_same(expected: dict[str, Any], statement: Statement) -> bool:
    """The same last name speaks, and at least half of the expected words are in the content."""
    said = " ".join(part.text for part in statement.content)
    words = re.findall(r"\w+", " ".join(expected["content"]))
    covered = sum(bool(re.search(rf"\b{re.escape(word)}\b", said)) for word in words)
    return (
        covered * 2 >= len(words)
        and len(said.split()) < 3 * len(words) + 6
        and same_name(expected["speaker"], statement.speaker)
    )


def same_name(expected: str, found: str | None) -> bool:
    return found is not None and (found == expected or found.split()[:-1] == expected.split()[:-1] != [])
