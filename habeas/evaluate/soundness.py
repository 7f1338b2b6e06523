"""Whether figures hold on waves whose truth is known, and how far below the truth they stay.

Over waves whose claims are true, low ≤ truth ≤ high must hold everywhere; where one voice lies upward, robust low ≤
truth still must. Beside the gap truth − low stands the gap that `max-of-voices` leaves on the same claims.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from random import Random
from time import perf_counter

from habeas.evaluate.baseline import Baseline, Cell, max_of_voices
from habeas.evaluate.waves import Wave, let_lie
from habeas.model.tally import Tally, TallyQuery, TallySheet
from habeas.tally import tally_claims
from habeas.tally.check import EVERYWHERE, check_sheet

LYING = "where one voice lies"
KINDS = ("total", "place", "day", "place and day")


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure on the wrong side of the truth: `bound` is low, high, or that one voice lied."""

    seed: int
    bound: str
    tally: Tally
    truth: int

    def sentence(self) -> str:
        """The miss in words."""
        tally = self.tally
        return (
            f"wave {self.seed}: {tally.measure} at {tally.label}, {tally.first} to {tally.last}: "
            f"{self.bound} (low {tally.low}, robust {tally.robust_low}, high {tally.high}), truth {self.truth}"
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Of one detention figure: the truth, what is shown, and what the baseline shows."""

    kind: str
    truth: int
    low: int
    baseline: int
    high: int | None


@dataclass(frozen=True, slots=True)
class WaveScore:
    """What one wave showed; `faults` are proofs that do not hold, `seconds` were spent on its first sheet alone."""

    seed: int
    claims: int
    tallies: int
    misses: tuple[Miss, ...]
    gaps: tuple[Gap, ...]
    seconds: float
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundnessScores:
    """The scores of many waves, in order."""

    waves: list[WaveScore] = field(default_factory=list)

    @property
    def misses(self) -> list[Miss]:
        """All misses."""
        return [miss for wave in self.waves for miss in wave.misses]

    def gap(self, kind: str, *, is_baseline: bool = False) -> float:
        """The mean share of the truth that figures of this kind leave out, waves with any truth counting alike."""
        gaps = [gap for wave in self.waves for gap in wave.gaps if gap.kind == kind and gap.truth]
        lows = (gap.baseline if is_baseline else gap.low for gap in gaps)
        return sum((gap.truth - low) / gap.truth for gap, low in zip(gaps, lows, strict=True)) / max(len(gaps), 1)

    def missing(self, kind: str, *, is_baseline: bool = False) -> float:
        """The mean number of people that figures of this kind leave out."""
        gaps = [gap for wave in self.waves for gap in wave.gaps if gap.kind == kind]
        return sum(gap.truth - (gap.baseline if is_baseline else gap.low) for gap in gaps) / max(len(gaps), 1)


def score_wave(wave: Wave) -> WaveScore:
    """What the figures of one wave are worth: of the country, each place, each day, and each place on each day."""
    query = TallyQuery(wave.first, wave.last, place=wave.truth.land.country.id, by=("place", "day"))
    started = perf_counter()
    sheet = tally_claims(wave.claims, wave.origins, query)
    score = score_sheet(wave, sheet, perf_counter() - started)
    faults = tuple(check_sheet(sheet, wave.claims, wave.origins))
    return replace(score, misses=(*score.misses, *_find_lies(wave, query)), faults=faults)


def score_sheet(wave: Wave, sheet: TallySheet, seconds: float) -> WaveScore:
    """The same for figures made elsewhere, from what was read; the baseline is that of the wave's own claims."""
    # Of a place that is only known by its words nobody drew a truth.
    known = [tally for tally in sheet.tallies if tally.place is not None or tally.label == EVERYWHERE]
    misses = tuple(_find_misses(wave, known))
    baseline = max_of_voices(wave.claims, wave.origins, sheet.query)
    gaps = tuple(_measure_gap(wave, tally, baseline) for tally in known if tally.measure == "detained")
    return WaveScore(wave.seed, len(wave.claims), len(sheet.tallies), misses, gaps, seconds)


def true_count(wave: Wave, tally: Tally) -> int:
    """How many there truly were of what a tally counts."""
    return wave.truth.count(tally.measure, tally.place, tally.first, tally.last)


def _find_misses(wave: Wave, tallies: Iterable[Tally]) -> Iterator[Miss]:
    for tally in tallies:
        truth = true_count(wave, tally)
        if (tally.low or 0) > truth:
            yield Miss(wave.seed, "low", tally, truth)
        if tally.high is not None and tally.high < truth:
            yield Miss(wave.seed, "high", tally, truth)


def _find_lies(wave: Wave, query: TallyQuery) -> Iterator[Miss]:
    """Robust lows that one lying voice, another in each wave, brought over the truth."""
    random = Random(wave.seed)  # noqa: S311 -- which voice lies is to be drawn again from the wave's seed
    if not wave.voices:
        return
    lying = let_lie(wave, random.choice(wave.voices), random.uniform(1.5, 10))
    for tally in tally_claims(lying.claims, lying.origins, query).tallies:
        truth = true_count(wave, tally)
        if (tally.robust_low or 0) > truth:
            yield Miss(wave.seed, LYING, tally, truth)


def _measure_gap(wave: Wave, tally: Tally, baseline: Baseline) -> Gap:
    places = (tally.place,) if tally.place else ()
    target = Cell(tally.measure, places, tally.first.toordinal(), tally.last.toordinal())
    is_whole = (tally.first, tally.last) == (wave.first, wave.last)
    is_inside = tally.place not in (None, wave.truth.land.country.id)
    kind = KINDS[(not is_whole) * 2 + is_inside]
    return Gap(kind, true_count(wave, tally), tally.low or 0, baseline.low(target) or 0, tally.high)


def summary_rows(scores: SoundnessScores) -> list[tuple[str, str]]:
    """What was looked at and on which side of the truth it fell, as lines of two columns."""
    waves = scores.waves
    bounds = [miss.bound for miss in scores.misses]
    seconds = sorted(wave.seconds for wave in waves)
    wrong = {miss.seed for miss in scores.misses if miss.bound in ("low", "high")}
    return [
        ("waves", f"{len(waves):,}"),
        ("claims", f"{sum(wave.claims for wave in waves):,}"),
        ("figures", f"{sum(wave.tallies for wave in waves):,}"),
        ("waves with low ≤ truth ≤ high everywhere", f"{1 - len(wrong) / max(len(waves), 1):.2%}"),
        ("lows over the truth", f"{bounds.count('low'):,}"),
        ("highs under the truth", f"{bounds.count('high'):,}"),
        (f"robust lows over the truth, {LYING}", f"{bounds.count(LYING):,}"),
        ("proofs that do not hold", f"{sum(len(wave.faults) for wave in waves):,}"),
        ("seconds a wave, median and most", f"{seconds[len(seconds) // 2]:.3f}, {seconds[-1]:.3f}" if seconds else "-"),
    ]


def gap_rows(scores: SoundnessScores) -> list[tuple[str, ...]]:
    """Of detentions, by kind of figure: what low and the baseline leave out, and how often a high is known."""
    rows: list[tuple[str, ...]] = [
        (
            "detained",
            "figures",
            "truth − low",
            "max-of-voices",
            "smaller by",
            "share left out",
            "max-of-voices",
            "high known",
        )
    ]
    for kind in KINDS:
        gaps = [gap for wave in scores.waves for gap in wave.gaps if gap.kind == kind]
        if not gaps:
            continue
        ours, theirs = scores.missing(kind), scores.missing(kind, is_baseline=True)
        shares = scores.gap(kind), scores.gap(kind, is_baseline=True)
        bounded = sum(gap.high is not None for gap in gaps) / len(gaps)
        smaller = f"{1 - ours / theirs:.1%}" if theirs else "-"
        printed = (f"{ours:,.1f}", f"{theirs:,.1f}", smaller, *(f"{share:.1%}" for share in shares), f"{bounded:.1%}")
        rows.append((kind, f"{len(gaps):,}", *printed))
    return rows
