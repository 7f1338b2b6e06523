"""Counts from lists → claims of one voice, whose words are all that is published of what they rest on.

The words are ours and hold no one's name; whether a claim is just what its count gives, the claim itself
tells.
"""

import re
from collections.abc import Iterable

from habeas.model import Attribution, Claim, Mention, Quantity, Resolution, Span, StoredClaim, When
from habeas.model.claim import claim_id
from habeas.model.ids import hash_parts
from habeas.model.listed import LIST_METHOD, LIST_TRIGGERS, LIST_VOICE, MEASURES_BY_TRIGGER, ListBasis, ListCount
from habeas.model.voice import Origin
from habeas.model.when import write_days

ORIGIN_REASON = "counted from lists of people: all lists are one voice"
_EXACT, _AT_LEAST = "as-listed", "at-most-"
_WORDS = re.compile(
    r"(?P<trigger>[a-z ]+): (?P<low>[\d,]+)(?: or up to \d+ more)?\nplace: (?P<place>.*)\ndays: (?P<days>.*)\n"
    r"lists: (?P<lists>.*)\nrecords: (?P<records>[\d,]+)\nlinked by: (?P<method>.*)"
)


def make_claims(counts: Iterable[ListCount], basis: ListBasis, at: str) -> list[StoredClaim]:
    """A claim for each count, known from `at` on (an ISO 8601 instant in UTC)."""
    return [make_claim(count, basis, at) for count in counts]


def make_origin(claim: str) -> Origin:
    """The origin of a claim of this id: person lists."""
    return Origin(claim, LIST_VOICE, ORIGIN_REASON)


def make_claim(count: ListCount, basis: ListBasis, at: str) -> StoredClaim:
    """The claim of one count: its words are the count, the names of the lists and how their records were linked."""
    words = _write(count, basis)
    report = hash_parts("list-count", count.place.id if count.place else None, words)
    trigger = _find(LIST_TRIGGERS[count.measure], words, report)
    number, place = _find(f"{count.low:,}", words, report), _locate(count, words, report)
    claim = Claim(
        id=claim_id(report, "detained", (trigger, number, place[0].words if place else None), LIST_METHOD),
        report=report,
        type="detained",
        trigger=trigger,
        quantity=_quantify(count, number),
        whom=None,
        by=None,
        place=place,
        when=_date(count, words, report),
        attribution=Attribution(),
        modality="asserted",
        scope="new",
        # Lists do not say what people were doing.
        context="other",
        score=1.0,
        method=LIST_METHOD,
    )
    return StoredClaim(claim, LIST_VOICE.name, at, at, None, None, None, words)


def is_list_claim(claim: Claim) -> bool:
    """Whether a claim is a count from lists."""
    return claim.method == LIST_METHOD


def read_count(claim: Claim) -> ListCount:
    """The count that a claim was made of; raises ValueError where it is no claim of a count."""
    quantity, when = claim.quantity, claim.when
    measure = MEASURES_BY_TRIGGER.get(claim.trigger.text)
    if measure is None or quantity is None or quantity.low is None or when is None or len(claim.place) > 1:
        raise ValueError(f"{claim.id} is no count from lists")
    slack = 0 if quantity.convention == _EXACT else int(quantity.convention.removeprefix(_AT_LEAST))
    place = claim.place[0].place if claim.place else None
    return ListCount(measure, place, when.start, when.end, quantity.low, quantity.low + slack)


def read_basis(stored: StoredClaim) -> ListBasis:
    """What the words of a claim say that it rests on; raises ValueError where they are not such words."""
    match = _WORDS.fullmatch(stored.sentence)
    if match is None:
        raise ValueError(f"{stored.claim.id}: its words are not those of a count from lists")
    lists = tuple(match["lists"].split("; ")) if match["lists"] else ()
    return ListBasis(lists, int(match["records"].replace(",", "")), match["method"])


def is_sound(stored: StoredClaim) -> bool:
    """Whether a claim is, to the letter, what its own count and basis give: no other words can hide in it."""
    try:
        made = make_claim(read_count(stored.claim), read_basis(stored), stored.published_at or "")
    except (ValueError, StopIteration):
        return False
    return made == stored


def _write(count: ListCount, basis: ListBasis) -> str:
    place = "not said" if count.place is None else count.place.name
    more = "" if count.low == count.high else f" or up to {count.high - count.low} more"
    return "\n".join(
        (
            f"{LIST_TRIGGERS[count.measure]}: {count.low:,}{more}",
            f"place: {place}",
            f"days: {write_days(count.first, count.last)}",
            f"lists: {'; '.join(basis.lists)}",
            f"records: {basis.records:,}",
            f"linked by: {basis.method}",
        )
    )


def _find(part: str, words: str, report: str, *, after: str = "") -> Mention:
    start = words.index(after + part) + len(after)
    return Mention(part, Span(report, start, start + len(part)))


def _locate(count: ListCount, words: str, report: str) -> tuple[Resolution, ...]:
    if count.place is None:
        return ()
    return (Resolution(_find(count.place.name, words, report, after="place: "), count.place, "on lists", 1.0),)


def _date(count: ListCount, words: str, report: str) -> When:
    days = _find(write_days(count.first, count.last), words, report, after="days: ")
    return When(count.first, count.last, "day" if count.first == count.last else "days", days, None)


def _quantify(count: ListCount, number: Mention) -> Quantity:
    """The exact count; one that was rounded or held back leaves open by how much."""
    if count.low == count.high:
        return Quantity(count.low, count.low, "exact", number, _EXACT)
    return Quantity(count.low, None, "at_least", number, f"{_AT_LEAST}{count.high - count.low}")
