"""Waves as files: reports that `habeas collect` reads, and the truth beside them."""

import json
from itertools import pairwise
from pathlib import Path

from habeas.evaluate.waves.counts import COUNTED
from habeas.evaluate.waves.wave import Wave
from habeas.exc import InputError
from habeas.model import Place, Report


def write_texts(wave: Wave, folder: Path) -> tuple[Path, Path]:
    """The files `wave-SEED.jsonl` and `wave-SEED.truth.jsonl`, new in `folder`; InputError where one is there already.

    A line of the truth is one measure at one place: `measure`, `place` (its id), `name`, `first` (the first day),
    `days` (the count of each day) and `whole` (that of the whole wave).
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts, truth = folder / f"wave-{wave.seed}.jsonl", folder / f"wave-{wave.seed}.truth.jsonl"
    _write(texts, [_report_record(wave.seed, number, report) for number, report in enumerate(wave.reports)])
    _write(truth, [_truth_record(wave, measure, place) for measure in COUNTED for place in wave.truth.land.places])
    return texts, truth


def _write(path: Path, records: list[dict[str, object]]) -> None:
    lines = (json.dumps({key: value for key, value in one.items() if value is not None}) for one in records)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except FileExistsError:
        raise InputError(str(path), "is there already; expected a folder without this wave") from None


def _report_record(seed: int, number: int, report: Report) -> dict[str, object]:
    """Without time and publisher where the report has none."""
    return {"id": f"{seed}-{number}", "date": report.published_at, "publisher": report.publisher, "text": report.text}


def _truth_record(wave: Wave, measure: str, place: Place) -> dict[str, object]:
    sums = wave.truth.sums[measure, place.id]
    return {
        "measure": measure,
        "place": place.id,
        "name": place.name,
        "first": wave.first.isoformat(),
        "days": [after - before for before, after in pairwise(sums)],
        "whole": wave.truth.count(measure, place.id, wave.first, wave.last),
    }
