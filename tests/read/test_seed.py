"""The document the project started from, where it stands beside the repository; its text is not part of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from habeas.evaluate.claims import FIELDS, pair_claims
from habeas.gazetteer import open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.lang import load_language
from habeas.model import Reading, Report, Statement
from habeas.model.record import claim_record
from habeas.read import open_reader
from tests.places import GAZETTEER

EXACT = ("quantity", "place", "speaker")


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    (file,) = (shared / "seed").glob("*.txt")
    [report] = read_paths([str(file)], IntakeOptions())
    assert isinstance(report, Report)
    return open_reader("tables", load_language("en"), open_gazetteer(GAZETTEER)).read(report)


def test_at_least_seven_statements_have_the_right_speaker(shared: Path, reading: Reading) -> None:
    expected = [json.loads(line) for line in (shared / "seed" / "statements.jsonl").read_text().splitlines()]
    missed = [said["content"] for said in expected if not any(is_same(said, one) for one in reading.statements)]
    assert len(expected) - len(missed) >= 7, missed


def test_nine_of_twelve_claims_are_found_and_both_counts_exactly(shared: Path, reading: Reading) -> None:
    gold = json.loads((shared / "seed" / "claims.jsonl").read_text())["claims"]
    found = [claim_record(claim) for claim in reading.claims]
    pairs = [(gold[i], found[j]) for i, j in pair_claims(gold, found)]
    counted = {one["quantity"]["low"]: (one, other) for one, other in pairs if one["quantity"]}
    assert len(pairs) >= 9, [claim["trigger"] for claim in gold if all(claim is not one for one, _ in pairs)]
    for low in (3001, 27000):
        assert all(FIELDS[field](*counted[low]) for field in EXACT), counted[low]


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
