"""Rules that turn the claims of one cell into a figure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations

from habeas.model import StoredClaim
from habeas.model.tally import SetAside, Tally, VoiceFigure
from habeas.tally.cell import Cell


def max_of_voices(cell: Cell, claims: Sequence[StoredClaim], voices: dict[str, str]) -> Tally:
    """The highest lower bound that any one voice stands for; a voice's later figure replaces what it contradicts."""
    by_voice: dict[str, list[StoredClaim]] = defaultdict(list)
    aside: list[SetAside] = []
    for stored in claims:
        reason = _refuse_figure(stored)
        if reason is None:
            by_voice[voices[stored.claim.id]].append(stored)
        else:
            aside.append(SetAside(stored.claim.id, reason))
    figures = []
    for voice, said in by_voice.items():
        standing, replaced = replace_contradicted(said)
        aside.extend(replaced)
        figures.append(_stand_for(voice, standing))
    figures.sort(key=lambda figure: (-(figure.low if figure.low is not None else -1), figure.voice))
    lows = [figure.low for figure in figures if figure.low is not None]
    return Tally(
        measure=cell.measure,
        place=cell.place,
        label=cell.label,
        first=cell.first,
        last=cell.last,
        rule="max-of-voices",
        low=max(lows, default=None),
        voices=tuple(figures),
        disputes=(*find_disputes(figures), *_denials(claims, voices)),
        set_aside=tuple(aside),
    )


def replace_contradicted(said: Sequence[StoredClaim]) -> tuple[list[StoredClaim], list[SetAside]]:
    """What of one voice's claims, in order of publication, still stands, and what a later one of them replaced."""
    standing: list[StoredClaim] = []
    replaced: list[SetAside] = []
    for stored in said:
        for earlier in [other for other in standing if _is_replaced(other, stored)]:
            standing.remove(earlier)
            when = stored.published_at or "a later report"
            replaced.append(SetAside(earlier.claim.id, f"replaced by the same voice's later figure ({when})"))
        standing.append(stored)
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
        f"{over.voice} says at least {over.low:,}, {under.voice} at most {under.high:,}"
        for over, under in permutations(figures, 2)
        if over.low is not None and under.high is not None and over.low > under.high
    ]


def _is_replaced(earlier: StoredClaim, later: StoredClaim) -> bool:
    """A running count never falls, so a later, lower one is a correction; a higher one ends an earlier upper bound."""
    earlier_low, earlier_high = bounds(earlier)
    quantity = later.claim.quantity
    assert quantity is not None
    is_lowered = earlier_low is not None and quantity.high is not None and quantity.high < earlier_low
    is_raised = earlier_high is not None and quantity.low is not None and quantity.low > earlier_high
    is_part = later.claim.scope == "subset"
    return is_raised or (is_lowered and not is_part)


def _stand_for(voice: str, standing: Sequence[StoredClaim]) -> VoiceFigure:
    pairs = [bounds(stored) for stored in standing]
    lows = [low for low, _ in pairs if low is not None]
    highs = [high for _, high in pairs if high is not None]
    ids = tuple(stored.claim.id for stored in standing)
    return VoiceFigure(voice, max(lows, default=None), min(highs, default=None), ids)


def _refuse_figure(stored: StoredClaim) -> str | None:
    if stored.claim.modality == "denied":
        return "denied: shown as a dispute"
    return "no number given" if stored.claim.quantity is None else None


def _denials(claims: Sequence[StoredClaim], voices: dict[str, str]) -> list[str]:
    denied = [voices[stored.claim.id] for stored in claims if stored.claim.modality == "denied"]
    return [f"{voice} denies that it happened" for voice in dict.fromkeys(denied)]
