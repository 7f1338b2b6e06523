"""What stands before a text and says when, where or for whom it was written; it is no sentence."""

import re
from dataclasses import dataclass

from habeas.intake.paragraphs import trim
from habeas.model import Block
from habeas.model.written import understand_date

_NUMBERS = r"\d{4}-\d{1,2}(?:-\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?)?(?![\d-])"
_WORDED = r"\d{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,12}\.?,? \d{4}|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}"
_LABEL = r"(?:publication date|date published|published(?: on| at)?|posted(?: on)?|dated?)"
# "date 2022-02-27 As forces …": label and numbers may run on into the text; anything else needs a line of its own.
_DATED = re.compile(
    rf"\s*(?:(?i:{_LABEL})\s*:?\s+(?P<run>{_NUMBERS})(?=\s|$|[.,;:|–—])[ \t]*[.,;:|–—]?"
    rf"|(?:(?i:{_LABEL})\s*:?\s+)?(?P<line>{_NUMBERS}|{_WORDED})[ \t\r.]*(?=\n|$)"
    rf"|(?i:{_LABEL}):[ \t]*(?P<rest>[^\n]{{4,60}}?)[ \t\r]*(?=\n|$))",
)
_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n){1,50}?)---[ \t]*(?:\r?\n|$)")
_FRONT_KEYS = {
    **dict.fromkeys(("date", "published", "published_at"), "published"),
    **dict.fromkeys(("publisher", "source", "outlet"), "publisher"),
    **dict.fromkeys(("url", "address", "link"), "address"),
    **dict.fromkeys(("language", "lang"), "language"),
    **dict.fromkeys(("title", "headline"), "title"),
}
_PLACE = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’]+(?:[ -][^\W\d_a-zß-öø-ÿ.'’]+){0,3}"
_REGION = r"(?:, [^\W\d_][^\W\d_.'’]*(?: [^\W\d_][^\W\d_.'’]*){0,3})?"
_DAY = r"(?P<day>,? (?:[^\W\d_]{3,9}\.? \d{1,2}|\d{1,2} [^\W\d_]{3,9})(?:, \d{4})?)?"
_WIRE = re.compile(rf"(?P<place>{_PLACE}){_REGION}{_DAY}(?P<agency> ?\([^()\n]{{2,40}}\))?\s?(?P<dash>—|–|--?)\s?-?\s*")
_GLUED = re.compile(rf"[^\n]{{10,150}}?(?P<wire>- ?{_PLACE}{_REGION} —\s?-?\s*)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the beginning of a text says of it, and the blocks it takes."""

    published: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None
    title: str | None = None
    blocks: tuple[Block, ...] = ()


NONE = Dateline()


def find_dateline(text: str) -> Dateline:
    """The front matter or the date that a text begins with; a text that is nothing else has none."""
    found = _front_matter(text) or _dated(text)
    return found if found is not None and text[found.blocks[-1].end :].strip() else NONE


def find_wire(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Bounds of the wire dateline ("MINSK, Feb 27 (Agency) — ") that a paragraph begins with, or its glued-on title."""
    match = _WIRE.match(text, start, end)
    if match is not None and _is_wire(match) and _begins_sentence(text, match.end(), end):
        return match.span()
    glued = _GLUED.match(text, start, end)
    if glued is not None and _begins_sentence(text, glued.end(), end):
        return glued.span("wire")
    return None


def _is_wire(match: re.Match[str]) -> bool:
    """Capitals and a dash begin other sentences too ("NATO – the alliance …"): a day, an agency or "—" is needed."""
    if match["day"] is not None or match["agency"] is not None:
        return True
    return match["dash"] == "—" and len(match["place"]) >= 5


def _begins_sentence(text: str, position: int, end: int) -> bool:
    return position < end and not text[position].islower()


def _front_matter(text: str) -> Dateline | None:
    match = _FRONT.match(text)
    if match is None:
        return None
    found: dict[str, str] = {}
    for line in match["lines"].splitlines():
        key, _, value = line.partition(":")
        field = _FRONT_KEYS.get(key.strip().lower())
        if field is not None and value.strip():
            found.setdefault(field, value.strip().strip("\"'"))
    return Dateline(blocks=(Block("dateline", *trim(text, *match.span())),), **found) if found else None


def _dated(text: str) -> Dateline | None:
    match = _DATED.match(text)
    if match is None:
        return None
    words = (match["run"] or match["line"] or match["rest"]).strip()
    return Dateline(published=words, blocks=(Block("dateline", *trim(text, *match.span())),)) if _dates(words) else None


def _dates(words: str) -> bool:
    """Whether the words are a date, be it one that does not exist: that is an error, not a sentence."""
    try:
        return understand_date(words) is not None
    except ValueError:
        return True
