"""No word that may name a person leaves the store, and no figure changes for it."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from habeas.model import Claim, Mention, Place, Resolution, Span, StoredClaim
from habeas.model.judgement import Judgement
from habeas.model.voice import Origin, Voice
from habeas.publish import export_files
from habeas.publish.redact import Material, redact_material
from tests.claims import PLACES, make_claim
from tests.publish.editions import MONITOR, PAPER, PERSON, make_material, make_small_edition

WORDS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "publish" / "words.yml").read_text(encoding="utf-8"))
NAMES = ("Testov", "Examplova", "testov", "examplova", "secret", "editor:")


def redact(stored: StoredClaim, voice: Voice = PAPER, licences: dict[str, str] | None = None) -> StoredClaim:
    origins = {stored.claim.id: Origin(stored.claim.id, voice, "")}
    return redact_material(Material((stored,), origins), licences or {}).claims[0]


def say(claim: Claim, field: str, words: str) -> Claim:
    """The claim with these words in one of its fields."""
    mention = Mention(words, Span(claim.report, 0, len(words)))
    if field == "quantity":
        assert claim.quantity is not None
        return replace(claim, quantity=replace(claim.quantity, words=mention))
    if field == "when":
        assert claim.when is not None
        return replace(claim, when=replace(claim.when, words=mention))
    if field == "speaker":
        return replace(claim, attribution=replace(claim.attribution, speaker=mention))
    if field == "by":
        return replace(claim, by=mention)
    return replace(claim, trigger=mention) if field == "trigger" else replace(claim, whom=mention)


def hear(claim: Claim, field: str) -> str | None:
    """The words that a field of the claim now has."""
    mentions = {
        "quantity": claim.quantity and claim.quantity.words,
        "when": claim.when and claim.when.words,
        "speaker": claim.attribution.speaker,
        "trigger": claim.trigger,
        "whom": claim.whom,
        "by": claim.by,
    }
    mention = mentions[field]
    return mention.text if mention else None


@pytest.mark.parametrize("case", WORDS, ids=lambda case: f"{case.get('field', 'whom')}: {case['words']}")
def test_words_are_published_where_tables_list_them(case: dict[str, str]) -> None:
    field = case.get("field", "whom")
    stored = make_claim({"low": 5})
    found = redact(replace(stored, claim=say(stored.claim, field, case["words"])))
    assert hear(found.claim, field) == case["published"]


def test_no_file_of_an_edition_holds_the_name_of_a_person() -> None:
    files = export_files(make_small_edition())
    leaks = [(name, leak) for name, content in files.items() for leak in NAMES if leak.encode() in content]
    assert leaks == []


def test_a_speaker_is_named_only_if_it_is_known_as_a_body() -> None:
    public = redact_material(make_material(), {})
    assert [public.origins[key].voice.name for key in sorted(public.origins)] == [
        "OVD-Info",
        "Demo Wire",
        "a speaker not named here (3)",
        "Demo Wire",
    ]


def test_two_speakers_without_a_name_stay_two_voices() -> None:
    claims = tuple(make_claim({"low": number, "place": ["Kazan"]}, number) for number in (1, 2))
    voices = (PERSON, Voice("speaker:anna examplova", "Anna Examplova", "speaker"))
    origins = {c.claim.id: Origin(c.claim.id, voice, "") for c, voice in zip(claims, voices, strict=True)}
    public = redact_material(Material(claims, origins), {})
    assert len({origin.voice.id for origin in public.origins.values()}) == 2


def test_what_is_redacted_once_stays_as_it_is() -> None:
    once = redact_material(make_material(), {})
    assert redact_material(once, {}) == once


def test_a_house_that_no_gazetteer_knows_is_not_named() -> None:
    stored = make_claim({"low": 5, "place": ["home of Anna Examplova"]})
    assert redact(stored).claim.place[0].words.text == "home of [withheld]"


def test_the_words_of_a_known_place_are_published() -> None:
    place = Place("geonames:1", "Saint Anna", "city", "RU", 1.0, 2.0, None)
    words = Mention("Saint Anna", Span("report-0", 0, 10))
    stored = make_claim({"low": 5})
    found = redact(replace(stored, claim=replace(stored.claim, place=(Resolution(words, place, "x", 1.0),))))
    assert found.claim.place[0].words.text == "Saint Anna"


@pytest.mark.parametrize(
    ("address", "published"),
    [
        ("https://post.example/news/12-held-in-kazan", "https://post.example/news/12-held-in-kazan"),
        ("https://post.example/news/anna-examplova-held?id=7", "https://post.example/"),
        ("https://post.example/?about=Anna%20Examplova", "https://post.example/"),
        ("https://editor:secret@post.example:8080/a#top", "https://post.example:8080/a"),
        ("file:///home/editor/reports/1.html", None),
        ("reports/1.html", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_an_address_is_cut_where_it_names_somebody(address: str | None, published: str | None) -> None:
    stored = make_claim({"low": 5})
    claim = say(stored.claim, "whom", "Anna Examplova")
    assert redact(replace(stored, claim=claim, address=address)).address == published


@pytest.mark.parametrize(
    ("sentence", "licensed", "published"),
    [
        ("Police detained 12 people in Kazan.", True, "Police detained 12 people in Kazan."),
        ("Police detained 12 people in Kazan.", False, ""),
        ("Police detained Anna Examplova in Kazan.", True, ""),
        ("Twelve remain behind bars, said Anna Examplova.", True, "remain … behind bars"),
        ("Twelve remain behind bars.", False, "remain … behind bars"),
    ],
)
def test_a_sentence_needs_a_licence_and_no_names(sentence: str, licensed: bool, published: str) -> None:
    stored = make_claim({"low": 12, "place": ["Kazan"], "publisher": "Demo Wire", "text": sentence})
    assert redact(stored, licences={"Demo Wire": "CC-BY-4.0"} if licensed else {}).sentence == published


def test_a_judgement_is_published_without_who_made_it() -> None:
    material = make_material()
    given = Judgement(
        "judgement-1", "reject-claim", ("claim-2",), "Ivan Testov", "2022-02-27T21:00:00Z", "counted twice"
    )
    public = redact_material(replace(material, judgements=(given,)), {}).judgements
    assert [(judgement.by, judgement.reason, judgement.subjects) for judgement in public] == [
        ("the desk", "counted twice", ("claim-2",))
    ]
    assert public[0].id != given.id


def test_reasons_that_name_somebody_are_replaced() -> None:
    public = redact_material(make_material(), {})
    assert public.origins["claim-3"].reason == "the report names this speaker as its source"
    assert public.origins["claim-1"].reason == f"the report names {MONITOR.name}"


def test_events_keep_their_claims_and_lose_names() -> None:
    material = make_material()
    event = replace(material.events[0], label="Anna Examplova detained")
    public = redact_material(replace(material, events=(event,)), {}).events[0]
    assert (public.label, public.claims, public.place) == ("detained", ("claim-1", "claim-3"), PLACES["Moscow"].id)
