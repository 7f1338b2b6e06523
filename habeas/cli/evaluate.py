"""`habeas evaluate`: how well the parts do on public corpora, measured where the user can see it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import Format, ReaderName
from habeas.cli.spread import spread_options
from habeas.cli.wave_options import WaveOptions
from habeas.exc import FloorError, InputError

app = typer.Typer(help="Measure a part of habeas on a public corpus.", no_args_is_help=True, rich_markup_mode=None)

Folder = Annotated[Path, typer.Argument(help="Folder of the corpus.", exists=True, file_okay=False)]
GoldFile = Annotated[Path, typer.Argument(help="Annotated claims, X.jsonl; X.texts.jsonl lies beside it.", exists=True)]
ReaderNames = Annotated[list[str] | None, typer.Option("--reader", help="A reader to measure; may be given again.")]
_PLATINUM = "TempEval3-eval_TML"


@app.command("places")
def show_places(folder: Folder) -> None:
    """Score the gazetteer on LGL, GeoVirus and GeoWebNews (lgl.xml, GeoVirus.xml, GWN.xml), given the gold spans."""
    from habeas import pipeline
    from habeas.cli.measure import print_rows
    from habeas.evaluate.places import evaluate_places, place_rows

    print_rows(place_rows(evaluate_places(folder, pipeline.find_gazetteer())))


@app.command("times")
def show_times(folder: Folder) -> None:
    """Score times on TimeML documents (*.tml): the TempEval-3 folder, of which the platinum part, or any other."""
    from habeas.cli.measure import print_rows
    from habeas.evaluate.times import evaluate_times

    platinum = folder / _PLATINUM
    scores = evaluate_times(platinum if platinum.is_dir() else folder)
    if not scores.texts:
        raise InputError(str(folder), "holds no readable TimeML document, expected files named *.tml")
    print_rows(scores.rows())
    for skipped in scores.skipped:
        typer.echo(f"habeas: {skipped}", err=True)


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """What `habeas evaluate claims` is to measure and show."""

    readers: ReaderNames = None
    texts: Annotated[
        Path | None, typer.Option("--texts", help="The file of texts, where it is not beside the claims.")
    ] = None
    examples: Annotated[
        int, typer.Option("--examples", min=0, help="Errors to show of each class; 0 for texts nobody is to look at.")
    ] = 3
    intervals: Annotated[bool, typer.Option("--intervals", help="Add 95 % intervals of F1, drawn over texts.")] = False
    calibration: Annotated[bool, typer.Option("--calibration", help="Add whether scores mean what they say.")] = False
    plot: Annotated[Path | None, typer.Option("--plot", help="Write the reliability plot to this SVG file.")] = None
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table


@dataclass(frozen=True, slots=True)
class GateOptions:
    """What the gate is to measure, and whether floors are to be written."""

    corpora: Annotated[list[str] | None, typer.Option("--corpus", help="Only this corpus; may be given again.")] = None
    readers: ReaderNames = None
    is_raising: Annotated[bool, typer.Option("--raise", help="Write floors up to what was measured.")] = False
    allow_lower: Annotated[
        bool, typer.Option("--allow-lower", help="With --raise: lower floors that are missed, take a changed corpus.")
    ] = False
    output: Annotated[Format, typer.Option("--format", help="How to print.")] = Format.table


@app.command("claims")
@spread_options
def show_claims(gold: GoldFile, options: ClaimOptions) -> None:
    """Score readers on annotated claims: detect, figure and strict F1, right fields, errors with examples.

    Example: habeas evaluate claims gold.jsonl --reader tables --calibration --intervals
    """
    from habeas import pipeline
    from habeas.cli.measure import print_measured, print_measured_json, watch
    from habeas.evaluate.calibration import plot_reliability
    from habeas.evaluate.compare import measure_run
    from habeas.evaluate.corpus import load_gold, read_gold

    annotated = load_gold(gold, options.texts)
    names: list[str | None] = [*dict.fromkeys(options.readers or ())]
    with watch() as tell:
        readers = (pipeline.make_reader(name) for name in names or [None])
        measured = [measure_run(annotated, read_gold(reader, annotated, tell)) for reader in readers]
    if options.plot is not None:
        plot = plot_reliability({one.method: one.calibrations[0] for one in measured})
        options.plot.write_text(plot, encoding="utf-8")
    if options.output is Format.json:
        print_measured_json(measured, options.examples)
    else:
        print_measured(measured, options.examples, intervals=options.intervals, calibration=options.calibration)


@app.command("statements")
def show_statements(
    corpus: Annotated[
        Path, typer.Argument(help="A part of PolNeAR (text, attributions) or X.statements.jsonl.", exists=True)
    ],
    reader: ReaderName = None,
) -> None:
    """Score a reader's statements on annotated attributions: contents found, and the right speaker given.

    A content is found where a statement's content overlaps it; the second column asks for half of its characters.
    The speaker is right where the words stand in the annotated source or the unified name shares a word with it.
    """
    from habeas import pipeline
    from habeas.cli.measure import print_rows, watch
    from habeas.evaluate.attributions import load_attributions
    from habeas.evaluate.statements import evaluate_statements

    with watch() as tell:
        scores = evaluate_statements(load_attributions(corpus), pipeline.make_reader(reader), tell)
    print_rows(scores.rows())


@app.command("speakers")
def show_speakers(gold: GoldFile) -> None:
    """Score the speakers that statements give at the triggers of annotated claims."""
    from habeas.cli.measure import print_rows
    from habeas.evaluate.corpus import read_fields, texts_beside
    from habeas.evaluate.statements import evaluate_speakers

    annotated = ({"id": key, "claims": claims} for key, claims in read_fields(gold, "id", "claims"))
    texts = ({"id": key, "text": text} for key, text in read_fields(texts_beside(gold), "id", "text"))
    print_rows(evaluate_speakers(texts, annotated).rows())


@app.command("waves")
@spread_options
def show_waves(options: WaveOptions) -> None:
    """Count invented protest waves whose truth is known: is low ≤ truth ≤ high, and how far below the truth is low.

    Where voices are honest every figure must hold, and every robust low where one voice lies; each that does not is
    named on the error stream. Beside the gap stands the one that the rule max-of-voices leaves. With --read the same is
    measured on what a reader makes of the reports, its errors among them.
    Example: habeas evaluate waves --waves 1000
    """
    from habeas.cli.waves import count_waves, print_scores, write_waves

    if options.texts is not None:
        write_waves(options, options.texts)
    else:
        print_scores(count_waves(options))


@app.command("copies")
def show_copies(
    events: Annotated[int, typer.Option("--events", min=1, help="Invented events, ten reports each.")] = 100,
    seed: Annotated[int, typer.Option("--seed", help="Draws the reports; the same seed, the same reports.")] = 1,
) -> None:
    """Score how well reprints are found among invented reports, by the way they were edited.

    For each event three reporters write in their own words; editors drop and reorder paragraphs, re-head, write numbers
    out, update them, and splice two reports. A pair is a copy with the report it was made from.
    Example: habeas evaluate copies --events 200
    """
    from habeas.cli.measure import print_rows
    from habeas.evaluate.copies import evaluate_copies

    print_rows(evaluate_copies(events, seed).rows())


@dataclass(frozen=True, slots=True)
class CoverageOptions:
    """Which populations to draw, and which methods are to estimate them."""

    populations: Annotated[int, typer.Option("--populations", min=1, help="How many populations to draw.")] = 500
    methods: Annotated[list[str] | None, typer.Option("--method", help="A method; may be given again.")] = None
    seed: Annotated[int, typer.Option("--seed", min=0, help="The seed of the first; the next ones follow.")] = 0
    is_hard: Annotated[
        bool, typer.Option("--hard", help="Populations in which the lists do not show what is missing.")
    ] = False
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes side by side.")] = 2


@app.command("coverage")
@spread_options
def show_coverage(options: CoverageOptions) -> None:
    """Score how often 95 % intervals of estimates hold the truth, on populations whose size is known.

    Shares are of the populations in which a method gives a number; refusals are counted apart.
    Example: habeas evaluate coverage --populations 500 --method averaged --method dga
    """
    from habeas.cli.measure import print_rows, watch
    from habeas.estimate.averaging import AVERAGED
    from habeas.evaluate.coverage import HARD_KINDS, HEAD, KINDS, draw_populations, measure_coverage

    kinds = HARD_KINDS if options.is_hard else KINDS
    populations = draw_populations(options.populations, seed=options.seed, kinds=kinds)
    with watch() as tell:
        measured = measure_coverage(options.methods or [AVERAGED], populations, workers=options.workers, tell=tell)
    print_rows([HEAD, *(one.row() for one in measured)])


@app.command("gate")
@spread_options
def hold_gate(
    floors: Annotated[Path, typer.Argument(help="The file of floors (YAML).", exists=True, dir_okay=False)],
    options: GateOptions,
) -> None:
    """Measure readers against their floors; a missed floor is named and ends the command with exit code 7.

    With --raise, every reader there is gets floors, the file's margin below what was measured; none is lowered.
    Example: habeas evaluate gate tests/gold/floors.yml --corpus ours
    """
    from habeas import pipeline
    from habeas.cli.measure import print_findings, watch
    from habeas.evaluate.floors import load_floors, write_floors
    from habeas.evaluate.gate import Gate, check_gate, describe_missed, raise_floors
    from habeas.read import READERS

    gate = Gate(load_floors(floors), floors.parent, pipeline.make_reader)
    readers = options.readers or (list(READERS) if options.is_raising else [])
    with watch() as tell:
        is_new = options.is_raising and options.allow_lower
        findings = list(check_gate(gate, options.corpora or [], readers, is_new=is_new, tell=tell))
    print_findings(findings, options.output)
    if options.is_raising:
        write_floors(floors, raise_floors(gate, findings, allow_lower=options.allow_lower))
    elif missed := describe_missed(findings):
        raise FloorError(f"below the floor: {missed}")


@app.command("names")
def show_names(
    file: Annotated[
        Path | None, typer.Argument(help="CSV: schema, name1, name2, is_match.", exists=True, dir_okay=False)
    ] = None,
    pairs: Annotated[
        list[Path] | None,
        typer.Option(help="A word and the same in another script, a tab between; may be given again.", exists=True),
    ] = None,
) -> None:
    """Score our comparison of names on labelled pairs of persons, beside token_set_ratio and Jaro-Winkler.

    Each threshold is set on one half of the pairs, by a hash of their words; the other half is scored with it. With
    --pairs, how many spellings in two scripts are found under a common key, and how many pairs of any share one.
    Example: habeas evaluate names --pairs wd_russian_16.tsv --pairs wd_arabic_16.tsv
    """
    from habeas.cli.measure import print_rows
    from habeas.evaluate.keys import evaluate_keys, key_rows
    from habeas.evaluate.names import evaluate_names, name_rows, read_name_pairs

    if file is None and not pairs:
        raise typer.BadParameter("a file of labelled pairs or --pairs is missing")
    if file is not None:
        print_rows(name_rows(evaluate_names(read_name_pairs(file))))
    if pairs:
        print_rows(key_rows([evaluate_keys(each) for each in pairs]))


@app.command("linkage")
def show_linkage(
    people: Annotated[int, typer.Option("--people", min=1, help="How many people there are, listed or not.")] = 10_000,
    seed: Annotated[list[int] | None, typer.Option("--seed", help="Which lists are made; may be given again.")] = None,
    dependence: Annotated[float, typer.Option("--dependence", help="Log odds that a list adds to the next.")] = 0.0,
    spread: Annotated[float, typer.Option("--spread", min=0, help="How unlike people's reach is.")] = 0.0,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Also how many pairs of each tenth of probability are one person.")
    ] = False,
) -> None:
    """Link invented lists whose truth is known, and score the pairs of records within each cluster."""
    from habeas.cli.measure import print_rows
    from habeas.evaluate.linkage import evaluate_linkage, likelihood_rows, linkage_rows
    from habeas.evaluate.lists import Setting

    settings = (Setting(people=people, dependence=dependence, spread=spread, seed=each) for each in seed or [1])
    scores = [evaluate_linkage(setting) for setting in settings]
    print_rows(linkage_rows(scores))
    if calibration:
        print_rows(likelihood_rows(scores))
