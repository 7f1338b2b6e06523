"""What a reader gets wrong on annotated claims: classes of errors, counted, with examples in their sentences."""

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.evaluate.claims import FIELDS, Record, TextMatch
from habeas.evaluate.trigger import locate_triggers
from habeas.lang import Language
from habeas.read.segment import split_segments

# A pair may be wrong in several fields and then stands in several classes; the last three are counted without examples.
WRONG = {
    "wrong figure": "quantity",
    "wrong place": "place",
    "wrong time": "when",
    "wrong speaker": "speaker",
    "wrong modality": "modality",
    "wrong scope": "scope",
    "wrong context": "context",
}
CLASSES = ("missed", "invented", *WRONG)
SHOWN = CLASSES[:6]
_WIDTH = 100
_NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ClaimError:
    """One error: the text, the claim annotated (None where invented) and the claim read (None where missed)."""

    text: str
    gold: Record | None
    read: Record | None


@dataclass(frozen=True, slots=True)
class Example:
    """An error as shown: the sentence with the trigger in [brackets], what was expected and what was read."""

    text: str
    sentence: str
    expected: str
    read: str

    def lines(self) -> list[str]:
        """The example in lines of at most 100 columns."""
        first = textwrap.wrap(f"{self.text}: {self.sentence}", _WIDTH, initial_indent="  ", subsequent_indent="    ")
        values = f"expected {self.expected}; read {self.read}"
        return [*first, *textwrap.wrap(values, _WIDTH, initial_indent="    ", subsequent_indent="      ")]


def find_errors(matches: Sequence[TextMatch]) -> dict[str, list[ClaimError]]:
    """The errors of each class, in the order of the texts."""
    found: dict[str, list[ClaimError]] = {name: [] for name in CLASSES}
    for match in matches:
        for name, error in _errors_of(match):
            found[name].append(error)
    return found


def show_examples(
    name: str, errors: Sequence[ClaimError], texts: Mapping[str, str], *, language: Language, limit: int
) -> list[Example]:
    """At most `limit` errors of a class, spread evenly over the corpus, so that the same corpus shows the same."""
    count = min(limit, len(errors))
    chosen = [errors[(2 * place + 1) * len(errors) // (2 * count)] for place in range(count)]
    show = _VALUES.get(WRONG.get(name, ""), _show_claim)
    return [
        Example(
            error.text,
            _show_sentence(error, texts[error.text], language),
            show(error.gold) if error.gold else _NOTHING,
            show(error.read) if error.read else _NOTHING,
        )
        for error in chosen
    ]


def _errors_of(match: TextMatch) -> Iterator[tuple[str, ClaimError]]:
    paired_gold, paired_read = {i for i, _ in match.pairs}, {j for _, j in match.pairs}
    for i, claim in enumerate(match.gold):
        if i not in paired_gold:
            yield "missed", ClaimError(match.id, claim, None)
    for j, claim in enumerate(match.read):
        if j not in paired_read:
            yield "invented", ClaimError(match.id, None, claim)
    for i, j in sorted(match.pairs):
        error = ClaimError(match.id, match.gold[i], match.read[j])
        yield from ((name, error) for name, field in WRONG.items() if not FIELDS[field](match.gold[i], match.read[j]))


def _show_sentence(error: ClaimError, text: str, language: Language) -> str:
    """The sentence with the trigger in brackets; the trigger alone where the text has it nowhere."""
    claim = error.read or error.gold
    assert claim is not None
    start = _find_trigger(claim, text)
    if start is None:
        return f"[{claim['trigger']}]"
    end = start + len(claim["trigger"])
    segments = split_segments(text, language)
    first, last = next(((one.start, one.end) for one in segments if one.start <= start < one.end), (start, end))
    marked = f"{text[first:start]}[{text[start:end]}]{text[end : max(last, end)]}"
    return " ".join(marked.split())


def _find_trigger(claim: Record, text: str) -> int | None:
    if "spans" in claim:
        start: int = claim["spans"]["trigger"][0]
        return start
    return next((place for _, place in locate_triggers(text, [claim])), None)


def _show_claim(claim: Record) -> str:
    return f"{claim['type']}, {_show_quantity(claim)}"


def _show_quantity(claim: Record) -> str:
    """The words and the bounds they were taken for."""
    quantity = claim.get("quantity")
    if not quantity:
        return "no figure"
    low, high = ("…" if bound is None else f"{bound:,}" for bound in (quantity["low"], quantity["high"]))
    figure = low if low == high else f"{low} to {high}"
    return f"{figure} ({_quote(quantity['text'])})" if quantity["text"] else figure


def _show_place(claim: Record) -> str:
    return ", ".join(map(_quote, claim.get("place") or [])) or "no place"


def _show_when(claim: Record) -> str:
    when = claim.get("when")
    if not when:
        return "no day"
    days = when["start"] if when["start"] == when["end"] else f"{when['start']} to {when['end']}"
    return f"{days} ({_quote(when['text'])})" if when["text"] else str(days)


def _show_speaker(claim: Record) -> str:
    return _quote(claim["speaker"]) if claim.get("speaker") else "no speaker"


def _quote(words: Any) -> str:
    return f"“{words}”"


_VALUES: dict[str, Callable[[Record], str]] = {
    "quantity": _show_quantity,
    "place": _show_place,
    "when": _show_when,
    "speaker": _show_speaker,
}
