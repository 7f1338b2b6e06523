"""Tallies as JSON: every figure with its certificates, and every claim that is named with its words and its report."""

from habeas.cli.sheet import count_methods, list_claims
from habeas.model import StoredClaim
from habeas.model.change import Step
from habeas.model.record import Json, claim_record, claim_spans
from habeas.model.tally import Certificate, SetAside, Tally, TallyQuery
from habeas.model.voice import Origin
from habeas.pipeline import TallyAnswer


def sheet_record(answer: TallyAnswer) -> Json:
    """The whole answer: query, tallies with proofs, series, what was set aside, events, and each claim named."""
    known = answer.known
    stepped = {claim for steps in answer.series.values() for step in steps for claim in step.claims}
    named = list_claims(answer) | stepped
    return {
        "query": {
            **_query_record(answer.sheet.query),
            "place_reason": answer.place.reason if answer.place else None,
            "convention": answer.convention,
        },
        "methods": count_methods(answer),
        "kept": list(known.kept),
        "tallies": [tally_record(tally) for tally in answer.sheet.tallies],
        "series": {measure: [step_record(step) for step in steps] for measure, steps in answer.series.items()},
        "set_aside": [_aside_record(item) for item in answer.sheet.set_aside],
        "events": [
            {"id": event.id, "label": event.label, "claims": list(event.claims)}
            for event in known.events
            if named.intersection(event.claims)
        ],
        "claims": {key: stored_record(known.claims[key], known.origins[key]) for key in sorted(named)},
    }


def tally_record(tally: Tally) -> Json:
    """A figure with its certificates; multipliers are fractions as text, "1/2"."""
    return {
        "measure": tally.measure,
        "place": tally.place,
        "label": tally.label,
        "from": tally.first.isoformat(),
        "to": tally.last.isoformat(),
        "low": tally.low,
        "robust_low": tally.robust_low,
        "high": tally.high,
        "low_with_alleged": tally.low_with_alleged,
        "certificate": _certificate_record(tally.certificate),
        "high_certificate": _certificate_record(tally.high_certificate),
        "voices": [
            {
                "voice": figure.voice,
                "name": figure.name,
                "low": figure.low,
                "high": figure.high,
                "claims": list(figure.claims),
            }
            for figure in tally.voices
        ],
        "sensitivity": [
            {
                "without": each.voice,
                "name": each.name,
                "low": each.low,
                "certificate": _certificate_record(each.certificate),
            }
            for each in tally.sensitivity
        ],
        "disputes": [
            {"claims": list(dispute.claims), "voices": list(dispute.voices), "sentence": dispute.sentence}
            for dispute in tally.disputes
        ],
        "set_aside": [_aside_record(item) for item in tally.set_aside],
    }


def step_record(step: Step) -> Json:
    """A step of a series."""
    return {
        "at": step.at,
        "low": step.low,
        "robust_low": step.robust_low,
        "high": step.high,
        "claims": list(step.claims),
        "judgements": list(step.judgements),
        "reason": step.reason,
        "is_late": step.is_late,
    }


def stored_record(stored: StoredClaim, origin: Origin) -> Json:
    """A claim with its words, whose it is and why, and the report it stands in."""
    return {
        **claim_record(stored.claim),
        "spans": claim_spans(stored.claim),
        "score": stored.claim.score,
        "method": stored.claim.method,
        "voice": {"id": origin.voice.id, "name": origin.voice.name, "kind": origin.voice.kind, "reason": origin.reason},
        "copy_of": origin.copy_of,
        "report": stored.claim.report,
        "publisher": stored.publisher,
        "address": stored.address,
        "published_at": stored.published_at,
        "recorded_at": stored.recorded_at,
        "sha256": stored.sha256,
        "sentence": stored.sentence,
    }


def _query_record(query: TallyQuery) -> Json:
    return {
        "measure": query.measure,
        "place": query.place,
        "from": query.first.isoformat(),
        "to": query.last.isoformat(),
        "context": query.context,
        "as_of": query.as_of,
        "by": list(query.by),
        "floor": query.floor,
        "methods": list(query.methods),
    }


def _certificate_record(certificate: Certificate | None) -> Json | None:
    if certificate is None:
        return None
    terms = [
        {"claim": term.claim, "sense": term.sense, "bound": term.bound, "multiplier": str(term.multiplier)}
        for term in certificate.terms
    ]
    return {"bound": certificate.bound, "terms": terms}


def _aside_record(item: SetAside) -> Json:
    return {"claim": item.claim, "reason": item.reason}
