"""Rules that turn the claims of one cell into a figure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from habeas.model import StoredClaim
from habeas.model.instant import first_instant, last_instant
from habeas.model.tally import SetAside, Tally, VoiceFigure
from habeas.tally.cell import Cell, is_comparable
from habeas.tally.voice import UNNAMED


def max_of_voices(cell: Cell, claims: Sequence[StoredClaim], voices: dict[str, str]) -> Tally:
    """The highest lower bound that any one voice stands for; a voice's later figure replaces what it contradicts."""
    is_one_place = all(is_comparable(stored.claim) for stored in claims)
    by_voice, aside = _sort_by_voice(claims, voices, is_one_place=is_one_place)
    figures: list[VoiceFigure] = []
    doubts: list[str] = []
    for voice, said in by_voice.items():
        standing, replaced = replace_contradicted(said) if is_one_place and voice != UNNAMED else (said, [])
        aside.extend(replaced)
        figures.append(_stand_for(voice, standing, is_one_place=is_one_place))
        doubts.extend(_doubts(voice, standing) if is_one_place else ())
    figures.sort(key=lambda figure: (-(figure.low if figure.low is not None else -1), figure.voice))
    lows = [figure.low for figure in figures if figure.low is not None]
    denials = _denials(claims, voices) if is_one_place else ()
    return Tally(
        measure=cell.measure,
        place=cell.place,
        label=cell.label,
        first=cell.first,
        last=cell.last,
        rule="max-of-voices",
        low=max(lows, default=None),
        voices=tuple(figures),
        disputes=(*find_disputes(figures), *doubts, *denials),
        set_aside=tuple(aside),
    )


def replace_contradicted(said: Sequence[StoredClaim]) -> tuple[list[StoredClaim], list[SetAside]]:
    """What of one voice's claims still stands, in the order given, and what a later one of them replaced."""
    after = _Later(said)
    standing: list[StoredClaim] = []
    replaced: list[SetAside] = []
    for stored in said:
        other = after.find_contradiction(stored)
        if other is None:
            standing.append(stored)
        else:
            reason = f"replaced by the same voice's later figure ({other.published_at})"
            replaced.append(SetAside(stored.claim.id, reason))
    return standing, replaced


def bounds(stored: StoredClaim) -> tuple[int | None, int | None]:
    """Low and high as a constraint on the whole: only a figure given after its window ended bounds it from above."""
    quantity, when = stored.claim.quantity, stored.claim.when
    assert quantity is not None and when is not None
    is_closed = stored.published_at is not None and stored.published_at[:10] > when.end.isoformat()
    is_whole = stored.claim.scope != "subset"
    return quantity.low, quantity.high if is_closed and is_whole else None


def find_disputes(figures: Iterable[VoiceFigure]) -> list[str]:
    """A sentence for each pair of voices that cannot both be right."""
    return [
        f"{over.voice}: at least {over.low:,}; {under.voice}: at most {under.high:,}"
        for over, under in permutations(figures, 2)
        if over.low is not None and under.high is not None and over.low > under.high
    ]


def _sort_by_voice(
    claims: Sequence[StoredClaim], voices: dict[str, str], *, is_one_place: bool
) -> tuple[dict[str, list[StoredClaim]], list[SetAside]]:
    """Voice → its claims with a number, and the claims that enter no figure."""
    by_voice: dict[str, list[StoredClaim]] = defaultdict(list)
    aside: list[SetAside] = []
    for stored in claims:
        reason = _refuse_figure(stored, is_one_place=is_one_place)
        if reason is None:
            by_voice[voices[stored.claim.id]].append(stored)
        else:
            aside.append(SetAside(stored.claim.id, reason))
    return by_voice, aside


def _refuse_figure(stored: StoredClaim, *, is_one_place: bool) -> str | None:
    if stored.claim.modality == "denied":
        return "denied: shown as a dispute" if is_one_place else "denied, at no known place: it disputes nothing here"
    return "no number given" if stored.claim.quantity is None else None


class _Later:
    """For each moment, the lowest and the highest of one voice's figures that were surely published after it.

    Looked up by halving: a voice may have thousands of claims for one day. Two numbers of one report, two reports of a
    day without hours and reports without a date are in no order.
    """

    def __init__(self, said: Sequence[StoredClaim]) -> None:
        dated = [(first_instant(stored.published_at or ""), stored) for stored in said]
        ordered = sorted(((begins, stored) for begins, stored in dated if begins is not None), key=lambda pair: pair[0])
        self._begins = [begins for begins, _ in ordered]
        self._figures = [stored for _, stored in ordered]
        self._lowest = _from_the_end(self._figures, _is_lower)
        self._highest = _from_the_end(self._figures, _is_higher)

    def find_contradiction(self, earlier: StoredClaim) -> StoredClaim | None:
        """A running count never falls: a later, lower figure is a correction; a higher one ends an upper bound."""
        ended = last_instant(earlier.published_at or "")
        place = bisect_right(self._begins, ended) if ended is not None else len(self._begins)
        if place == len(self._begins):
            return None
        low, high = bounds(earlier)
        lowest, highest = self._lowest[place], self._highest[place]
        if low is not None and (ceiling := _ceiling(lowest)) is not None and ceiling < low:
            return lowest
        floor = _floor(highest)
        return highest if high is not None and floor is not None and floor > high else None


def _from_the_end(
    figures: Sequence[StoredClaim], is_better: Callable[[StoredClaim, StoredClaim], bool]
) -> list[StoredClaim]:
    """At each place the best of the figures from there on."""
    best: list[StoredClaim] = []
    for stored in reversed(figures):
        best.append(stored if not best or is_better(stored, best[-1]) else best[-1])
    return best[::-1]


def _is_lower(one: StoredClaim, other: StoredClaim) -> bool:
    ceiling, least = _ceiling(one), _ceiling(other)
    return ceiling is not None and (least is None or ceiling <= least)


def _is_higher(one: StoredClaim, other: StoredClaim) -> bool:
    floor, most = _floor(one), _floor(other)
    return floor is not None and (most is None or floor >= most)


def _ceiling(stored: StoredClaim) -> int | None:
    """The most that a correction allows, be its day over or not; a part corrects no whole."""
    quantity = stored.claim.quantity
    return None if quantity is None or stored.claim.scope == "subset" else quantity.high


def _floor(stored: StoredClaim) -> int | None:
    return stored.claim.quantity.low if stored.claim.quantity else None


def _stand_for(voice: str, standing: Sequence[StoredClaim], *, is_one_place: bool) -> VoiceFigure:
    """What a voice stands for; an upper bound that its own numbers exceed bounds a part, and so is none."""
    pairs = [bounds(stored) for stored in standing]
    low = max((low for low, _ in pairs if low is not None), default=None)
    high = min((high for _, high in pairs if high is not None), default=None)
    is_bound = is_one_place and high is not None and (low is None or low <= high)
    return VoiceFigure(voice, low, high if is_bound else None, tuple(stored.claim.id for stored in standing))


def _doubts(voice: str, standing: Sequence[StoredClaim]) -> list[str]:
    """A sentence where two reports of one voice cannot both be right and nothing says which is the later."""
    lows = [(low, stored.claim.report) for stored in standing if (low := bounds(stored)[0]) is not None]
    highs = [(high, stored.claim.report) for stored in standing if (high := bounds(stored)[1]) is not None]
    if not lows or not highs:
        return []
    (low, over), (high, under) = max(lows), min(highs)
    if low <= high or over == under:
        return []
    return [f"{voice}: at least {low:,} in one report, at most {high:,} in another; which is later is not known"]


def _denials(claims: Sequence[StoredClaim], voices: dict[str, str]) -> list[str]:
    denied = [voices[stored.claim.id] for stored in claims if stored.claim.modality == "denied"]
    return [f"{voice} denies that it happened" for voice in dict.fromkeys(denied)]
