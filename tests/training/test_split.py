"""Which texts teach and which check: whole months, the same at every run."""

from habeas.lang import load_language
from tests.training.claim_rows import make_record
from training.claims import group_of, to_example
from training.split import CHECK_SHARE, is_check

MONTHS = [f"{year}-{month:02}" for year in range(1980, 2030) for month in range(1, 13)]


def test_about_one_month_in_four_checks() -> None:
    share = sum(map(is_check, MONTHS)) / len(MONTHS)
    assert abs(share - 1 / CHECK_SHARE) < 0.05


def test_the_split_is_the_same_on_every_machine() -> None:
    assert [month for month in MONTHS if month[:4] == "2020" and is_check(month)] == ["2020-05", "2020-07", "2020-11"]


def test_the_days_of_a_month_are_on_one_side() -> None:
    for month in MONTHS:
        days = [make_record("x", day=f"{month}-{day:02}") for day in (1, 15, 28)]
        assert len({is_check(group_of(record)) for record in days}) == 1


def test_an_example_is_split_as_its_record_is() -> None:
    records = [make_record("The choir sang.", day=day, name=name) for name in "ab" for day in ("2021-03-10", None)]
    groups = [to_example(record, load_language("en")).group for record in records]
    assert groups == [group_of(record) for record in records] == ["2021-03", "text a", "2021-03", "text b"]
