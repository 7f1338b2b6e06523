"""HTML pages: the main text by trafilatura, what the page says of itself by its metadata, captions apart.

The page is hostile: scripts and comments are never read, nothing is fetched, and nesting is cut at the parser's depth.
"""

import re
from collections.abc import Iterator
from typing import Any

from habeas.exc import InputError
from habeas.intake.about import DATE_SEARCH, read_about
from habeas.intake.captions import Part, assemble
from habeas.intake.decode import decode_text
from habeas.intake.document import PAGE_LIMIT, Content, Draft, IntakeOptions
from habeas.intake.finish import finish_report
from habeas.intake.stream import read_whole
from habeas.model import Report

TAG_LIMIT = 200_000  # each takes about fifty microseconds; the longest live pages have a tenth of it
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CAPTIONS = (
    "//figcaption | //*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
    " | //*[contains(concat(' ', normalize-space(@class), ' '), ' image-caption ')]"
    " | //figure[not(.//figcaption)]//img[string-length(@alt) > 20]/@alt"
)
_SPACE = re.compile(r"\s+")


def read_html(content: Content, options: IntakeOptions) -> Iterator[Report | InputError]:
    """The report that the page is."""
    raw = read_whole(content.chunks, content.path, PAGE_LIMIT)
    charset = _CHARSET.search(raw[:4096])
    decoded = decode_text(raw, content.path, charset[1].decode("ascii") if charset else None)
    yield finish_report(draft_page(decoded.text, content.path, decoded.warning), content, options)


def draft_page(html: str, path: str, warning: str | None = None) -> Draft:
    """The draft of a page; raises InputError where it holds no text."""
    from lxml.etree import LxmlError

    if html.count("<") > TAG_LIMIT:
        raise InputError(path, f"holds more than {TAG_LIMIT:,} tags, expected the page of one report")
    try:
        tree = _parse(html)
        about = read_about(tree)
        captions = [("caption", words) for words in _captions(tree)]
        title, body, lost = _main_text(tree)
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise InputError(path, f"cannot be read as HTML: {type(error).__name__}: {error}") from error
    heading = [("heading", title)] if title and body and _plain(body[0][1]) != _plain(title) else []
    text, blocks = assemble([*heading, *body, *captions])
    if not body:
        raise InputError(path, "no text was found in this page")
    return Draft(
        text=text,
        title=title,
        blocks=blocks,
        published=about.published,
        publisher=about.publisher,
        address=about.address,
        language=about.language,
        warnings=tuple(words for words in (warning, about.doubt, lost) if words),
    )


def _parse(html: str) -> Any:
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    return document_fromstring(html.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)


def _main_text(tree: Any) -> tuple[str | None, list[Part], str | None]:
    """Title, paragraphs, and a warning where the main text could not be told from the rest of the page."""
    from trafilatura import bare_extraction, html2txt

    whole = _clean(html2txt(tree))
    found = bare_extraction(tree, include_comments=False, with_metadata=True, date_extraction_params=DATE_SEARCH)
    title = _clean(getattr(found, "title", None) or "") or None
    parts = list(_paragraphs(getattr(found, "body", None)))
    if parts or not whole:
        return title, parts, None
    return title, [("body", whole)], "the main text was not told from the rest of the page: all its words are read"


def _paragraphs(body: Any) -> Iterator[Part]:
    for element in () if body is None else body.iterchildren():
        if element.tag == "head":
            yield from _part("heading", element)
        elif element.tag in {"list", "table"}:
            for inner in element.iter("item", "row"):
                yield from _part("body", inner)
        else:
            yield from _part("body", element)


def _part(kind: str, element: Any) -> Iterator[Part]:
    words = _clean(" | ".join(element.itertext()) if element.tag == "row" else _text_of(element))
    if words:
        yield kind, words


def _text_of(element: Any) -> str:
    """Its words, a line break counting as a space."""
    for line_break in element.iter("lb"):
        line_break.text = " "
    return "".join(element.itertext())


def _captions(tree: Any) -> Iterator[str]:
    seen = set()
    for found in tree.xpath(_CAPTIONS):
        words = _clean(found if isinstance(found, str) else found.text_content())
        if words and words not in seen:
            seen.add(words)
            yield words


def _clean(words: str) -> str:
    return _SPACE.sub(" ", words).strip()


def _plain(words: str) -> str:
    return "".join(character for character in words.casefold() if character.isalnum())
