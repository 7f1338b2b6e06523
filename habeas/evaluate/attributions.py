"""Annotated attributions: PolNeAR's, by position, and our own form, a list of statements a text, by words."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.evaluate.corpus import read_fields, texts_beside
from habeas.evaluate.standoff import Stretch, read_records, read_stretches
from habeas.exc import InputError
from habeas.intake import IntakeOptions, read_paths
from habeas.model import Report
from habeas.model.report import report_id


@dataclass(frozen=True, slots=True)
class AnnotatedAttribution:
    """One attribution: where source, cue and content stand (empty where not marked), and the speaker's full name.

    PolNeAR marks the words of the source and gives no name; our own form names the speaker and marks no source.
    """

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A report with all its attributions that have a source and a content."""

    report: Report
    attributions: tuple[AnnotatedAttribution, ...]


def load_attributions(path: Path) -> Iterator[AttributedText]:
    """The texts of a PolNeAR folder or of a file X.statements.jsonl; raises InputError where there is none."""
    found = _load_polnear(path) if path.is_dir() else _load_own(path)
    first = next(found, None)
    if first is None:
        raise InputError(str(path), "holds no annotated text, expected text/X.txt with attributions/X_….ann")
    yield first
    yield from found


def read_annotations(path: Path) -> list[AnnotatedAttribution]:
    """The attributions of a PolNeAR file that have a source, a cue and a content; raises InputError naming a line."""
    stretches: dict[str, tuple[Stretch, ...]] = {}
    found = []
    for record in read_records(path):
        if record.name.startswith("T"):
            stretches[record.name], _ = read_stretches(path, record)
        elif record.name.startswith("E"):
            roles = _roles(record.rest, stretches)
            if all(roles.get(role) for role in ("Source", "Cue", "Content")):
                found.append(AnnotatedAttribution(roles["Source"], roles["Cue"], roles["Content"]))
    return found


def _load_polnear(folder: Path) -> Iterator[AttributedText]:
    """The texts with a first annotation; a second one by another annotator is left aside."""
    for file in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{file.stem}_*.ann"))
        if annotations:
            text = file.read_text(encoding="utf-8")
            report = Report(report_id(None, None, text), text, None, language="en", external_id=file.stem)
            yield AttributedText(report, tuple(read_annotations(annotations[0])))


def _roles(event: str, stretches: dict[str, tuple[Stretch, ...]]) -> dict[str, tuple[Stretch, ...]]:
    roles: dict[str, tuple[Stretch, ...]] = {}
    for part in event.split():
        role, _, name = part.partition(":")
        roles[role.rstrip("0123456789")] = roles.get(role.rstrip("0123456789"), ()) + stretches.get(name, ())
    return roles


def _load_own(path: Path) -> Iterator[AttributedText]:
    reports = {}
    for report in read_paths([str(texts_beside(path))], IntakeOptions()):
        if isinstance(report, InputError):
            raise report
        reports[report.external_id] = report
    for key, statements in read_fields(path, "id", "statements"):
        if key not in reports:
            raise InputError(str(path), f"annotates {key!r}, which {texts_beside(path)} has not")
        yield AttributedText(reports[key], tuple(_locate(one, reports[key], path) for one in statements))


def _locate(statement: dict[str, Any], report: Report, path: Path) -> AnnotatedAttribution:
    """An attribution by its words, each of which must stand in the text."""
    content = tuple(_find(words, report, path) for words in statement["content"])
    cue = (_find(statement["cue"], report, path),) if statement["cue"] else ()
    return AnnotatedAttribution((), cue, content, statement["speaker"])


def _find(words: str, report: Report, path: Path) -> Stretch:
    start = report.text.find(words)
    if start < 0:
        raise InputError(str(path), f"{words!r} is not in the text {report.external_id!r}")
    return start, start + len(words)
