"""Claims → voices: whose figure each of them really is, and the sentence that says why.

A pure function of claims, copies and judgements; the order in which claims arrive changes nothing. In doubt two voices
are taken for one: then a figure that should hold without any one voice is too low, never too high.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from habeas.model import StoredClaim, When
from habeas.model.copy import Copy
from habeas.model.instant import order_instant
from habeas.model.judgement import Judgement
from habeas.model.voice import Origin, Voice
from habeas.reconcile.links import Link, link_referring, link_relayed, link_restated, link_retold
from habeas.reconcile.own import Own, find_own, survey_claims
from habeas.reconcile.reprints import link_reprinted
from habeas.reconcile.verdicts import VoiceVerdicts, join_voices, read_voice_verdicts


def name_origins(
    claims: Sequence[StoredClaim],
    copies: Sequence[Copy] = (),
    judgements: Sequence[Judgement] = (),
    *,
    counted: Sequence[Origin] = (),
) -> dict[str, Origin]:
    """Claim id → its origin: root speaker, office at a place, or publisher; reprints are their original's.

    `counted` are origins that are known already, of counts from lists; judgements on voices hold for them too.
    """
    ordered = sorted(claims, key=_published)
    known = survey_claims(ordered)
    owns = _share_names({stored.claim.id: find_own(stored, known) for stored in ordered})
    verdicts = read_voice_verdicts(judgements)
    restated = link_restated(ordered, owns)
    links = {
        **link_retold(ordered, owns),
        **link_referring(ordered, owns),
        **link_relayed(ordered, owns),
        **restated,
        **link_reprinted(ordered, owns, copies),
    }
    held = {claim: link for claim, link in links.items() if not _is_apart(claim, link, owns, verdicts=verdicts)}
    days = {stored.claim.id: stored.claim.when for stored in ordered}
    repeats = {
        claim: link.source
        for claim, link in restated.items()
        if _lacks_day(days[claim], days[link.source]) and not _is_apart(claim, link, owns, verdicts=verdicts)
    }
    traced = (_trace(stored.claim.id, owns, held) for stored in ordered)
    origins = [*(replace(each, restates=repeats.get(each.claim)) for each in traced), *counted]
    return _judge(origins, verdicts)


def _published(stored: StoredClaim) -> tuple[str, str]:
    return order_instant(stored.published_at), stored.claim.id


def _share_names(owns: dict[str, Own]) -> dict[str, Own]:
    """Each voice under the first of its names."""
    first: dict[str, Voice] = {}
    for own in owns.values():
        first.setdefault(own.voice.id, own.voice)
    return {claim: replace(own, voice=first[own.voice.id]) for claim, own in owns.items()}


def _lacks_day(when: When | None, source: When | None) -> bool:
    """Whether the day of a claim is only that of its report, and what it repeats names one."""
    return when is not None and when.words is None and source is not None and source.words is not None


def _is_apart(claim: str, link: Link, owns: Mapping[str, Own], *, verdicts: VoiceVerdicts) -> bool:
    return verdicts.keeps_apart(owns[claim].voice, owns[link.source].voice)


def _trace(claim: str, owns: Mapping[str, Own], links: Mapping[str, Link]) -> Origin:
    """Follow a claim to the one whose figure it hands on; a circle is left where it would close."""
    at, seen, reasons, copy_of = claim, {claim}, [], None
    while (link := links.get(at)) and link.source not in seen:
        reasons.append(link.reason)
        copy_of = link.copy_of or copy_of
        at = link.source
        seen.add(at)
    reason = "; ".join(dict.fromkeys([*reasons, owns[at].reason]))
    return Origin(claim, owns[at].voice, reason, copy_of)


def _judge(origins: Iterable[Origin], verdicts: VoiceVerdicts) -> dict[str, Origin]:
    """The origins with voices that were judged to be one under one of them."""
    given = list(origins)
    joined = join_voices((origin.voice for origin in given), verdicts)
    return {origin.claim: _rename(origin, joined) for origin in given}


def _rename(origin: Origin, joined: Mapping[str, tuple[Voice, Judgement]]) -> Origin:
    if origin.voice.id not in joined:
        return origin
    voice, judgement = joined[origin.voice.id]
    reason = f"{origin.voice.name} was judged to be {voice.name} by {judgement.by}: {judgement.reason}"
    return replace(origin, voice=voice, reason=f"{origin.reason}; {reason}")
