"""Scores of claims: the arithmetic on small cases, and the figures of the corpus's own tool where it is at hand."""

import importlib.util
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from habeas.evaluate.claims import pair_claims, score_claims
from tests.evaluate.recital import CLAIM


def test_a_claim_read_as_annotated_is_strictly_right() -> None:
    scores = score_claims({"a": [CLAIM]}, {"a": [CLAIM]})
    assert (scores.detect.f1, scores.figure.f1, scores.strict.f1) == (1.0, 1.0, 1.0)


def test_a_wrong_place_leaves_the_figure_right() -> None:
    scores = score_claims({"a": [CLAIM]}, {"a": [{**CLAIM, "place": ["Brest"]}]})
    assert (scores.detect.f1, scores.figure.f1, scores.strict.f1) == (1.0, 1.0, 0.0)
    assert scores.fields["place"] == 0.0


def test_another_type_is_not_detected() -> None:
    scores = score_claims({"a": [CLAIM]}, {"a": [{**CLAIM, "type": "released"}]})
    assert (scores.detect.precision, scores.detect.recall, scores.gold, scores.read) == (0.0, 0.0, 1, 1)


def test_a_text_nobody_read_counts_as_missed() -> None:
    assert score_claims({"a": [CLAIM], "b": [CLAIM]}, {"a": [CLAIM]}).detect.recall == 0.5


def test_each_claim_is_paired_once_with_the_best() -> None:
    other = {**CLAIM, "quantity": None}
    assert pair_claims([CLAIM], [other, CLAIM]) == [(0, 1)]


def test_only_the_types_asked_for_count() -> None:
    assert score_claims({"a": [CLAIM]}, {"a": [CLAIM]}, ["killed"]).gold == 0


def spoil(claim: dict[str, Any]) -> dict[str, Any]:
    return {**claim, "place": claim["place"][1:], "modality": "asserted"}


def test_the_scores_are_those_of_the_corpus_tool(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_claims", shared / "tools" / "score_claims.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    rows = (shared / "corpus" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {row["id"]: row["claims"] for row in map(json.loads, rows)}
    # Wrong on purpose, in a way that has every outcome: no first claim, no first place, all asserted.
    read = {key: list(map(spoil, claims[1:])) for key, claims in gold.items()}
    expected, found = tool.score(gold, read), score_claims(gold, read)
    for name, measure in (("detect", found.detect), ("figure", found.figure), ("strict", found.strict)):
        assert {key: round(value, 4) for key, value in asdict(measure).items()} == expected[name], name
    assert {field: round(value, 4) for field, value in found.fields.items()} == expected["fields"]
