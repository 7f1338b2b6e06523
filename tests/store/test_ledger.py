"""When rows are recorded, whatever the clock of the machine says."""

from pathlib import Path

import pytest

from habeas.exc import StoreError
from habeas.store import open_store
from habeas.store.ledger import time_rows
from tests.store.samples import fill_store, make_report, read_entry
from tests.store.test_verify import tamper


@pytest.mark.parametrize(
    ("last", "present", "recorded"),
    [
        (None, "2022-02-27T22:00:00.000000Z", "2022-02-27T22:00:00.000000Z"),
        ("2022-02-27T22:00:00.000000Z", "2022-02-27T22:00:01.000000Z", "2022-02-27T22:00:01.000000Z"),
        ("2022-02-27T22:00:00.000000Z", "2022-02-27T21:59:58.000000Z", "2022-02-27T22:00:00.000000Z"),
    ],
)
def test_no_row_is_recorded_before_the_last(last: str | None, present: str, recorded: str) -> None:
    assert time_rows(last, present) == recorded


def test_a_clock_far_back_is_refused_with_both_times() -> None:
    with pytest.raises(StoreError, match=r"clock of this machine says 2002-01-01T00:00:00Z.*recorded at 2022-02-27T22"):
        time_rows("2022-02-27T22:00:00.000000Z", "2002-01-01T00:00:00.000000Z")


def test_a_store_whose_last_row_is_of_the_future_takes_nothing(tmp_path: Path) -> None:
    fill_store(tmp_path, ["12 detained in Kazan."]).close()
    tamper(tmp_path, "UPDATE ledger SET recorded_at = '2099-01-01T00:00:00.000000Z'")
    with open_store(tmp_path) as store:
        before = store.counts()
        with pytest.raises(StoreError, match="nothing was stored"):
            store.record([read_entry(make_report("14 detained in Kazan."))])
        assert store.counts() == before
