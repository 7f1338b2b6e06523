"""One figure with its proofs: low, robust low, high, who says what, and what contradicts what."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from habeas.model.tally import Certificate, SetAside, Tally, Term, VoiceFigure, Without
from habeas.tally.block import Block, Node, find_lows, least, prove
from habeas.tally.constraint import Constraint
from habeas.tally.dispute import find_disputes, join_disputes
from habeas.tally.page import Page, Placed, count_least
from habeas.tally.program import Number
from habeas.tally.proof import ONE, Proof, by_claim, write_terms
from habeas.tally.region import Region
from habeas.tally.rest import Rest
from habeas.tally.scope import Scope
from habeas.tally.target import Target, find_region, to_date


def make_tally(page: Page, target: Target) -> Tally:
    """The figure of a target, pure in what the page holds."""
    if target.is_words:
        return _tally_words(page, target)
    region = find_region(target, page.tree)
    block, with_alleged = page.lows(region)
    places = () if target.place is None else (target.place,)
    scope = page.scopes.get((places, target.first, target.last))
    grounds = _Grounds(
        block,
        with_alleged,
        [] if scope is None else [scope],
        page.disputes(region, find_disputes),
        page.set_aside(region),
    )
    return _assemble(page, target, grounds)


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What a figure is made of: blocks of its lower bounds, scopes of just its cells, and what lies within."""

    block: Block | None
    with_alleged: Block | None
    scopes: Sequence[Scope]
    disputes: Sequence[Placed]
    set_aside: tuple[SetAside, ...]


def _assemble(page: Page, target: Target, grounds: _Grounds) -> Tally:
    block, with_alleged = grounds.block, grounds.with_alleged
    high, joined = _bound(page, target, block)
    certificate = None if block is None else _certify(page, block, None)
    sensitivity = () if block is None else _leave_out(page, block)
    low = None if block is None else count_least(block)
    return Tally(
        measure=page.measure,
        place=target.place,
        label=target.label,
        first=to_date(target.first),
        last=to_date(target.last),
        low=low,
        robust_low=None if low is None else min((without.low for without in sensitivity), default=low),
        high=None if high is None else high.bound,
        low_with_alleged=None if with_alleged is None else count_least(with_alleged),
        certificate=certificate,
        high_certificate=high,
        voices=_list_voices(grounds.scopes),
        sensitivity=sensitivity,
        disputes=tuple(dict.fromkeys(dispute for _, dispute in (*grounds.disputes, *joined))),
        set_aside=grounds.set_aside,
    )


def _tally_words(page: Page, target: Target) -> Tally:
    """What is said of words that name no known place: the highest bound; nothing bounds it from above."""
    scope = Scope()
    for constraint in page.labels[target.label]:
        scope.add(constraint)
    region = Region(page.tree.everything, target.first, target.last)
    rank, every = scope.rank(), scope.rank(with_doubtful=True)
    believed, every_block = (Node(region, each, ()) if each else None for each in (rank, every))
    aside = tuple(sorted(scope.set_aside(), key=lambda item: item.claim))
    return _assemble(page, target, _Grounds(believed, every_block, [scope], (), aside))


def _bound(page: Page, target: Target, block: Block | None) -> tuple[Certificate | None, list[Placed]]:
    """The least bound from above; claims that only together contradict the low are left out, as a dispute."""
    low, joined = 0 if block is None else count_least(block), list[Placed]()
    left_out: set[str] = set()
    while (cover := page.cover(target.place, target.first, target.last, without=left_out)) is not None:
        if block is None or _sum_rests(page, [Rest(upper) for upper in cover]) >= low:
            break
        joined.append(_join(page, target, block, [Rest(upper) for upper in cover]))
        left_out.update(upper.claim for upper in cover)
    if cover is None:
        return None, joined
    plain = [Rest(upper) for upper in cover]
    rests = page.rests(target.place, find_region(target, page.tree), without=left_out) or plain
    if block is not None and _sum_rests(page, rests) < low:
        joined.append(_join(page, target, block, rests))
        rests = plain
    return _certify_high(page, rests), joined


def _join(page: Page, target: Target, block: Block, rests: Sequence[Rest]) -> Placed:
    """The dispute of what is proved of a figure and of others with the upper bounds that leave too few."""
    proofs = [prove(block), *(prove(rest.others) for rest in rests if rest.others is not None)]
    uppers = list({rest.upper.claim: rest.upper for rest in rests}.values())
    return join_disputes(
        page, [figure for proof in proofs for figure, _ in proof], uppers, spread=target.first != target.last
    )


def _sum_rests(page: Page, rests: Sequence[Rest]) -> Number:
    parts = [rest.left for rest in rests]
    return sum(parts) if page.cumulates else max(parts)


def _certify_high(page: Page, rests: Sequence[Rest]) -> Certificate:
    """The upper bounds with what is taken off them: off all together, or off each where days do not add up."""
    uppers = [Term(rest.upper.claim, "at_most", rest.upper.high or 0, ONE) for rest in rests]
    proofs = [[] if rest.others is None else prove(rest.others) for rest in rests]
    if page.cumulates:
        off = _make_terms(page, [step for proof in proofs for step in proof]) if any(proofs) else ()
        return Certificate(floor(_sum_rests(page, rests)), (*sorted(uppers, key=by_claim), *off))
    groups = zip(uppers, proofs, strict=True)
    terms = [term for upper, proof in groups for term in (upper, *(_make_terms(page, proof) if proof else ()))]
    return Certificate(floor(_sum_rests(page, rests)), tuple(terms))


def _certify(page: Page, block: Block, without: str | None) -> Certificate:
    bound, kept = ceil(least(block, without)), block.recall(without)
    if kept is None:
        return Certificate(bound, _make_terms(page, prove(block, without)))
    if kept.terms is None:
        kept.terms = _make_terms(page, kept.steps())
    return Certificate(bound, kept.terms)


def _make_terms(page: Page, proof: Proof) -> tuple[Term, ...]:
    """The terms of a proof; that nobody was counted somewhere adds nothing to other numbers."""
    return tuple(sorted(write_terms(proof, page.terms), key=by_claim))


def _leave_out(page: Page, block: Block) -> tuple[Without, ...]:
    """The low without each voice that its proof rests on, the greatest loss first."""
    proof = prove(block)
    telling = [figure for figure, _ in proof if figure.low] or [figure for figure, _ in proof]
    names = {figure.voice.id: figure.voice.name for figure in telling}
    found = [
        Without(voice, names[voice], (left := _certify(page, block, voice)).bound, left)
        for voice in find_lows(block)
        if voice in names
    ]
    return tuple(sorted(found, key=lambda without: (without.low, without.voice)))


def _list_voices(scopes: Sequence[Scope]) -> tuple[VoiceFigure, ...]:
    """What each voice says of exactly these cells, the highest first."""
    by_voice: dict[str, list[Constraint]] = {}
    highs: dict[str, int] = {}
    for scope in scopes:
        for standing in scope.standing():
            for figure in standing.figures:
                if figure.doubt is None:
                    by_voice.setdefault(figure.voice.id, []).append(figure)
        for upper in scope.uppers():
            highs[upper.voice.id] = min(upper.high or 0, highs.get(upper.voice.id, upper.high or 0))
    figures = []
    for voice, said in by_voice.items():
        low = max((figure.low for figure in said if figure.low is not None), default=None)
        # Under two names for the same cells a voice may say more than it bounds them by: then it bounds nothing.
        if low is not None and low > highs.get(voice, low):
            del highs[voice]
        claims = tuple(sorted(figure.claim for figure in said))
        name = min(said, key=lambda figure: (figure.ended or "", figure.claim)).voice.name
        figures.append(VoiceFigure(voice, name, low, highs.get(voice), claims))
    return tuple(sorted(figures, key=lambda figure: (-1 if figure.low is None else -figure.low - 2, figure.voice)))
