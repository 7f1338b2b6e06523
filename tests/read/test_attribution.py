"""Who says what: the cases are tables in tests/cases/attribution, one folder for each language."""

import gc
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.lang import load_language
from habeas.read.attribution import AttributionMatch, attribution_at, find_attributions, hedge_at
from habeas.read.attribution.quotation import Stretch, find_quotations
from habeas.read.attribution.speaker import name_speakers
from habeas.read.segment import split_segments
from tests.cases import load_cases

ENGLISH = load_language("en")
FOLDER = Path(__file__).resolve().parents[1] / "cases" / "attribution" / "en"
CASES = [case for file in sorted(FOLDER.glob("*.yml")) for case in load_cases(f"attribution/en/{file.name}")]
SAID = [case for case in CASES if "says" in case]
NAMED = [case for case in CASES if "names" in case]
ASSERTED = [case for case in CASES if "at" in case]
PIECES = [
    "Ana Belk",
    "police",
    " said ",
    " that ",
    '"',
    "“",
    "”",
    "'",
    ", ",
    ". ",
    "\n",
    "according to ",
    "who ",
    "told ",
]


@pytest.mark.parametrize("case", SAID, ids=[case["text"] for case in SAID])
def test_a_text_has_the_attributions_of_its_table(case: dict[str, Any]) -> None:
    assert [described(case["text"], match) for match in find(case["text"])] == case["says"]


@pytest.mark.parametrize("case", ASSERTED, ids=[f"{case['text']} [{case['at']}]" for case in ASSERTED])
def test_a_speaker_asserts_what_is_not_presupposed(case: dict[str, Any]) -> None:
    match = attribution_at(find(case["text"]), case["text"].index(case["at"]))
    assert (match and words(case["text"], match.speaker)) == case["by"]


@pytest.mark.parametrize("case", NAMED, ids=[case["text"] for case in NAMED])
def test_a_group_noun_has_the_name_of_its_body(case: dict[str, Any]) -> None:
    names = name_speakers(case["text"], find(case["text"]), ENGLISH)
    assert {words(case["text"], stretch): name for stretch, name in names.items()} == case["names"]


def test_a_group_noun_stays_the_words_of_its_speaker() -> None:
    text = "Test-Info said ten were held. The group said nobody was hurt."
    _, match = find(text)
    assert (words(text, match.speaker), words(text, match.stands_for), match.named) == ("group", "Test-Info", None)


def test_a_hedge_is_no_speaker() -> None:
    matches = find("Two men were reportedly beaten.")
    assert attribution_at(matches, 24) is None
    hedge = hedge_at(matches, 24)
    assert hedge is not None and hedge.firmness == "alleged"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("«Non», dit-il", ["«Non»"]),
        ("„Nein“, sagte er", ["„Nein“"]),
        ('the 6" pipe and the 8" pipe', []),
        ("the miners' union and the dockers' union", []),
        ("He said 'we won' and left", ["'we won'"]),
        ('"A b." c "D e."', ['"A b."', '"D e."']),
        ('He rose. "Yes,\nshe came', ['"Yes,\nshe came']),
        ('He rose. "Yes, she came.\n\nThen he sat.', []),
        ('come out," said one of them', ['come out,"']),
        ("“outer ‘inner’ outer”", ["“outer ‘inner’ outer”"]),
    ],
)
def test_quotations_end_where_they_are_closed(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == quoted


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all_in_range(text, find(text))


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_order_of_cues_and_marks_can_be_read(text: str) -> None:
    assert all_in_range(text, find(text))


def test_time_grows_with_the_length_of_the_text() -> None:
    text = (
        'Police said "ten men" were held, and Ana Belk told reporters that he was one. “We shall not leave,” he said. '
    )
    assert seconds(text * 1_600) < 16 * seconds(text * 200) + 0.05


@pytest.mark.parametrize(
    "text",
    [
        '"' * 20_000,
        "said " * 20_000,
        ", said" * 10_000,
        "police said x " * 5_000,
        "Orskwatch said no. It said no. The group said no. " * 1_000,
        "A, a group of " * 5_000,
        "‘a" * 10_000,
        "a' " * 10_000,
    ],
)
def test_hostile_repetition_is_read_in_reasonable_time(text: str) -> None:
    assert seconds(text) < 5


def find(text: str) -> list[AttributionMatch]:
    return find_attributions(text, split_segments(text, ENGLISH), ENGLISH)


def seconds(text: str) -> float:
    """Processor time without the collector's: what it walks is what other tests of this process have left."""
    segments = split_segments(text, ENGLISH)
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        find_attributions(text, segments, ENGLISH)
        return time.process_time() - start
    finally:
        gc.enable()


def words(text: str, stretch: Stretch | None) -> str | None:
    return text[slice(*stretch)] if stretch else None


def described(text: str, match: AttributionMatch) -> dict[str, Any]:
    """A match as the tables write it: only what is there."""
    fields = {name: words(text, getattr(match, name)) for name in ("speaker", "cue", "addressee", "via", "named")}
    said: dict[str, Any] = {name: value for name, value in fields.items() if value is not None}
    said["content"] = [words(text, stretch) for stretch in match.content]
    return said | ({"direct": True} if match.direct else {}) | firmness_of(match)


def firmness_of(match: AttributionMatch) -> dict[str, str]:
    return {} if match.firmness == "asserted" else {"firmness": match.firmness}


def all_in_range(text: str, matches: list[AttributionMatch]) -> bool:
    stretches = [
        stretch
        for match in matches
        for stretch in (match.speaker, match.cue, match.addressee, match.via, match.named, *match.content)
        if stretch
    ]
    return all(0 <= start < end <= len(text) for start, end in stretches)
