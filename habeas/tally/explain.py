"""A figure as arithmetic that a reader can follow: whose claims add up to it, what it rests on, what was set aside."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from habeas.model import StoredClaim
from habeas.model.tally import Certificate, Dispute, Tally, Term
from habeas.model.voice import Origin
from habeas.model.when import write_on_days
from habeas.tally.location import locate_claim
from habeas.tally.measures import cumulates

# Sums of more terms are written voice by voice; the certificate itself has them all.
_WRITTEN_OUT = 12
_SENSES = {"at_least": "at least", "at_most": "at most"}


@dataclass(frozen=True, slots=True)
class Grounds:
    """Claims and origins by claim id."""

    claims: Mapping[str, StoredClaim]
    origins: Mapping[str, Origin]


def explain(tally: Tally, claims: Iterable[StoredClaim], origins: Mapping[str, Origin]) -> list[str]:
    """The lines that prove a figure, its robust low and its upper bound; its disputes, and what was set aside."""
    grounds = Grounds({stored.claim.id: stored for stored in claims}, origins)
    lines = ["no claim gives a number"] if tally.certificate is None else []
    if tally.certificate is not None:
        lines += [f"at least {tally.low:,}: {_sum(tally.certificate, grounds, tally)}"]
        lines += _explain_robust(tally, grounds)
    if tally.low_with_alleged is not None and tally.low_with_alleged != tally.low:
        lines.append(f"with alleged and unreviewed claims at least {tally.low_with_alleged:,}")
    if tally.high_certificate is not None:
        lines.append(f"at most {tally.high:,}: {_sum_high(tally.high_certificate, grounds, tally)}")
    lines += [f"in dispute: {say_dispute(dispute, tally, grounds.claims)}" for dispute in tally.disputes]
    reasons = Counter(item.reason for item in tally.set_aside)
    return [*lines, *(f"set aside, {count:,}: {reason}" for reason, count in sorted(reasons.items()))]


def say_dispute(dispute: Dispute, tally: Tally, claims: Mapping[str, StoredClaim]) -> str:
    """A dispute in words, with the places that it is about where these are not the figure's own."""
    named = dict.fromkeys(locate_claim(claims[claim].claim)[1] for claim in dispute.claims if claim in claims)
    if not named or set(named) == {tally.label}:
        return dispute.sentence
    return f"{', '.join(named)}: {dispute.sentence}"


def _explain_robust(tally: Tally, grounds: Grounds) -> list[str]:
    """Each voice that carries the figure, with what is left without it, and the arithmetic of the least of these."""
    lines = [f"without {without.name} at least {without.low:,}" for without in tally.sensitivity]
    if not tally.sensitivity:
        return lines
    least = tally.sensitivity[0]
    if not least.low:
        return [f"rests on one voice: without {least.name} no number is proved", *lines[1:]]
    robust = f"holds even if any one voice is wrong: at least {tally.robust_low:,}"
    if least.certificate.terms:
        robust += f" (without {least.name}: {_sum(least.certificate, grounds, tally)})"
    return [robust, *lines]


def _sum(proof: Certificate, grounds: Grounds, tally: Tally) -> str:
    if not proof.terms:
        return "nobody else gives a number"
    exact = sum((term.multiplier * term.bound for term in proof.terms), Fraction(0))
    rounded = "" if exact.denominator == 1 else f", rounded up from {_fraction(exact)}"
    return f"{_add(proof.terms, grounds, tally)} = {proof.bound:,}{rounded}"


def _sum_high(proof: Certificate, grounds: Grounds, tally: Tally) -> str:
    """Upper bounds less what is taken off them; where days do not add up, the greatest of them."""
    starts = [number for number, term in enumerate(proof.terms) if term.sense == "at_most"]
    if cumulates(tally.measure):
        # All are added up, and what is taken off is taken off all together.
        starts = starts[:1]
    groups = [proof.terms[at:end] for at, end in zip(starts, [*starts[1:], len(proof.terms)], strict=True)]
    parts = [_subtract(group, grounds, tally) for group in groups]
    exact = max(sum((_signed(term) for term in group), Fraction(0)) for group in groups)
    rounded = "" if exact.denominator == 1 else f", rounded down from {_fraction(exact)}"
    what = parts[0] if len(parts) == 1 else f"the greatest of {', '.join(parts)}"
    return f"{what} = {proof.bound:,}{rounded}"


def _signed(term: Term) -> Fraction:
    return term.multiplier * (term.bound if term.sense == "at_most" else -term.bound)


def _subtract(terms: Sequence[Term], grounds: Grounds, tally: Tally) -> str:
    uppers = _add([term for term in terms if term.sense == "at_most"], grounds, tally)
    off = [term for term in terms if term.sense == "at_least"]
    if not off:
        return uppers
    # What is taken off lies on the days of the upper bounds, which may be more than the figure's.
    days = [grounds.claims[term.claim].claim.when for term in terms if term.sense == "at_most"]
    widest = replace(tally, first=min(tally.first, *(when.start for when in days if when is not None)))
    return f"{uppers} − ({_add(off, grounds, widest)})"


def _add(terms: Sequence[Term], grounds: Grounds, tally: Tally) -> str:
    """Terms joined to a sum, long ones voice by voice."""
    if len(terms) > _WRITTEN_OUT:
        return " + ".join(_by_voice(terms, grounds))
    ordered = sorted(terms, key=lambda term: (-term.multiplier * term.bound, term.claim))
    return " + ".join(_write(term, grounds, tally) for term in ordered)


def _write(term: Term, grounds: Grounds, tally: Tally) -> str:
    """One term: whose it is, of what place and days where these are not the figure's own, and its number."""
    stored = grounds.claims[term.claim]
    when = stored.claim.when
    label = locate_claim(stored.claim)[1]
    days = ""
    if when is not None and (when.start, when.end) != (tally.first, tally.last):
        days = f" {write_on_days(when.start, when.end)}"
        if when.words is None and tally.first < when.start == when.end and cumulates(tally.measure):
            days = f" on {when.start} or the day before"
    factor = "" if term.multiplier == 1 else f"{_fraction(term.multiplier)} × "
    name = grounds.origins[term.claim].voice.name
    return f"{factor}{name}: {label}{days} {_SENSES[term.sense]} {term.bound:,}"


def _by_voice(terms: Iterable[Term], grounds: Grounds) -> list[str]:
    """Long sums by voice: how many figures, and what they add up to."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    counts: Counter[str] = Counter()
    for term in terms:
        name = grounds.origins[term.claim].voice.name
        sums[name] += term.multiplier * term.bound
        counts[name] += 1
    ordered = sorted(sums, key=lambda name: (-sums[name], name))
    return [f"{name}: {_fraction(sums[name])} in {counts[name]:,} figures" for name in ordered]


def _fraction(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else f"{number.numerator:,}/{number.denominator:,}"
