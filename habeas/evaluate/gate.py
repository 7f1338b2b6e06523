"""The quality gate: readers measured against floors that are only ever raised.

Invariant: no call of `raise_floors` without `allow_lower` writes a floor below, or a ceiling above, the one that stood
there, and no floor is compared with a corpus other than the one it was measured on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from habeas.evaluate.attributions import load_attributions
from habeas.evaluate.calibration import calibrate
from habeas.evaluate.claims import TextMatch, match_texts, score_matches
from habeas.evaluate.corpus import Tell, load_gold, read_gold, tell_nobody
from habeas.evaluate.floors import CorpusFloors, Floors, hash_corpus
from habeas.evaluate.statements import StatementScores, evaluate_statements
from habeas.exc import FloorError, TableError
from habeas.read import Reader

Matches = Sequence[TextMatch]
CLAIM_MEASURES: dict[str, Callable[[Matches], float]] = {
    "detect": lambda matches: score_matches(matches).detect.f1,
    "figure": lambda matches: score_matches(matches).figure.f1,
    "strict": lambda matches: score_matches(matches).strict.f1,
    "ece": lambda matches: calibrate(matches).error,
    "missed": lambda matches: sum(len(match.gold) - len(match.pairs) for match in matches),
    "false_figures": lambda matches: sum(_count_false_figures(match) for match in matches),
}
STATEMENT_MEASURES: dict[str, Callable[[StatementScores], float]] = {
    "contents": lambda scores: scores.contents(),
    "speakers": lambda scores: scores.speakers(),
    "speakers_of_found": lambda scores: scores.speakers(of_found=True),
}
MEASURES = (*CLAIM_MEASURES, *STATEMENT_MEASURES)
CEILINGS = frozenset({"ece", "missed", "false_figures"})
_COUNTS = frozenset({"missed", "false_figures"})
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Finding:
    """One measure of one reader on one corpus; `bound` is its floor or ceiling, None where it has none yet."""

    corpus: str
    reader: str
    measure: str
    bound: float | None
    measured: float

    @property
    def is_missed(self) -> bool:
        """Whether the measured value lies below the floor, or above the ceiling."""
        if self.bound is None:
            return False
        over = self.measured - self.bound
        return over > _ROUNDING if self.measure in CEILINGS else over < -_ROUNDING

    def row(self) -> tuple[str, ...]:
        """The finding as cells of a table."""
        word = "ceiling" if self.measure in CEILINGS else "floor"
        bound = f"no {word}" if self.bound is None else f"{word} {self.bound:g}"
        measured = f"{self.measured:.0f}" if self.measure in _COUNTS else f"{self.measured:.4f}"
        return self.corpus, self.reader, self.measure, bound, measured, "MISSED" if self.is_missed else ""


@dataclass(frozen=True, slots=True)
class Gate:
    """Floors, the folder that their paths count from, and what opens a reader by its name."""

    floors: Floors
    folder: Path
    open_reader: Callable[[str], Reader]


def check_gate(
    gate: Gate,
    corpora: Sequence[str] = (),
    readers: Sequence[str] = (),
    *,
    is_new: bool = False,
    tell: Tell = tell_nobody,
) -> Iterator[Finding]:
    """Every measure of every reader that has floors, of all corpora or of those named.

    Readers named are measured whether they have floors or not. Raises TableError for a name that the file has not, and
    FloorError where a corpus is not the one that the floors were measured on, unless `is_new` says that it may be.
    """
    for name in corpora or gate.floors.corpora:
        if name not in gate.floors.corpora:
            raise TableError(f"corpus {name!r} has no floors; there are {', '.join(gate.floors.corpora)}")
        corpus = gate.floors.corpora[name]
        _refuse_unknown(name, corpus)
        if not is_new:
            _refuse_changed(name, corpus, gate.folder)
        for reader in readers or corpus.readers:
            bounds = corpus.readers.get(reader, {})
            measured = measure_corpus(corpus, gate.folder, gate.open_reader(reader), tell)
            yield from (Finding(name, reader, key, bounds.get(key), value) for key, value in measured.items())


def measure_corpus(corpus: CorpusFloors, folder: Path, reader: Reader, tell: Tell = tell_nobody) -> dict[str, float]:
    """The measures of one reader that the corpus is for, by name."""
    measured: dict[str, float] = {}
    if corpus.claims is not None:
        gold = load_gold(folder / corpus.claims, folder / corpus.texts if corpus.texts else None)
        matches = match_texts(gold.claims, read_gold(reader, gold, tell).claims)
        measured |= {name: measure(matches) for name, measure in CLAIM_MEASURES.items()}
    if corpus.statements is not None:
        scores = evaluate_statements(load_attributions(folder / corpus.statements), reader, tell)
        measured |= {name: measure(scores) for name, measure in STATEMENT_MEASURES.items()}
    return {name: measured[name] for name in corpus.measures}


def raise_floors(gate: Gate, findings: Sequence[Finding], *, allow_lower: bool = False) -> Floors:
    """The floors raised to what was measured less the margin; those already higher stay.

    Raises FloorError naming each floor that was missed, since it would have to be lowered, unless that is allowed:
    then missed floors come down to what was measured less the margin, and a changed corpus is taken as it is.
    """
    missed = [finding for finding in findings if finding.is_missed]
    if missed and not allow_lower:
        raise FloorError(f"not lowered without --allow-lower: {describe_missed(missed)}")
    corpora = dict(gate.floors.corpora)
    for name in dict.fromkeys(finding.corpus for finding in findings):
        own = [finding for finding in findings if finding.corpus == name]
        readers = {reader: dict(bounds) for reader, bounds in corpora[name].readers.items()}
        for finding in own:
            readers.setdefault(finding.reader, {})[finding.measure] = _next_bound(finding, gate.floors.margin)
        sha256 = hash_corpus(corpora[name], gate.folder)
        left = corpora[name].readers.keys() - {finding.reader for finding in own}
        if left and sha256 != corpora[name].sha256:
            raise FloorError(f"corpus {name!r} has changed: measure {', '.join(sorted(left))} anew as well")
        corpora[name] = corpora[name].model_copy(update={"readers": readers, "sha256": sha256})
    return gate.floors.model_copy(update={"corpora": corpora})


def describe_missed(findings: Sequence[Finding]) -> str:
    """Each missed floor with the value measured."""
    return "; ".join(
        f"{one.reader} on {one.corpus}: {one.measure} {one.measured:.4f}, "
        f"expected at {'most' if one.measure in CEILINGS else 'least'} {one.bound:g}"
        for one in findings
        if one.is_missed
    )


def _next_bound(finding: Finding, margin: float) -> float:
    """The bound after raising: of the old one and the one measured, the stricter, unless the old one was missed."""
    is_ceiling = finding.measure in CEILINGS
    if finding.measure in _COUNTS:
        fresh = finding.measured
    elif is_ceiling:
        fresh = ceil((finding.measured + margin) * 1000 - _ROUNDING) / 1000
    else:
        fresh = max(0.0, floor((finding.measured - margin) * 1000 + _ROUNDING) / 1000)
    if finding.bound is None or finding.is_missed:
        return fresh
    return min(finding.bound, fresh) if is_ceiling else max(finding.bound, fresh)


def _count_false_figures(match: TextMatch) -> int:
    """Figures read that nobody annotated so: of invented claims, and of pairs whose bounds differ."""
    right = {pair[1] for pair in match.pairs if "quantity" in match.right(pair)}
    return sum(claim["quantity"] is not None for j, claim in enumerate(match.read) if j not in right)


def _refuse_changed(name: str, corpus: CorpusFloors, folder: Path) -> None:
    found = hash_corpus(corpus, folder)
    if corpus.readers and found != corpus.sha256:
        raise FloorError(
            f"corpus {name!r} has sha256 {found}, expected {corpus.sha256 or 'none yet'}: its floors were measured on "
            "another corpus; measure anew with --raise --allow-lower"
        )


def _refuse_unknown(name: str, corpus: CorpusFloors) -> None:
    known: Mapping[str, object] = {
        **(CLAIM_MEASURES if corpus.claims is not None else {}),
        **(STATEMENT_MEASURES if corpus.statements is not None else {}),
    }
    used = {*corpus.measures, *(measure for bounds in corpus.readers.values() for measure in bounds)}
    if unknown := sorted(used - known.keys()):
        raise TableError(f"corpus {name!r} measures {', '.join(unknown)}, expected some of {', '.join(known)}")
