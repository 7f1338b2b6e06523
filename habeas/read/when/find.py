"""Dates and times in a text, resolved against a reference date.

Own code beside the tables, since a general date parser (dateparser) answers with an instant where words mean a period,
finds fewer of them and takes several times as long: docs/times.md has the figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from habeas.lang import Language
from habeas.model import Precision
from habeas.read.when.calendar import Period, narrow
from habeas.read.when.grammar import Grammar, Phrase, find_phrases, grammar_of, lower_text, side_after, side_of
from habeas.read.when.meaning import MEANINGS
from habeas.read.when.moment import Kind, Moment, Scene, Side

PRECISIONS: dict[str, Precision] = {
    "day": "day",
    "days": "days",
    "weekend": "days",
    "week": "week",
    "month": "month",
    "quarter": "season",
    "half": "season",
    "season": "season",
    "year": "year",
    "years": "years",
    "decade": "years",
    "century": "years",
}
# The side a lead stands for where no word before it says one: "since Friday", "until Friday".
_SIDES: dict[str, Side] = {"since": "past", "until": "future", "for": "future"}


@dataclass(frozen=True, slots=True)
class WhenMatch:
    """Time words of a text, at `start` to `end` with their lead ("on", "since"), from `core_start` on without it.

    `first` and `last` are the days they mean, both None where that cannot be told; `core` is the period of the core
    alone ("since Thursday": that Thursday), `vague` says past, present or future where the words say no more.
    A `duration` gives the days that end on the reference date: right for what still went on, wrong for a sentence of
    five years. `series` ("third night in a row"), `repeated` ("every Friday") and `vague` words place nothing;
    `anchored` words rest on a happening ("days after the vote").
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision | None
    kind: Kind
    core_start: int
    core_end: int
    core: Period | None
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase and what it was read as."""

    phrase: Phrase
    scene: Scene
    moment: Moment
    period: Period | None
    effect: str | None


def find_whens(
    text: str, reference: date | None, language: Language, *, direction: Side | None = None
) -> list[WhenMatch]:
    """Every time the text names, in order and without overlap.

    Relative words need the reference date. Where words fit a past and a future day ("on Friday"), `direction` decides;
    without it, words before them do ("will march on Friday"), and the past is meant where none does.
    """
    grammar = grammar_of(language)
    lowered = lower_text(text)
    found: list[_Found] = []
    anchor: date | None = None
    for phrase in find_phrases(grammar, text, lowered):
        side = direction or side_of(grammar, lowered, phrase.start)
        if side is None and phrase.effect == "until":
            side = side_after(grammar, lowered, phrase.end)
        one = _read(grammar, phrase, Scene(reference, anchor, side))
        if one.moment.period is not None and one.moment.period.unit == "day":
            anchor = one.moment.period.first
        if one.moment.kind != "none":
            found.append(one)
    return [_finish(one, reference) for one in _join(grammar, found, lowered)]


def _read(grammar: Grammar, phrase: Phrase, scene: Scene) -> _Found:
    effect = phrase.effect
    slots = {**phrase.slots, "lead": effect} if effect else phrase.slots
    moment = MEANINGS[phrase.meaning](slots, replace(scene, side=scene.side or _SIDES.get(effect or "")))
    period = moment.period
    if phrase.portion and period:
        period = narrow(period, grammar.tables.portions[phrase.portion])
    return _Found(phrase, scene, moment, period, effect)


def _join(grammar: Grammar, found: Iterable[_Found], lowered: str) -> list[_Found]:
    """Two times joined by a word ("from Monday to Wednesday") become one."""
    joined: list[_Found] = []
    for one in found:
        both = _joined(grammar, joined[-1], one, lowered=lowered) if joined else None
        if both is None:
            joined.append(one)
        else:
            joined[-1] = both
    return joined


def _joined(grammar: Grammar, left: _Found, right: _Found, *, lowered: str) -> _Found | None:
    how = grammar.tables.joins.get(" ".join(lowered[left.phrase.end : right.phrase.core].split()))
    if how is None or right.period is None or not _fits(left, right, how):
        return None
    earlier = _read_before(grammar, left, right.phrase.slots.get("year"), end=right.period.last)
    if earlier is None:
        return None
    period = Period(earlier.first, right.period.last, "years" if earlier.unit == "year" else "days")
    moment = Moment(period, right.moment.kind)
    return _Found(replace(left.phrase, end=right.phrase.end), left.scene, moment, period, "between")


def _read_before(grammar: Grammar, left: _Found, year: int | str | None, *, end: date) -> Period | None:
    """The first of two joined times, which lies before the second and shares its year, or comes in the year before."""
    years = [{}] if year is None or "year" in left.phrase.slots else [{"year": int(year)}, {"year": int(year) - 1}]
    scene = replace(left.scene, now=end, side="past")
    for slots in years:
        period = _read(grammar, replace(left.phrase, slots={**slots, **left.phrase.slots}), scene).period
        if period is not None and period.first <= end:
            return period
    return None


def _fits(left: _Found, right: _Found, how: str) -> bool:
    """Whether two times can be the ends of one range: "from" and "between" say so, else they are said alike."""
    if left.effect in ("from", "between"):
        return True
    if left.phrase.meaning != right.phrase.meaning:
        return False
    return how == "to" or left.phrase.meaning == "weekday"


def _finish(one: _Found, reference: date | None) -> WhenMatch:
    phrase, moment = one.phrase, one.moment
    period = _apply_lead(one.effect, one.period, reference)
    return WhenMatch(
        phrase.start,
        phrase.end,
        period.first if period else None,
        period.last if period else None,
        PRECISIONS[period.unit] if period else None,
        moment.kind,
        phrase.core,
        phrase.end,
        moment.period,
        moment.vague,
    )


def _apply_lead(effect: str | None, core: Period | None, reference: date | None) -> Period | None:
    """The days meant by "since", "before" and the like; None where an end stays open."""
    if core is None or effect == "before":
        return None
    if effect != "since":
        return core
    return Period(core.first, reference, "days") if reference and core.first <= reference else None
