import gzip
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.intake.language import guess_language, judge_language

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/intake/languages.yml").read_text(encoding="utf-8"))
ENGLISH = "Police in Aldmoor detained fourteen people at the march."
GERMAN = "Die Polizei hat am Sonntag vierzehn Menschen festgenommen und in der Nacht neun freigelassen."
CHINESE = "警方星期天在广场上的一次游行中拘留了十四人。"  # too short for the detector
SHORT = "Aldmoor: 14"


@pytest.mark.parametrize(("text", "language"), CASES)
def test_language_is_told_where_there_is_enough_to_tell_it(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "language", "warning"),
    [
        (GERMAN, None, "de", None),
        (GERMAN, "", "de", None),
        (GERMAN, "de-AT", "de", None),
        (GERMAN, "German", "de", None),
        (GERMAN, "EN", "de", "said to be in 'en', but its text is in 'de'"),
        (ENGLISH, "fr", "en", "said to be in 'fr', but its text is in 'en'"),
        (ENGLISH, "eng", "en", None),
        (ENGLISH, "en_US.UTF-8", "en", None),
        (ENGLISH, "Aldmoorish", "en", "said to be in 'Aldmoorish', which is no known language"),
        (SHORT, None, None, "too little text to tell its language"),
        (SHORT, "en", "en", None),
        (SHORT, "fr", "fr", None),
        (CHINESE, None, "und", "its language is not known: written in Chinese or Japanese letters"),
        (CHINESE, "zh-Hans", "zh", None),
        (CHINESE, "en", "und", "said to be in 'en', but written in Chinese or Japanese letters"),
    ],
)
def test_the_text_wins_over_what_is_said_of_it(text: str, declared: str, language: str, warning: str) -> None:
    assert judge_language(text, declared) == (language, warning)


def test_a_long_report_is_judged_by_its_beginning_middle_and_end() -> None:
    assert guess_language("\n".join([ENGLISH, *[GERMAN] * 60])) == "de"
    assert guess_language("\n".join([*[ENGLISH] * 60, GERMAN])) == "en"


@settings(deadline=None)
@given(st.text(), st.none() | st.text())
def test_any_text_has_a_language_or_none(text: str, declared: str | None) -> None:
    language, warning = judge_language(text, declared)
    assert language is None or (language.islower() and language.isascii() and len(language) in {2, 3})
    assert warning is None or "\n" not in warning


@pytest.mark.parametrize("plane", range(17))
def test_what_is_no_character_is_looked_through(plane: int) -> None:
    assert guess_language(f"{GERMAN} {chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)} {GERMAN}") == "de"


@settings(deadline=None)
@given(st.text(st.characters(), max_size=50))
def test_any_character_may_stand_in_a_text_of_known_language(rubbish: str) -> None:
    assert guess_language(f"{GERMAN} {GERMAN} {rubbish} {GERMAN} {GERMAN}") in {"de", None}


@pytest.mark.slow
def test_english_corpora_are_never_taken_for_another_language(shared: Path) -> None:
    with gzip.open(shared / "data/current_events_2002_2019.jsonl.gz", "rt", encoding="utf-8") as events:
        lines = [line for row, line in enumerate(events) if row % 9 == 0]
    lines += (shared / "corpus/train.texts.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    others = [text for text in texts if guess_language(text) not in {"en", None}]
    assert len(texts) > 10_000
    assert len(others) < 0.001 * len(texts), others[:5]
