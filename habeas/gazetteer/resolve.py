"""Resolves the places of one report together: each name's bearers are weighed alone, then by what the others mean."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from habeas.gazetteer.beside import Beside, is_inside, look_beside, read_abbreviation, read_parent
from habeas.gazetteer.entry import DEMONYM
from habeas.gazetteer.find import find_demonyms, find_names
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.mention import Reading, read_words
from habeas.gazetteer.near import guess_near
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import load_names
from habeas.gazetteer.weigh import Surroundings, to_chances, weigh_alone, weigh_beside, weigh_rivals
from habeas.model import Mention, Place, Resolution

_ROUNDS = 3
_MOST_WEIGHED = 40
_DEMONYM_SHARE = 0.25
_BARE_SHARE = 5.0
_SURE_NAME = 0.4


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known around a mention: the report's text, and places already resolved in it.

    No name reaches from one of the `parts` of the text into the next; without any the text is one.
    """

    text: str = ""
    places: tuple[Place, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()


@dataclass
class _Name:
    """All mentions of one name that share their parents: they mean the same place."""

    reading: Reading
    beside: Beside
    candidates: tuple[Candidate, ...]
    alone: list[float]
    chances: list[float]
    mentions: int = 1


@dataclass
class _Report:
    """The names of one report, by folded name and the words beside it, and what they say together."""

    names: dict[tuple[str, str], _Name] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)


def resolve_mentions(mentions: Sequence[Mention], context: PlaceContext, index: Index) -> tuple[Resolution, ...]:
    """What each mention means, in the order given."""
    report = _Report()
    keys = [_add_name(report, mention.text, mention.span.start, text=context.text, index=index) for mention in mentions]
    _add_surroundings(report, context, index=index)
    _share_parents(report)
    for name in report.names.values():
        report.around.add(name.candidates, name.chances)
    # A lone name is settled at once: nothing it says comes back to it.
    for _ in range(_ROUNDS if len(report.names) > 1 else 1):
        _settle_round(report)
    answers = [_answer(mention, report.names[key]) for mention, key in zip(mentions, keys, strict=True)]
    return tuple(
        answer
        if answer.place
        else replace(answer, near=guess_near(answer.words, report.names[key].beside.parents, answers, index=index))
        for answer, key in zip(answers, keys, strict=True)
    )


def _add_name(report: _Report, words: str, start: int, *, text: str, index: Index) -> tuple[str, str]:
    reading = read_words(words, index)
    division = read_abbreviation(words, text, start, index=index)
    if division:
        reading = Reading(words, division)
    beside = Beside()
    if text.startswith(words, start):
        beside = look_beside(text, start, start + len(words), index=index)
    beside = _add_inner_parents(reading, beside, index)
    key = (fold_name(reading.name), _tell_apart(beside))
    known = report.names.get(key)
    if known is None:
        report.names[key] = _weigh_name(reading, beside)
    else:
        known.mentions += 1
    return key


def _tell_apart(beside: Beside) -> str:
    """What stands beside a name so that it may mean another place than the bare name: "New York state"."""
    return beside.words or beside.child or ("region" * beside.is_region) or ("dateline" * beside.is_dateline)


def _add_inner_parents(reading: Reading, beside: Beside, index: Index) -> Beside:
    """Parents and owners within the words themselves: "Portland, Oregon" marked as one."""
    if reading.parents:
        return Beside(read_parent(reading.parents[0], index), beside.owner, reading.parents[0], is_direct=True)
    if reading.owner:
        owners = index.find_candidates(fold_name(reading.owner))[:5]
        return Beside(beside.parents, owners, reading.owner, is_direct=True)
    return beside


def _weigh_name(reading: Reading, beside: Beside) -> _Name:
    hint = "region" if beside.is_region else reading.hint
    rivals = weigh_rivals(reading.candidates, hint)
    weighed = [
        (weigh_alone(each, hint) + weigh_beside(each, beside) + points, each)
        for each, points in zip(reading.candidates, rivals, strict=True)
    ]
    weighed.sort(key=lambda pair: (-pair[0], pair[1].key))
    del weighed[_MOST_WEIGHED:]
    points = [point for point, _ in weighed]
    return _Name(reading, beside, tuple(each for _, each in weighed), points, to_chances(points))


def _add_surroundings(report: _Report, context: PlaceContext, *, index: Index) -> None:
    """What speaks besides the mentions: places already known, demonyms, and sure names that nobody marked."""
    for place in context.places:
        key = place.id.removeprefix("geonames:")
        known = index.find_place(int(key)) if key.isdecimal() else index.find_code(place.id)
        if known is not None:
            report.around.add((known,), (1.0,))
    tables = load_names()
    for country in find_demonyms(context.text):
        if country in tables.points:
            report.around.countries[country] += _DEMONYM_SHARE
    marked = {name for name, _ in report.names}
    for start, end in context.parts or ((0, len(context.text)),):
        for match in find_names(context.text[start:end], index):
            if match.kind == "place" and match.weight >= _SURE_NAME and fold_name(match.text) not in marked:
                _add_name(report, match.text, start + match.start, text=context.text, index=index)


def _share_parents(report: _Report) -> None:
    """A bare name means what the same name meant where its parent was named."""
    told = _group_told(report)
    for (folded, words), name in report.names.items():
        if words or folded not in told or not name.chances:
            continue
        chances = {
            each.key: chance
            for other in told[folded]
            for each, chance in zip(other.candidates, other.chances, strict=True)
        }
        name.alone = [
            points + _BARE_SHARE * chances.get(each.key, 0.0)
            for points, each in zip(name.alone, name.candidates, strict=True)
        ]
        name.chances = to_chances(name.alone)


def _group_told(report: _Report) -> dict[str, list[_Name]]:
    """The names beside which a parent stands, by their folded spelling."""
    told: dict[str, list[_Name]] = {}
    for (folded, words), name in report.names.items():
        if words and name.beside.parents and name.chances:
            told.setdefault(folded, []).append(name)
    return told


def _settle_round(report: _Report) -> None:
    for name in report.names.values():
        if not name.candidates:
            continue
        report.around.add(name.candidates, name.chances, -1.0)
        points = [alone + report.around.weigh(each) for alone, each in zip(name.alone, name.candidates, strict=True)]
        name.chances = to_chances(points)
        report.around.add(name.candidates, name.chances)


def _answer(mention: Mention, name: _Name) -> Resolution:
    if not name.candidates:
        return Resolution(mention, None, name.reading.reason, 0.0)
    best = max(range(len(name.candidates)), key=lambda at: (name.chances[at], -at))
    chosen = name.candidates[best]
    score = name.chances[best] * (_DEMONYM_SHARE if chosen.quality == DEMONYM else 1.0)
    return Resolution(
        words=mention,
        place=chosen.place,
        reason=_explain(name, chosen),
        score=round(score, 3),
        contradiction=_contradict(chosen, name.beside),
    )


def _explain(name: _Name, chosen: Candidate) -> str:
    place = chosen.place
    if chosen.quality == DEMONYM:
        what = "a body that bears the name" if name.reading.is_body else "the people or the adjective"
        return f"“{name.reading.name}” is {what} of {place.name}: a weak hint"
    inside = f" in {place.country}" if place.country and place.kind != "country" else ""
    if len(name.candidates) == 1:
        return f"{place.name}, {place.kind}{inside}: the only place of that name"
    why = "the best known"
    if any(is_inside(chosen, parent) for parent in name.beside.parents):
        why = f"“{name.beside.words}” is named beside it"
    elif chosen is not max(zip(name.alone, name.candidates, strict=True), key=lambda pair: pair[0])[1]:
        why = "it fits the report's other places best"
    return f"{place.name}, {place.kind}{inside}: {why} of {len(name.candidates)} places of that name"


def _contradict(chosen: Candidate, beside: Beside) -> str | None:
    if not beside.is_direct:
        return None
    for outer in (beside.parents, beside.owner):
        if outer and not any(is_inside(chosen, parent) or parent.key == chosen.key for parent in outer):
            return f"the text puts it in {outer[0].place.name}, where it is not"
    return None
