"""An Atom feed (RFC 4287) of what an edition changed: figures that differ, and corrections that are new."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from habeas.model.change import Correction
from habeas.model.edition import Edition, FigureChange
from habeas.model.ids import hash_parts

_NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold (section 2.2).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    title: str
    updated: str
    content: str


def export_atom(edition: Edition) -> dict[str, bytes]:
    """One file: the edition itself, then its changes, then its new corrections, the newest first."""
    Tree.register_namespace("", _NAMESPACE)
    feed = Tree.Element(f"{{{_NAMESPACE}}}feed")
    # The id of the feed stays from edition to edition; a reader of feeds knows it by that.
    _add(feed, "id", _urn(hash_parts("feed", edition.title, *_lasting(edition))))
    _add(feed, "title", edition.title)
    _add(feed, "updated", edition.scope.as_of)
    _add(_add(feed, "author", ""), "name", edition.program)
    for entry in _list_entries(edition):
        element = _add(feed, "entry", "")
        _add(element, "id", _urn(entry.id))
        _add(element, "title", entry.title)
        _add(element, "updated", entry.updated)
        _add(element, "content", entry.content).set("type", "text")
    Tree.indent(feed, " ")
    return {"changes.atom": Tree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"}


def _lasting(edition: Edition) -> tuple[str | None, ...]:
    scope = edition.scope
    return (scope.place.id if scope.place else None, scope.context, *scope.measures)


def _list_entries(edition: Edition) -> Iterator[_Entry]:
    as_of = edition.scope.as_of
    named = f"{edition.title}, edition {edition.number}"
    told = f"{edition.scope.first} to {edition.scope.last}, as of {as_of}; {len(edition.claims):,} claims"
    yield _Entry(edition.id, named, as_of, told)
    for change in edition.changes:
        yield _Entry(hash_parts("change", edition.id, change.tally), _title(change), as_of, ", ".join(change.fields))
    for correction in sorted(edition.corrected, key=lambda each: each.at, reverse=True):
        yield _correction_entry(correction)


def _title(change: FigureChange) -> str:
    return f"{change.measure}, {change.label}, {change.days}: {_number(change.before)} → {_number(change.after)}"


def _correction_entry(correction: Correction) -> _Entry:
    moved = f"{_number(correction.before)} → {_number(correction.after)}"
    title = f"{correction.measure}, {correction.label}, {correction.first} to {correction.last}: {moved}"
    parts = (correction.at, correction.kind, correction.measure, correction.place, correction.label)
    key = hash_parts(
        "correction", *parts, correction.first.isoformat(), correction.last.isoformat(), *correction.claims
    )
    return _Entry(key, title, correction.at, correction.reason)


def _number(low: int | None) -> str:
    return "no number" if low is None else f"at least {low:,}"


def _urn(key: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, key).urn


def _add(parent: Tree.Element, name: str, text: str) -> Tree.Element:
    element = Tree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    if text:
        element.text = _NO_XML.sub("\ufffd", text)
    return element
