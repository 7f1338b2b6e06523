"""Claims → events: claims of one type that tell of one happening, with the sentences that say why.

A pure function of claims and judgements: the order in which claims came changes nothing. An event is named after its
earliest claim by publication, so that its id stays when later claims join it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from habeas.lang import load_language
from habeas.match.block import pair_keys
from habeas.match.cluster import Decided, Traits, make_clusters, span_clusters
from habeas.match.feature import compare, explain, probability
from habeas.match.happening import Happening, tell_happening
from habeas.match.happening_feature import HAPPENINGS, SHORT
from habeas.match.outline import find_keys, find_narrowest, merge_outlines, outline
from habeas.model import Claim, EventType, Place, StoredClaim
from habeas.model.event import Event, Tie
from habeas.model.ids import hash_parts
from habeas.model.instant import order_instant
from habeas.model.judgement import Judgement, standing_judgements
from habeas.model.verdicts import Verdicts, read_verdicts
from habeas.model.voice import Origin
from habeas.model.when import write_days
from habeas.ontology import load_event_types

_EVENT_VERDICTS = ("same-event", "different-event")
# More than any sum of points.
_JUDGED = 100_000
_MARKS = 3


def group_events(
    claims: Sequence[StoredClaim], origins: Mapping[str, Origin], judgements: Sequence[Judgement] = ()
) -> tuple[Event, ...]:
    """The events that the claims tell of, by day; a claim without a day that nothing ties to one is in none."""
    standing = standing_judgements(judgements)
    counted = _drop(claims, origins, read_verdicts(judgements))
    known = {stored.claim.id: stored for stored in sorted(counted, key=_age)}
    told = {happening.claim: happening for happening in _tell(known, origins)}
    points = {
        (one, other): compare(HAPPENINGS, told[one], told[other])[0]
        for one, other in pair_keys({name: find_keys(happening) for name, happening in told.items()})
    }
    judged = {_pair(judgement): judgement for judgement in standing if judgement.verdict in _EVENT_VERDICTS}
    decided = [Decided(*pair, judgement.verdict == "same-event") for pair, judgement in judged.items()]
    traits = Traits({name: outline(happening) for name, happening in told.items()}, merge_outlines)
    clusters = make_clusters(traits, points, decided)
    same = {pair: judgement for pair, judgement in judged.items() if judgement.verdict == "same-event"}
    held = span_clusters(clusters, {**points, **{pair: _JUDGED for pair in same if set(pair) <= told.keys()}})
    ties = {first: tuple(_tie(told, pair, same.get(pair)) for pair in pairs) for first, pairs in held.items()}
    events = [_make_event([known[name] for name in members], told, ties[members[0]]) for members in clusters]
    return _set_beside([event for event in events if event is not None], known)


def _drop(claims: Iterable[StoredClaim], origins: Mapping[str, Origin], verdicts: Verdicts) -> Iterator[StoredClaim]:
    """The claims that nobody rejected, of reports that nobody withdrew."""
    return (stored for stored in claims if verdicts.refuse(stored.claim, origins.get(stored.claim.id)) is None)


def _age(stored: StoredClaim) -> tuple[str, str]:
    """Claims by the time they were surely out; undated reports come last."""
    return order_instant(stored.published_at), stored.claim.id


def _tell(known: Mapping[str, StoredClaim], origins: Mapping[str, Origin]) -> Iterator[Happening]:
    language = load_language("en")
    beside: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for stored in known.values():
        beside[stored.claim.report, stored.claim.type, stored.sentence].append(stored.claim)
    for stored in known.values():
        happening = tell_happening(stored, beside[stored.claim.report, stored.claim.type, stored.sentence], language)
        origin = origins.get(stored.claim.id)
        yield replace(happening, voice=origin.voice.id) if origin else happening


def _pair(judgement: Judgement) -> tuple[str, str]:
    one, other = sorted(judgement.subjects)
    return one, other


def _tie(told: Mapping[str, Happening], pair: tuple[str, str], judgement: Judgement | None) -> Tie:
    if judgement is not None:
        return Tie(*pair, 1.0, f"{judgement.by} judged that both tell of one event: {judgement.reason}")
    points, findings = compare(HAPPENINGS, told[pair[0]], told[pair[1]])
    return Tie(*pair, round(probability(points), 4), explain(findings))


def _make_event(members: list[StoredClaim], told: Mapping[str, Happening], ties: tuple[Tie, ...]) -> Event | None:
    """The event of a cluster; None where no claim of it has a day."""
    claims = [stored.claim for stored in sorted(members, key=_age)]
    days = [(claim.when.start, claim.when.end) for claim in claims if claim.when is not None]
    if not days:
        return None
    short = [(first, last) for first, last in days if last - first <= SHORT] or days
    first, last = min(first for first, _ in short), max(last for _, last in short)
    place = find_narrowest([told[claim.id].place for claim in claims])
    contexts = Counter(claim.context for claim in claims)
    return Event(
        id=hash_parts("event", claims[0].id),
        type=claims[0].type,
        context=max(contexts, key=lambda context: contexts[context]),
        place=place.id if place else None,
        label=_make_label([told[claim.id] for claim in claims], place, (first, last)),
        first=first,
        last=last,
        claims=tuple(claim.id for claim in claims),
        ties=ties,
    )


def _make_label(told: Sequence[Happening], place: Place | None, days: tuple[date, date]) -> str:
    """What, where and when in a line: "Protest attended, Minsk, 2022-02-27 (independence square)"."""
    marks = Counter(mark for happening in told for mark in (*happening.sites, *happening.groups, *happening.sides))
    shown = sorted(marks, key=lambda mark: (-marks[mark], mark))[:_MARKS]
    what = load_event_types()[told[0].type].label
    when = write_days(*days)
    where = [place.name] if place else []
    return ", ".join([what, *where, when]) + (f" ({', '.join(shown)})" if shown else "")


def _set_beside(events: Sequence[Event], known: Mapping[str, StoredClaim]) -> tuple[Event, ...]:
    """The events by day, each with those of other types that a sentence tells of beside it."""
    sentences: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    keys = {event.id: {(known[name].claim.report, known[name].sentence) for name in event.claims} for event in events}
    for event, told in keys.items():
        for key in told:
            sentences[key].add(event)
    types = {event.id: event.type for event in events}
    linked = (
        replace(event, beside=tuple(sorted(_find_beside(event, types, (sentences[key] for key in keys[event.id])))))
        for event in events
    )
    return tuple(sorted(linked, key=lambda event: (event.first, event.id)))


def _find_beside(event: Event, types: Mapping[str, EventType], together: Iterable[set[str]]) -> set[str]:
    return {other for events in together for other in events if types[other] != event.type}
