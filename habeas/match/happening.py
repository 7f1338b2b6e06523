"""What a claim tells of its happening, as far as it tells one happening from another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from habeas.gazetteer.find import demonym_keys
from habeas.lang import Language
from habeas.lang.happenings import HappeningsTables
from habeas.match.clause import Clause, find_clause
from habeas.model import Claim, Context, EventType, Place, StoredClaim

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?")
_HOURS_A_DAY = 24
_NOON = 12
# So many words before the noun of a site may name it.
_AHEAD = 4
_SITE_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?((?:[A-Z][\w’'-]*\s*){1,3})")


@dataclass(frozen=True, slots=True)
class Happening:
    """One claim as it is compared: every field is empty or None where its words do not tell.

    `within` are the ids of the place's parents; `is_day_told` is false where the day is only that of publication;
    `hours` are the first and last hour of the day (after midnight 24 and more); `names` and `words` are the rest of the
    claim's own words without endings, those with a capital and those without; `low` and `high` bound its number unless
    that is vague.
    """

    claim: str
    report: str
    type: EventType
    context: Context
    place: Place | None
    place_words: str | None
    first: date | None
    last: date | None
    is_day_told: bool
    published: str | None
    sites: frozenset[str]
    groups: frozenset[str]
    sides: frozenset[str]
    hours: tuple[int, int] | None
    causes: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    low: int | None
    high: int | None
    sentence: str
    voice: str | None = None

    @property
    def within(self) -> tuple[str, ...]:
        """The places that the place lies in, itself aside."""
        return () if self.place is None else tuple(parent for parent in self.place.parents if parent != self.place.id)


def tell_happening(stored: StoredClaim, beside: Sequence[Claim], language: Language) -> Happening:
    """What a claim tells of its happening; `beside` are the claims of its type in its sentence, itself included."""
    claim, tables = stored.claim, language.happenings
    clause = find_clause(stored, beside, tables)
    place = _find_place(claim)
    words = [word for word in _WORD.findall(clause.rest) if _tells(word, place, tables)]
    causes = {tables.stem(word) for said in tables.cause_pattern.findall(clause.rest) for word in _WORD.findall(said)}
    names = frozenset(tables.stem(word) for word in words if word[0].isupper())
    quantity = claim.quantity if claim.quantity and claim.quantity.relation != "vague" else None
    return Happening(
        claim=claim.id,
        report=claim.report,
        type=claim.type,
        context=claim.context,
        place=place,
        place_words=_unknown_place(claim) if place is None else None,
        first=claim.when.start if claim.when else None,
        last=claim.when.end if claim.when else None,
        is_day_told=claim.when is not None and claim.when.words is not None,
        published=stored.published_at[:10]
        if stored.published_at and len(stored.published_at) >= len("2022-02-27")
        else None,
        sites=_find_sites(clause, tables, _town_words(claim)),
        groups=frozenset(
            group for word in _WORD.findall(clause.core) if (group := tables.group_names.get(word.casefold()))
        ),
        sides=_find_sides(clause.core, tables),
        hours=_find_hours(clause.whole, tables),
        causes=frozenset(causes - tables.usual_stems),
        names=names,
        words=frozenset(tables.stem(word) for word in words) - names,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        sentence=stored.sentence,
    )


def _tells(word: str, place: Place | None, tables: HappeningsTables) -> bool:
    """Whether a word may tell happenings apart: where the place is known, the adjective of its country does not."""
    if tables.stem(word) in tables.usual_stems:
        return False
    return place is None or not word[0].isupper() or word.casefold() not in demonym_keys()


def _find_place(claim: Claim) -> Place | None:
    """The town, or what else is known best; a site only where nothing around it is."""
    known = [resolution.place for resolution in claim.place if resolution.place is not None]
    return next((place for place in known if place.kind != "site"), known[0] if known else None)


def _unknown_place(claim: Claim) -> str | None:
    return claim.place[0].words.text.casefold() if claim.place else None


def _town_words(claim: Claim) -> frozenset[str]:
    """The words of the places that are no sites: Garden Grove is no garden."""
    towns = (resolution for resolution in claim.place if resolution.place and resolution.place.kind != "site")
    return frozenset(word for resolution in towns for word in _WORD.findall(resolution.words.text))


def _find_sites(clause: Clause, tables: HappeningsTables, towns: frozenset[str]) -> frozenset[str]:
    """Sites by name ("independence square"), or by their noun alone ("parliament")."""
    found = set()
    for match in _WORD.finditer(clause.whole):
        if match[0].casefold() not in tables.sites or match[0] in towns:
            continue
        ahead = clause.whole[: match.start()].split()[-_AHEAD:]
        of = _SITE_OF.match(clause.whole, match.end())
        named = [*takewhile(_is_name, reversed(ahead)), *(of[1].split() if of else ())]
        names = {word.casefold() for word in named if tables.stem(word) not in tables.usual_stems}
        if names or match[0][0].isupper() or any(word.casefold() in tables.before_sites for word in ahead):
            found.add(" ".join([*sorted(names), match[0].casefold()]))
    return frozenset(found)


def _is_name(word: str) -> bool:
    """Whether a word before the noun of a site belongs to its name; whose town it is in ("Cairo's") does not."""
    return word[0].isupper() and not word.endswith(("'s", "’s", ","))


def _find_sides(core: str, tables: HappeningsTables) -> frozenset[str]:
    """For or against what those came out, and "counter" where they came out against others."""
    found = set()
    for word in _WORD.findall(core.casefold()):
        if word in tables.counter:
            found.add("counter")
        prefix, _, rest = word.partition("-")
        if rest and prefix in tables.sides:
            found.add(f"{tables.sides[prefix]} {tables.stem(rest)}")
    return frozenset(found)


def _find_hours(text: str, tables: HappeningsTables) -> tuple[int, int] | None:
    """The earliest and the latest hour that the words name."""
    spans = [tables.hours[word] for word in _WORD.findall(text.casefold()) if word in tables.hours]
    clock = tables.clock_pattern.search(text)
    if clock is not None and int(clock["hour"]) <= _HOURS_A_DAY:
        hour = int(clock["hour"])
        half = (clock["half"] or "").casefold()
        hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
        spans = [(hour, hour)]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
