"""Claims that hand on the figure of another claim: restated, or told as a part, in the same report, relayed, retold."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.lang import load_language
from habeas.model import Claim, Quantity, StoredClaim
from habeas.reconcile.naming import read_publisher
from habeas.reconcile.own import Own
from habeas.reconcile.wording import split_words

# Shorter sentences ("Dozens were arrested.") are anybody's.
_FEWEST_WORDS = 5
# A figure that its own report gives loosely ("more than 2,700") and exactly (2,710): within a tenth.
_LOOSE = 10


@dataclass(frozen=True, slots=True)
class Link:
    """A claim's figure is that of claim `source`; `copy_of` is the report it was reprinted from."""

    source: str
    reason: str
    copy_of: str | None = None


def link_restated(claims: Sequence[StoredClaim], owns: Mapping[str, Own]) -> dict[str, Link]:
    """Claims for which nobody is named, where the same report gives the figure to somebody."""
    named: dict[tuple[str, str], list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if owns[stored.claim.id].is_attributed and stored.claim.quantity is not None:
            named[stored.claim.report, stored.claim.type].append(stored)
    links: dict[str, Link] = {}
    for stored in claims:
        if owns[stored.claim.id].is_attributed or stored.claim.quantity is None:
            continue
        others = named.get((stored.claim.report, stored.claim.type), ())
        source = next((other for other in others if _restates(stored.claim, other.claim)), None)
        if source is not None:
            name = owns[source.claim.id].voice.name
            links[stored.claim.id] = Link(source.claim.id, f"the same report gives this figure to {name}")
    return links


def link_referring(claims: Sequence[StoredClaim], owns: Mapping[str, Own]) -> dict[str, Link]:
    """Claims that refer to a figure of the same report: a part ("of them"), and where one alone counts in the report
    "the list", or a whole that holds that one's figure and for which nobody is named ("in all … since Thursday")."""
    attributed: dict[tuple[str, str], list[StoredClaim]] = defaultdict(list)
    for stored in claims:
        if owns[stored.claim.id].is_attributed and stored.claim.quantity is not None:
            attributed[stored.claim.report, stored.claim.type].append(stored)
    links: dict[str, Link] = {}
    for stored in claims:
        others = attributed.get((stored.claim.report, stored.claim.type), [])
        if owns[stored.claim.id].is_attributed or stored.claim.quantity is None or not others:
            continue
        if (source := _find_whole(stored, others)) is not None:
            reason = f"a part of a figure that the same report gives to {owns[source.claim.id].voice.name}"
        elif len({owns[other.claim.id].voice.id for other in others}) == 1:
            source = others[0] if _refers(stored) else _find_part(stored.claim, others)
            reason = f"the report gives its figures to {owns[others[0].claim.id].voice.name} alone"
        if source is not None:
            links[stored.claim.id] = Link(source.claim.id, reason)
    return links


def _find_whole(stored: StoredClaim, others: Sequence[StoredClaim]) -> StoredClaim | None:
    """The last figure before one that is said to be out of it, with nobody named for the part."""
    claim = stored.claim
    words = f" {' '.join(word.low for word in split_words(stored.sentence))} "
    is_part = any(f" {part} " in words for part in load_language("en").voices.parts)
    if claim.attribution.speaker is not None or not is_part:
        return None
    before = [other for other in others if other.claim.trigger.span.start <= claim.trigger.span.start]
    return max(before, key=lambda other: (other.claim.trigger.span.start, other.claim.id), default=None)


def _find_part(claim: Claim, others: Sequence[StoredClaim]) -> StoredClaim | None:
    """The first figure that lies in the places and days of one for which nobody is named: who counted it, counted all.

    A newspaper that takes the figure of a day from somebody has not counted all the days by itself.
    """
    if claim.attribution.speaker is not None or claim.attribution.via is not None:
        return None
    return next((other for other in others if _holds(claim, other.claim)), None)


def _holds(claim: Claim, other: Claim) -> bool:
    """Whether a figure is said of more days than another, the other's among them, and of its place or one around it."""
    whole, part = claim.when, other.when
    if whole is None or part is None or not whole.start <= part.start <= part.end <= whole.end:
        return False
    places = [next((each.place for each in told.place if each.place), None) for told in (claim, other)]
    if places[0] is None or places[1] is None or places[0].id not in (places[1].id, *places[1].parents):
        return False
    return (whole.start, whole.end) != (part.start, part.end)


def _refers(stored: StoredClaim) -> bool:
    """Whether the words for the speaker stand for somebody named elsewhere: "the list", "its tally", "the monitor"."""
    tables, speaker = load_language("en"), stored.claim.attribution.speaker
    words = [word.low for word in split_words(speaker.text)] if speaker else _according(stored.sentence)
    nouns = set(words) - tables.attribution.articles - tables.attribution.determiners
    return bool(nouns) and nouns <= tables.voices.referring


def _according(sentence: str) -> list[str]:
    """The words to which a sentence is "according", up to the next mark of punctuation."""
    for phrase in load_language("en").attribution.according:
        found = re.search(rf"\b{re.escape(phrase)}\s+([^,.;:!?()\"“”]+)", sentence, re.IGNORECASE)
        if found:
            return [word.low for word in split_words(found[1])]
    return []


def link_relayed(claims: Sequence[StoredClaim], owns: Mapping[str, Own]) -> dict[str, Link]:
    """Claims on the word of a medium, where a report of that medium itself gives the figure to somebody."""
    told: dict[tuple[object, ...], StoredClaim] = {}
    for stored in claims:
        own = owns[stored.claim.id]
        if own.is_attributed and own.cited is None and stored.publisher and stored.claim.quantity is not None:
            told.setdefault((_fold(stored.publisher), *_figure(stored.claim)), stored)
    links: dict[str, Link] = {}
    for stored in claims:
        own = owns[stored.claim.id]
        if own.cited is None or own.cited is not own.voice or stored.claim.quantity is None:
            continue
        source = told.get((_fold(own.cited.name), *_figure(stored.claim)))
        if source is not None and source.claim.report != stored.claim.report:
            voice = owns[source.claim.id].voice
            links[stored.claim.id] = Link(
                source.claim.id, f"{own.cited.name} is cited, whose own report gives this figure to {voice.name}"
            )
    return links


def link_retold(claims: Sequence[StoredClaim], owns: Mapping[str, Own]) -> dict[str, Link]:
    """Claims in a sentence that was printed word for word before, of the same days and with nobody named."""
    first: dict[tuple[object, ...], StoredClaim] = {}
    links: dict[str, Link] = {}
    for stored in claims:
        words = tuple(word.low for word in split_words(stored.sentence))
        if owns[stored.claim.id].is_attributed or len(words) < _FEWEST_WORDS:
            continue
        key = (words, stored.claim.type, *_days(stored.claim), stored.claim.trigger.text)
        source = first.setdefault(key, stored)
        if source.claim.report != stored.claim.report:
            name = owns[source.claim.id].voice.name
            reason = f"this sentence was printed before, word for word, by {name}"
            links[stored.claim.id] = Link(source.claim.id, reason, source.claim.report)
    return links


def _restates(claim: Claim, other: Claim) -> bool:
    """Whether two claims of one report give one figure for places and days that can be the same."""
    one, two = claim.quantity, other.quantity
    assert one is not None and two is not None
    if claim.modality == "denied" or other.modality == "denied" or not (_is_same(one, two) or _is_loosely(one, two)):
        return False
    places = [{part.place.id for part in each.place if part.place} for each in (claim, other)]
    if all(places) and not places[0] & places[1]:
        return False
    # A headline of the morning after names no day, and was given that of its report.
    if claim.when is None or other.when is None or claim.when.words is None or other.when.words is None:
        return True
    return claim.when.start <= other.when.end and other.when.start <= claim.when.end


def _is_same(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _is_loosely(loose: Quantity, exact: Quantity) -> bool:
    """Whether a figure that is not exact rounds the other."""
    if loose.relation == "exact" or exact.low is None:
        return False
    near = loose.low if loose.low is not None else loose.high
    return near is not None and abs(near - exact.low) * _LOOSE <= exact.low


def _figure(claim: Claim) -> tuple[object, ...]:
    assert claim.quantity is not None
    place = next((part.place.id for part in claim.place if part.place), None)
    return claim.type, claim.quantity.low, claim.quantity.high, place, *_days(claim)


def _days(claim: Claim) -> tuple[object, object]:
    return (claim.when.start, claim.when.end) if claim.when else (None, None)


def _fold(name: str) -> str:
    return read_publisher(name).key
