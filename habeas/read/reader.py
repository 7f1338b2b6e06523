"""From a report to its claims and statements: by the tables of a language, and by a model where one reads along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habeas.gazetteer import Gazetteer
from habeas.lang.language import Language
from habeas.model import Claim, Mention, PlaceKind, Reading, Report, Resolution, Statement
from habeas.read.along import Model, Opinion
from habeas.read.assemble import Source, assemble_claims
from habeas.read.attribution import AttributionMatch, find_attributions
from habeas.read.attribution.speaker import name_speakers
from habeas.read.attribution.statement import build_statements
from habeas.read.mentions import EventMention, Kit, build_kit, find_mentions, survey
from habeas.read.mentions.line import Found, Line, build_lines
from habeas.read.mentions.scenery import Scenery
from habeas.read.passage import Passage, list_parts, split_passages
from habeas.read.quantity import find_quantities
from habeas.read.segment import Segment, split_segments
from habeas.read.unread import leave_unread
from habeas.read.when import find_whens

Stretch = tuple[int, int]
NO_DATE = "no publication date: relative times are not resolved and claims without a time word have no day"
_LEVELS: dict[PlaceKind, int] = {"continent": 4, "country": 3, "region": 2, "city": 1, "site": 0}
_TOGETHER = 1_500  # words surveyed together: what lies further apart does not belong to one happening


@dataclass(frozen=True, slots=True)
class ReportReader:
    """Reads reports of one language; `method` names the reader and its version on every claim.

    Without a `model` the tables of the language decide alone.
    """

    method: str
    language: Language
    gazetteer: Gazetteer
    kit: Kit
    model: Model | None = None

    def read(self, report: Report) -> Reading:
        """The claims and statements of one report; one in another language is not read, and its reading says so."""
        return leave_unread(report, self.language, self.method) or _read_report(self, report)


@dataclass(frozen=True, slots=True)
class _PassageReading:
    passage: Passage
    mentions: tuple[EventMention, ...]
    names: dict[Stretch, str]
    statements: tuple[Statement, ...]


def open_tables(language: Language, gazetteer: Gazetteer) -> ReportReader:
    """The tables reader of a language."""
    return ReportReader(tables_method(language), language, gazetteer, build_kit(language))


def tables_method(language: Language) -> str:
    """The name and version of the tables reader of a language."""
    return f"tables-{language.code}@{language.version}"


def _read_report(reader: ReportReader, report: Report) -> Reading:
    published = _publication_day(report)
    # The model reads all passages before the tables read the first: each turn from one to the other costs time.
    heard = [(passage, listen(passage.text, reader)) for passage in split_passages(report)]
    readings = [_read_passage(reader, passage, report, heard=said) for passage, said in heard]
    resolved = _resolve_places(reader, report, readings)
    claims: list[Claim] = []
    for reading in readings:
        source = Source(report, reading.passage, published, resolved, reading.names, reader.method)
        claims += assemble_claims(reading.mentions, source)
    statements = tuple(statement for reading in readings for statement in reading.statements)
    return Reading(
        report=report,
        method=reader.method,
        claims=tuple(claims),
        statements=statements,
        warnings=() if published else (NO_DATE,),
    )


def _publication_day(report: Report) -> date | None:
    """The day of publication, None where it is not known to the day."""
    if report.published_at is None or len(report.published_at) < 10:
        return None
    return date.fromisoformat(report.published_at[:10])


def _read_passage(reader: ReportReader, passage: Passage, report: Report, *, heard: "Heard") -> _PassageReading:
    attributions, sceneries = survey_text(passage.text, _publication_day(report), reader, heard=heard)
    names = name_speakers(passage.text, attributions, reader.language, report_text=report.text)
    statements = build_statements(passage, attributions, reader.method, names)
    mentions = tuple(mention for scenery in sceneries for mention in find_mentions(scenery, reader.kit))
    return _PassageReading(passage, mentions, names, tuple(statements))


@dataclass(frozen=True, slots=True)
class Heard:
    """The sentences of a text, and what the model says of it."""

    segments: Sequence[Segment]
    opinion: Opinion | None


def listen(text: str, reader: ReportReader) -> Heard:
    """What the model of a reader says of a text, where it has one."""
    segments = split_segments(text, reader.language)
    return Heard(segments, reader.model.read(text, segments) if reader.model else None)


def survey_text(
    text: str, published: date | None, reader: ReportReader, *, heard: Heard | None = None
) -> tuple[list[AttributionMatch], Iterator[Scenery]]:
    """Who says what in a text, and what else it holds, as many sentences at a time as may speak of one happening."""
    heard = heard or listen(text, reader)
    segments, opinion = heard.segments, heard.opinion
    attributions = find_attributions(text, segments, reader.language, opinion.attributions if opinion else None)
    if opinion is None and not reader.kit.triggers.may_name(text):
        return attributions, iter(())
    found = replace(_find_values(text, published, reader), attributions=attributions)
    stretches = [(segment.start, segment.end) for segment in segments]
    lines = build_lines(text, stretches, found=found, lexicon=reader.kit.lexicon)
    sceneries = (survey(text, part, reader.kit) for part in _group_lines(lines))
    return attributions, (opinion.scenery(scenery) for scenery in sceneries) if opinion else sceneries


def _find_values(text: str, published: date | None, reader: ReportReader) -> Found:
    """The numbers, times and names of a text."""
    names = reader.gazetteer.find_names(text)
    return Found(
        quantities=find_quantities(text, reader.language),
        whens=find_whens(text, published, reader.language),
        names=names,
        levels={name.start: _level(name.text, reader.gazetteer) for name in names if name.kind == "place"},
        published=published,
    )


def _level(name: str, gazetteer: Gazetteer) -> int:
    """How wide the best known place of that name is."""
    known = gazetteer.candidates(name)
    return _LEVELS[known[0].place.kind] if known else 1


def _group_lines(lines: Sequence[Line]) -> Iterator[list[Line]]:
    group: list[Line] = []
    words = 0
    for line in lines:
        if group and words + len(line.tokens) > _TOGETHER:
            yield group
            group, words = [], 0
        group.append(line)
        words += len(line.tokens)
    if group:
        yield group


def _resolve_places(
    reader: ReportReader, report: Report, readings: Sequence[_PassageReading]
) -> dict[Mention, Resolution]:
    """What each place word of the report means, all of them weighed together."""
    words = {
        reading.passage.mention(*span): None
        for reading in readings
        for mention in reading.mentions
        for span in mention.places
        if not reading.passage.crosses_cut(*span)
    }
    if not words:
        return {}
    resolutions = reader.gazetteer.resolve_all(tuple(words), report.text, list_parts(report))
    return dict(zip(words, resolutions, strict=True))
