"""Claims from mentions: words become quantities, places and days, whatever found the mentions."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model import Attribution, Claim, Mention, Quantity, Report, Resolution, When
from habeas.model.claim import claim_id
from habeas.ontology import DEFAULT_CONVENTION
from habeas.read.attribution import AttributionMatch
from habeas.read.mentions import EventMention
from habeas.read.passage import Passage

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """What claims of one passage rest on; `resolved` gives what each place name was taken for, `names` who speaks."""

    report: Report
    passage: Passage
    published: date | None
    resolved: dict[Mention, Resolution]
    names: dict[Stretch, str]
    method: str


def assemble_claims(mentions: Iterable[EventMention], source: Source) -> list[Claim]:
    """The claims of a passage in the order of their triggers, the same claim said twice taken once."""
    claims: list[Claim] = []
    alike: dict[tuple[Hashable, ...], list[Claim]] = {}
    persons: dict[tuple[Hashable, ...], list[Claim]] = {}
    for mention in mentions:
        claim = _build_claim(mention, source)
        if claim is None:
            continue
        others = alike.setdefault((claim.type, _figure(claim), _place(claim), _days(claim)), [])
        told = persons.setdefault((claim.type, claim.modality, _person(claim)), [])
        if any(_is_same(claim, other) for other in others) or any(_is_retold(claim, other) for other in told):
            continue
        others.append(claim)
        if _person(claim):
            told.append(claim)
        claims.append(claim)
    return claims


def _build_claim(mention: EventMention, source: Source) -> Claim | None:
    trigger = _words(mention.trigger, source.passage)
    if trigger is None:
        return None
    quantity = _quantity(mention, source.passage)
    named = [words for span in mention.places if (words := _words(span, source.passage)) is not None]
    places = tuple(source.resolved[words] for words in named if words in source.resolved)
    anchors = (trigger, quantity.words if quantity else None, places[0].words if places else None)
    whom = _words(mention.whom, source.passage)
    return Claim(
        id=claim_id(source.report.id, mention.type, (*anchors, whom), source.method),
        report=source.report.id,
        type=mention.type,
        trigger=trigger,
        quantity=quantity,
        whom=whom,
        by=_words(mention.by, source.passage),
        place=places,
        when=_when(mention, source),
        attribution=_attribution(mention.attribution, source),
        modality=mention.modality,
        scope=mention.scope,
        context=mention.context,
        score=mention.score,
        method=source.method,
    )


def _words(span: Stretch | None, passage: Passage) -> Mention | None:
    return None if span is None or passage.crosses_cut(*span) else passage.mention(*span)


def _quantity(mention: EventMention, passage: Passage) -> Quantity | None:
    match = mention.quantity
    if match is None:
        single = mention.single
        return Quantity(single, single, "exact", None, DEFAULT_CONVENTION) if single else None
    if match.low is None and match.high is None:
        return None
    return Quantity(match.low, match.high, match.relation, _words((match.start, match.end), passage), match.convention)


def _when(mention: EventMention, source: Source) -> When | None:
    match = mention.when
    if match is not None and match.first is not None and match.last is not None:
        words = _words((match.start, match.end), source.passage)
        return When(match.first, match.last, match.precision or "days", words, source.published)
    if match is not None or source.published is None or not mention.dated:
        return None
    return When(source.published, source.published, "day", None, source.published)


def _attribution(match: AttributionMatch | None, source: Source) -> Attribution:
    """The speaker by name where the text has one for a pronoun."""
    speaker = (match.named or match.speaker) if match else None
    if match is None or speaker is None:
        return Attribution()
    return Attribution(
        speaker=_words(speaker, source.passage),
        via=_words(match.via, source.passage),
        cue=_words(match.cue, source.passage),
        name=source.names.get(speaker),
    )


def _is_same(left: Claim, right: Claim) -> bool:
    """Whether two claims alike in type, number, place and time have one speaker, and mean one person if only one."""
    same_speaker = left.attribution.name == right.attribution.name
    return same_speaker and (left.trigger.text == right.trigger.text or left.quantity is None or left.quantity.low != 1)


def _person(claim: Claim) -> str | None:
    """The last name of the one person whom a claim concerns, None where it is not of one person by name."""
    if claim.whom is None or _figure(claim) != (1, 1):
        return None
    last = claim.whom.text.split()[-1]
    return last if last[:1].isupper() and not last.isupper() else None


def _is_retold(claim: Claim, other: Claim) -> bool:
    """Whether what befell one person is told again: under the same name, and with no other day or place."""
    names, told_names = _names(claim), _names(other)
    if not (names <= told_names or told_names <= names):
        return False
    if claim.place and other.place and _place(claim) != _place(other):
        return False
    when, told = claim.when, other.when
    is_timed = when is not None and told is not None and when.words is not None and told.words is not None
    return not is_timed or _days(claim) == _days(other)


def _names(claim: Claim) -> set[str]:
    """The names among the words for the people."""
    return {word for word in claim.whom.text.split() if word[:1].isupper()} if claim.whom else set()


def _figure(claim: Claim) -> tuple[int | None, int | None] | None:
    return (claim.quantity.low, claim.quantity.high) if claim.quantity else None


def _place(claim: Claim) -> str | None:
    return claim.place[0].words.text if claim.place else None


def _days(claim: Claim) -> tuple[date, date] | None:
    return (claim.when.start, claim.when.end) if claim.when else None
