"""How well attributions are read: PolNeAR's sources and contents, and the speakers of annotated claims."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from habeas.lang import Language, load_language
from habeas.read.attribution import AttributionMatch, attribution_at, find_attributions
from habeas.read.attribution.quotation import Stretch
from habeas.read.segment import split_segments

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})
_ARTICLES = frozenset({"the", "a", "an", "of", "in", "and"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AnnotatedAttribution:
    """One attribution relation of a PolNeAR text."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(slots=True)
class StatementScores:
    """Counts over texts: attributions annotated and found, with overlapping contents, and with the right source."""

    texts: int = 0
    gold: int = 0
    named: int = 0
    found: int = 0
    content_found: int = 0
    source_right: int = 0
    named_right: int = 0
    found_right: int = 0

    def rows(self) -> list[tuple[str, str]]:
        """Label and figure of each line of a table."""
        return [
            ("texts", str(self.texts)),
            ("annotated attributions with source and content", str(self.gold)),
            ("contents found, of annotated", f"{_share(self.content_found, self.gold):.3f}"),
            ("and with the right source", f"{_share(self.source_right, self.gold):.3f}"),
            ("the same where the source is no pronoun", f"{_share(self.named_right, self.named):.3f} ({self.named})"),
            ("found attributions that are annotated, source right", f"{_share(self.found_right, self.found):.3f}"),
        ]


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


def evaluate_statements(folder: Path) -> StatementScores:
    """Scores on a part of PolNeAR (a folder with `text` and `attributions`)."""
    language, scores = load_language("en"), StatementScores()
    for file in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
        if annotations:
            text = file.read_text(encoding="utf-8")
            gold = read_annotations(annotations[0].read_text(encoding="utf-8"))
            _count(scores, text, gold, _join_quotations(_find(text, language)))
    return scores


def evaluate_speakers(texts: Iterable[dict[str, Any]], annotated: Iterable[dict[str, Any]]) -> SpeakerScores:
    """Scores of the speaker that the attributions give at each annotated claim's trigger."""
    language, scores = load_language("en"), SpeakerScores()
    claims = {row["id"]: row["claims"] for row in annotated}
    for row in texts:
        matches = _find(row["text"], language)
        for claim, position in _triggers(row["text"], claims.get(row["id"], [])):
            match = attribution_at(matches, position)
            naming = (match.named or match.speaker) if match else None
            _count_speaker(scores, (row["id"], claim), row["text"][slice(*naming)] if naming else None)
    return scores


def read_annotations(content: str) -> list[AnnotatedAttribution]:
    """The attributions of a PolNeAR file that have a source, a cue and a content."""
    stretches: dict[str, tuple[Stretch, ...]] = {}
    found = []
    for line in content.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            bounds = rest.partition("\t")[0].partition(" ")[2]
            stretches[name] = tuple(_stretch(part) for part in bounds.split(";"))
        elif name.startswith("E"):
            roles = _roles(rest, stretches)
            if all(roles.get(role) for role in ("Source", "Cue", "Content")):
                found.append(AnnotatedAttribution(roles["Source"], roles["Cue"], roles["Content"]))
    return found


def _stretch(bounds: str) -> Stretch:
    start, _, end = bounds.partition(" ")
    return int(start), int(end)


def _roles(event: str, stretches: dict[str, tuple[Stretch, ...]]) -> dict[str, tuple[Stretch, ...]]:
    roles: dict[str, tuple[Stretch, ...]] = {}
    for part in event.split():
        role, _, name = part.partition(":")
        roles[role.rstrip("0123456789")] = roles.get(role.rstrip("0123456789"), ()) + stretches.get(name, ())
    return roles


def _find(text: str, language: Language) -> list[AttributionMatch]:
    found = find_attributions(text, split_segments(text, language), language)
    return [match for match in found if match.speaker]


def _join_quotations(found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
    """Quotations that go on without a cue as part of the attribution before, as PolNeAR annotates them."""
    joined: list[AttributionMatch] = []
    for match in found:
        if match.cue is None and joined and joined[-1].speaker == match.speaker:
            joined[-1] = replace(joined[-1], content=joined[-1].content + match.content)
        else:
            joined.append(match)
    return joined


def _count(
    scores: StatementScores, text: str, gold: Sequence[AnnotatedAttribution], found: Sequence[AttributionMatch]
) -> None:
    scores.texts += 1
    scores.gold += len(gold)
    scores.found += len(found)
    right: set[int] = set()
    for annotated in gold:
        fitting = [i for i, match in enumerate(found) if _overlap(annotated.content, match.content) >= 0.5]
        same = [i for i in fitting if _same_source(text, annotated, found[i])]
        named = " ".join(_words(text, annotated.source)) not in _PRONOUNS
        scores.content_found += bool(fitting)
        scores.source_right += bool(same)
        scores.named += named
        scores.named_right += named and bool(same)
        right.update(same)
    scores.found_right += len(right)


def _overlap(gold: Sequence[Stretch], found: Sequence[Stretch]) -> float:
    """The share of the annotated characters that was found."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in gold for b in found)
    return _share(shared, sum(end - start for start, end in gold))


def _same_source(text: str, annotated: AnnotatedAttribution, match: AttributionMatch) -> bool:
    """Whether the speaker stands inside the annotated source and shares a content word with it."""
    assert match.speaker is not None
    return bool(set(_words(text, annotated.source)) & set(_words(text, (match.speaker,)))) and any(
        start < match.speaker[1] and match.speaker[0] < end for start, end in annotated.source
    )


def _words(text: str, stretches: Sequence[Stretch]) -> list[str]:
    found = [word.casefold() for stretch in stretches for word in _WORD.findall(text[slice(*stretch)])]
    return [word for word in found if word not in _ARTICLES]


def _triggers(text: str, claims: Sequence[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], int]]:
    """Each claim with where its trigger stands: the place nearest its number, else the next not yet taken."""
    seen: dict[str, int] = {}
    for claim in claims:
        places = [match.start() for match in re.finditer(re.escape(claim["trigger"]), text)]
        if not places:
            continue
        turn = seen[claim["trigger"]] = seen.get(claim["trigger"], -1) + 1
        number = text.find((claim["quantity"] or {}).get("text") or "\0")
        by_number = min(places, key=lambda place: abs(place - number))
        yield claim, by_number if number >= 0 else places[min(turn, len(places) - 1)]


def _count_speaker(scores: SpeakerScores, case: tuple[str, dict[str, Any]], read: str | None) -> None:
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


def load_rows(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
