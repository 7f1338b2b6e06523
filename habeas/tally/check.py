"""Does a figure follow from its claims? By arithmetic alone: nothing below this module knows a solver.

Each term is compared with the claim it names, and multipliers are summed over the cells (place, day) of the claims.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor
from typing import TypeVar

from habeas.model import StoredClaim
from habeas.model.tally import Certificate, Measure, Sense, Tally, TallyQuery, TallySheet, Term
from habeas.model.verdicts import Verdicts
from habeas.model.voice import Origin
from habeas.tally.admission import measure_claim, refuse_claim
from habeas.tally.constraint import bound_claim, spread_days
from habeas.tally.location import locate_claim, scope_places
from habeas.tally.measures import cumulates
from habeas.tally.region import Region, holds, list_bits
from habeas.tally.tree import PlaceTree

EVERYWHERE = "everywhere"
_Weighted = tuple[Region, Fraction]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Known:
    """What figures are checked against: claims and origins by claim id, and the places that the claims mention."""

    claims: Mapping[str, StoredClaim]
    origins: Mapping[str, Origin]
    tree: PlaceTree
    query: TallyQuery
    # By claim, what was found out about it.
    said: dict[str, "Said"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What one claim says of its cells, on the days it names and on all that it may be about; why it does not count."""

    low: int | None
    high: int | None
    region: Region
    spread: Region
    is_about: tuple[Measure, bool]
    reason: str | None


def check_tally(
    tally: Tally,
    claims: Iterable[StoredClaim],
    origins: Mapping[str, Origin],
    query: TallyQuery,
) -> list[str]:
    """What does not hold of a figure, as sentences; none where everything follows from the claims."""
    return _check(tally, know_claims(claims, origins, query))


def check_sheet(sheet: TallySheet, claims: Iterable[StoredClaim], origins: Mapping[str, Origin]) -> list[str]:
    """What does not hold of a whole sheet, each sentence with the figure that it is about."""
    known = know_claims(claims, origins, sheet.query)
    return [
        f"{tally.measure}, {tally.label}, {tally.first} to {tally.last}: {fault}"
        for tally in sheet.tallies
        for fault in _check(tally, known)
    ]


def know_claims(claims: Iterable[StoredClaim], origins: Mapping[str, Origin], query: TallyQuery) -> Known:
    """What the figures of a query are checked against."""
    by_id = {stored.claim.id: stored for stored in claims}
    mentioned = {resolution.place for stored in by_id.values() for resolution in stored.claim.place}
    return Known(by_id, origins, PlaceTree(place for place in mentioned if place is not None), query)


def _check(tally: Tally, known: Known) -> list[str]:
    faults = _check_proof("low", tally.low, tally.certificate, (tally, known))
    faults += _check_proof("high", tally.high, tally.high_certificate, (tally, known))
    for without in tally.sensitivity:
        name = f"low without {without.name}"
        faults += _check_proof(name, without.low, without.certificate, (tally, known))
        used = [term.claim for term in without.certificate.terms if _voice(term.claim, known) == without.voice]
        faults += [f"{name}: claim {claim} is of this voice" for claim in used]
    return [*faults, *_check_robust(tally, known), *_check_named(tally, known)]


def _check_robust(tally: Tally, known: Known) -> list[str]:
    """Whether the robust low is the least of those without a voice, and every voice of the proof was left out."""
    if tally.low is None or tally.certificate is None:
        return [] if tally.robust_low is None else [f"robust low is {tally.robust_low:,}, but there is no low"]
    faults = []
    least = min((without.low for without in tally.sensitivity), default=tally.low)
    if tally.robust_low != least:
        faults.append(f"robust low is {tally.robust_low}, but leaving out one voice leaves {least:,}")
    supporters = {_voice(term.claim, known) for term in tally.certificate.terms}
    missing = sorted(voice for voice in supporters - {without.voice for without in tally.sensitivity} if voice)
    faults += [f"voice {voice} carries the low, but no figure without it is given" for voice in missing]
    if tally.low_with_alleged is None or tally.low_with_alleged < tally.low:
        faults.append(f"the low with alleged claims, {tally.low_with_alleged}, is under the low, {tally.low:,}")
    return faults


def _check_named(tally: Tally, known: Known) -> list[str]:
    """Whether all claims that the figure names exist, and none that was set aside proves it."""
    named = [claim for dispute in tally.disputes for claim in dispute.claims]
    named += [claim for figure in tally.voices for claim in figure.claims]
    faults = [f"claim {claim} is not known" for claim in dict.fromkeys(named) if claim not in known.claims]
    aside = {item.claim for item in tally.set_aside}
    proofs = [proof for proof in (tally.certificate, tally.high_certificate) if proof is not None]
    proofs += [without.certificate for without in tally.sensitivity]
    used = dict.fromkeys(term.claim for proof in proofs for term in proof.terms)
    faults += [f"claim {claim} was set aside, but is part of a proof" for claim in used if claim in aside]
    if tally.high is not None and tally.low is not None and tally.low > tally.high and not tally.disputes:
        faults.append(f"low {tally.low:,} exceeds high {tally.high:,}, and no dispute is shown")
    return faults


def _check_proof(name: str, figure: int | None, proof: Certificate | None, given: tuple[Tally, Known]) -> list[str]:
    if proof is None:
        return [] if figure is None else [f"{name} is {figure:,}, but has no certificate"]
    tally, known = given
    sense: Sense = "at_most" if name == "high" else "at_least"
    faults = [] if figure == proof.bound else [f"{name} is {figure}, but its certificate proves {proof.bound:,}"]
    senses = _find_senses(proof, sense)
    wrong = [
        fault for term, at in zip(proof.terms, senses, strict=True) for fault in _check_term(term, at, (tally, known))
    ]
    if wrong:
        return [*faults, *(f"{name}: {fault}" for fault in wrong)]
    total = _sum_terms(tally, proof.terms, sense)
    rounded = floor(total) if sense == "at_most" else ceil(total)
    if rounded != proof.bound:
        faults.append(f"{name}: the terms sum to {total}, not to {proof.bound:,}")
    return [*faults, *(f"{name}: {fault}" for fault in _check_cover(proof, sense, given))]


def _find_senses(proof: Certificate, sense: Sense) -> list[Sense]:
    """What each term must be: of a proof from above, upper bounds may be followed by lower bounds taken off them."""
    if sense == "at_least" or not proof.terms or proof.terms[0].sense != "at_most":
        return [sense for _ in proof.terms]
    return ["at_most" if term.sense == "at_most" else "at_least" for term in proof.terms]


def _sum_terms(tally: Tally, terms: Sequence[Term], sense: Sense) -> Fraction:
    """The weighted sum; for the most on any one day, the greatest of upper bounds less what is taken off each."""
    parts = [term.multiplier * term.bound * (1 if term.sense == sense else -1) for term in terms]
    if sense == "at_least" or cumulates(tally.measure):
        return sum(parts, Fraction(0))
    return max((sum(group, Fraction(0)) for group in _group(terms, parts)), default=Fraction(0))


def _group(terms: Sequence[Term], items: Iterable[_Item]) -> list[list[_Item]]:
    """Items of the terms, those of each upper bound with those of the lower bounds that follow it."""
    groups: list[list[_Item]] = []
    for term, item in zip(terms, items, strict=True):
        if term.sense == "at_most":
            groups.append([])
        groups[-1].append(item)
    return groups


def _check_term(term: Term, sense: Sense, given: tuple[Tally, Known]) -> list[str]:
    tally, known = given
    said = find_said(term.claim, known)
    if said is None:
        return [f"claim {term.claim} is not known, or names no day"]
    faults = []
    if term.sense != sense or term.multiplier <= 0:
        faults.append(f"claim {term.claim} enters as {term.sense} with multiplier {term.multiplier}")
    bound = said.low if sense == "at_least" else said.high
    if bound != term.bound:
        faults.append(f"claim {term.claim} says {sense} {bound}, not {term.bound:,}")
    if said.is_about != (tally.measure, True):
        faults.append(f"claim {term.claim} is not about {tally.measure}")
    return [*faults, *([] if said.reason is None else [f"claim {term.claim} does not count: {said.reason}"])]


def find_said(claim: str, known: Known) -> Said | None:
    """What a claim says, found out once; None where it is not known or speaks of no day."""
    if claim not in known.said:
        stored, origin = known.claims.get(claim), known.origins.get(claim)
        if stored is None or origin is None or stored.claim.when is None:
            return None
        when, mask = stored.claim.when, known.tree.cells(scope_places(stored.claim))
        known.said[claim] = Said(
            *bound_claim(stored, origin),
            Region(mask, when.start.toordinal(), when.end.toordinal()),
            Region(mask, *spread_days(stored.claim, known.query)),
            (measure_claim(stored), known.query.context in (None, stored.claim.context)),
            refuse_claim(stored, origin, known.query, verdicts=Verdicts()),
        )
    return known.said[claim]


def _check_cover(proof: Certificate, sense: Sense, given: tuple[Tally, Known]) -> list[str]:
    """Whether no cell bears more than its weight (a lower bound), or each of the figure's is held (an upper one)."""
    tally, known = given
    target = Region(figure_cells(tally, known), tally.first.toordinal(), tally.last.toordinal())
    if sense == "at_most":
        return _check_held(proof, target, given)
    if is_words(tally):
        return _check_words(tally, proof, known)
    spread = tally.first != tally.last and cumulates(tally.measure)
    regions = [(_region(term, known, spread=spread), term.multiplier) for term in proof.terms]
    faults = [
        f"claim {term.claim} is not only about these places and days"
        for term, (region, _) in zip(proof.terms, regions, strict=True)
        if not holds(target, region)
    ]
    return faults + _check_weights(_weigh_days(regions), tally)


def _check_weights(heaviest: Mapping[int, Fraction], tally: Tally) -> list[str]:
    if cumulates(tally.measure):
        most = max(heaviest.values(), default=Fraction(0))
        return [f"a place and day count {most} times"] if most > 1 else []
    total = sum(heaviest.values(), Fraction(0))
    return [f"days weigh {total} in all, more than one day"] if total > 1 else []


def _check_words(tally: Tally, proof: Certificate, known: Known) -> list[str]:
    """Of words for no known place one claim at a time is a proof, of these words."""
    faults = [
        f"claim {term.claim} is not about {tally.label!r}"
        for term in proof.terms
        if locate_claim(known.claims[term.claim].claim)[1] != tally.label
    ]
    weight = sum((term.multiplier for term in proof.terms), Fraction(0))
    return faults + ([f"multipliers sum to {weight}"] if weight > 1 else [])


def _check_held(proof: Certificate, target: Region, given: tuple[Tally, Known]) -> list[str]:
    """Whether upper bounds hold each cell of the figure once more than what is taken off, and no other cell less."""
    tally, known = given
    if tally.place is None or not target.mask:
        return ["a day of the place is not bounded"]
    uppers = [_region(term, known, spread=False) for term in proof.terms if term.sense == "at_most"]
    is_long = tally.first != tally.last or any(region.first != region.last for region in uppers)
    signed = []
    for term in proof.terms:
        # Who names no day may speak of the day before: where days are added up, people taken off are of either.
        spread = term.sense == "at_least" and is_long and cumulates(tally.measure)
        sign = 1 if term.sense == "at_most" else -1
        signed.append((_region(term, known, spread=spread), sign * term.multiplier))
    if cumulates(tally.measure):
        return _check_net(signed, target)
    return _check_net_of_days(_group(proof.terms, signed), target)


def _check_net_of_days(groups: Iterable[list[_Weighted]], target: Region) -> list[str]:
    """The same where days do not add up: each group alone bounds the days that all of its claims are about."""
    faults: list[str] = []
    open_days = set(range(target.first, target.last + 1))
    for group in groups:
        first, last = max(region.first for region, _ in group), min(region.last for region, _ in group)
        if len(group) > 1 and any(region.first != region.last for region, _ in group[1:]):
            faults.append("a lower bound over several days is taken off")
        sliced = [(Region(region.mask, first, first), weight) for region, weight in group]
        faults += _check_net(sliced, Region(target.mask, first, first))
        open_days.difference_update(range(first, last + 1))
    return [*faults, "a day of the place is not bounded"] if open_days else faults


def _check_net(signed: Iterable[_Weighted], target: Region) -> list[str]:
    """Whether weights sum to at least 1 over the target's cells, and to at least 0 over all others."""
    own, others = Fraction(1), Fraction(0)
    changes: dict[int, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for region, weight in [*signed, (target, Fraction(-1))]:
        for bit in list_bits(region.mask):
            changes[bit][region.first] += weight
            changes[bit][region.last + 1] -= weight
    for bit, at in changes.items():
        days = sorted(at)
        for begins, weight in zip(days, accumulate(at[day] for day in days), strict=True):
            is_own = bool(bit & target.mask) and target.first <= begins <= target.last
            own, others = (min(own, weight), others) if is_own else (own, min(others, weight))
    faults = ["a day of the place is not bounded"] if own < 0 else []
    return [*faults, "more is taken off other places and days than the upper bounds hold"] if others < 0 else faults


def _weigh_days(regions: list[tuple[Region, Fraction]]) -> dict[int, Fraction]:
    """For each day the greatest sum of multipliers over one of its cells."""
    changes: dict[int, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for region, multiplier in regions:
        for bit in list_bits(region.mask):
            changes[bit][region.first] += multiplier
            changes[bit][region.last + 1] -= multiplier
    heaviest: dict[int, Fraction] = defaultdict(Fraction)
    for at in changes.values():
        days = sorted(at)
        for begins, ends, weight in zip(days, days[1:], accumulate(at[day] for day in days), strict=False):
            for day in range(begins, ends) if weight else ():
                heaviest[day] = max(heaviest[day], weight)
    return heaviest


def _region(term: Term, known: Known, *, spread: bool) -> Region:
    """The cells of a term's claim; `spread`: on all days that it may be about."""
    said = find_said(term.claim, known)
    assert said is not None
    return said.spread if spread else said.region


def figure_cells(tally: Tally, known: Known) -> int:
    """The places of a figure."""
    return known.tree.cells(() if tally.place is None else (tally.place,))


def is_words(tally: Tally) -> bool:
    """Whether a figure is of words that name no known place."""
    return tally.place is None and tally.label != EVERYWHERE


def _voice(claim: str, known: Known) -> str | None:
    origin = known.origins.get(claim)
    return None if origin is None else origin.voice.id
