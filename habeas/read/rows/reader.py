"""The reader of rows: as many claims as the mapping has, each field with the characters of its cell."""

from typing import TypeVar

from habeas.exc import InputError
from habeas.gazetteer import Gazetteer
from habeas.lang import Language
from habeas.model import Attribution, Claim, EventType, Mention, Reading, Report
from habeas.model.claim import claim_id
from habeas.model.row import parse_row
from habeas.ontology.mapping import Choice, ClaimMapping, Mapping
from habeas.read.rows.day import read_when
from habeas.read.rows.figure import FigureReader
from habeas.read.rows.place import PlaceReader
from habeas.read.rows.view import RowFaultError, RowView

Term = TypeVar("Term")


class RowReader:
    """Reads reports that are rows of tables of one mapping; its score is 1: nothing is guessed."""

    def __init__(self, mapping: Mapping, figures: FigureReader, places: PlaceReader) -> None:
        self.method = mapping.method
        self._mapping = mapping
        self._figures = figures
        self._places = places

    def read(self, report: Report) -> Reading:
        """The claims of one row; raises InputError naming row, column, value and what was expected."""
        view = RowView(report, parse_row(report.text), self._mapping)
        try:
            claims = [claim for entry in self._mapping.claims if (claim := self._read_claim(view, entry)) is not None]
        except RowFaultError as error:
            raise InputError(report.external_id or "-", f"{report.part}: {error}") from error
        return Reading(report, self.method, tuple({claim.id: claim for claim in claims}.values()), ())

    def _read_claim(self, view: RowView, entry: ClaimMapping) -> Claim | None:
        """One claim; None where its figure is blank, or its column says that there is none."""
        if not view.holds(entry.where):
            return None
        event_type: EventType | None = view.choose(entry.type)
        quantity = None if event_type is None else self._figures.read(view, entry)
        if event_type is None or quantity is None:
            return None
        mapping, report = self._mapping, view.report
        mentions = (view.words("place", said) for said in entry.place or mapping.place or ())
        place = self._places.read(tuple(mention for mention in mentions if mention is not None))
        trigger = _find_trigger(view, entry)
        first = place[0].words if place else None
        return Claim(
            id=claim_id(report.id, event_type, (trigger, quantity.words, first), self.method),
            report=report.id,
            type=event_type,
            trigger=trigger,
            quantity=quantity,
            whom=view.words("whom", entry.whom or mapping.whom),
            by=view.words("by", entry.by or mapping.by),
            place=place,
            when=read_when(view, entry.when or mapping.when),
            attribution=Attribution(
                speaker=view.words("speaker", entry.speaker or mapping.speaker),
                via=view.words("via", entry.via or mapping.via),
            ),
            modality=view.choose(entry.modality or mapping.modality) or "asserted",
            scope=_need(view.choose(entry.scope or mapping.scope), "scope"),
            context=_need(view.choose(entry.context or mapping.context), "context"),
            score=1.0,
            method=self.method,
        )


def open_row_reader(mapping: Mapping, language: Language, gazetteer: Gazetteer) -> RowReader:
    """The reader of a mapping's rows; words of number are in that language."""
    return RowReader(mapping, FigureReader(mapping, language), PlaceReader(gazetteer))


def _need(term: Term | None, name: str) -> Term:
    if term is None:
        raise RowFaultError(f"the column of `{name}` is blank, expected one of its values")
    return term


def _find_trigger(view: RowView, entry: ClaimMapping) -> Mention:
    """The words that stand for the claim: as the mapping says, else those of its type, else the name of its column."""
    stated = view.words("trigger", entry.trigger)
    if stated is not None:
        return stated
    column = entry.type.column if isinstance(entry.type, Choice) else _name_column(entry)
    cell = view.row.cells[column]
    return view.mention(*(cell.value_at if isinstance(entry.type, Choice) else cell.name_at))


def _name_column(entry: ClaimMapping) -> str:
    figure = entry.figure
    found = figure.column or figure.low or figure.high or (entry.where.column if entry.where else None)
    assert found is not None, "a mapping without figure or condition states a trigger"
    return found
