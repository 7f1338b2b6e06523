"""Editions for tests of the bulletin, built from short rows of public or invented figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from habeas.model.attribution import Attribution
from habeas.model.change import Correction, Step
from habeas.model.claim import Claim, Modality
from habeas.model.edition import Edition, FigureChange, PreviousEdition, Scope, Series, edition_id, tally_id
from habeas.model.place import Place, PlaceKind, Resolution
from habeas.model.quantity import Quantity
from habeas.model.span import Mention, Span
from habeas.model.stored import StoredClaim
from habeas.model.tally import (
    Certificate,
    Dispute,
    Measure,
    SetAside,
    Tally,
    TallyQuery,
    TallySheet,
    Term,
    VoiceFigure,
    Without,
)
from habeas.model.voice import Origin, Voice
from habeas.model.when import When

DAY = date(2022, 2, 27)
RUSSIA = Place("geonames:2017370", "Russia", "country", "RU", 60.0, 100.0, None)
# Name, latitude, longitude, number. Moscow and St Petersburg as reported that night, the others invented.
CITIES: tuple[tuple[str, float, float, int], ...] = (
    ("Saint Petersburg", 59.94, 30.31, 1269),
    ("Moscow", 55.75, 37.62, 1196),
    ("Yekaterinburg", 56.85, 60.61, 61),
    ("Novosibirsk", 55.04, 82.93, 34),
    ("Nizhny Novgorod", 56.33, 44.0, 29),
    ("Kazan", 55.79, 49.12, 22),
    ("Samara", 53.2, 50.15, 19),
    ("Krasnodar", 45.04, 38.98, 16),
    ("Voronezh", 51.67, 39.18, 13),
    ("Perm", 58.01, 56.25, 11),
    ("Rostov-on-Don", 47.23, 39.72, 9),
    ("Vladivostok", 43.11, 131.87, 8),
    ("Krasnoyarsk", 56.01, 92.79, 7),
    ("Kaliningrad", 54.71, 20.51, 6),
    ("Irkutsk", 52.3, 104.3, 4),
    ("Khabarovsk", 48.48, 135.08, 3),
    ("Yakutsk", 62.03, 129.73, 2),
    ("Petropavlovsk-Kamchatsky", 53.04, 158.65, 1),
)
MONITOR = Voice("speaker:ovd-info", "OVD-Info", "speaker", True)
POLICE = Voice("office:police@geonames:524901", "police in Moscow", "office")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a test writes it."""

    id: str
    place: Place
    low: int | None
    voice: Voice = MONITOR
    words: str | None = None
    high: int | None = None
    published: str | None = "2022-02-27T22:54:00+03:00"
    publisher: str = "Demo Wire"
    address: str | None = None
    modality: Modality = "asserted"


def make_city(name: str, lat: float, lon: float, *, country: str = "RU", kind: PlaceKind = "city") -> Place:
    """A place of Russia, or of another country, with an id of its own."""
    number = sum(ord(letter) * (place + 7) for place, letter in enumerate(name))
    return Place(f"geonames:{number}", name, kind, country, lat, lon, None, (RUSSIA.id,))


def store(told: Told) -> StoredClaim:
    """The claim with its report."""
    report = f"report-{told.id}"
    mention = Mention("detained", Span(report, 0, 8))
    words = told.words or (f"{told.low:,}" if told.low is not None else None)
    number = Mention(words, Span(report, 9, 9 + len(words))) if words else None
    bounded = told.low is not None or told.high is not None
    claim = Claim(
        id=told.id,
        report=report,
        type="detained",
        trigger=mention,
        quantity=Quantity(told.low, told.high, "at_least", number, "guidelines-1") if bounded else None,
        whom=None,
        by=None,
        place=(Resolution(Mention(told.place.name, Span(report, 0, len(told.place.name))), told.place, "known", 1.0),),
        when=When(DAY, DAY, "day", None, None),
        attribution=Attribution(),
        modality=told.modality,
        scope="cumulative",
        context="protest",
        score=0.9,
        method="test@1",
    )
    address = told.address or f"https://demo-wire.example/2022/02/27/{told.id}"
    return StoredClaim(claim, told.publisher, told.published, "2022-02-27T23:00:00Z", address, None, None, "")


def prove(*terms: tuple[str, int] | tuple[str, int, Fraction]) -> Certificate:
    """A certificate of lower bounds, each once or by its multiplier."""
    made = tuple(Term(given[0], "at_least", given[1], given[2] if len(given) > 2 else Fraction(1)) for given in terms)
    total = sum((term.multiplier * term.bound for term in made), Fraction())
    return Certificate(-(-total.numerator // total.denominator), made)


def make_tally(
    place: Place | None, proof: Certificate | None, robust: Certificate | None = None, **fields: object
) -> Tally:
    """A figure of the day: what its proofs give, and what `fields` set beside it."""
    low = proof.bound if proof else None
    left = robust or prove()
    empty = Tally(
        measure="detained",
        place=place.id if place else None,
        label=place.name if place else "everywhere",
        first=DAY,
        last=DAY,
        low=low,
        robust_low=left.bound if proof else None,
        high=None,
        low_with_alleged=low,
        certificate=proof,
        high_certificate=None,
        voices=(),
        sensitivity=(Without(MONITOR.id, MONITOR.name, left.bound, left),) if proof else (),
        disputes=(),
        set_aside=(),
    )
    return replace(empty, **fields)  # type: ignore[arg-type]


def say(told: Told) -> VoiceFigure:
    """What the claim's voice says."""
    return VoiceFigure(told.voice.id, told.voice.name, told.low, told.high, (told.id,))


def make_edition(
    place: Place | None,
    tallies: Sequence[Tally],
    told: Sequence[Told],
    *,
    aside: tuple[SetAside, ...] = (),
    **fields: object,
) -> Edition:
    """An edition of the day with one sheet a measure."""
    measures: tuple[Measure, ...] = tuple(sorted({tally.measure for tally in tallies})) or ("detained",)
    scope = Scope(
        place=place,
        first=DAY.isoformat(),
        last=DAY.isoformat(),
        as_of="2022-02-27T22:54:00Z",
        measures=measures,
        context="protest",
        convention="guidelines-1",
        floor=0.5,
        methods=("test@1",),
    )
    query = TallyQuery(DAY, DAY, place=place.id if place else None)
    known = {given.place.id: given.place for given in told} | ({place.id: place} if place else {})
    empty = Edition(
        id=edition_id("Detentions bulletin", 3, scope),
        number=3,
        title="Detentions bulletin",
        program="habeas 0.1.0",
        scope=scope,
        sheets=tuple(
            TallySheet(replace(query, measure=name), tuple(t for t in tallies if t.measure == name), aside)
            for name in measures
        ),
        claims=tuple(sorted((store(given) for given in told), key=lambda stored: stored.claim.id)),
        origins=tuple(Origin(given.id, given.voice, "named in the sentence") for given in told),
        events=(),
        judgements=(),
        places=tuple(known[key] for key in sorted(known)),
        series=(),
        corrections=(),
        corrected=(),
        changes=(),
    )
    return replace(empty, **fields)  # type: ignore[arg-type]


def russian_day() -> Edition:
    """The demo's day: eighteen cities, a dispute of the police, a step line, corrections and changes."""
    places = [make_city(name, lat, lon) for name, lat, lon, _ in CITIES]
    told = [Told(f"ovd-{place:02}", city, CITIES[place][3]) for place, city in enumerate(places)]
    police = Told("police-1", places[1], 950, POLICE, "some 950", 1045, publisher="Demo Herald", published="2022-02-27")
    second = [
        Told(
            f"herald-{place:02}",
            city,
            CITIES[place][3] * 7 // 10,
            Voice("publisher:demo herald", "Demo Herald", "publisher"),
            publisher="Demo Herald",
        )
        for place, city in enumerate(places[:11])
    ]
    rumour = Told(
        "rumour-1", places[5], 80, words="about eighty", modality="alleged", publisher="Demo Letterbox", published=None
    )
    dispute = Dispute(
        ("ovd-01", "police-1"),
        (MONITOR.id, POLICE.id),
        "OVD-Info has at least 1,196 detained in Moscow, police in Moscow at most 1,045: both cannot be true.",
    )
    cities = []
    for place, given in enumerate(told):
        voices = [given, *(second[place : place + 1])]
        robust = prove((second[place].id, second[place].low or 0)) if place < len(second) else None
        cities.append(
            make_tally(given.place, prove((given.id, given.low or 0)), robust, voices=tuple(map(say, voices)))
        )
    cities[1] = replace(cities[1], disputes=(dispute,), voices=(*cities[1].voices, say(police)))
    cities[5] = replace(cities[5], low_with_alleged=80, set_aside=(SetAside("rumour-1", "alleged"),))
    total = make_tally(
        RUSSIA,
        prove(*((given.id, given.low or 0) for given in told)),
        prove(*((given.id, given.low or 0) for given in second)),
        low_with_alleged=2768,
        set_aside=(SetAside("rumour-1", "alleged: no voice stands for it"),),
    )
    everything = [*told, *second, police, rumour]
    previous = PreviousEdition("before", 2, "2022-02-27T18:10:00Z", "0" * 64)
    edition = make_edition(RUSSIA, [total, *cities], everything, previous=previous)
    return replace(
        edition,
        series=(Series(tally_id(total), _steps()),),
        changes=(
            FigureChange(tally_id(total), "detained", "Russia", "2022-02-27", 2063, 2710, ("low", "robust_low")),
            FigureChange(tally_id(cities[17]), "detained", cities[17].label, "2022-02-27", None, 1, ("new",)),
        ),
        corrected=(
            Correction(
                at="2022-02-27T21:02:00Z",
                kind="claim-replaced",
                measure="detained",
                place=None,
                label="Moscow",
                first=DAY,
                last=DAY,
                before=1641,
                after=1196,
                claims=("ovd-01",),
                judgements=(),
                reason="OVD-Info replaced its own figure for Moscow.",
            ),
        ),
    )


def _steps() -> tuple[Step, ...]:
    rows = (
        ("2022-02-27T09:10:00Z", 3, 0, "First detentions in Moscow."),
        ("2022-02-27T11:02:00Z", 120, 40, "OVD-Info begins its count in four cities."),
        ("2022-02-27T12:40:00Z", 900, 200, "OVD-Info's running count rises in Moscow and Saint Petersburg."),
        ("2022-02-27T16:30:00Z", 1474, 600, "Saint Petersburg rises."),
        ("2022-02-27T18:10:00Z", 2063, 1200, "Moscow rises; eleven cities are new."),
        ("2022-02-27T20:30:00Z", 3155, 1500, "A wrong figure for Moscow is printed."),
        ("2022-02-27T21:02:00Z", 2656, 1500, "OVD-Info corrects its figure for Moscow."),
        ("2022-02-27T22:40:00Z", 2710, 1853, "Demo Herald gives its own figures for eleven cities."),
    )
    return tuple(
        Step(at, low, robust, None, ("ovd-00", "ovd-01"), (), reason, False) for at, low, robust, reason in rows
    )


def empty_day() -> Edition:
    """A day of which nothing was reported."""
    return make_edition(RUSSIA, [], [])


def disputed_day() -> Edition:
    """A proof of halves of three overlapping claims, and a voice that bounds from above what others contradict."""
    places = [make_city(name, lat, lon) for name, lat, lon, _ in CITIES[:3]]
    herald = Voice("publisher:demo herald", "Demo Herald", "publisher")
    told = [
        Told("pair-1", places[0], 41, herald, "at least 41"),
        Told("pair-2", places[1], 30, MONITOR, "thirty"),
        Told("pair-3", places[2], 40, POLICE, "some forty", 44),
        Told("cap-1", RUSSIA, None, Voice("office:ministry", "interior ministry", "office"), "no more than 50", 50),
    ]
    half = Fraction(1, 2)
    proof = prove(*((given.id, given.low or 0, half) for given in told[:3]))
    capped = Certificate(50, (Term("cap-1", "at_most", 50, Fraction(1)),))
    dispute = Dispute(
        ("cap-1", "pair-1", "pair-2"),
        ("a", "b"),
        "The interior ministry's “no more than 50” is less than the pairs add up to.",
    )
    total = make_tally(
        RUSSIA,
        proof,
        prove(("pair-1", 41)),
        high=50,
        high_certificate=capped,
        disputes=(dispute,),
        voices=(say(told[3]),),
    )
    unsaid = make_tally(places[0], None)
    return make_edition(RUSSIA, [total, unsaid], told)


def crowded_day(count: int = 120) -> Edition:
    """So many invented towns, spread over the map."""
    towns = [make_city(f"Town {place:03}", 46 + place * 7 % 22, 32 + place * 37 % 120) for place in range(count)]
    told = [Told(f"town-{place:03}", town, 3 + place * place % 97) for place, town in enumerate(towns)]
    rows = [make_tally(given.place, prove((given.id, given.low or 0)), voices=(say(given),)) for given in told]
    total = make_tally(RUSSIA, prove(*((given.id, given.low or 0) for given in told)))
    return make_edition(RUSSIA, [total, *rows], told)


HOSTILE = (
    "<script>alert(1)</script>",
    "\u202eevil\u202c \u200f\u05d0\u05d1\u05d2",
    "x" * 500,
    "\"'><img src=x onerror=alert(1)>",
    "]( javascript:alert(1) ) `| # * _",
    "a\x00b\x1b[31m\ud800\nc\u2028d",
    "{{ 7 * 7 }} {% raw %}",
    "مظاهرة في المدينة",
)


def hostile_day() -> Edition:
    """Names of places, voices and outlets that try to break out of the page."""
    towns = [make_city(name, 50.0 + place, 40.0 + 6 * place) for place, name in enumerate(HOSTILE)]
    told = [
        Told(
            f"hostile-{place}",
            town,
            5 + place,
            Voice(f"speaker:{place}", HOSTILE[-place], "speaker"),
            HOSTILE[place],
            publisher=HOSTILE[place],
            published=HOSTILE[place],
            address="javascript:alert(1)" if place % 2 else f"https://example.example/{HOSTILE[0]}",
        )
        for place, town in enumerate(towns)
    ]
    rows = [make_tally(given.place, prove((given.id, given.low or 0)), voices=(say(given),)) for given in told]
    dispute = Dispute(("hostile-0",), ("speaker:0",), f"{HOSTILE[0]} says {HOSTILE[1]}")
    total = make_tally(RUSSIA, prove(*((given.id, given.low or 0) for given in told)), disputes=(dispute,))
    return make_edition(RUSSIA, [total, *rows], told, title=HOSTILE[3])


SAMPLES = {
    "russia": russian_day,
    "empty": empty_day,
    "disputed": disputed_day,
    "crowded": crowded_day,
    "hostile": hostile_day,
}
