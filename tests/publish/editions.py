"""Editions small enough to check by eye: two cities, three voices, one of them a person who is invented."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from habeas.model import Mention, Span, StoredClaim
from habeas.model.change import Correction, Step
from habeas.model.edition import Edition, Scope, Series, tally_id
from habeas.model.event import Event, Tie
from habeas.model.tally import Certificate, SetAside, Tally, TallyQuery, TallySheet, Term, VoiceFigure, Without
from habeas.model.voice import Origin, Voice
from habeas.publish import EXPORTERS
from habeas.publish.bag import write_bag
from habeas.publish.edition import Draft, Predecessor, gather_places, make_edition
from habeas.publish.redact import Material, redact_material
from tests.claims import PLACES, RUSSIA, make_claim

DAY = date(2022, 2, 27)
AS_OF = "2022-02-27T22:54:00Z"
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
MONITOR = Voice("speaker:ovd-info", "OVD-Info", "speaker", is_minimum=True)
PAPER = Voice("publisher:demo wire", "Demo Wire", "publisher")
PERSON = Voice("speaker:ivan testov", "Ivan Testov", "speaker")
QUERY = TallyQuery(DAY, DAY, measure="detained", place=RUSSIA.id, as_of=AS_OF)
SCOPE = Scope(
    place=RUSSIA,
    first="2022-02-27",
    last="2022-02-27",
    as_of=AS_OF,
    measures=("detained",),
    context=None,
    convention="guidelines-1",
    floor=0.5,
    methods=("test@1",),
)


def make_material(moscow: int = 1196) -> Material:
    """Four claims with their origins: a monitor's, two of a paper, and one of a person about a person."""
    rows = (
        {"place": ["Moscow", "Russia"], "low": moscow, "voice": "OVD-Info", "publisher": "Demo Wire"},
        {"place": ["Kazan", "Russia"], "low": 12, "publisher": "Demo Wire"},
        {
            "place": ["Moscow"],
            "low": 40,
            "voice": "Ivan Testov",
            "publisher": "Demo Post",
            "text": "Said Anna Examplova.",
        },
        {"place": ["Kazan"], "low": 5, "publisher": "Demo Wire", "modality": "planned"},
    )
    claims = [make_claim(row, number) for number, row in enumerate(rows, 1)]
    claims[2] = _name_people(claims[2])
    voices = (MONITOR, PAPER, PERSON, PAPER)
    origins = {
        stored.claim.id: Origin(stored.claim.id, voice, f"the report names {voice.name}")
        for stored, voice in zip(claims, voices, strict=True)
    }
    tie = Tie("claim-1", "claim-3", 0.75, "both tell of Moscow")
    event = Event(
        "event-1",
        "detained",
        "protest",
        PLACES["Moscow"].id,
        "detained in Moscow",
        DAY,
        DAY,
        ("claim-1", "claim-3"),
        (tie,),
    )
    return Material(tuple(claims), origins, (event,))


def make_sheet(moscow: int = 1196) -> TallySheet:
    """The figures of these claims, worked out by hand."""
    both, left, alone = {"claim-1": moscow, "claim-2": 12}, {"claim-3": 40, "claim-2": 12}, {"claim-1": moscow}
    total = _tally(RUSSIA.id, "Russia", both, {MONITOR: left, PAPER: alone})
    city = _tally(PLACES["Moscow"].id, "Moscow", alone, {MONITOR: {"claim-3": 40}})
    small = _tally(PLACES["Kazan"].id, "Kazan", {"claim-2": 12}, {PAPER: {}})
    said = VoiceFigure(MONITOR.id, MONITOR.name, moscow, None, ("claim-1",))
    aside = SetAside("claim-4", "planned, not happened")
    return TallySheet(QUERY, (total, replace(city, voices=(said,)), small), (aside,))


def make_draft(moscow: int = 1196) -> Draft:
    """Everything an edition of these claims is made of."""
    public = redact_material(make_material(moscow), {})
    sheet = make_sheet(moscow)
    step = Step("2022-02-27T20:00:59Z", moscow + 12, 52, None, ("claim-1",), (), "Moscow rises", is_late=False)
    return Draft(
        title="Detentions in Russia",
        program="habeas 0.1.0",
        scope=SCOPE,
        sheets=(sheet,),
        claims=public.claims,
        origins=dict(public.origins),
        events=public.events,
        judgements=public.judgements,
        places=gather_places(public.claims, {RUSSIA.id: RUSSIA}.get),
        series=(Series(tally_id(sheet.tallies[0]), (step,)),),
        corrections=(_correction(moscow),),
        licences=(),
    )


def make_small_edition(moscow: int = 1196, before: Predecessor | None = None) -> Edition:
    """The edition itself."""
    return make_edition(make_draft(moscow), before)


def write_edition(edition: Edition, out: Path, key: Ed25519PrivateKey = KEY) -> Path:
    """The edition as a bag in a folder that was not there, without the bulletin, whose map takes a second to draw."""
    write_bag(edition, export_tables(edition), out, key)
    return out


def export_tables(edition: Edition) -> dict[str, bytes]:
    """Every file of the edition but the bulletin."""
    exporters = (export for name, export in EXPORTERS.items() if name != "bulletin")
    return {name: content for export in exporters for name, content in export(edition).items()}


def _tally(place: str, label: str, proof: dict[str, int], without: dict[Voice, dict[str, int]]) -> Tally:
    low = sum(proof.values())
    return Tally(
        measure="detained",
        place=place,
        label=label,
        first=DAY,
        last=DAY,
        low=low,
        robust_low=min(sum(bounds.values()) for bounds in without.values()),
        high=None,
        low_with_alleged=low,
        certificate=_prove(proof),
        high_certificate=None,
        voices=(),
        sensitivity=tuple(
            Without(voice.id, voice.name, sum(bounds.values()), _prove(bounds)) for voice, bounds in without.items()
        ),
        disputes=(),
        set_aside=(),
    )


def _prove(bounds: dict[str, int]) -> Certificate:
    terms = (Term(claim, "at_least", bound, Fraction(1)) for claim, bound in bounds.items())
    return Certificate(sum(bounds.values()), tuple(terms))


def _name_people(stored: StoredClaim) -> StoredClaim:
    """The same claim about the supporters of an invented person, whose name is in the address too."""
    text = "supporters of Anna Examplova"
    whom = Mention(text, Span(stored.claim.report, 0, len(text)))
    address = "https://editor:secret@post.example/news/anna-examplova-held?id=7#top"
    return replace(stored, claim=replace(stored.claim, whom=whom), address=address, title="Anna Examplova held")


def _correction(moscow: int) -> Correction:
    return Correction(
        at="2022-02-27T21:00:00Z",
        kind="claim-replaced",
        measure="detained",
        place=PLACES["Moscow"].id,
        label="Moscow",
        first=DAY,
        last=DAY,
        before=40,
        after=moscow,
        claims=("claim-3", "claim-1"),
        judgements=(),
        reason="OVD-Info gives a higher figure",
    )
