"""Claims without the words that could name a private person; figures of an edition are made from these.

The rule is a white list. A word is published where it stands in the tables of a language, is part of a place that the
gazetteer knows, or of an organisation that is known as one: a publisher, an office, or a speaker listed as a body. All
others are withheld, whether they name anybody or not: a name that slips out cannot be called back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from habeas.lang import list_languages, load_language
from habeas.model import Attribution, Claim, Mention, Resolution, StoredClaim
from habeas.model.edition import WITHHELD, WITHHELD_VOICE
from habeas.model.event import Event
from habeas.model.instant import order_instant
from habeas.model.judgement import Judgement, judgement_id
from habeas.model.voice import Origin, Voice
from habeas.publish.address import publish_addresses
from habeas.publish.disclosure import ListMaterial, control_claims
from habeas.publish.saying import Sayable, find_sayable, is_withheld
from habeas.publish.vocabulary import is_listed, list_words, load_vocabulary, mask_words
from habeas.reconcile.list_claims import ORIGIN_REASON, is_list_claim, is_sound, make_origin
from habeas.reconcile.speakers import load_speakers
from habeas.reconcile.wording import fold_words

# A colleague's name is not published either.
_JUDGE = "the desk"
_REASONS = {
    "speaker": "the report names this speaker as its source",
    "office": "the report names this office as its source",
    "publisher": "the report names nobody as its source: the figure is its publisher's",
    "unnamed": "the report names neither a source nor a publisher",
}


@dataclass(frozen=True, slots=True)
class Material:
    """What figures are made from, before or after redaction; `origins` by claim id.

    `lists` are the cells that its counts from lists of people come from, None where there are no lists.
    """

    claims: tuple[StoredClaim, ...]
    origins: Mapping[str, Origin]
    events: tuple[Event, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    lists: ListMaterial | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the material to publish: voices and addresses as they are published, and what may be said.

    `addresses` are by report: a word that is withheld in one of its claims cuts the address for all of them.
    """

    voices: dict[str, Voice]
    addresses: dict[str, str | None]
    sayable: Sayable
    licences: Mapping[str, str]


def redact_material(material: Material, licences: Mapping[str, str]) -> Material:
    """The material with nothing in it that may name a person; `licences` maps publishers to their open licence.

    Counts from lists of people are under disclosure control: no small one can be told from those that are left.
    """
    material = _control_lists(material)
    known = survey(material.claims, material.origins, licences)
    origins = {stored.claim.id: redact_origin(material.origins[stored.claim.id], known) for stored in material.claims}
    claims = tuple(redact_claim(stored, origins[stored.claim.id].voice, known) for stored in material.claims)
    events = tuple(redact_event(event, known) for event in material.events)
    return Material(claims, origins, events, redact_judgements(material.judgements, claims, known))


def _control_lists(material: Material) -> Material:
    """The material with those of its counts from lists that may be published, as they may be."""
    press = [stored for stored in material.claims if not is_list_claim(stored.claim)]
    counted = control_claims(material.lists) if material.lists is not None else []
    voice = next(
        (origin.voice for origin in material.origins.values() if origin.reason.startswith(ORIGIN_REASON)), None
    )
    origins = {stored.claim.id: material.origins[stored.claim.id] for stored in press}
    for stored in counted:
        origin = make_origin(stored.claim.id)
        origins[stored.claim.id] = origin if voice is None else replace(origin, voice=voice)
    return replace(material, claims=(*press, *counted), origins=origins, lists=None)


def survey(claims: Sequence[StoredClaim], origins: Mapping[str, Origin], licences: Mapping[str, str]) -> Known:
    """What must be known of all claims before any of them can be published."""
    voices = _publish_voices(claims, origins)
    sayable = find_sayable(claims, voices.values())
    return Known(voices, publish_addresses(claims, sayable), sayable, licences)


def redact_claim(stored: StoredClaim, voice: Voice, known: Known) -> StoredClaim:
    """The claim with its listed words; `voice` is the public one. Nothing that a figure rests on changes."""
    if is_list_claim(stored.claim) and is_sound(stored):
        return stored
    claim = _redact_words(stored.claim, voice, known)
    return replace(
        stored,
        claim=claim,
        address=known.addresses[stored.claim.report],
        title=None,
        sentence=_publish_sentence(stored, known),
    )


def _publish_sentence(stored: StoredClaim, known: Known) -> str:
    """The sentence under an open licence; else only the words in it that figures rest on."""
    if stored.publisher in known.licences and known.sayable.allows(stored.sentence):
        return stored.sentence
    return " … ".join(_deciding().findall(stored.sentence))


@cache
def _deciding() -> re.Pattern[str]:
    """Words that say that people are still held, or that a number puts another one right."""
    tables = [load_language(code).tally for code in list_languages()]
    phrases = [phrase for each in tables for phrase in (*each.standing, *each.correcting)]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def redact_origin(origin: Origin, known: Known) -> Origin:
    """The origin with its public voice, and its reason where that names nobody else."""
    if origin == make_origin(origin.claim):
        return origin
    voice = known.voices[origin.voice.id]
    is_told = voice.id == origin.voice.id and known.sayable.allows(origin.reason)
    return replace(origin, voice=voice, reason=origin.reason if is_told else _REASONS[voice.kind])


def redact_event(event: Event, known: Known) -> Event:
    """The event with its label and the reasons of its ties where they name nobody."""
    ties = tuple(
        tie if known.sayable.allows(tie.reason) else replace(tie, reason="their words, days and places agree")
        for tie in event.ties
    )
    return replace(event, ties=ties, label=event.label if known.sayable.allows(event.label) else event.type)


def redact_judgements(
    judgements: Iterable[Judgement], claims: Iterable[StoredClaim], known: Known
) -> tuple[Judgement, ...]:
    """The judgements on these claims and their reports, without who made them; those on voices show in the voices."""
    subjects = {subject for stored in claims for subject in (stored.claim.id, stored.claim.report)}
    return tuple(
        replace(
            judgement,
            id=judgement_id(judgement.verdict, judgement.subjects, _JUDGE, judgement.at),
            by=_JUDGE,
            reason=judgement.reason if known.sayable.allows(judgement.reason) else WITHHELD,
        )
        for judgement in judgements
        if subjects.issuperset(judgement.subjects)
    )


def is_public(voice: Voice) -> bool:
    """Whether a voice may be named: no speaker, a speaker that everybody knows, or one named by listed words."""
    return voice.kind != "speaker" or voice.id in _known_speakers() or is_listed(voice.name, load_vocabulary().groups)


@cache
def _known_speakers() -> frozenset[str]:
    """Voice ids of the bodies in the table of speakers, in which no private person stands."""
    return frozenset(f"speaker:{speaker.id}" for speaker in load_speakers().values())


def _publish_voices(claims: Sequence[StoredClaim], origins: Mapping[str, Origin]) -> dict[str, Voice]:
    """Voice id → the voice as it is published: one whose name is withheld bears the id of its earliest claim."""
    published: dict[str, Voice] = {}
    for stored in sorted(claims, key=lambda stored: (order_instant(stored.published_at), stored.claim.id)):
        voice = origins[stored.claim.id].voice
        if voice.id not in published:
            published[voice.id] = voice if is_public(voice) or is_withheld(voice) else _withhold(voice, stored.claim.id)
    return published


def _withhold(voice: Voice, claim: str) -> Voice:
    code = claim.partition("-")[2] or claim
    return replace(voice, id=f"speaker:withheld-{code}", name=f"{WITHHELD_VOICE} ({code[:6]})")


def _redact_words(claim: Claim, voice: Voice, known: Known) -> Claim:
    words = load_vocabulary()
    quantity, when = claim.quantity, claim.when
    return replace(
        claim,
        trigger=_listed(claim.trigger, words.happenings),
        quantity=quantity and replace(quantity, words=quantity.words and _listed(quantity.words, words.numbers)),
        whom=claim.whom and _listed(claim.whom, words.groups),
        by=claim.by and _listed(claim.by, words.groups),
        place=tuple(_redact_place(resolution) for resolution in claim.place),
        when=when and replace(when, words=when.words and _listed(when.words, words.times | words.numbers)),
        attribution=_redact_attribution(claim.attribution, voice, known),
    )


def _listed(mention: Mention, capitals: frozenset[str]) -> Mention:
    return replace(mention, text=mask_words(mention.text, capitals))


def _redact_place(resolution: Resolution) -> Resolution:
    """A known place with its words; of one that nobody knows only the listed words: it may be somebody's house."""
    is_known = resolution.place is not None
    return Resolution(
        words=resolution.words if is_known else _listed(resolution.words, load_vocabulary().groups),
        place=resolution.place,
        reason="found in the gazetteer" if is_known else "not found in the gazetteer",
        score=resolution.score,
        contradiction=None if resolution.contradiction is None else "the text speaks against it",
    )


def _redact_attribution(attribution: Attribution, voice: Voice, known: Known) -> Attribution:
    """Speaker and medium by the names of known bodies; else the listed ones of their words."""
    groups = load_vocabulary().groups
    own = () if is_withheld(voice) else list_words(voice.name.casefold())
    is_body = attribution.via is not None and _is_body(attribution.via.text, known)
    return Attribution(
        speaker=attribution.speaker and _listed(attribution.speaker, groups.union(own)),
        via=attribution.via if is_body else attribution.via and _listed(attribution.via, groups),
        cue=attribution.cue and _listed(attribution.cue, frozenset()),
        name=attribution.name and mask_words(attribution.name, groups.union(own)),
    )


def _is_body(name: str, known: Known) -> bool:
    return name.casefold() in known.sayable.bodies or fold_words(name) in load_speakers()
