"""A row of a list of people as an entry: every cell that does not fit is told at once, none of them is shown."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from habeas.intake.people.cells import (
    NAME_LIMIT,
    Cells,
    find_cell_faults,
    take_name,
    take_note,
    take_said,
    take_words,
)
from habeas.intake.people.day import expect_day, read_day, write_ascii_digits
from habeas.model.person import Consent, Identity, PersonEntry, Status, StatusKind, Visibility
from habeas.ontology.mapping import Choice, Condition, Term
from habeas.ontology.people_mapping import (
    ConsentChoice,
    PeopleMapping,
    PersonDay,
    StatusChoice,
    StatusMapping,
    VisibilityChoice,
)

AGE_LIMIT = 120
Faults = tuple[tuple[str | None, str], ...]
# What has the shape of a day may be shown; other digits may be a telephone in the wrong column.
_SHOWN = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ T]\d{1,2}:\d\d)?")


def make_person(
    values: Mapping[str, str], mapping: PeopleMapping, *, list_name: str, row: int | None
) -> PersonEntry | Faults:
    """The entry of a row, or what is wrong with it by column (None for the row as a whole)."""
    cells = Cells(values, mapping)
    find_cell_faults(cells)
    entry = PersonEntry(
        list=list_name,
        key=_take_key(cells),
        identity=_take_identity(cells),
        detained_at=_take_day(cells, mapping.detained_at),
        consent=_take_consent(cells),
        visibility=_take_visibility(cells),
        row=row,
    )
    told = (*cells.faults.items(), *(() if cells.faults else ((None, what) for what in _list_contradictions(entry))))
    return told or entry


def _take_identity(cells: Cells) -> Identity:
    mapping, person = cells.mapping, cells.mapping.person
    return Identity(
        name=take_name(cells, person.name),
        given=take_name(cells, person.given),
        patronymic=take_name(cells, person.patronymic),
        family=take_name(cells, person.family),
        birth=_take_day(cells, person.birth, is_open=False),
        age=_take_age(cells, person.age),
        place=_take_place(cells),
        facility=take_said(cells, mapping.facility),
        body=take_said(cells, mapping.body),
        contact=take_words(cells, person.contact),
        note=take_note(cells, person.note),
        statuses=tuple(_list_statuses(cells)),
        cells=tuple((column, cells.values[column].strip()) for column in mapping.columns),
    )


def _take_key(cells: Cells) -> str | None:
    column = cells.mapping.key
    key = take_words(cells, column, NAME_LIMIT)
    if key is None and column is not None:
        cells.faults.setdefault(column, "is blank, expected the row's own number or name in the list")
    return key


def _take_age(cells: Cells, column: str | None) -> int | None:
    words = take_words(cells, column)
    if words is None or column is None:
        return None
    digits = write_ascii_digits(words).removesuffix(".0")
    if digits.isascii() and digits.isdigit() and len(digits) <= 3 and int(digits) <= AGE_LIMIT:
        return int(digits)
    cells.faults[column] = f"expected whole years between 0 and {AGE_LIMIT}"
    return None


def _take_day(cells: Cells, day: PersonDay | None, *, is_open: bool = True) -> str | None:
    words = None if day is None else take_words(cells, day.column)
    if words is None or day is None:
        return None
    style = cells.mapping.styles[day.column]
    try:
        return read_day(words, style)
    except ValueError as error:
        shown = f"{words!r}: " if is_open and _SHOWN.fullmatch(words) else ""
        cells.faults[day.column] = f"{shown}{str(error) or expect_day(style)}"
        return None


def _take_place(cells: Cells) -> str | None:
    """The words of the columns, the most specific first."""
    words = [part for part in (take_said(cells, said) for said in cells.mapping.place) if part is not None]
    return ", ".join(words) or None


def _list_statuses(cells: Cells) -> Iterator[Status]:
    for told in cells.mapping.statuses:
        kind = _take_kind(cells, told)
        if kind is not None:
            yield Status(
                kind,
                at=_take_day(cells, told.at),
                source=take_said(cells, told.source),
                facility=take_said(cells, told.facility),
                term=take_words(cells, told.term),
            )


def _take_kind(cells: Cells, told: StatusMapping) -> StatusKind | None:
    if told.where is not None and not _holds(cells, told.where):
        return None
    if isinstance(told.kind, StatusChoice):
        return _choose(cells, told.kind)
    if told.where is None and all(take_words(cells, column) is None for column in told.telling):
        return None
    return told.kind


def _holds(cells: Cells, condition: Condition) -> bool:
    words = take_words(cells, condition.column) or ""
    parts = words.split(condition.separator) if condition.separator else [words]
    wanted = {value.strip().casefold() for value in condition.has}
    return any(part.strip().casefold() in wanted for part in parts)


def _take_consent(cells: Cells) -> Consent:
    told = cells.mapping.consent
    return (_choose(cells, told) or "unknown") if isinstance(told, ConsentChoice) else told


def _take_visibility(cells: Cells) -> Visibility:
    told = cells.mapping.visibility
    return (_choose(cells, told) or told.blank) if isinstance(told, VisibilityChoice) else told


def _list_contradictions(entry: PersonEntry) -> Iterator[str]:
    who = entry.identity
    if who.name is None and who.given is None and who.family is None:
        yield "no name, and without one a person cannot be told from another"
    if who.birth is not None and entry.detained_at is not None and entry.detained_at < who.birth:
        yield "detained before the day of birth"
    # In some zone of the earth it is tomorrow.
    last = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
    ahead = {"detained": entry.detained_at, "born": who.birth}
    yield from (f"{what} on a day that has not come yet" for what, day in ahead.items() if day and day[:10] > last)
    if entry.consent == "refused" and entry.visibility == "shared":
        yield "is to be shared, but the person refused consent"


def _choose(cells: Cells, choice: Choice[Term]) -> Term | None:
    words = take_words(cells, choice.column)
    if words is None:
        return None
    if words.casefold() not in choice.values:
        known = ", ".join(choice.values)
        cells.faults[choice.column] = f"expected one of {known}"
        return None
    return choice.values[words.casefold()]
