"""Annotated texts, and what a reader finds in them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.exc import InputError
from habeas.intake import IntakeOptions, read_paths
from habeas.model import Reading
from habeas.model.record import claim_record, claim_spans
from habeas.read import Reader

Json = dict[str, Any]
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Gold:
    """Annotated claims by text, and the file that holds the texts."""

    path: Path
    texts: Path
    claims: dict[str, list[Json]]


@dataclass(frozen=True, slots=True)
class Run:
    """What one reader found in the texts of a corpus, by text."""

    method: str
    readings: dict[str, Reading]

    @property
    def claims(self) -> dict[str, list[Json]]:
        """The claims of each text as records of the annotation guidelines, with `spans` and `score`."""
        return {
            key: [
                {**claim_record(claim), "spans": claim_spans(claim), "score": claim.score} for claim in reading.claims
            ]
            for key, reading in self.readings.items()
        }

    @property
    def texts(self) -> dict[str, str]:
        """The words of each text, on which the positions of the claims count."""
        return {key: reading.report.text for key, reading in self.readings.items()}


def tell_nobody(description: str, done: int) -> None:
    """Progress that nobody watches."""


def load_gold(path: Path, texts: Path | None = None) -> Gold:
    """Annotated claims (`id` and `claims` a line); raises InputError where a record is broken or stands twice.

    The texts are in X.texts.jsonl beside X.jsonl unless another file is named.
    """
    claims: dict[str, list[Json]] = {}
    for key, annotated in read_fields(path, "id", "claims"):
        if key in claims:
            raise InputError(str(path), f"has two records with the id {key!r}, expected one a text")
        claims[key] = annotated
    return Gold(path, texts or texts_beside(path), claims)


def texts_beside(path: Path) -> Path:
    """The file of texts that belongs to a file of annotations ("X.texts.jsonl" to "X.jsonl", "X.statements.jsonl")."""
    return path.with_name(path.name.removesuffix(".jsonl").removesuffix(".statements") + ".texts.jsonl")


def read_texts(reader: Reader, texts: Path, *, alone: str | None = None, tell: Tell = tell_nobody) -> Run:
    """What the reader finds in each text; raises InputError where one cannot be read or two have one id.

    A file with a single text may have an id that says nothing (its name): `alone` is the id to use instead.
    `tell` hears the reader's method and how many texts are done.
    """
    readings: dict[str, Reading] = {}
    for report in read_paths([str(texts)], IntakeOptions()):
        if isinstance(report, InputError):
            raise report
        key = report.external_id or report.id
        if key in readings:
            raise InputError(str(texts), f"has two texts with the id {key!r}, expected one")
        readings[key] = reader.read(report)
        tell(reader.method, len(readings))
    if alone is not None and len(readings) == 1:
        readings = dict(zip([alone], readings.values(), strict=True))
    return Run(reader.method, readings)


def read_gold(reader: Reader, gold: Gold, tell: Tell = tell_nobody) -> Run:
    """What the reader finds in the texts of annotated claims; raises InputError naming an annotated text not there."""
    alone = next(iter(gold.claims)) if len(gold.claims) == 1 else None
    run = read_texts(reader, gold.texts, alone=alone, tell=tell)
    absent = next((key for key in gold.claims if key not in run.readings), None)
    if absent is not None:
        raise InputError(str(gold.texts), f"has no text {absent!r}, which {gold.path} annotates")
    return run


def read_fields(path: Path, *fields: str) -> Iterator[tuple[Any, ...]]:
    """These fields of each record of a JSON lines file; raises InputError naming a line that has them not."""
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
