"""Quantities of annotated claims: the share found with the same words, bounds and relation (--log-cli-level=INFO)."""

import json
import logging
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from habeas.lang import load_language
from habeas.read.quantity import QuantityMatch, find_quantities

LOG = logging.getLogger(__name__)
ENGLISH = load_language("en")
OF_PEOPLE = ("count", "single", "none", "share")


class Score(NamedTuple):
    """For one annotated quantity, whether its words, its bounds and its kind were found."""

    words: bool
    bounds: bool
    kind: bool


@pytest.mark.slow
def test_annotated_quantities_are_found(shared: Path) -> None:
    texts = {row["id"]: row["text"] for row in rows(shared / "corpus" / "train.texts.jsonl")}
    claims = [(texts[row["id"]], claim) for row in rows(shared / "corpus" / "train.jsonl") for claim in row["claims"]]
    numbered = [(text, claim["quantity"]) for text, claim in claims if claim["quantity"] and claim["quantity"]["text"]]
    scores = [score_best(text, quantity) for text, quantity in numbered]
    words, bounds, kind = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    LOG.info("%d quantities: words %.4f, bounds and relation %.4f, kind %.4f", len(scores), words, bounds, kind)
    assert min(words, bounds, kind) >= 0.98


def rows(file: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def score_best(text: str, quantity: dict[str, Any]) -> Score:
    """The best score over the places where the annotated words stand; bounds count first."""
    places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(quantity['text'])}(?!\w)", text)]
    matches = find_quantities(text, ENGLISH)
    pairs = [(place, match) for place in places for match in matches if match.start < place[1] and place[0] < match.end]
    scores = [
        score_match(text[slice(*place)], text[match.start : match.end], match, quantity) for place, match in pairs
    ]
    return max(scores, key=sum, default=Score(words=False, bounds=False, kind=False))


def score_match(expected: str, words: str, match: QuantityMatch, quantity: dict[str, Any]) -> Score:
    """A match against an annotated quantity; annotators are not at one about a final "of"."""
    bounds = (match.low, match.high, match.relation) == (quantity["low"], quantity["high"], quantity["relation"])
    return Score(expected.removesuffix(" of") == words, bounds, match.kind in OF_PEOPLE)
