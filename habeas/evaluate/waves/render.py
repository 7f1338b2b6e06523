"""Drafts as reports in plain English, and the claims that a reader without fault would find in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from habeas.evaluate.waves.said import Draft, Matter, Said
from habeas.evaluate.waves.words import Number
from habeas.model import (
    Attribution,
    Claim,
    EventType,
    Mention,
    Precision,
    Quantity,
    Report,
    Resolution,
    Span,
    StoredClaim,
    When,
)
from habeas.model.claim import claim_id
from habeas.model.report import report_id
from habeas.model.voice import Origin
from habeas.ontology.convention import DEFAULT_CONVENTION

METHOD = "wave@1"
# What is hardly a claim at all is worded as one that nobody makes.
_SURE = 0.5
_TYPES: dict[str, EventType] = {
    "attended": "attended",
    "detained": "detained",
    "released": "released",
    "held": "detained",
    "injured": "injured",
}
# What stands between the number and the place; the middle names the happening.
_HAPPENED: dict[str, tuple[str, str, str]] = {
    "attended": ("took part in a ", "protest", ""),
    "detained": ("were ", "detained", ""),
    "released": ("were ", "released", " from custody"),
    "held": ("", "remain in custody", ""),
    "injured": ("were ", "injured", " at protests"),
}
_MODAL: dict[str, tuple[str, str, str]] = {
    "alleged": ("were reportedly ", "detained", ""),
    "denied": ("were not ", "detained", ""),
    "planned": ("will be ", "detained", ""),
}

Piece = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """One written report with the claims it makes and whose they are."""

    report: Report
    claims: tuple[StoredClaim, ...]
    origins: tuple[Origin, ...]


def write_report(draft: Draft) -> Printed:
    """The report that a draft becomes: one sentence after the other, each field's words at their place."""
    sentences = [list(_write(said, draft.published_at)) for said in draft.said]
    texts = ["".join(words for _, words in pieces) for pieces in sentences]
    text = " ".join(texts)
    key = report_id(draft.publisher, draft.published_at, text)
    report = Report(key, text, draft.published_at, draft.publisher, language="en")
    claims: list[StoredClaim] = []
    origins: list[Origin] = []
    start = 0
    for said, pieces, sentence in zip(draft.said, sentences, texts, strict=True):
        for claim in _claims(said, _place(pieces, key, start), key, draft.published_at):
            claims.append(_store(claim, report, sentence))
            origins.append(Origin(claim.id, said.witness.voice, "drawn so"))
        start += len(sentence) + 1
    return Printed(report, tuple(claims), tuple(origins))


def reprint(printed: Printed, publisher: str, published_at: str) -> Printed:
    """The same text under another publisher's name: other reports and claims, the same voices."""
    text = printed.report.text
    key = report_id(publisher, published_at, text)
    report = Report(key, text, published_at, publisher, language="en")
    claims = [_store(_copy(stored.claim, key), report, stored.sentence) for stored in printed.claims]
    origins = [
        Origin(stored.claim.id, origin.voice, "a reprint", copy_of=printed.report.id)
        for stored, origin in zip(claims, printed.origins, strict=True)
    ]
    return Printed(report, tuple(claims), tuple(origins))


def _write(said: Said, published_at: str | None) -> Iterator[Piece]:
    """The pieces of a sentence, each with the field it belongs to ("" for none)."""
    matter = said.matter
    before, trigger, after = _MODAL.get(said.modality, _HAPPENED[matter.measure])
    speaker = said.witness.speaker
    if speaker is not None:
        yield "speaker", _capitalise(speaker)
        yield "", " said "
    if said.score < _SURE:
        yield "", "It is not known whether "
    is_inside = speaker is not None or said.score < _SURE
    number = said.number.words if is_inside else _capitalise(said.number.words)
    yield "quantity", number.removesuffix(" of")
    yield "", " of " if number.endswith(" of") else " "
    yield "whom", _singular(said.whom) if said.number.is_one else said.whom
    yield "", f" {before.replace('were', 'was') if said.number.is_one else before}"
    yield "trigger", trigger.replace("remain", "remains") if said.number.is_one else trigger
    yield "", f"{after} {'across' if matter.places[0].kind in ('country', 'region') and not said.village else 'in'} "
    yield from _write_places(said)
    yield "", " "
    yield "when", word_days(matter.first, matter.last, published_at)
    for at, (part, nouns) in enumerate(said.parts):
        yield "", " and " if at else ", including "
        yield "part", part.words
        yield "", " "
        yield "part whom", nouns
    yield "", "."


def _write_places(said: Said) -> Iterator[Piece]:
    if said.village is not None:
        yield "", "the village of "
        yield "place", said.village
        yield "", " in "
    for at, place in enumerate(said.matter.places):
        if at:
            yield "", " and " if at == len(said.matter.places) - 1 else ", "
        yield "place", f"{place.name} region" if place.kind == "region" else place.name


def word_days(first: date, last: date, published_at: str | None) -> str:
    """The words for a window as the report says them: weekdays for the last five days, else dates."""
    told = date.fromisoformat(published_at[:10]) if published_at else None
    if first == last:
        is_recent = told is not None and 0 <= (told - first).days < 5
        return f"on {first:%A}" if is_recent else f"on {_word_date(first)}"
    if first.day == 1 and (last.toordinal() + 1) == _next_month(first).toordinal():
        return f"in {first:%B %Y}"
    if last == told:
        return f"since {_word_date(first)}"
    return f"from {_word_date(first)} to {_word_date(last)}"


def _word_date(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _singular(nouns: str) -> str:
    return {"people": "person", "children": "child"}.get(nouns, nouns.removesuffix("s"))


def _capitalise(words: str) -> str:
    return words[:1].upper() + words[1:]


def _place(pieces: Sequence[Piece], report: str, start: int) -> dict[str, list[Mention]]:
    """Field → its words with where they stand in the report."""
    fields: dict[str, list[Mention]] = {}
    for name, words in pieces:
        if name:
            fields.setdefault(name, []).append(Mention(words, Span(report, start, start + len(words))))
        start += len(words)
    return fields


def _claims(said: Said, words: Mapping[str, list[Mention]], report: str, published_at: str | None) -> Iterator[Claim]:
    """The claim of a sentence, then one for each part of its number."""
    whole = _claim(said, words, report, published_at)
    yield whole
    for at, (part, _) in enumerate(said.parts):
        mention = words["part"][at]
        key = claim_id(report, whole.type, (whole.trigger, mention, whole.place[0].words), METHOD)
        yield _part(whole, key, _quantity(part, mention), words["part whom"][at])


def _claim(said: Said, words: Mapping[str, list[Mention]], report: str, published_at: str | None) -> Claim:
    trigger, quantity, place = words["trigger"][0], words["quantity"][0], words["place"]
    speaker = words["speaker"][0] if "speaker" in words else None
    kind = _TYPES[said.matter.measure]
    return Claim(
        id=claim_id(report, kind, (trigger, quantity, place[0]), METHOD),
        report=report,
        type=kind,
        trigger=trigger,
        quantity=_quantity(said.number, quantity),
        whom=words["whom"][0],
        by=None,
        place=_resolve(said, place),
        when=_when(said.matter, words["when"][0], published_at),
        attribution=Attribution(speaker, name=said.witness.speaker),
        modality=said.modality,
        scope="cumulative" if said.matter.measure == "held" else said.scope,
        context="protest",
        score=said.score,
        method=METHOD,
    )


def _part(whole: Claim, key: str, quantity: Quantity, whom: Mention) -> Claim:
    return replace(whole, id=key, quantity=quantity, whom=whom, scope="subset")


def _copy(claim: Claim, report: str) -> Claim:
    quantity = claim.quantity.words if claim.quantity else None
    key = claim_id(report, claim.type, (claim.trigger, quantity, claim.place[0].words), METHOD)
    return replace(claim, id=key, report=report)


def _quantity(number: Number, words: Mention) -> Quantity:
    return Quantity(number.low, number.high, number.relation, words, DEFAULT_CONVENTION)


def _resolve(said: Said, words: Sequence[Mention]) -> tuple[Resolution, ...]:
    """The places of a claim, the village first, which is not found."""
    known = words[1:] if said.village else words
    found = [
        Resolution(mention, place, "drawn so", 1.0) for mention, place in zip(known, said.matter.places, strict=True)
    ]
    lost = [Resolution(words[0], None, "no such name", 0.0)] if said.village else []
    return (*lost, *found)


def _when(matter: Matter, words: Mention, published_at: str | None) -> When:
    days = (matter.last - matter.first).days
    is_month = words.text.startswith("in ")
    precision: Precision = "month" if is_month else "day" if days == 0 else "days"
    return When(
        matter.first, matter.last, precision, words, date.fromisoformat(published_at[:10]) if published_at else None
    )


def _store(claim: Claim, report: Report, sentence: str) -> StoredClaim:
    recorded = f"{(report.published_at or '2000-01-01')[:10]}T23:59:59Z"
    return StoredClaim(claim, report.publisher, report.published_at, recorded, None, None, None, sentence)
