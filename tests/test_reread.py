"""Reading again: what another reader finds stands beside what was found before, whatever interrupts it."""

import multiprocessing
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from habeas.exc import StoreError
from habeas.model.summary import Summary
from habeas.pipeline import ReadSettings, reread_into
from habeas.store import ClaimQuery, open_store
from tests.collecting import (
    CountingReader,
    make_texts,
    open_failing_reader,
    open_newer_reader,
    open_slow_newer_reader,
    write_reports,
)
from tests.test_collect import assert_verified, collect, contents


def reread(
    store: Path,
    workers: int = 1,
    open_reader: Callable[[], CountingReader] = open_newer_reader,
    *,
    limit: int | None = None,
) -> Summary:
    with open_store(store, must_exist=True) as opened:
        return reread_into(
            opened, settings=ReadSettings(open_reader, open_reader().method, workers, seconds=30), limit=limit
        )


def counted_methods(store: Path, *named: str) -> Counter[str]:
    """How many of the claims that count each method read, where only the methods named may count."""
    with open_store(store) as opened:
        return Counter(stored.claim.method for stored in opened.claims(ClaimQuery(methods=named)))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of 250 reports, read by counting@1; the file they came from is gone."""
    path = write_reports(tmp_path / "a.jsonl", make_texts(250))
    collect(tmp_path / "store", path)
    Path(path).unlink()
    return tmp_path / "store"


def test_every_stored_report_is_read_and_nothing_older_is_changed(store: Path) -> None:
    before = contents(store)
    summary = reread(store)
    after = contents(store)
    assert (summary.method, summary.new, summary.known, summary.left) == ("counting@2", 250, 0, 0)
    assert (summary.claims, summary.statements, summary.failures) == (250, 250, {})
    assert after["report"] == before["report"] and after["document"] == before["document"]
    assert set(before["claim"]) < set(after["claim"]) and len(after["claim"]) == 500
    assert_verified(store)


def test_reading_again_by_the_same_method_adds_nothing(store: Path) -> None:
    reread(store)
    before = contents(store)
    again = reread(store)
    assert (again.new, again.known, again.claims) == (0, 250, 0)
    assert contents(store) == before


def test_after_a_limit_the_next_run_goes_on_and_no_report_is_lost_meanwhile(store: Path) -> None:
    first = reread(store, limit=100)
    assert (first.new, first.left) == (100, 150)
    assert counted_methods(store) == {"counting@1": 150, "counting@2": 100}
    second = reread(store)
    assert (second.new, second.known, second.left) == (150, 100, 0)
    assert counted_methods(store) == {"counting@2": 250}


def test_the_reading_recorded_last_counts_even_by_an_older_version(store: Path, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "b.jsonl", ["7 detained in Kazan"])
    collect(tmp_path / "newer", path, open_reader=open_newer_reader)
    reread(tmp_path / "newer", open_reader=CountingReader)
    assert counted_methods(tmp_path / "newer") == {"counting@1": 1}


def test_methods_named_count_by_their_newest_reading_each_report_once(store: Path) -> None:
    reread(store, limit=100)
    assert counted_methods(store, "counting@1") == {"counting@1": 250}
    assert counted_methods(store, "counting@2") == {"counting@2": 100}
    assert counted_methods(store, "counting@1", "counting@2") == {"counting@1": 150, "counting@2": 100}


def test_any_number_of_workers_adds_the_same(store: Path, tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(250))
    collect(tmp_path / "other", path)
    reread(store, workers=1)
    reread(tmp_path / "other", workers=2)
    assert contents(store) == contents(tmp_path / "other")


def test_a_report_at_which_the_newer_reader_fails_keeps_its_older_reading(store: Path, tmp_path: Path) -> None:
    summary = reread(store, open_reader=open_failing_reader)
    with open_store(store) as opened:
        [failure] = opened.failures()
    assert (summary.new, summary.left, summary.failures) == (249, 0, {failure.reason: 1})
    assert (failure.path, failure.line) == (str(tmp_path / "a.jsonl"), 4)
    assert counted_methods(store) == {"counting@1": 1, "failing@1": 249}
    before = contents(store)
    assert sum(reread(store, open_reader=open_failing_reader).failures.values()) == 1
    assert contents(store) == before


def test_a_reread_is_refused_while_a_collect_is_under_way(store: Path) -> None:
    with open_store(store) as opened, opened.collecting(), pytest.raises(StoreError, match="another collect or reread"):
        reread(store)
    assert reread(store).new == 250


def test_an_empty_store_has_nothing_to_read(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    assert reread(tmp_path) == Summary(method="counting@2", seconds=0.0)


def reread_slowly(store: Path) -> None:
    reread(store, open_reader=open_slow_newer_reader)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_killed_at_any_point_nothing_is_lost_or_doubled(store: Path, tmp_path: Path, seed: int) -> None:
    collect(tmp_path / "whole", write_reports(tmp_path / "a.jsonl", make_texts(250)))
    reread(tmp_path / "whole")
    kill_again_and_again(store, random.Random(seed))
    assert contents(store) == contents(tmp_path / "whole")
    assert_verified(store)


def kill_again_and_again(store: Path, chance: random.Random) -> None:
    """Kill a reread at random moments, ten times or until one reaches its end; the last is left to reach it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["habeas.pipeline"])
    for attempt in range(10):
        process = context.Process(target=reread_slowly, args=(store,))
        process.start()
        process.join(chance.uniform(0.0, 0.25 * 1.2**attempt))
        process.kill()
        process.join()
    reread_slowly(store)
