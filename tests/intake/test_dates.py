from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from habeas.exc import InputError
from habeas.intake import IntakeOptions
from habeas.intake.dates import parse_published

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/intake/dates.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("words", "kept"), CASES["read"].items())
def test_date_is_kept_as_precisely_as_it_is_given(words: str, kept: str) -> None:
    assert parse_published(words, "a.jsonl", 3) == kept


@pytest.mark.parametrize(("words", "complaint"), CASES["refused"].items())
def test_date_that_is_none_or_two_is_refused(words: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint) as caught:
        parse_published(words, "a.jsonl", 3)
    assert (caught.value.path, caught.value.line) == ("a.jsonl", 3)


def test_date_of_the_user_is_checked_at_once() -> None:
    with pytest.raises(InputError) as caught:
        IntakeOptions(date="2021-02-30")
    assert "--date: date '2021-02-30': there is no such day" in str(caught.value)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_every_day_survives(day: date) -> None:
    assert parse_published(day.isoformat(), "") == day.isoformat()
    assert parse_published(f"{day:%d.%m}.{day.year}", "") == day.isoformat()


@given(st.text())
def test_any_words_are_a_date_or_an_input_error(words: str) -> None:
    try:
        assert parse_published(words, "")[:4].isdigit()
    except InputError as error:
        assert "date" in error.reason
