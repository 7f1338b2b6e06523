"""How well statements are read: contents and speakers of annotated attributions, and the speakers of claims.

**Content found**: of the statements read, one shares characters with the annotated content ("any overlap"), or at least
half of its characters ("half or more"). **Right speaker**: one of those statements has for its speaker words that stand
in the annotated source and share a word with it, or its unified name shares a word with the source or is the annotated
name. Both are shares of the *annotated* attributions that have a source, a cue and a content, whether the annotators
marked speech or belief ("hopes that"), also nested ones; a source may be "officials". "Of annotated" counts a content
that was not found as wrong; "of contents found" leaves it out. A **proper name** in a source is a capitalised word that
is no pronoun, article or connective and stands nowhere in the text without its capital ("Officials" at the start of a
sentence is none).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from habeas.evaluate.attributions import AnnotatedAttribution, AttributedText
from habeas.evaluate.corpus import Tell, tell_nobody
from habeas.evaluate.standoff import Stretch
from habeas.evaluate.trigger import locate_triggers
from habeas.lang import Language, load_language
from habeas.model import Mention, Statement
from habeas.read import Reader
from habeas.read.attribution import AttributionMatch, attribution_at, find_attributions
from habeas.read.segment import split_segments

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})
_ARTICLES = frozenset({"the", "a", "an", "of", "in", "and"})
_NO_NAMES = _PRONOUNS | _ARTICLES | {"one", "some", "many", "this", "that", "these", "those", "his", "her", "their"}
_WORD = re.compile(r"\w+")
OVERLAPS = {"any overlap": 0.0, "half or more": 0.5}


@dataclass(frozen=True, slots=True)
class StatementScores:
    """Counts of texts, of annotated attributions by what is right of them (`_judge`), and of statements read."""

    texts: int
    read: int
    counts: Counter[str]

    def contents(self, overlap: str = "any overlap") -> float:
        """Share of annotated contents found."""
        return self._share(f"found, {overlap}", "annotated")

    def speakers(self, overlap: str = "any overlap", *, of_found: bool = False, proper: bool = False) -> float:
        """Share of attributions with the content found and the right speaker, of those annotated or those found."""
        kind = "proper " if proper else ""
        whole = f"{kind}found, {overlap}" if of_found else f"{kind}annotated"
        return self._share(f"{kind}right, {overlap}", whole)

    def rows(self) -> list[tuple[str, str, str]]:
        """A label, and the figure for any overlap of the content and for half of it or more."""
        proper = f"source with a proper name ({self.counts['proper annotated']})"
        return [
            (f"{self.texts} texts, {self.counts['annotated']} attributions annotated, {self.read} statements", "", ""),
            ("", "any overlap", "half or more"),
            self._row("contents found, of annotated", [self.contents(one) for one in OVERLAPS]),
            self._speaker_row("right speaker, of annotated"),
            self._speaker_row("right speaker, of contents found", of_found=True),
            self._speaker_row(f"right speaker, of annotated, {proper}", proper=True),
            self._speaker_row(f"right speaker, of contents found, {proper}", of_found=True, proper=True),
            self._placed_row("right speaker, by the words at the statement alone, of annotated", "placed", "annotated"),
            self._placed_row("the same where the source is no pronoun", "spoken placed", "spoken annotated"),
            (
                "statements that are such annotated ones, of those read",
                "",
                f"{_share(self.counts['read right'], self.read):.3f}",
            ),
        ]

    def _speaker_row(self, label: str, *, of_found: bool = False, proper: bool = False) -> tuple[str, str, str]:
        return self._row(label, [self.speakers(one, of_found=of_found, proper=proper) for one in OVERLAPS])

    @staticmethod
    def _row(label: str, shares: Sequence[float]) -> tuple[str, str, str]:
        anywhere, half = shares
        return label, f"{anywhere:.3f}", f"{half:.3f}"

    def _placed_row(self, label: str, name: str, of: str) -> tuple[str, str, str]:
        return f"{label} ({self.counts[of]})", "", f"{self._share(name, of):.3f}"

    def _share(self, name: str, of: str) -> float:
        return _share(self.counts[name], self.counts[of])


@dataclass(slots=True)
class SpeakerScores:
    """Counts over annotated claims whose trigger is given: speakers annotated, read, and both agreeing."""

    claims: int = 0
    agreeing: int = 0
    gold: int = 0
    read: int = 0
    right: int = 0
    wrong: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """Label and figure of each line of a table."""
        precision, recall = _share(self.right, self.read), _share(self.right, self.gold)
        f1 = _share(2 * self.right, self.read + self.gold)
        return [
            ("claims", str(self.claims)),
            ("speaker right or rightly absent", f"{_share(self.agreeing, self.claims):.3f}"),
            ("named speakers", f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({self.gold})"),
        ]


def evaluate_statements(texts: Iterable[AttributedText], reader: Reader, tell: Tell = tell_nobody) -> StatementScores:
    """The scores of the statements that a reader gives on annotated texts; `tell` hears how many texts are done."""
    counts: Counter[str] = Counter()
    number = read = 0
    for number, text in enumerate(texts, 1):
        statements = _join_quotations(reader.read(text.report).statements)
        read += len(statements)
        counts += _count(text, statements)
        tell(reader.method, number)
    return StatementScores(number, read, counts)


def evaluate_speakers(texts: Iterable[dict[str, Any]], annotated: Iterable[dict[str, Any]]) -> SpeakerScores:
    """Scores of the speaker that the attributions give at each annotated claim's trigger."""
    language, scores = load_language("en"), SpeakerScores()
    claims = {row["id"]: row["claims"] for row in annotated}
    for row in texts:
        matches = _find(row["text"], language)
        for claim, position in locate_triggers(row["text"], claims.get(row["id"], [])):
            match = attribution_at(matches, position)
            naming = (match.named or match.speaker) if match else None
            _count_speaker(scores, (row["id"], claim), row["text"][slice(*naming)] if naming else None)
    return scores


def _join_quotations(found: Sequence[Statement]) -> list[Statement]:
    """Quotations that go on without a cue as part of the statement before, as PolNeAR annotates them."""
    joined: list[Statement] = []
    for said in found:
        if said.cue is None and joined and joined[-1].speaker_words == said.speaker_words is not None:
            joined[-1] = replace(joined[-1], content=joined[-1].content + said.content)
        else:
            joined.append(said)
    return joined


def _count(text: AttributedText, statements: Sequence[Statement]) -> Counter[str]:
    """What is right of each attribution of a text; each statement counts once as read right."""
    counts: Counter[str] = Counter()
    read_right: set[int] = set()
    for annotated in text.attributions:
        overlaps = [_overlap(annotated.content, said.content) for said in statements]
        words = text.report.text
        found = {
            name: [said for said, share in zip(statements, overlaps, strict=True) if share >= least and share]
            for name, least in OVERLAPS.items()
        }
        placed = {i for i, share in enumerate(overlaps) if share >= 0.5 and _stands_in(words, annotated, statements[i])}
        counts.update(_judge(words, annotated, found=found, is_placed=bool(placed)))
        read_right |= placed
    counts["read right"] = len(read_right)
    return counts


def _judge(
    text: str, annotated: AnnotatedAttribution, *, found: dict[str, list[Statement]], is_placed: bool
) -> Iterator[str]:
    """The names of what an attribution counts for."""
    kinds = ("", "proper ") if _has_proper_name(text, annotated) else ("",)
    for kind in kinds:
        yield f"{kind}annotated"
        for overlap, statements in found.items():
            if statements:
                yield f"{kind}found, {overlap}"
            if any(_is_right_speaker(text, annotated, said) for said in statements):
                yield f"{kind}right, {overlap}"
    is_spoken = " ".join(_words(text, annotated.source)) not in _PRONOUNS
    yield from (name for name, holds in (("placed", is_placed), ("spoken annotated", is_spoken)) if holds)
    if is_placed and is_spoken:
        yield "spoken placed"


def _overlap(gold: Sequence[Stretch], content: Sequence[Mention]) -> float:
    """The share of the annotated characters that was found."""
    found = [(part.span.start, part.span.end) for part in content]
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in gold for b in found)
    return _share(shared, sum(end - start for start, end in gold))


def _is_right_speaker(text: str, annotated: AnnotatedAttribution, said: Statement) -> bool:
    """Whether the speaker stands in the source, or the unified name shares a word with the source or the name given."""
    return _stands_in(text, annotated, said) or _shares_name(text, annotated, said)


def _shares_name(text: str, annotated: AnnotatedAttribution, said: Statement) -> bool:
    source = {*_words(text, annotated.source), *_content(annotated.speaker or "")} - _PRONOUNS
    return bool(source & set(_content(said.speaker or "")))


def _stands_in(text: str, annotated: AnnotatedAttribution, said: Statement) -> bool:
    """Whether the speaker's words overlap those of the annotated source and share a word that carries meaning.

    Where the annotation names the speaker and marks no source, the name decides.
    """
    if annotated.speaker is not None:
        return _shares_name(text, annotated, said)
    if said.speaker_words is None:
        return False
    stretch = (said.speaker_words.span.start, said.speaker_words.span.end)
    shares_word = set(_words(text, annotated.source)) & set(_words(text, (stretch,)))
    return bool(shares_word) and any(start < stretch[1] and stretch[0] < end for start, end in annotated.source)


def _has_proper_name(text: str, annotated: AnnotatedAttribution) -> bool:
    """Whether the source holds a capitalised word that the text never prints without its capital."""
    if annotated.speaker is not None:
        return annotated.speaker[:1].isupper()
    words = [word for stretch in annotated.source for word in _WORD.findall(text[slice(*stretch)])]
    names = [word for word in words if word[0].isupper() and word.casefold() not in _NO_NAMES]
    return any(re.search(rf"\b{re.escape(name.lower())}\b", text) is None for name in names)


def _words(text: str, stretches: Sequence[Stretch]) -> list[str]:
    return [word for stretch in stretches for word in _content(text[slice(*stretch)])]


def _find(text: str, language: Language) -> list[AttributionMatch]:
    found = find_attributions(text, split_segments(text, language), language)
    return [match for match in found if match.speaker]


def _count_speaker(scores: SpeakerScores, case: tuple[str, Mapping[str, Any]], read: str | None) -> None:
    name, claim = case
    gold = claim["speaker"]
    agree = not gold and not read if not (gold and read) else bool(set(_content(gold)) & set(_content(read)))
    scores.claims += 1
    scores.agreeing += agree
    scores.gold += gold is not None
    scores.read += read is not None
    scores.right += agree and read is not None
    if not agree:
        scores.wrong.append((name, claim["trigger"], gold, read))


def _content(words: str) -> list[str]:
    return [word for word in _WORD.findall(words.casefold()) if word not in _ARTICLES]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
