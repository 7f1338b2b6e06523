"""Proofs as steps, and as the terms published of them; kept in parts, so that a change touches only its own."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from fractions import Fraction

from habeas.model.tally import Term
from habeas.tally.constraint import Constraint

ONE = Fraction(1)
Proof = list[tuple[Constraint, Fraction]]
# What was written of parts, by the identity of these.
Written = dict[int, tuple[Proof, dict[str, Term]]]
# Terms by claim that are gone and that came: of more than these all are sorted again.
_MOST_SPLICED = 40


class KeptProof:
    """A proof in parts that share no claim: of each day, and (None) of what spans several; `terms`: as published."""

    __slots__ = ("parts", "terms")

    def __init__(self, parts: dict[int | None, Proof], terms: tuple[Term, ...] | None = None) -> None:
        self.parts = parts
        self.terms = terms

    def steps(self) -> Proof:
        """All of it."""
        return [step for part in self.parts.values() for step in part]

    def vary(self, parts: Mapping[int | None, Proof]) -> "KeptProof":
        """A proof that differs in some parts."""
        other = KeptProof({**self.parts}, self.terms)
        other.exchange(parts, {})
        return other

    def exchange(self, parts: Mapping[int | None, Proof], written: Written) -> None:
        """Put parts in the place of what was there; what several proofs share is `written` once."""
        gone: dict[str, Term] = {}
        come: dict[str, Term] = {}
        for key, part in parts.items():
            before = self.parts.pop(key, [])
            if part:
                self.parts[key] = part
            if self.terms is not None and before != part:
                gone.update(_write_part(before, written))
                come.update(_write_part(part, written))
        if self.terms is not None:
            self.terms = _splice(self.terms, gone, come)


def write_terms(proof: Iterable[tuple[Constraint, Fraction]], shared: dict[str, Term]) -> list[Term]:
    """One term a constraint that counts anybody: what several parts of a core ask of it is added up.

    Figures of the same claim, taken once, share their term.
    """
    terms = _terms_by_claim(proof, shared)
    return [term for term in terms.values() if term.bound] or list(terms.values())


def _write_part(part: Proof, written: Written) -> dict[str, Term]:
    if id(part) not in written:
        written[id(part)] = part, _terms_by_claim(part)
    return written[id(part)][1]


def _terms_by_claim(
    proof: Iterable[tuple[Constraint, Fraction]], shared: dict[str, Term] | None = None
) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    known = {} if shared is None else shared
    for figure, multiplier in proof:
        claim = figure.claim
        if claim in terms:
            terms[claim] = Term(claim, "at_least", figure.low or 0, terms[claim].multiplier + multiplier)
        elif multiplier is not ONE:
            terms[claim] = Term(claim, "at_least", figure.low or 0, multiplier)
        elif (term := known.get(claim)) is not None:
            terms[claim] = term
        else:
            terms[claim] = known[claim] = Term(claim, "at_least", figure.low or 0, ONE)
    return terms


def _splice(terms: tuple[Term, ...], gone: dict[str, Term], come: dict[str, Term]) -> tuple[Term, ...] | None:
    """Terms in order of claims without those gone and with those that came; None where only zeros were or are left."""
    if not all(term.bound for term in terms) or not terms:
        return None
    left = [claim for claim, term in gone.items() if term.bound and come.get(claim) != term]
    news = [term for claim, term in come.items() if term.bound and gone.get(claim) != term]
    if not left and not news:
        return terms
    if len(left) + len(news) > _MOST_SPLICED:
        without = set(left)
        kept = [term for term in terms if term.claim not in without]
        return tuple(sorted(kept + news, key=by_claim)) or None
    kept = list(terms)
    for claim in left:
        del kept[bisect_left(kept, claim, key=by_claim)]
    for term in news:
        insort(kept, term, key=by_claim)
    return tuple(kept) or None


def by_claim(term: Term) -> str:
    """What terms are ordered by."""
    return term.claim
