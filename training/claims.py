"""Annotated claims as examples: each copied word is found again in its text, near the trigger it belongs to."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from habeas.lang import Language
from habeas.read.segment import split_segments
from training.example import Anchor, Example, Stretch

Json = dict[str, Any]
_ROLES = ("whom", "by", "speaker", "via")


def read_records(corpus: Path, name: str) -> Iterator[Json]:
    """The texts of a corpus with their claims, in order."""
    with (corpus / f"{name}.jsonl").open(encoding="utf-8") as lines:
        claims = {row["id"]: row["claims"] for row in map(json.loads, lines)}
    with (corpus / f"{name}.texts.jsonl").open(encoding="utf-8") as lines:
        for text in map(json.loads, lines):
            yield {**text, "claims": claims[text["id"]]}


def group_of(record: Mapping[str, Any]) -> str:
    """What must not be split: items of one month tell of the same happenings; an undated text stands for itself."""
    date = record["date"]
    return date[:7] if date else f"text {record['id']}"


def to_example(record: Mapping[str, Any], language: Language) -> Example:
    """An annotated text as an example; claims that share a trigger share an anchor."""
    text = record["text"]
    sentences = [(segment.start, segment.end) for segment in split_segments(text, language)]
    anchors: dict[tuple[Stretch, str], Anchor] = {}
    for claim in record["claims"]:
        anchor = _align(claim, text, sentences, dated=record["date"] is not None)
        if anchor is not None:
            key = (anchor.span, anchor.label)
            anchors[key] = _merge(anchors[key], anchor) if key in anchors else anchor
    return Example("claims", text, group_of(record), anchors=tuple(anchors.values()))


def _merge(left: Anchor, right: Anchor) -> Anchor:
    roles = {
        role: tuple(dict.fromkeys((*left.roles.get(role, ()), *right.roles.get(role, ()))))
        for role in _all_roles(left, right)
    }
    return Anchor(left.span, left.label, roles, left.attributes)


def _all_roles(left: Anchor, right: Anchor) -> list[str]:
    return list(dict.fromkeys((*left.roles, *right.roles)))


def _align(claim: Json, text: str, sentences: Sequence[Stretch], *, dated: bool) -> Anchor | None:
    places = _occurrences(text, claim["trigger"])
    if not places:
        return None
    quantity = claim["quantity"]["text"] if claim["quantity"] else None
    told = [words for words in (quantity, claim["whom"], claim["by"], *claim["place"]) if words]
    weights = [4.0 if words == quantity else 1.0 for words in told]
    found = [_occurrences(text, words) for words in told]
    trigger = min(places, key=lambda span: (_cost(span, found, weights, sentences=sentences), span))
    roles: dict[str, tuple[Stretch, ...]] = {}
    words = {"quantity": [quantity], "place": claim["place"], "when": [claim["when"]["text"]] if claim["when"] else []}
    words |= {role: [claim[role]] for role in _ROLES}
    for role, values in words.items():
        spans = [_nearest(text, value, trigger, sentences) for value in values if value]
        roles[role] = tuple(sorted({span for span in spans if span is not None}))
    return Anchor(
        trigger, claim["type"], {role: spans for role, spans in roles.items() if spans}, _attributes(claim, dated)
    )


def _attributes(claim: Json, dated: bool) -> dict[str, str]:
    kinds = {name: claim[name] for name in ("modality", "scope", "context")}
    quantity, when = claim["quantity"], claim["when"]
    if quantity is None:
        kinds["number"] = "none"
    elif quantity["text"] is not None:
        kinds["number"] = "words"
    else:
        kinds["number"] = "one" if quantity["low"] == 1 else "more"
    if dated or (when and when["text"]):
        kinds["day"] = "none" if when is None else "words" if when["text"] else "report"
    return kinds


def _occurrences(text: str, words: str) -> list[Stretch]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    found = [(match.start(), match.end()) for match in re.finditer(pattern, text)]
    return found or [(match.start(), match.end()) for match in re.finditer(re.escape(words), text)]


def _sentence_of(span: Stretch, sentences: Sequence[Stretch]) -> int:
    return next((number for number, (start, end) in enumerate(sentences) if start <= span[0] < end), -1)


def _distance(left: Stretch, right: Stretch, sentences: Sequence[Stretch]) -> float:
    """Characters between two stretches; another sentence is further away than any word of one's own."""
    gap = max(0, right[0] - left[1], left[0] - right[1])
    apart = abs(_sentence_of(left, sentences) - _sentence_of(right, sentences))
    return gap + 200.0 * apart


def _cost(
    span: Stretch, found: Sequence[Sequence[Stretch]], weights: Sequence[float], *, sentences: Sequence[Stretch]
) -> float:
    nearest = (min((_distance(span, other, sentences) for other in others), default=0.0) for others in found)
    return sum(weight * distance for weight, distance in zip(weights, nearest, strict=True))


def _nearest(text: str, words: str, trigger: Stretch, sentences: Sequence[Stretch]) -> Stretch | None:
    spans = [span for span in _occurrences(text, words) if span[1] <= trigger[0] or trigger[1] <= span[0]]
    spans = spans or _occurrences(text, words)
    return min(spans, key=lambda span: (_distance(trigger, span, sentences), span), default=None)
