"""Collecting: what is stored is the same whatever interrupts it, however often it is run, with however many workers."""

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from habeas.exc import StoreError
from habeas.intake import IntakeOptions
from habeas.model.summary import Summary
from habeas.pipeline import ReadSettings, collect_into
from habeas.store import ClaimQuery, open_store
from tests.collecting import (
    CountingReader,
    make_texts,
    open_counting_reader,
    open_newer_reader,
    open_slow_reader,
    write_reports,
)

TABLES = ("document", "report", "reading", "claim", "statement", "failure")
Contents = dict[str, list[tuple[object, ...]]]


def collect(
    store: Path, path: str, workers: int = 1, open_reader: Callable[[], CountingReader] = open_counting_reader
) -> Summary:
    with open_store(store) as opened:
        return collect_into(
            opened, [path], options=IntakeOptions(), settings=ReadSettings(open_reader, open_reader().method, workers)
        )


def contents(store: Path) -> Contents:
    """Every stored row but for where and when it was recorded, in an order of its own."""
    with closing(sqlite3.connect(store / "habeas.sqlite")) as database:
        names = {table: _columns(database, table) for table in TABLES}
        return {
            table: sorted(database.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in names.items()
        }


def _columns(database: sqlite3.Connection, table: str) -> str:
    every = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    return ", ".join(f'"{name}"' for name in every if name not in ("seq", "recorded_at"))


def assert_verified(store: Path) -> None:
    with open_store(store) as opened:
        assert opened.verify().fault is None


def test_the_summary_counts_what_is_new(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(250))
    summary = collect(tmp_path / "store", path)
    assert (summary.documents, summary.new, summary.known, summary.claims, summary.statements) == (1, 250, 0, 250, 250)
    assert summary.failures == {} and summary.reports_per_second > 0


def test_collecting_again_adds_nothing(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", [*make_texts(120), "make the reader fail"])
    collect(tmp_path / "store", path)
    before = contents(tmp_path / "store")
    again = collect(tmp_path / "store", path)
    assert (again.new, again.known, again.claims) == (0, 120, 0)
    assert contents(tmp_path / "store") == before


def test_the_same_report_in_two_documents_is_read_once(tmp_path: Path) -> None:
    write_reports(tmp_path / "a.jsonl", make_texts(3))
    write_reports(tmp_path / "b.jsonl", [*make_texts(3), "Nobody was there."])
    summary = collect(tmp_path / "store", str(tmp_path))
    assert (summary.documents, summary.new, summary.known) == (2, 4, 3)


def test_a_report_without_claims_counts_as_read(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", ["Nobody was there."])
    assert collect(tmp_path / "store", path).new == 1
    assert collect(tmp_path / "store", path).known == 1


def test_any_number_of_workers_stores_the_same_in_the_same_order(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", [*make_texts(450), "make the reader fail"])
    for workers in (1, 2):
        collect(tmp_path / f"store-{workers}", path, workers)
    ledgers = []
    for workers in (1, 2):
        with closing(sqlite3.connect(tmp_path / f"store-{workers}" / "habeas.sqlite")) as database:
            ledgers.append(database.execute("SELECT seq, kind, id, digest FROM ledger ORDER BY seq").fetchall())
    assert ledgers[0] == ledgers[1] and len(ledgers[0]) == 450 * 4 + 2


def test_an_error_of_the_reader_is_recorded_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", [*make_texts(5), "make the reader fail", "5 detained in Kazan"])
    summary = collect(tmp_path / "store", path)
    with open_store(tmp_path / "store") as store:
        [failure] = store.failures()
    assert (summary.new, summary.claims, summary.failures) == (6, 6, {failure.reason: 1})
    assert failure.reason.startswith("ValueError: the reader failed as told (collecting.py, line ")
    assert (failure.path, failure.line) == (path, 6)


@pytest.mark.slow
def test_a_report_that_kills_its_process_is_recorded_and_the_rest_is_read(tmp_path: Path) -> None:
    texts = make_texts(10)
    path = write_reports(tmp_path / "a.jsonl", [*texts[:3], "make the reader die", *texts[3:]])
    summary = collect(tmp_path / "store", path, workers=2)
    assert (summary.new, summary.claims) == (10, 10)
    assert summary.failures == {"the process that read it died, twice (killed, or out of memory)": 1}
    assert_verified(tmp_path / "store")


def test_a_report_that_hangs_is_recorded_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", ["1 detained in Kazan", "make the reader hang", "2 detained in Kazan"])
    settings = ReadSettings(open_counting_reader, open_counting_reader().method, workers=1, seconds=1)
    with open_store(tmp_path / "store") as store:
        summary = collect_into(store, [path], options=IntakeOptions(), settings=settings)
        [failure] = store.failures()
    assert (summary.new, failure.line) == (2, 2)
    assert failure.reason == "reading it took longer than 1 s, and was stopped"


def test_broken_input_is_recorded_once_with_file_line_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "1 detained in Kazan"}\n{"text": \n{"text": "2 detained in Kazan"}\n', encoding="utf-8")
    for _ in range(2):
        summary = collect(tmp_path / "store", str(file))
    [failure] = contents(tmp_path / "store")["failure"]
    assert failure[2:4] == (str(file), 2) and "JSON" in str(failure[4])
    assert summary.known == 2 and sum(summary.failures.values()) == 1


def test_a_missing_file_is_recorded(tmp_path: Path) -> None:
    summary = collect(tmp_path / "store", str(tmp_path / "absent.txt"))
    assert summary.new == 0 and sum(summary.failures.values()) == 1


def test_a_newer_method_reads_again_and_its_claims_count(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(10))
    collect(tmp_path / "store", path)
    assert collect(tmp_path / "store", path, open_reader=open_newer_reader).new == 10
    with open_store(tmp_path / "store") as store:
        newest = {stored.claim.method for stored in store.claims(ClaimQuery())}
        older = [stored.claim.method for stored in store.claims(ClaimQuery(methods=("counting@1",)))]
    assert newest == {"counting@2"} and older == ["counting@1"] * 10


def test_a_second_collect_of_the_same_store_is_refused(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(3))
    with (
        open_store(tmp_path / "store") as store,
        store.collecting(),
        pytest.raises(StoreError, match="another collect"),
    ):
        collect(tmp_path / "store", path)
    assert collect(tmp_path / "store", path).new == 3


def test_what_is_archived_is_what_was_given(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(3))
    with open_store(tmp_path / "store") as store:
        settings = ReadSettings(open_counting_reader, open_counting_reader().method, workers=1)
        collect_into(store, [path], options=IntakeOptions(), settings=settings)
        [stored, *_] = store.claims(ClaimQuery())
        assert stored.sha256 is not None
        assert store.archive.path(stored.sha256).read_bytes() == Path(path).read_bytes()


def collect_slowly(store: Path, path: str) -> None:
    collect(store, path, open_reader=open_slow_reader)


def kill_again_and_again(store: Path, path: str, *, longest: float, chance: random.Random) -> None:
    """Kill a collect at random moments, twenty times or until one reaches its end; the last is left to reach it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["habeas.pipeline", "alembic.command", "alembic.ddl.sqlite"])
    for attempt in range(20):
        process = context.Process(target=collect_slowly, args=(store, path))
        process.start()
        process.join(chance.uniform(0.0, longest * 1.05**attempt))
        process.kill()
        process.join()
        if process.exitcode == 0:
            return
    collect_slowly(store, path)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))])
def test_killed_at_any_point_nothing_is_lost_or_doubled(tmp_path: Path, seed: int) -> None:
    path = write_reports(tmp_path / "a.jsonl", [*make_texts(300), "make the reader fail"])
    collect(tmp_path / "whole", path)
    kill_again_and_again(tmp_path / "store", path, longest=0.25, chance=random.Random(seed))
    assert contents(tmp_path / "store") == contents(tmp_path / "whole")
    assert_verified(tmp_path / "store")


PROGRAM = """
import sys
from pathlib import Path
from tests.test_collect import collect
from tests.collecting import open_slow_reader
if __name__ == "__main__":
    collect(Path(sys.argv[1]), sys.argv[2], 2, open_slow_reader)
"""


def start_collect(store: Path, path: str) -> subprocess.Popen[bytes]:
    """A collect with two workers, in a process group of its own."""
    program = store.parent / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, str(program), str(store), path]
    return subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.PIPE)


def wait_for_rows(store: Path, at_least: int) -> None:
    """Wait until a collect under way has stored so many readings."""
    for _ in range(600):
        time.sleep(0.05)
        if (store / "habeas.sqlite").exists() and stored_readings(store) >= at_least:
            return
    raise AssertionError(f"fewer than {at_least} readings after 30 s")


def stored_readings(store: Path) -> int:
    with closing(sqlite3.connect(store / "habeas.sqlite", timeout=10)) as database:
        if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'reading'").fetchone():
            return 0
        return int(database.execute("SELECT count(*) FROM reading").fetchone()[0])


def is_group_alive(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_a_killed_collect_takes_its_workers_along_and_another_ends_its_work(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(1500))
    process = start_collect(tmp_path / "store", path)
    wait_for_rows(tmp_path / "store", 200)
    process.kill()
    process.communicate()
    wait = iter(range(100))
    while is_group_alive(process.pid) and next(wait, None) is not None:
        time.sleep(0.05)
    assert not is_group_alive(process.pid)
    assert 200 <= stored_readings(tmp_path / "store") < 1500
    assert collect(tmp_path / "store", path).new + stored_readings(tmp_path / "store") > 1500
    assert stored_readings(tmp_path / "store") == 1500
    assert_verified(tmp_path / "store")


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_stored(tmp_path: Path) -> None:
    path = write_reports(tmp_path / "a.jsonl", make_texts(1500))
    process = start_collect(tmp_path / "store", path)
    wait_for_rows(tmp_path / "store", 200)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, b"")
    assert 200 <= stored_readings(tmp_path / "store") < 1500
    assert_verified(tmp_path / "store")
