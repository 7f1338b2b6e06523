"""Whose figure a claim is by its own words, before reprints, restatements and judgements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from habeas.lang import load_language
from habeas.model import Mention, StoredClaim
from habeas.model.voice import Voice
from habeas.reconcile.naming import Named, read_counter, read_name, read_publisher
from habeas.reconcile.places import find_office

UNNAMED = Voice("unnamed", "unnamed publisher", "unnamed")


@dataclass(frozen=True, slots=True)
class Own:
    """The voice that the words of a claim give, and why; `is_attributed` where a speaker is named or holds an office.

    `office` is the office where one speaks, whether it was found which or not. `cited` is the medium that the report
    has it from.
    """

    voice: Voice
    reason: str
    is_attributed: bool = False
    office: str | None = None
    cited: Voice | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What all claims together say of names: ids of publishers, the voice whose holder a person is, by name."""

    publishers: frozenset[str]
    holders: dict[str, Named]
    offices: dict[tuple[str, str], tuple[Voice, ...]]


def survey_claims(claims: Sequence[StoredClaim]) -> Known:
    """Publishers, persons who speak for an office or a known body, and which offices speak in which report."""
    publishers = frozenset(read_publisher(stored.publisher).key for stored in claims if stored.publisher)
    known = Known(publishers, _find_holders(claims), {})
    offices: dict[tuple[str, str], set[Voice]] = {}
    for stored in claims:
        named = _read_speaker(stored, known)
        voice = find_office(named, stored.claim.place) if named and named.kind == "office" else None
        if named and voice:
            offices.setdefault((stored.claim.report, named.key), set()).add(voice)
    return replace(known, offices={key: tuple(found) for key, found in offices.items()})


def find_own(stored: StoredClaim, known: Known) -> Own:
    """The voice of a claim by its own words: the speaker, an office at a place, or whoever publishes it."""
    named = _read_speaker(stored, known)
    holder, cited = _find_holder(stored, known)
    through = f", through {cited.name}" if cited else ""
    if named is None:
        return _find_unnamed(stored, known, holder, cited=cited)
    words = _quote(stored)
    if named.kind in ("known", "name"):
        voice = _as_voice(named, known)
        is_medium = voice.kind == "publisher"
        reason = f"the report gives it to {words}{through}"
        return Own(voice, reason, is_attributed=True, cited=voice if is_medium else cited)
    if named.kind == "office":
        office = find_office(named, stored.claim.place) or _only_one(known.offices, stored, named)
        if office is not None:
            return Own(office, f"{words} is {office.name}{through}", is_attributed=True, office=named.key)
        reason = f"{words} with no known place: {holder.name}, which reports it, answers for it"
        return Own(holder, reason, office=named.key, cited=cited)
    return Own(holder, f"{words} may be anyone: {holder.name}, which reports it, answers for it", cited=cited)


def _find_unnamed(stored: StoredClaim, known: Known, holder: Voice, *, cited: Voice | None) -> Own:
    """The voice of a claim for which nobody is named: the medium cited, whose count is told of, or `holder`."""
    if cited:
        return Own(cited, f"{cited.name} is cited and nobody behind it", cited=cited)
    counter = read_counter(stored.sentence)
    if counter is not None:
        reason = f"the sentence tells of what {counter.name} counts"
        return Own(_as_voice(counter, known), reason, is_attributed=True)
    return Own(holder, _name_nobody(holder))


def _name_nobody(holder: Voice) -> str:
    if holder.kind == "unnamed":
        return "nobody is named, and the publisher is unknown"
    return f"nobody else is named: {holder.name} reports it itself"


def _read_speaker(stored: StoredClaim, known: Known) -> Named | None:
    """Who speaks: by the fullest name where that names somebody, by its words where they hold an office."""
    attribution = stored.claim.attribution
    texts = [text for text in (attribution.speaker and attribution.speaker.text, attribution.name) if text]
    if not texts:
        return None
    readings = [read_name(text) for text in texts]
    bodies = [named for named in readings if named.kind in ("known", "office")]
    if bodies:
        return bodies[0]
    names = [named for named in reversed(readings) if named.kind == "name"]
    held = (known.holders.get(key) for named in names for key in _holder_keys(stored, named))
    return next((named for named in held if named), None) or (names or readings)[0]


def _find_holders(claims: Iterable[StoredClaim]) -> dict[str, Named]:
    """Names of people → the one office or body for which they speak, wherever they are so described.

    "Police spokesman N. N." in one sentence is "N. N." in the next; a name of one word counts in its own report only.
    """
    found: dict[str, set[Named]] = {}
    for stored in claims:
        attribution = stored.claim.attribution
        if attribution.speaker is None or attribution.name is None:
            continue
        body, person = read_name(attribution.speaker.text), read_name(attribution.name)
        if body.kind in ("known", "office") and person.kind == "name":
            for key in _holder_keys(stored, person):
                found.setdefault(key, set()).add(replace(body, rest=""))
    return {key: next(iter(bodies)) for key, bodies in found.items() if len(bodies) == 1}


def _holder_keys(stored: StoredClaim, person: Named) -> tuple[str, ...]:
    own = f"{stored.claim.report} {person.key}"
    return (own, person.key) if " " in person.key else (own,)


def _find_holder(stored: StoredClaim, known: Known) -> tuple[Voice, Voice | None]:
    """Who answers for what nobody else can: the medium it is from where one is cited, else the publisher."""
    via = stored.claim.attribution.via
    named = read_name(via.text) if isinstance(via, Mention) else None
    if named is not None and named.kind in ("known", "name"):
        voice = _as_voice(named, known, is_medium=True)
        return voice, voice
    if stored.publisher is None or not stored.publisher.strip():
        return UNNAMED, None
    return _as_voice(read_publisher(stored.publisher), known), None


def _as_voice(named: Named, known: Known, *, is_medium: bool = False) -> Voice:
    if named.speaker is not None:
        kind = named.speaker.voice_kind
        return Voice(f"{kind}:{named.key}", named.name, kind, named.speaker.counts == "minimum")
    kind = "publisher" if is_medium or named.key in known.publishers else "speaker"
    # Who monitors counts those whom it knows of: more may be detained, never fewer.
    is_minimum = not load_language("en").voices.monitors.isdisjoint(named.key.split())
    return Voice(f"{kind}:{named.key}", named.name, kind, is_minimum)


def _only_one(offices: dict[tuple[str, str], tuple[Voice, ...]], stored: StoredClaim, named: Named) -> Voice | None:
    """The office of that name in the same report, where there is one."""
    found = offices.get((stored.claim.report, named.key), ())
    return found[0] if len(found) == 1 else None


def _quote(stored: StoredClaim) -> str:
    attribution = stored.claim.attribution
    words = attribution.speaker.text if attribution.speaker else attribution.name or ""
    return f"“{words[:80]}…”" if len(words) > 80 else f"“{words}”"
