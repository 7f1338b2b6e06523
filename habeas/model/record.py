"""Model values as JSON: lossless for store and editions, and in the public form of the annotation guidelines."""

import re
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from habeas.model.claim import Claim
from habeas.model.span import Mention
from habeas.model.statement import Statement

# As they are written: Fraction itself would also take "1e999999999", which no machine can hold.
_FRACTION = re.compile(r"-?[0-9]{1,1000}(/[0-9]{1,1000})?")

Value = TypeVar("Value")
Json = dict[str, Any]


def encode_value(value: object) -> bytes:
    """Canonical JSON on one line: the same value always gives the same bytes; a fraction is "3/2"."""
    return _encoder().encode(value)


def decode_value(content: bytes | str, kind: type[Value]) -> Value:
    """The value that `encode_value` wrote; raises msgspec.ValidationError or DecodeError where it does not fit."""
    value: Value = _decoder(cast(Any, kind)).decode(content)
    return value


def claim_record(claim: Claim) -> Json:
    """A claim with exactly the fields of the annotation guidelines."""
    quantity, when = claim.quantity, claim.when
    return {
        "type": claim.type,
        "trigger": claim.trigger.text,
        "quantity": quantity
        and {
            "text": _text(quantity.words),
            "low": quantity.low,
            "high": quantity.high,
            "relation": quantity.relation,
        },
        "whom": _text(claim.whom),
        "by": _text(claim.by),
        "place": [resolution.words.text for resolution in claim.place],
        "when": when and {"text": _text(when.words), "start": when.start.isoformat(), "end": when.end.isoformat()},
        "speaker": _text(claim.attribution.speaker),
        "via": _text(claim.attribution.via),
        "modality": claim.modality,
        "scope": claim.scope,
        "context": claim.context,
    }


def claim_mentions(claim: Claim) -> list[tuple[str, Mention]]:
    """Each field that rests on words, with those words; `place` may come several times."""
    fields: list[tuple[str, Mention | None]] = [
        ("trigger", claim.trigger),
        ("quantity", claim.quantity.words if claim.quantity else None),
        ("whom", claim.whom),
        ("by", claim.by),
        *(("place", resolution.words) for resolution in claim.place),
        ("when", claim.when.words if claim.when else None),
        ("speaker", claim.attribution.speaker),
        ("via", claim.attribution.via),
    ]
    return [(name, mention) for name, mention in fields if mention is not None]


def claim_spans(claim: Claim) -> Json:
    """Field → [start, end] in code points of the report's text; `place` → a list of such pairs."""
    spans: Json = {}
    for name, mention in claim_mentions(claim):
        pair = [mention.span.start, mention.span.end]
        if name == "place":
            spans.setdefault(name, []).append(pair)
        else:
            spans[name] = pair
    return spans


def statement_record(statement: Statement) -> Json:
    """A statement in the form of the seed's `statements.jsonl`, with its method."""
    return {
        "speaker": statement.speaker,
        "cue": _text(statement.cue),
        "content": [part.text for part in statement.content],
        "direct": statement.direct,
        "addressee": _text(statement.addressee),
        "via": _text(statement.via),
    }


def _text(mention: Mention | None) -> str | None:
    return mention.text if mention else None


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder(enc_hook=_write, order="deterministic")


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=_read)


def _write(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"no JSON for {type(value).__name__}")


def _read(kind: type[Any], text: object) -> object:
    if kind is Fraction and isinstance(text, str) and _FRACTION.fullmatch(text):
        return Fraction(text)
    raise ValueError(f"no {kind.__name__}: {str(text)[:40]!r}")
