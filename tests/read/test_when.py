"""Times in a text: the cases of tests/cases/when, and what holds for any text."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exc import TableError
from habeas.lang import load_language
from habeas.lang.when import WhenRule
from habeas.read.when import WhenMatch, find_whens
from habeas.read.when.meaning import MEANINGS

CASES = Path(__file__).parents[1] / "cases" / "when"
ENGLISH = load_language("en")
REFERENCE = date(2016, 6, 15)
TIME_WORDS = [
    *("on", "since", "from", "to", "and", "between", "the", "last", "next", "May", "March", "31", "30", "2011", "-"),
    *("Monday", "week", "years", "ago", "three", "9999", "0", "1", "two", "before", "after", "late", ",", "’80s", "9"),
    *("decades", "century", "first", "night", "recent", "İ", "ſ", "²", "٣", "\u0307", "99", "1000", "999", "later"),
]


def _cases() -> list[tuple[str, date, str, str]]:
    files = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.yml"))}
    return [(name, file["reference"], *case) for name, file in files.items() for case in file["cases"].items()]


def _shown(match: WhenMatch, text: str, with_kind: bool) -> str:
    value = "nothing" if match.first is None else str(match.first)
    value += "" if match.first == match.last else f"..{match.last}"
    return f"{text[match.start : match.end]} = {value}" + (f", {match.kind}" if with_kind else "")


@pytest.mark.parametrize(("name", "reference", "text", "expected"), _cases())
def test_times_of_a_text(name: str, reference: date, text: str, expected: str) -> None:
    with_kind = re.search(r", [a-z]+$", expected) is not None
    shown = [_shown(match, text, with_kind) for match in find_whens(text, reference, ENGLISH)]
    assert "; ".join(shown) == expected


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ({"form": "noon", "meaning": "lunch"}, "unknown meaning lunch"),
        ({"form": "<noon> sharp", "meaning": "year"}, "names the piece 'noon'"),
        ({"form": "{noon}", "meaning": "year"}, "slot {noon} has no list of words"),
    ],
)
def test_a_wrong_rule_is_named(rule: dict[str, str], error: str) -> None:
    tables = ENGLISH.when.model_copy(update={"rules": (WhenRule.model_validate(rule),)})
    with pytest.raises(TableError) as caught:
        find_whens("noon", REFERENCE, ENGLISH.model_copy(update={"when": tables}))
    assert error in str(caught.value)


def test_every_meaning_is_used() -> None:
    assert {rule.meaning for rule in ENGLISH.when.rules} == set(MEANINGS)


def test_relative_words_have_no_days_without_a_reference() -> None:
    matches = find_whens("Held on Friday, in May, last week and on 5 May 2011.", None, ENGLISH)
    assert [match.first for match in matches] == [None, None, None, date(2011, 5, 5)]
    assert [match.kind for match in matches] == ["relative", "relative", "relative", "date"]


def test_the_reader_may_know_the_direction_better() -> None:
    [match] = find_whens("Friday: nurses on strike", REFERENCE, ENGLISH, direction="future")
    assert match.first == date(2016, 6, 17)


def test_the_core_stands_without_its_lead() -> None:
    text = "Nine have been held since last Thursday."
    [match] = find_whens(text, REFERENCE, ENGLISH)
    assert text[match.core_start : match.core_end] == "last Thursday"
    assert match.core is not None
    assert (match.core.first, match.core.last, match.core.unit) == (date(2016, 6, 9), date(2016, 6, 9), "day")
    assert match.precision == "days"


@pytest.mark.parametrize(
    "text", ["in the year 1000 years ago", "999 decades ago", "in 999 centuries", "99 centuries ago"]
)
def test_a_time_beyond_the_calendar_has_no_days(text: str) -> None:
    assert all(match.first is None or match.first.year > 900 for match in find_whens(text, REFERENCE, ENGLISH))


@given(st.text(max_size=200) | st.lists(st.sampled_from(TIME_WORDS), max_size=12).map(" ".join), st.dates() | st.none())
@settings(max_examples=300, deadline=None)
def test_any_text_gives_ordered_disjoint_spans_and_days_in_order(text: str, reference: date | None) -> None:
    matches = find_whens(text, reference, ENGLISH)
    places = [place for match in matches for place in (match.start, match.end)]
    assert places == sorted(places)
    assert all(0 <= match.start <= match.core_start < match.core_end == match.end <= len(text) for match in matches)
    assert all((match.first is None) == (match.last is None) for match in matches)
    assert all(match.first <= match.last for match in matches if match.first and match.last)


@given(
    st.sampled_from(["the end", "the beginning", "the middle"]),
    st.sampled_from(["month", "year"]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
)
def test_a_part_of_this_month_or_year_is_there_on_every_day(part: str, unit: str, day: date) -> None:
    for match in find_whens(f"Nine were held at {part} of this {unit}.", day, ENGLISH):
        assert match.first is not None and match.last is not None and match.first <= match.last


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.dates())
@settings(max_examples=100, deadline=None)
def test_a_written_date_is_read_back(day: date, reference: date) -> None:
    for form in ("%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%Y-%m-%d"):
        [match] = find_whens(day.strftime(form), reference, ENGLISH)
        assert (match.first, match.last) == (day, day)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)))
@settings(max_examples=50, deadline=None)
def test_a_weekday_is_within_the_week_before(reference: date) -> None:
    [match] = find_whens("They met on Tuesday.", reference, ENGLISH)
    assert match.first is not None
    assert match.first.weekday() == 1
    assert timedelta() <= reference - match.first < timedelta(days=7)
