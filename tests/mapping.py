"""Small tables and the mapping that explains them, for tests of intake and reading."""

import csv
import io
from collections.abc import Mapping as Cells
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from habeas.exc import InputError
from habeas.gazetteer import open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.lang import load_language
from habeas.model import Reading, Report
from habeas.ontology.mapping import Mapping
from habeas.read.rows import open_row_reader
from tests.places import GAZETTEER

FOLDER = Path(__file__).parent / "cases" / "mapping"
PLAIN: dict[str, Any] = {
    "name": "plain",
    "version": 1,
    "description": "A day, a city, a figure.",
    "blank": ["-", "n/a", "unknown"],
    "when": {"column": "date"},
    "place": [{"column": "city"}],
    "scope": "new",
    "context": "protest",
    "most": 10_000_000,
    "claims": [{"type": "detained", "figure": {"column": "value"}}],
}


def plain(**changes: Any) -> Mapping:
    """The plain mapping with some of its keys said otherwise; one that is None is left out."""
    said = {name: value for name, value in {**PLAIN, **changes}.items() if value is not None}
    return Mapping.model_validate(said)


def write_csv(rows: Sequence[Cells[str, str]], delimiter: str = ",") -> str:
    """The rows below the names of their columns."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def take_in(path: Path, mapping: Mapping, published: str | None = None) -> list[Report | InputError]:
    """What intake makes of a table."""
    return list(read_paths([str(path)], IntakeOptions(mapping=mapping, date=published)))


def read_row(folder: Path, mapping: Mapping, cells: Cells[str, str]) -> Reading:
    """What is read in a table of one row; raises InputError where it is refused."""
    file = folder / "one.csv"
    file.write_text(write_csv([cells]), encoding="utf-8")
    [report] = take_in(file, mapping)
    if isinstance(report, InputError):
        raise report
    return open_row_reader(mapping, load_language("en"), _gazetteer()).read(report)


def days(reading: Reading) -> tuple[date, date, str]:
    """The days of the only claim."""
    [claim] = reading.claims
    assert claim.when is not None
    return claim.when.start, claim.when.end, claim.when.precision


@cache
def _gazetteer() -> Any:
    return open_gazetteer(GAZETTEER)
