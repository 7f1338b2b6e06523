"""Claims → figures with the claims they rest on: derived, disposable, a pure function of claims and query."""

from collections.abc import Callable, Iterable, Sequence

from habeas.model import StoredClaim
from habeas.model.instant import last_instant
from habeas.model.tally import Tally, TallyQuery, TallySheet
from habeas.tally.cell import Cell, group_claims
from habeas.tally.rules import max_of_voices
from habeas.tally.voice import name_voices

Rule = Callable[[Cell, Sequence[StoredClaim], dict[str, str]], Tally]

RULES: dict[str, Rule] = {"max-of-voices": max_of_voices}


def tally_claims(claims: Iterable[StoredClaim], query: TallyQuery, rule: str = "max-of-voices") -> TallySheet:
    """One tally a cell (measure, place, window) of the query; the order in which claims arrive changes nothing."""
    ordered = sorted(claims, key=_publication_order)
    voices = name_voices(ordered)
    cells, aside = group_claims(ordered, query)
    tallies = [RULES[rule](cell, members, voices) for cell, members in cells.items()]
    tallies.sort(key=lambda tally: (tally.measure, tally.first, tally.last, -(tally.low or 0), tally.label))
    return TallySheet(query, tuple(tallies), tuple(aside))


def _publication_order(stored: StoredClaim) -> tuple[str, str, str]:
    """Undated reports come first: they cannot replace anything."""
    published = last_instant(stored.published_at) if stored.published_at else None
    return published or "", stored.claim.report, stored.claim.id
