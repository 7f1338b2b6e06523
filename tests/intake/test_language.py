from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from habeas.intake.language import guess_language, judge_language

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/intake/languages.yml").read_text(encoding="utf-8"))
GERMAN = "Die Polizei hat am Sonntag vierzehn Menschen festgenommen und in der Nacht neun freigelassen."


@pytest.mark.parametrize(("text", "language"), CASES)
def test_language_is_told_by_its_commonest_words(text: str, language: str | None) -> None:
    assert guess_language(text)[0] == language


@pytest.mark.parametrize(
    ("declared", "language", "warning"),
    [
        (None, "de", "not read as English: looks like 'de'"),
        ("de", "de", None),
        ("de-AT", "de", None),
        ("EN", "en", "said to be in 'en', but looks like 'de'"),
    ],
)
def test_what_is_not_english_is_said_aloud(declared: str | None, language: str, warning: str | None) -> None:
    found, said = judge_language(GERMAN, declared)
    assert found == language
    assert (said or "").startswith(warning or "") and bool(said) == bool(warning)


def test_english_said_to_be_something_else_is_said_aloud() -> None:
    english = "Police in Aldmoor detained fourteen people at the march."
    assert judge_language(english, "fr") == ("fr", "said to be in 'fr', but looks like English")


@given(st.text(), st.none() | st.text())
def test_any_text_has_a_language_or_none(text: str, declared: str | None) -> None:
    language, warning = judge_language(text, declared)
    assert language is None or language.islower() or not language.isascii() or not language.isalpha()
    assert warning is None or "\n" not in warning
