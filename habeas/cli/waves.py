"""What `habeas evaluate waves` draws, counts and prints."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import typer

from habeas import pipeline
from habeas.cli.measure import print_rows, watch
from habeas.cli.wave_options import WaveOptions
from habeas.evaluate.soundness import SoundnessScores, WaveScore, gap_rows, score_sheet, score_wave, summary_rows
from habeas.evaluate.waves import Wave, WaveSettings, draw_waves, write_texts
from habeas.exc import QuestionError
from habeas.pipeline.trial import count_texts


def write_waves(options: WaveOptions, folder: Path) -> None:
    """Write the waves of these options into a folder and print the paths."""
    for wave in _draw(options):
        typer.echo("\n".join(str(path) for path in write_texts(wave, folder)))


def count_waves(options: WaveOptions) -> SoundnessScores:
    """The scores of the waves of these options, as given or as read; raises QuestionError where none can be read."""
    if options.is_read and options.country is None:
        raise QuestionError("--read needs --country: a reader knows no invented places")
    with watch() as tell:
        scores = SoundnessScores()
        for number, wave in enumerate(_draw(options), 1):
            scores.waves.append(_score(wave, options))
            tell("waves", number)
    return scores


def print_scores(scores: SoundnessScores) -> None:
    """Print what fell on which side of the truth, and name each miss on the error stream."""
    for miss in scores.misses:
        typer.echo(f"habeas: {miss.sentence()}", err=True)
    print_rows(summary_rows(scores))
    typer.echo("")
    print_rows(gap_rows(scores))


def _draw(options: WaveOptions) -> Iterator[Wave]:
    settings = WaveSettings(dishonest=options.dishonest, abroad=options.abroad, country=options.country)
    gazetteer = pipeline.find_gazetteer() if options.country else None
    return draw_waves(range(options.seed, options.seed + options.waves), settings, gazetteer)


def _score(wave: Wave, options: WaveOptions) -> WaveScore:
    if not options.is_read:
        return score_wave(wave)
    started = perf_counter()
    sheet = count_texts(wave, options.reader)
    return score_sheet(wave, sheet, perf_counter() - started)
