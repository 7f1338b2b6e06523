"""What an HTML page says of itself: date, publisher, address and language, never guessed from its running text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from habeas.exc import InputError
from habeas.intake.dates import parse_published

_DATE_NAMES = frozenset(
    (
        *("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date"),
        *("pubdate", "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued"),
        *("dcterms.created", "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    )
)
_DATE_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_SITE_NAMES = frozenset(("og:site_name", "dc.publisher", "publisher", "application-name"))
# Not from the running text, and with no look at today's clock.
DATE_SEARCH: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "min_date": "1990-01-01",
    "max_date": "2200-12-31",
}


class About(NamedTuple):
    """What the page says; `doubt` where its date stands in its layout only, where it may belong to something else."""

    published: str | None
    publisher: str | None
    address: str | None
    language: str | None
    doubt: str | None


def read_about(tree: Any) -> About:
    """What the page's metadata say."""
    named = [
        ((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(), meta.get("content") or "")
        for meta in tree.iter("meta")
    ]
    published = next(_dates(tree, named), None)
    in_layout = None if published is not None else _find_in_layout(tree)
    return About(
        published=published or in_layout,
        publisher=_first(value for name, value in named if name in _SITE_NAMES),
        address=_first(_addresses(tree, named)),
        language=_first(iter([tree.get("lang")])),
        doubt=f"the date {in_layout} is found in the page's layout, not in its metadata" if in_layout else None,
    )


def _dates(tree: Any, named: list[tuple[str, str]]) -> Iterator[str]:
    """Each date of the metadata that exists; a lone <time> counts, one of several may be that of another story."""
    scripts = "\n".join(script.text or "" for script in tree.iter("script"))
    times = {time.get("datetime"): time for time in tree.iter("time") if time.get("datetime")}
    marked = [
        words
        for words, time in times.items()
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    lone = list(times) if len(times) == 1 else []
    for words in (
        *(value for name, value in named if name in _DATE_NAMES),
        *_DATE_PUBLISHED.findall(scripts),
        *marked,
        *lone,
    ):
        try:
            yield parse_published(words, "")
        except InputError:
            continue


def _find_in_layout(tree: Any) -> str | None:
    from htmldate import find_date

    found: str | None = find_date(tree, **DATE_SEARCH)
    return found


def _addresses(tree: Any, named: list[tuple[str, str]]) -> Iterator[str | None]:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            yield link.get("href")
    yield from (value for name, value in named if name == "og:url")


def _first(values: Iterator[str | None]) -> str | None:
    return next((" ".join(value.split()) for value in values if value and value.strip()), None)
