"""On waves whose claims are true, every figure holds; one lying voice brings no robust low over the truth."""

import pytest

from habeas.evaluate.soundness import LYING, SoundnessScores, gap_rows, score_wave, summary_rows
from habeas.evaluate.waves import WaveSettings, let_lie, make_wave

SMALL = WaveSettings(cities=(2, 8), days=(2, 7))
CHUNK = 100


def score(seeds: range, settings: WaveSettings) -> SoundnessScores:
    return SoundnessScores([score_wave(make_wave(seed, settings)) for seed in seeds])


def describe(scores: SoundnessScores) -> list[str]:
    return [*(miss.sentence() for miss in scores.misses), *(fault for wave in scores.waves for fault in wave.faults)]


@pytest.mark.parametrize("start", range(0, 60, 10))
def test_on_honest_waves_low_is_at_most_the_truth_and_high_at_least(start: int) -> None:
    scores = score(range(start, start + 10), SMALL)
    assert describe(scores) == []
    assert sum(wave.tallies for wave in scores.waves) > 500


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1_000, CHUNK))
def test_on_a_thousand_honest_waves_every_figure_holds_and_the_gap_is_three_tenths_smaller(start: int) -> None:
    scores = score(range(start, start + CHUNK), WaveSettings())
    assert describe(scores) == []
    assert scores.gap("total") <= 0.7 * scores.gap("total", is_baseline=True)


@pytest.mark.slow
def test_papers_abroad_print_by_another_clock_and_every_figure_holds() -> None:
    assert describe(score(range(2_000, 2_000 + CHUNK), WaveSettings(abroad=0.5))) == []


def test_a_wave_of_lies_is_found_out() -> None:
    scores = score(range(5), WaveSettings(dishonest=1.0))
    assert {miss.bound for miss in scores.misses} >= {"low", "high"}
    assert dict(summary_rows(scores))["waves with low ≤ truth ≤ high everywhere"] != "100.00%"


def test_a_robust_low_falls_where_all_voices_lie() -> None:
    """Left out one at a time, each leaves the lies of the others standing."""
    wave = make_wave(3)
    for voice in wave.voices:
        wave = let_lie(wave, voice, 5)
    assert LYING in {miss.bound for miss in score_wave(wave).misses}


def test_gaps_are_shown_for_each_kind_of_figure() -> None:
    head, *rows = gap_rows(score(range(3), SMALL))
    assert [row[0] for row in rows] == ["total", "place", "day", "place and day"]
    assert all(len(row) == len(head) for row in rows)
