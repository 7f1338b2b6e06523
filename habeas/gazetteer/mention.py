"""What a place mention names once articles, descriptors and parents are taken off: "the port city of Aden" → Aden."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from habeas.gazetteer.entry import DEMONYM
from habeas.gazetteer.find import demonym_keys
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import Words, load_words

Hint = Literal["city", "region", "country"]
_HUNG = re.compile(r"^[a-z]+-|(?<=\w)-[a-z]+$")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWNED = re.compile(r"(.+?)(?:['’]s|(?<=s)['’]) (.+)")
_LONGEST_MENTION = 200
_LARGE_CITY = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The name in a mention and who bears it; where nobody does, `reason` says why.

    `is_body`: the words name a body of the place, which is a hint of it as its people are.
    """

    name: str
    candidates: tuple[Candidate, ...] = ()
    hint: Hint | None = None
    parents: tuple[str, ...] = ()
    owner: str | None = None
    reason: str = ""
    is_body: bool = False


def read_words(text: str, index: Index) -> Reading:
    """The reading of the words of one mention."""
    words = text.split()
    if not words or len(text) > _LONGEST_MENTION:
        return Reading(text[:40], reason="no name in these words")
    if _only_describes(words):
        return Reading(text, reason=f"“{text}” describes a place without naming it")
    for spelt in (text, _spell_out(words)):
        whole = index.find_candidates(fold_name(spelt))
        if whole:
            return Reading(spelt, whole)
    head, *parents = [part.strip() for part in text.split(",")]
    if _is_site(head, parents, index=index):
        return _refuse_site(head, parents)
    if not head:
        return Reading(text, reason="no name in these words")
    reading = _read_head(head, index)
    if not reading.candidates and not parents:
        reading = _read_body(head.split(), index) or reading
    return replace(reading, parents=tuple(filter(None, parents)))


def _read_body(words: list[str], index: Index) -> Reading | None:
    """The place in the name of its body: "Kazan City Council", "Bank of Japan"; the whole name is kept."""
    bodies = load_words().place_bodies
    name = " ".join(words)
    ends = [length for length in (1, 2) if " ".join(words[-length:]).lower() in bodies]
    rest = words[: -max(ends)] if ends else []
    if len(words) > 2 and words[0].lower() in bodies and words[1] == "of":
        rest = words[2:]
    if not rest or not rest[0][0].isupper():
        return None
    inner = _read_head(" ".join(rest), index)
    known = index.find_candidates(fold_name(" ".join(rest))) or inner.candidates
    if not known:
        return None
    return Reading(name, tuple(replace(each, quality=DEMONYM) for each in known), is_body=True)


def _spell_out(words: list[str]) -> str:
    """The words without what English hangs on a name, short forms in full: "Moscow-based", "Kenya's", "S. Korea"."""
    tables = load_words()
    *others, last = words
    spelt = [*others, _HUNG.sub("", _POSSESSIVE.sub("", last)) or last]
    return " ".join(tables.short.get(word.rstrip(".").lower(), word) for word in spelt) if len(spelt) > 1 else spelt[0]


def _only_describes(words: list[str]) -> bool:
    return all(word in _descriptors() for word in words)


@cache
def _descriptors() -> frozenset[str]:
    tables = load_words()
    return tables.articles.union(tables.adjectives, tables.directions, tables.sites, *tables.types.values())


def _is_site(head: str, parents: list[str], *, index: Index) -> bool:
    sites = load_words().sites
    if index.find_candidates(fold_name(head)):
        *_, last = [*head.split(), *" ".join(parents).split()]
        return last.lower() in sites and not index.find_candidates(fold_name(parents[-1] if parents else head))
    return any(word.lower().rstrip("s.") in sites or word.lower() in sites for word in head.split())


def _refuse_site(head: str, parents: list[str]) -> Reading:
    inside = f" ({', '.join(parents)} is named beside it)" if any(parents) else ""
    return Reading(head, reason=f"“{head}” is a site that the gazetteer does not list{inside}")


def _read_head(head: str, index: Index) -> Reading:
    plain = index.find_candidates(fold_name(head))
    if plain:
        return Reading(head, plain)
    owned = _OWNED.fullmatch(head)
    if owned:
        return replace(_strip(owned[2].split(), index), owner=owned[1])
    return _strip(head.split(), index)


def _strip(words: list[str], index: Index) -> Reading:
    """Take descriptors off either end until a name stands there alone."""
    tables = load_words()
    name, hint, direction = " ".join(words), None, None
    # A capital may make the descriptor a part of the name: "Old Bailey" is not in Bailey.
    doubtful = False
    while words:
        candidates = index.find_candidates(fold_name(" ".join(words)))
        if candidates and candidates[0].quality != DEMONYM:
            if doubtful and not _is_well_known(candidates):
                break
            return _settle(" ".join(words), candidates, hint=hint, direction=direction)
        taken, kind = _take(words, tables)
        if not taken:
            break
        direction = words[0] if kind == "direction" else direction
        doubtful = doubtful or (kind in ("direction", "adjective") and words[0][0].isupper())
        hint = _as_hint(kind) or hint
        words = taken
    return Reading(name, reason=_explain_absence(name, words, hint))


def _settle(name: str, candidates: tuple[Candidate, ...], *, hint: Hint | None, direction: str | None) -> Reading:
    """A part of a city is taken as the city; a part of anything wider is a place of its own, which is not listed."""
    if hint == "region" and all(each.level in ("city", "site") for each in candidates):
        return Reading(name, reason=f"“{name}” is in the gazetteer as a city only, and the text says a region")
    if direction is None or _is_city(candidates):
        return Reading(name, candidates, hint=hint)
    wider = candidates[0].place
    reason = f"the {direction} part of {wider.name} ({wider.kind} {wider.id}) is no place of its own in the gazetteer"
    return Reading(name, reason=reason)


def _is_well_known(candidates: tuple[Candidate, ...]) -> bool:
    return any(
        each.level not in ("city", "admin2") or (each.place.population or 0) >= _LARGE_CITY for each in candidates
    )


def _is_city(candidates: tuple[Candidate, ...]) -> bool:
    """Whether the name is first of all a city's: no country bears it, and no region but the city's own."""
    levels = {each.level for each in candidates}
    if "country" in levels:
        return False
    large = any(each.level == "city" and (each.place.population or 0) >= _LARGE_CITY for each in candidates)
    return large or not levels & {"admin1", "area", "continent"}


def _take(words: list[str], tables: Words) -> tuple[list[str], str]:
    """The words without one descriptor, and what kind it was; no words where there is none to take."""
    first, last = words[0].lower(), words[-1].lower()
    leads = {
        "article": tables.articles | tables.prepositions,
        "adjective": tables.adjectives,
        "direction": tables.directions,
    }
    for kind, names in leads.items():
        if first in names:
            return words[1:], kind
    for kind, names in tables.types.items():
        if " ".join(words[:2]).lower() in names:
            return words[2:], kind
        if first in names:
            return words[1:], kind
        if last in names:
            return words[:-1], kind
    return [], ""


def _as_hint(kind: str) -> Hint | None:
    return kind if kind in ("city", "region", "country") else None  # type: ignore[return-value]


def _explain_absence(name: str, rest: list[str], hint: Hint | None) -> str:
    if not rest:
        return f"“{name}” describes a place without naming it"
    if any(fold_name(word) in demonym_keys() for word in rest):
        return f"“{name}” names people, not a place"
    kind = f" as a {hint}" if hint else ""
    return f"“{' '.join(rest)}” is not in the gazetteer{kind}"
