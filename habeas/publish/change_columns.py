"""The columns of what changed: steps of a figure over time, corrections, and differences from the edition before."""

from collections.abc import Iterator
from dataclasses import dataclass

from habeas.model.change import Correction, Step
from habeas.model.edition import Edition
from habeas.publish.columns import join
from habeas.publish.table import Column


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """One step of the series of a tally, numbered from 1."""

    tally: str
    number: int
    step: Step


@dataclass(frozen=True, slots=True)
class LoggedCorrection:
    """A correction of the log, and whether the edition before did not print it."""

    is_new: bool
    correction: Correction


def list_corrections(edition: Edition) -> Iterator[LoggedCorrection]:
    """The whole log."""
    new = set(edition.corrected)
    return (LoggedCorrection(correction in new, correction) for correction in edition.corrections)


def list_steps(edition: Edition) -> Iterator[NumberedStep]:
    """Every step of every series."""
    for series in edition.series:
        for number, step in enumerate(series.steps, 1):
            yield NumberedStep(series.tally, number, step)


STEPS = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure", lambda row: row.tally),
    Column("number", "whole", "#meta+number", "Number of the step, from 1", lambda row: row.number),
    Column("at", "instant", "#date+known", "When it became known; empty: not known when", lambda row: row.step.at),
    Column("low", "whole", "#affected+min", "At least so many, from then on", lambda row: row.step.low),
    Column("robust_low", "whole", "#affected+min+robust", "Also without any voice", lambda row: row.step.robust_low),
    Column("high", "whole", "#affected+max", "At most so many, from then on", lambda row: row.step.high),
    Column("claims", "text", "#meta+id+claims", "Ids of the claims behind it", lambda row: join(row.step.claims)),
    Column("judgements", "text", "#meta+id+judgements", "Ids of judgements", lambda row: join(row.step.judgements)),
    Column("is_late", "flag", "#date+late", "The days counted were over by then", lambda row: row.step.is_late),
    Column("reason", "text", "#description+reason", "What moved the figure", lambda row: row.step.reason),
)

CORRECTIONS = (
    Column("at", "instant", "#date+known", "When", lambda row: row.correction.at),
    Column("kind", "text", "#event+type", "What was corrected, and how", lambda row: row.correction.kind),
    Column("measure", "text", "#indicator+name", "What is counted", lambda row: row.correction.measure),
    Column(
        "place", "text", "#loc+code", "Gazetteer id; empty: everywhere, or unknown", lambda row: row.correction.place
    ),
    Column("label", "text", "#loc+name", "The place as printed", lambda row: row.correction.label),
    Column("first_day", "day", "#date+start", "First day concerned", lambda row: row.correction.first.isoformat()),
    Column("last_day", "day", "#date+end", "Last day concerned", lambda row: row.correction.last.isoformat()),
    Column("before", "whole", "#affected+min+before", "The lower bound before", lambda row: row.correction.before),
    Column("after", "whole", "#affected+min+after", "The lower bound after", lambda row: row.correction.after),
    Column("claims", "text", "#meta+id+claims", "Ids of the claims concerned", lambda row: join(row.correction.claims)),
    Column(
        "judgements", "text", "#meta+id+judgements", "Ids of judgements", lambda row: join(row.correction.judgements)
    ),
    Column("reason", "text", "#description+reason", "What happened", lambda row: row.correction.reason),
    Column("is_new", "flag", "#meta+new", "The edition before did not print it", lambda row: row.is_new),
)

CHANGES = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure", lambda row: row.tally),
    Column("measure", "text", "#indicator+name", "What is counted", lambda row: row.measure),
    Column("label", "text", "#loc+name", "The place as printed", lambda row: row.label),
    Column("days", "text", "#date", "The days counted", lambda row: row.days),
    Column("before", "whole", "#affected+min+before", "The low in the edition before", lambda row: row.before),
    Column("after", "whole", "#affected+min+after", "The low now", lambda row: row.after),
    Column("fields", "text", "#indicator+fields", "What of the figure differs", lambda row: join(row.fields)),
)

JUDGEMENTS = (
    Column("judgement", "text", "#meta+id+judgement", "Id of the judgement", lambda row: row.id),
    Column("verdict", "text", "#event+type", "What was decided", lambda row: row.verdict),
    Column("subjects", "text", "#meta+id+subjects", "Ids of what it is about", lambda row: join(row.subjects)),
    Column("at", "instant", "#date+known", "From when it counts", lambda row: row.at),
    Column("reason", "text", "#description+reason", "Why", lambda row: row.reason),
)
