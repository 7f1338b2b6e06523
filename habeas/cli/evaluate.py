"""`habeas evaluate`: how well the parts do on public corpora, measured where the user can see it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from habeas.cli.options import ReaderName
from habeas.exc import InputError

app = typer.Typer(help="Measure a part of habeas on a public corpus.", no_args_is_help=True, rich_markup_mode=None)

Folder = Annotated[Path, typer.Argument(help="Folder of the corpus.", exists=True, file_okay=False)]
Gold = Annotated[Path, typer.Argument(help="Annotated claims, X.jsonl; X.texts.jsonl lies beside it.", exists=True)]
_PLATINUM = "TempEval3-eval_TML"


@app.command("places")
def show_places(folder: Folder) -> None:
    """Score the gazetteer on LGL, GeoVirus and GeoWebNews (lgl.xml, GeoVirus.xml, GWN.xml), given the gold spans."""
    from habeas import pipeline
    from habeas.evaluate.places import evaluate_places, place_rows

    _print_rows(place_rows(evaluate_places(folder, pipeline.find_gazetteer())))


@app.command("times")
def show_times(folder: Folder) -> None:
    """Score times on TimeML documents (*.tml): the TempEval-3 folder, of which the platinum part, or any other."""
    from habeas.evaluate.times import evaluate_times

    platinum = folder / _PLATINUM
    scores = evaluate_times(platinum if platinum.is_dir() else folder)
    if not scores.texts:
        raise InputError(str(folder), "holds no readable TimeML document, expected files named *.tml")
    _print_rows(scores.rows())
    for skipped in scores.skipped:
        typer.echo(f"habeas: {skipped}", err=True)


@app.command("claims")
def show_claims(
    gold: Gold,
    reader: ReaderName = "tables",
) -> None:
    """Score a reader on annotated claims: detect, figure and strict F1, and the accuracy of each field."""
    from habeas import pipeline
    from habeas.cli.record import reading_record
    from habeas.evaluate.claims import claim_rows, score_claims
    from habeas.intake import IntakeOptions

    found: dict[str, list[dict[str, Any]]] = {}
    for reading in pipeline.read_all([str(_texts_beside(gold))], IntakeOptions(), reader):
        if isinstance(reading, InputError):
            raise reading
        record = reading_record(reading)
        found[record["id"]] = record["claims"]
    _print_rows(claim_rows(score_claims(dict(_read_fields(gold, "id", "claims")), found)))


@app.command("statements")
def show_statements(folder: Folder) -> None:
    """Score statements on a part of PolNeAR (a folder with text/*.txt and attributions/*.ann)."""
    from habeas.evaluate.statements import evaluate_statements

    scores = evaluate_statements(folder)
    if not scores.texts:
        raise InputError(str(folder), "holds no annotated text, expected text/X.txt with attributions/X_….ann")
    _print_rows(scores.rows())


@app.command("speakers")
def show_speakers(gold: Gold) -> None:
    """Score the speakers that statements give at the triggers of annotated claims."""
    from habeas.evaluate.statements import evaluate_speakers

    annotated = ({"id": key, "claims": claims} for key, claims in _read_fields(gold, "id", "claims"))
    texts = ({"id": key, "text": text} for key, text in _read_fields(_texts_beside(gold), "id", "text"))
    _print_rows(evaluate_speakers(texts, annotated).rows())


def _texts_beside(gold: Path) -> Path:
    return gold.with_name(gold.name.removesuffix(".jsonl") + ".texts.jsonl")


def _read_fields(path: Path, *fields: str) -> Iterator[tuple[Any, ...]]:
    """These fields of each record of a JSON lines file."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})") from error
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                record = json.loads(line)
                yield tuple(record[field] for field in fields)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(str(path), f"expected a record with {' and '.join(fields)} ({error!r})", number) from error


def _print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Columns as wide as their widest cell."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
