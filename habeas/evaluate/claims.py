"""Claims read against claims annotated: how many are found, with the right figure, and right in every field.

Within a text each annotated claim is paired with at most one read claim of its type, best agreement first. *Detect*:
triggers share a word or the figures agree; *figure*: and the same bounds (both absent counts as the same); *strict*:
and the same most specific place, days, speaker (a word shared, or both absent) and modality. The shares of right
fields are over the detected pairs.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]

_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset(["the", "a", "an", "of", "in", "and"])
# What is right of a pair at each level (`TextMatch.right`).
LEVELS = {"detect": "detect", "figure": "quantity", "strict": "strict"}
STRICT = ("quantity", "place", "when", "speaker", "modality")


def _words(span: str | None) -> set[str]:
    return set(_WORD.findall((span or "").casefold()))


def overlap(left: str | None, right: str | None) -> bool:
    """Whether both are absent, or share a word that carries meaning."""
    if not left or not right:
        return not left and not right
    return bool((_words(left) - _EMPTY_WORDS) & (_words(right) - _EMPTY_WORDS))


def bounds(claim: Record) -> tuple[int | None, int | None] | None:
    """The low and high of a claim's quantity, None without one."""
    quantity = claim.get("quantity")
    return (quantity["low"], quantity["high"]) if quantity else None


def _first_place(claim: Record) -> str | None:
    return next(iter(claim.get("place") or []), None)


def _dates(claim: Record) -> tuple[str, str] | None:
    when = claim.get("when")
    return (when["start"], when["end"]) if when else None


FIELDS: dict[str, Callable[[Record, Record], bool]] = {
    "quantity": lambda gold, read: bounds(gold) == bounds(read),
    "place": lambda gold, read: overlap(_first_place(gold), _first_place(read)),
    "when": lambda gold, read: _dates(gold) == _dates(read),
    "speaker": lambda gold, read: overlap(gold.get("speaker"), read.get("speaker")),
    "modality": lambda gold, read: gold.get("modality") == read.get("modality"),
    "scope": lambda gold, read: gold.get("scope") == read.get("scope"),
    "context": lambda gold, read: gold.get("context") == read.get("context"),
    "whom": lambda gold, read: overlap(gold.get("whom"), read.get("whom")),
    "by": lambda gold, read: overlap(gold.get("by"), read.get("by")),
}


@dataclass(frozen=True, slots=True)
class TextMatch:
    """One text's claims, annotated and read, and the positions of those that belong together (annotated, read)."""

    id: str
    gold: tuple[Record, ...]
    read: tuple[Record, ...]
    pairs: tuple[tuple[int, int], ...]

    def right(self, pair: tuple[int, int]) -> list[str]:
        """What is right of a pair: "detect", the fields that agree ("quantity" is level figure), and "strict"."""
        gold, read = self.gold[pair[0]], self.read[pair[1]]
        fields = [field for field, test in FIELDS.items() if test(gold, read)]
        return ["detect", *fields, *(["strict"] if set(STRICT) <= set(fields) else [])]


@dataclass(frozen=True, slots=True)
class Measure:
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """What `score_claims` finds; `fields` is the share of detected pairs that agree in each field."""

    texts: int
    gold: int
    read: int
    detect: Measure
    figure: Measure
    strict: Measure
    fields: dict[str, float]


def agreement(gold: Record, read: Record) -> int:
    """How well two claims agree, 0 where they are not about the same thing."""
    if gold["type"] != read["type"]:
        return 0
    same_trigger = bool(_words(gold["trigger"]) & _words(read["trigger"]))
    same_figure = bounds(gold) is not None and bounds(gold) == bounds(read)
    if not (same_trigger or same_figure):
        return 0
    return 1 + 3 * FIELDS["quantity"](gold, read) + sum(test(gold, read) for test in FIELDS.values())


def pair_claims(gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[int, int]]:
    """Positions of claims that belong together, one to one, best agreement first."""
    scored = [(-agreement(left, right), i, j) for i, left in enumerate(gold) for j, right in enumerate(read)]
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for score, i, j in sorted(scored):
        if score and i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            pairs.append((i, j))
    return pairs


def match_texts(
    gold: Mapping[str, Sequence[Record]], read: Mapping[str, Sequence[Record]], types: Iterable[str] = ()
) -> list[TextMatch]:
    """Each annotated text with its claims, annotated and read, paired; of all types or of some."""
    kept = frozenset(types)
    matches = []
    for key, claims in gold.items():
        expected = tuple(claim for claim in claims if not kept or claim["type"] in kept)
        found = tuple(claim for claim in read.get(key, ()) if not kept or claim["type"] in kept)
        matches.append(TextMatch(key, expected, found, tuple(pair_claims(expected, found))))
    return matches


def score_claims(
    gold: Mapping[str, Sequence[Record]], read: Mapping[str, Sequence[Record]], types: Iterable[str] = ()
) -> ClaimScores:
    """The scores of the claims read in each text against those annotated, of all types or of some."""
    return score_matches(match_texts(gold, read, types))


def score_matches(matches: Sequence[TextMatch]) -> ClaimScores:
    """The scores over texts whose claims are paired."""
    hits: Counter[str] = Counter()
    for match in matches:
        for pair in match.pairs:
            hits.update(match.right(pair))
    gold, read = sum(len(match.gold) for match in matches), sum(len(match.read) for match in matches)
    detected = hits["detect"]
    return ClaimScores(
        texts=len(matches),
        gold=gold,
        read=read,
        detect=_measure(detected, gold, read),
        figure=_measure(hits["quantity"], gold, read),
        strict=_measure(hits["strict"], gold, read),
        fields={field: hits[field] / detected if detected else 0.0 for field in FIELDS},
    )


def claim_rows(scores: ClaimScores) -> list[tuple[str, ...]]:
    """The scores as rows of a table of four columns."""
    levels = [("detect", scores.detect), ("figure", scores.figure), ("strict", scores.strict)]
    return [
        (f"{scores.texts} texts", f"{scores.gold} annotated", f"{scores.read} read", ""),
        ("", "precision", "recall", "F1"),
        *((name, f"{of.precision:.3f}", f"{of.recall:.3f}", f"{of.f1:.3f}") for name, of in levels),
        ("field", "right, of detected", "", ""),
        *((name, f"{share:.3f}", "", "") for name, share in scores.fields.items()),
    ]


def _measure(hits: int, gold: int, read: int) -> Measure:
    precision = hits / read if read else 0.0
    recall = hits / gold if gold else 0.0
    return Measure(precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)
