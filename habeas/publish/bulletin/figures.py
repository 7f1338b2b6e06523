"""Figures as a bulletin prints them: each number with the tally it comes from and the notes it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model.edition import tally_id
from habeas.model.tally import Dispute, Tally, VoiceFigure, Without
from habeas.publish.bulletin.foreign import tame_label, tame_words
from habeas.publish.bulletin.notes import NoteRun, Notes

MOST_VOICES = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A published number: `field` names what it is of the tally (low, robust_low, high, low_with_alleged, voice …)."""

    value: int
    tally: str
    field: str
    notes: tuple[NoteRun, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one voice says of exactly this; `low` and `high` None where it gives no such bound."""

    name: str
    low: Number | None
    high: Number | None


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """Claims that cannot all be true, in words."""

    sentence: str
    notes: tuple[NoteRun, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in a table: of a place or of a day. `share` is its low beside the greatest of the table, 0 to 100.

    `part_voices` prove the figure by what they say of parts of it; none of them is among `voices`.
    """

    label: str
    kind: str | None
    low: Number | None
    robust: Number | None
    high: Number | None
    alleged: Number | None
    voices: tuple[VoiceLine, ...]
    more_voices: int
    part_voices: tuple[str, ...]
    disputes: int
    share: int
    tally: Tally


def number_low(tally: Tally, notes: Notes) -> Number | None:
    """The figure itself with the claims of its proof."""
    terms = tally.certificate.terms if tally.certificate else ()
    return _number(tally, tally.low, "low", notes=notes.refer(term.claim for term in terms))


def number_robust(tally: Tally, notes: Notes) -> Number | None:
    """The robust low with the proof that is left without the voice that matters most."""
    without = weakest(tally)
    terms = without.certificate.terms if without else ()
    return _number(tally, tally.robust_low, "robust_low", notes=notes.refer(term.claim for term in terms))


def weakest(tally: Tally) -> Without | None:
    """The figure without the voice that it needs most."""
    return min(tally.sensitivity, key=lambda without: (without.low, without.voice), default=None)


def number_high(tally: Tally, notes: Notes) -> Number | None:
    """The upper bound with the claims that prove it."""
    terms = tally.high_certificate.terms if tally.high_certificate else ()
    return _number(tally, tally.high, "high", notes=notes.refer(term.claim for term in terms))


def number_alleged(tally: Tally, notes: Notes, alleged: Iterable[str]) -> Number | None:
    """The figure with alleged claims where it differs; its notes are the alleged claims of this figure."""
    if tally.low_with_alleged == tally.low:
        return None
    known = set(alleged)
    cited = notes.refer(aside.claim for aside in tally.set_aside if aside.claim in known)
    return _number(tally, tally.low_with_alleged, "low_with_alleged", notes=cited)


def list_voices(tally: Tally, notes: Notes) -> tuple[VoiceLine, ...]:
    """What each voice says of exactly this place and these days, the highest first."""
    ordered = sorted(tally.voices, key=lambda said: (-(said.low or 0), said.name, said.voice))
    return tuple(_voice(tally, said, notes) for said in ordered)


def write_dispute(found: Dispute, label: str, notes: Notes) -> DisputeLine:
    """A dispute about a place in words."""
    return DisputeLine(f"{tame_label(label)}: {tame_words(found.sentence, 600)}", notes.refer(found.claims))


def make_row(tally: Tally, notes: Notes, alleged: Iterable[str], *, kind: str | None, largest: int) -> Row:
    """One line of a table; the figure's own notes are numbered before those of its voices."""
    low, robust, high = number_low(tally, notes), number_robust(tally, notes), number_high(tally, notes)
    other = number_alleged(tally, notes, alleged)
    voices = list_voices(tally, notes)
    return Row(
        label=tame_label(tally.label),
        kind=kind,
        low=low,
        robust=robust,
        high=high,
        alleged=other,
        voices=voices[:MOST_VOICES],
        more_voices=max(0, len(voices) - MOST_VOICES),
        part_voices=_list_part_voices(tally, notes),
        disputes=len(tally.disputes),
        share=round(100 * (tally.low or 0) / largest) if largest else 0,
        tally=tally,
    )


def _list_part_voices(tally: Tally, notes: Notes) -> tuple[str, ...]:
    terms = tally.certificate.terms if tally.certificate else ()
    names = dict.fromkeys(notes.name_voice(term.claim) for term in terms if term.bound)
    return tuple(name for name in names if name not in {tame_words(said.name, 60) for said in tally.voices})


def _number(tally: Tally, value: int | None, field: str, *, notes: tuple[NoteRun, ...]) -> Number | None:
    return None if value is None else Number(value, tally_id(tally), field, notes)


def _voice(tally: Tally, said: VoiceFigure, notes: Notes) -> VoiceLine:
    cited = notes.refer(said.claims)
    low = _number(tally, said.low, f"voice:{said.voice}", notes=cited)
    high = _number(tally, said.high, f"voice-high:{said.voice}", notes=() if low else cited)
    return VoiceLine(tame_words(said.name, 60), low, None if said.high == said.low else high)
