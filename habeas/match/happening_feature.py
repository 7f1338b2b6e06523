"""What speaks for two claims telling of one happening, and against it.

In one town on one day the same kind of protest is taken for one unless the words tell two apart; an attack, an accident
or a trial is taken for another unless the words bring two together. Points were set by hand (see docs/how-to-judge.md).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from habeas.match.feature import Comparison, Feature, Finding
from habeas.match.happening import Happening
from habeas.model import Place
from habeas.model.when import write_days

NEVER = -1000
# Longer spans of days tell of a time, not of one happening.
SHORT = timedelta(days=3)
_PLACE_POINTS = {"site": 220, "city": 220, "region": 120, "country": 30, "continent": 0}
_CONTEXT_POINTS = {"protest": 50, "disaster": 0, "conflict": -140, "crime": -160, "other": -40}
# Of these the same town on the same day makes no happening: many are charged, freed or missed in one day.
_LOOSE = ("charged", "released", "missing", "displaced")
_PEOPLE_TELL = {"attended": -220, "charged": -150, "released": -150}
# Of a place so wide that its day is no happening, yet one voice's figures for it are of one thing.
_WIDE = ("region", "country", "continent")
_DAY = timedelta(days=1)
_FEW_WORDS = 2
_SHOWN = 4


def compare_place(one: Happening, other: Happening) -> Finding | None:
    """Same place, one within the other, the same unknown words, or elsewhere."""
    if one.place is None or other.place is None:
        return _compare_unplaced(one, other)
    if one.place.id == other.place.id:
        return Finding(_PLACE_POINTS[one.place.kind], "both are in {}", (one.place.name,))
    if other.place.id in one.within or one.place.id in other.within:
        inner, outer = (one.place, other.place) if other.place.id in one.within else (other.place, one.place)
        return Finding(-60, "{} is told of one, all of {} of the other", (inner.name, outer.name))
    return Finding(NEVER, "one is in {}, the other in {}", (one.place.name, other.place.name))


def _compare_unplaced(one: Happening, other: Happening) -> Finding | None:
    if one.place_words is not None and one.place_words == other.place_words:
        return Finding(150, "both name {}", (one.place_words,))
    known: Place | None = one.place or other.place
    unknown = one.place_words or other.place_words
    if known is not None and unknown is not None:
        return Finding(-150, "one was in {}, the other in {}", (known.name, unknown))
    if known is not None:
        return Finding(-110, "only one says that it was in {}", (known.name,))
    is_told_twice = one.place_words is not None and other.place_words is not None
    return Finding(-150, "they name two places") if is_told_twice else Finding(-100, "neither says where")


def compare_days(one: Happening, other: Happening) -> Finding | None:
    """Same day, days that meet, neighbouring days, or another time."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return _compare_undated(one, other)
    first, last = max(one.first, other.first), min(one.last, other.last)
    if first > last:
        return _compare_gap(one, other, first - last)
    if max(one.last - one.first, other.last - other.first) > SHORT:
        return _compare_long(one, other, (last - first).days + 1)
    is_same = (one.first, one.last) == (other.first, other.last)
    return Finding(150 if is_same else 100, "both were on {}", (_say_days(first, last),))


def _compare_long(one: Happening, other: Happening, days: int) -> Finding:
    assert one.first and one.last and other.first and other.last, "days that meet are known"
    every = (max(one.last, other.last) - min(one.first, other.first)).days + 1
    if days * 2 >= every:
        return Finding(120, "both tell of the time around {}", (_say_days(max(one.first, other.first), None),))
    return Finding(-200, "one tells of a longer time, {} days", (str(every),))


def _compare_gap(one: Happening, other: Happening, gap: timedelta) -> Finding:
    if gap > _DAY:
        return Finding(NEVER, "they were {} days apart", (str(gap.days),))
    if one.is_day_told and other.is_day_told:
        return Finding(-250, "they were on two days, one after the other")
    return Finding(-120, "their days are neighbours, one of them only the day of its report")


def _compare_undated(one: Happening, other: Happening) -> Finding:
    """A claim without a day may be of what happened shortly before its report came out."""
    shown = [happening.last.isoformat() if happening.last else happening.published for happening in (one, other)]
    if None in shown:
        return Finding(-300, "one has no day")
    days = [date.fromisoformat(day) for day in shown if day is not None]
    is_near = abs(days[0] - days[1]) <= _DAY * 2
    return Finding(-20, "one has no day, but came out then") if is_near else Finding(NEVER, "one has no day")


def compare_context(one: Happening, other: Happening) -> Finding | None:
    """The same context, as far as it tells, or two."""
    if one.context == other.context:
        points = _CONTEXT_POINTS[one.context] - (100 if one.type in _LOOSE else 0)
        words = "both tell of {}" if points > 0 else "many such things happen ({})"
        return Finding(points, words, (one.context,))
    points = -100 if "other" in (one.context, other.context) else -200
    return Finding(points, "one tells of {}, the other of {}", (one.context, other.context))


def compare_sites(one: Happening, other: Happening) -> Finding | None:
    """The same named site, or two."""
    if not one.sites or not other.sites:
        return None
    shared = meet_sites(one.sites, other.sites)
    if shared:
        return Finding(120, "both name the {}", (_list(shared),))
    return Finding(-300, "one names the {}, the other the {}", (_list(one.sites), _list(other.sites)))


def meet_sites(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The sites that both name: "parliament" may be any parliament, "independence square" is that one."""
    return frozenset(name for name in one if any(_is_one_site(name, told) for told in other))


def _is_one_site(one: str, other: str) -> bool:
    """Whether two names end in one noun and what else they say does not part them."""
    first, second = one.split(), other.split()
    named, told = set(first[:-1]), set(second[:-1])
    return first[-1] == second[-1] and (named <= told or told <= named)


def compare_groups(one: Happening, other: Happening) -> Finding | None:
    """The same people, or others."""
    if not one.groups or not other.groups:
        return None
    shared = one.groups & other.groups
    if shared:
        return Finding(80, "both tell of {}", (_list(shared),))
    return Finding(
        _PEOPLE_TELL.get(one.type, 0), "one tells of {}, the other of {}", (_list(one.groups), _list(other.groups))
    )


def compare_sides(one: Happening, other: Happening) -> Finding | None:
    """The same side, for and against, or a protest beside those who came out against it."""
    if part_sides(one.sides, other.sides):
        return Finding(-400, "they are two sides ({})", (_list(one.sides ^ other.sides),))
    shared = one.sides & other.sides
    return Finding(60, "both are {}", (_list(shared),)) if shared else None


def part_sides(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one came out against the other."""
    if ("counter" in one) != ("counter" in other):
        return True
    turned = {
        f"for {side.removeprefix('against ')}" if side.startswith("against ") else f"against {side[4:]}" for side in one
    }
    return bool(turned & other) and not one & other


def compare_hours(one: Happening, other: Happening) -> Finding | None:
    """The same part of the day, or hours apart."""
    if one.hours is None or other.hours is None:
        return None
    gap = max(one.hours[0], other.hours[0]) - min(one.hours[1], other.hours[1])
    if gap <= 0:
        return Finding(40, "both were at the same time of day")
    return Finding(max(-300, -100 * gap), "they were at other times of the day, {} hours apart", (str(gap),))


def compare_causes(one: Happening, other: Happening) -> Finding | None:
    """The same cause, or two."""
    if not one.causes or not other.causes or one.type != "attended":
        return None
    shared = one.causes & other.causes
    names = len(shared & one.names)
    if shared:
        return Finding(80, "both are about {}", (_Said(shared - one.names, one.sentence, names),))
    return Finding(-110, "they are about two things")


def compare_words(one: Happening, other: Happening) -> Finding | None:
    """How much of the fewer words both share; a name counts twice."""
    least = min(_weigh(one.names, one.words), _weigh(other.names, other.words))
    if least < _FEW_WORDS:
        return None
    names = one.names & other.names
    words = (one.words | one.names) & (other.words | other.names) - names
    shared = _weigh(names, words)
    # One word of two is half, yet says little.
    points = min(250, 50 * shared, 400 * shared // least - 60) if shared else -60
    if names or words:
        plain = one.words & other.words
        return Finding(points, "both say {}", (_Said(plain, one.sentence, len(names | words) - len(plain)),))
    return Finding(points, "they share no words")


def compare_sentences(one: Happening, other: Happening) -> Finding | None:
    """One sentence that tells of both, or that tells of one place beside another."""
    if one.report != other.report or one.sentence != other.sentence:
        return None
    if one.place and other.place and one.place.id != other.place.id:
        return Finding(-150, "one sentence tells of both places")
    return Finding(60, "one sentence tells of both")


def compare_numbers(one: Happening, other: Happening) -> Finding | None:
    """The same number, or numbers that no two counts of one thing would give."""
    if one.low is None or other.low is None:
        return None
    if (one.low, one.high) == (other.low, other.high) and one.voice is not None and one.voice == other.voice:
        return Finding(120, "both say {} by one voice", (f"{one.low:,}",))
    if (one.low, one.high) == (other.low, other.high):
        return Finding(90 if one.low > _SHOWN else 30, "both say {}", (f"{one.low:,}",))
    if one.context != "protest" and max(one.low, other.low) > 3 * min(one.low, other.low):
        return Finding(-60, "one says {}, the other {}", (f"{one.low:,}", f"{other.low:,}"))
    return None


def compare_voices(one: Happening, other: Happening) -> Finding | None:
    """What one voice says of the whole of a wide place on the same days: a total, and later what became of it."""
    if one.voice is None or one.voice != other.voice or one.place is None or one.place.kind not in _WIDE:
        return None
    if other.place is None or one.place.id != other.place.id or (one.first, one.last) != (other.first, other.last):
        return None
    return Finding(120, "both are what one voice says of all of {}", (one.place.name,))


FEATURES: dict[str, Feature[Happening]] = {
    "place": compare_place,
    "days": compare_days,
    "context": compare_context,
    "sites": compare_sites,
    "groups": compare_groups,
    "sides": compare_sides,
    "hours": compare_hours,
    "causes": compare_causes,
    "words": compare_words,
    "sentences": compare_sentences,
    "numbers": compare_numbers,
    "voices": compare_voices,
}
HAPPENINGS = Comparison(FEATURES, prior=-200)


@dataclass(frozen=True, slots=True)
class _Said:
    """Shared words as a sentence has them; names are only counted, since they may be those of private people."""

    stems: frozenset[str]
    sentence: str
    names: int

    def __str__(self) -> str:
        whole = {word.casefold(): word for word in self.sentence.split()}
        said = [next((word for word in whole if word.startswith(stem)), stem) for stem in sorted(self.stems)[:_SHOWN]]
        words = [f"“{word.strip('.,;:!?“”()')}”" for word in said]
        count = [] if self.names == 0 else ["the same name" if self.names == 1 else f"{self.names} of the same names"]
        return " and ".join([*([", ".join(words)] if words else []), *count])


def _weigh(names: frozenset[str], words: frozenset[str]) -> int:
    return 2 * len(names) + len(words)


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:_SHOWN])


def _say_days(first: date, last: date | None) -> str:
    return write_days(first, first if last is None else last)
