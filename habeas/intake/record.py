"""A record (a JSON object, a table's row) as a draft: each key is used, ignored by name, or refused by type."""

from collections.abc import Mapping
from typing import Any

from habeas.intake.document import Draft

# Field of a report → names under which records carry it; the first that is there and not empty counts.
KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "message"),
    "published": ("published_at", "date", "published", "datetime", "date_published", "publication_date", "created_at"),
    "external_id": ("id", "external_id", "guid"),
    "context": ("context",),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "origin", "newspaper"),
    "address": ("url", "address", "link", "permalink"),
    "language": ("language", "lang"),
}
CITES = ("cites", "sources")
_NAMES = {bool: "a truth value", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}


class RecordError(ValueError):
    """A record that is no report; the caller adds file and line."""


def draft_record(record: object) -> Draft:
    """The draft of one record, its text untouched; raises RecordError naming the key, its value and what it should be.

    Keys in neither `KEYS` nor `CITES` are the publisher's own and are not read.
    """
    if not isinstance(record, dict):
        raise RecordError(f"expected an object with a text, found {describe(record)}")
    text = _first_text(record, "text")
    if text is None:
        raise RecordError(_missing_text(record))
    return Draft(
        text=text,
        published=_first_text(record, "published"),
        publisher=_first_text(record, "publisher"),
        address=_first_text(record, "address"),
        language=_first_text(record, "language"),
        title=_first_text(record, "title"),
        cites=_cites(record),
        external_id=_first_text(record, "external_id"),
        context=_first_text(record, "context"),
    )


def describe(value: object) -> str:
    """A value in few words, with its kind: 'a number (7)'."""
    if value is None:
        return "null"
    shown = repr(value)
    kind = _NAMES.get(type(value), "a value")
    return f"{kind} ({shown if len(shown) <= 60 else shown[:60] + '…'})"


def _first_text(record: Mapping[str, Any], field: str) -> str | None:
    for name in KEYS[field]:
        value = record.get(name)
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if not value.isspace():
                return value
        elif field == "external_id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        else:
            example = ' such as "2022-02-27"' if field == "published" else ""
            raise RecordError(f'"{name}" is {describe(value)}, expected text{example}')
    return None


def _missing_text(record: Mapping[str, Any]) -> str:
    named = [name for name in KEYS["text"] if name in record]
    if named:
        return f'"{named[0]}" is empty, expected the text of a report'
    keys = ", ".join(str(key)[:40] for key in list(record)[:8])
    return f'has no "text" (it has: {keys or "nothing"})'


def _cites(record: Mapping[str, Any]) -> tuple[str, ...]:
    for name in CITES:
        value = record.get(name)
        if not value:
            continue
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(";") if part.strip())
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(item for item in value if item.strip())
        raise RecordError(f'"{name}" is {describe(value)}, expected a list of names')
    return ()
