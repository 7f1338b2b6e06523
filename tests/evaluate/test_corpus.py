"""Annotated texts: which file belongs to which, and what is refused by its name."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from habeas.evaluate.corpus import load_gold, read_gold, texts_beside
from habeas.exc import InputError
from tests.evaluate.recital import CLAIM, TEXT, Recital

# Annotations, texts → what the refusal says.
REFUSED: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], str]] = {
    "an annotated text that is not there": (
        [{"id": "a", "claims": []}, {"id": "b", "claims": []}],
        [{"id": "a", "text": TEXT}, {"id": "c", "text": TEXT}],
        r"two\.texts\.jsonl: has no text 'b', which .*two\.jsonl annotates",
    ),
    "two records of one text": (
        [{"id": "a", "claims": []}, {"id": "a", "claims": []}],
        [{"id": "a", "text": TEXT}],
        r"two\.jsonl: has two records with the id 'a'",
    ),
    "two texts of one id": (
        [{"id": "a", "claims": []}, {"id": "b", "claims": []}],
        [{"id": "a", "text": TEXT}, {"id": "a", "text": TEXT + " Again."}],
        r"two\.texts\.jsonl: has two texts with the id 'a'",
    ),
    "a record without claims": ([{"id": "a"}], [{"id": "a", "text": TEXT}], r"two\.jsonl, line 1: expected a record"),
}


def write(folder: Path, gold: Sequence[Mapping[str, Any]], texts: Sequence[Mapping[str, Any]]) -> Path:
    for name, records in (("two.jsonl", gold), ("two.texts.jsonl", texts)):
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return folder / "two.jsonl"


@pytest.mark.parametrize("name", REFUSED)
def test_what_does_not_fit_is_refused_by_its_name(name: str, tmp_path: Path) -> None:
    gold, texts, message = REFUSED[name]
    path = write(tmp_path, gold, texts)
    with pytest.raises(InputError, match=message):
        read_gold(Recital(), load_gold(path))


def test_claims_come_as_records_with_score_and_positions(tmp_path: Path) -> None:
    gold = load_gold(write(tmp_path, [{"id": "a", "claims": [CLAIM]}], [{"id": "a", "text": TEXT}]))
    [claim] = read_gold(Recital({"a": [CLAIM]}), gold).claims["a"]
    assert (claim["trigger"], claim["score"], claim["spans"]["trigger"]) == ("arrested", 0.9, [7, 15])


def test_a_text_alone_in_its_file_is_the_one_annotated(tmp_path: Path) -> None:
    path = write(tmp_path, [{"id": "a", "claims": []}], [])
    (tmp_path / "report.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    run = read_gold(Recital(), load_gold(path, tmp_path / "report.txt"))
    assert run.texts.keys() == {"a"}


def test_texts_lie_beside_claims_and_statements() -> None:
    assert {texts_beside(Path(name)).name for name in ("x.jsonl", "x.statements.jsonl")} == {"x.texts.jsonl"}


def test_progress_is_told_text_by_text(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    gold = [{"id": key, "claims": []} for key in "ab"]
    texts = [{"id": key, "text": f"{TEXT} {key}"} for key in "ab"]
    read_gold(Recital(), load_gold(write(tmp_path, gold, texts)), lambda method, done: told.append((method, done)))
    assert told == [("recital@1", 1), ("recital@1", 2)]
