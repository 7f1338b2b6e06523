"""What a store takes, gives back, and refuses."""

import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exc import StoreError
from habeas.model.document import Failure
from habeas.model.judgement import Judgement
from habeas.store import (
    ClaimQuery,
    Store,
    edition_entry,
    failure_entry,
    judgement_entry,
    linking_entry,
    open_store,
    person_entry,
)
from habeas.store.tables import STORED
from tests.collecting import CountingReader, make_texts
from tests.store.samples import EDITION, LINKING, fill_store, make_record, make_report, read_entry

JUDGEMENT = Judgement("judgement-1", "reject-claim", ("claim-1",), "Nora Quill", "2022-03-01T00:00:00Z", "seen")


def words(store: Store, query: ClaimQuery) -> list[str]:
    """The sentences of the claims that match."""
    return [stored.sentence for stored in store.claims(query)]


def test_a_claim_comes_back_exactly_with_its_report_and_both_clocks(tmp_path: Path) -> None:
    report = make_report("12 detained in Kazan. “Let them go,” we said.")
    with open_store(tmp_path) as store:
        store.record([read_entry(report)])
        [stored] = store.claims(ClaimQuery())
        assert stored.claim == CountingReader().read(report).claims[0]
        assert (stored.publisher, stored.published_at, stored.sentence) == ("Demo Wire", "2022-02-27", report.text)
        assert stored.recorded_at.endswith("Z") and stored.recorded_at > "2022-02-27"
        assert store.report(report.id) == report
        assert store.report("report-unknown") is None


@settings(max_examples=30, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_the_round_trip(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    report = make_report(text)
    with open_store(tmp_path_factory.getbasetemp() / "round-trip") as store:
        store.record([read_entry(report)])
        assert store.report(report.id) == report
        assert store.verify().fault is None


def test_known_are_the_reports_this_method_has_read(tmp_path: Path) -> None:
    reports = [make_report(text) for text in make_texts(1200)]
    with open_store(tmp_path) as store:
        store.record([read_entry(report) for report in reports[:700]])
        ids = [report.id for report in reports]
        assert store.known(ids, "counting@1") == set(ids[:700])
        assert store.known(ids, "counting@2") == set()


def test_recording_twice_adds_nothing(tmp_path: Path) -> None:
    entry = read_entry(make_report("12 detained in Kazan. “Let them go,” we said."))
    with open_store(tmp_path) as store:
        assert store.record([entry, entry]).counts == {"report": 1, "reading": 1, "claim": 1, "statement": 1}
        assert store.record([entry]).counts == {}


def test_a_failure_is_recorded_once_even_where_its_path_is_no_text(tmp_path: Path) -> None:
    entry = failure_entry(Failure("bad-\udcff-name.txt", "half a \ud800 pair", line=3), "intake@1")
    with open_store(tmp_path) as store:
        store.record([entry])
        store.record([entry])
        [failure] = store.failures()
        assert failure == Failure("bad-\\udcff-name.txt", "half a \\ud800 pair", line=3)
        assert store.verify().fault is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (ClaimQuery(), ["1 detained in Kazan", "2 detained in Kazan", "3 detained in Nowhere"]),
        (ClaimQuery(types=("detained",)), ["1 detained in Kazan", "2 detained in Kazan", "3 detained in Nowhere"]),
        (ClaimQuery(types=("killed", "injured")), []),
        (ClaimQuery(place="geonames:551487"), ["1 detained in Kazan", "2 detained in Kazan"]),
        (ClaimQuery(place="geonames:2017370"), ["1 detained in Kazan", "2 detained in Kazan"]),
        (ClaimQuery(place="geonames:20173"), []),
        (ClaimQuery(place="geonames:_______"), []),
        (ClaimQuery(first=date(2022, 2, 28)), ["2 detained in Kazan", "3 detained in Nowhere"]),
        (ClaimQuery(last=date(2022, 2, 28)), ["1 detained in Kazan", "2 detained in Kazan"]),
        (ClaimQuery(as_of="2022-02-28"), ["1 detained in Kazan", "2 detained in Kazan"]),
        (ClaimQuery(as_of="2022-02-28T12:00"), ["1 detained in Kazan"]),
        (ClaimQuery(recorded_by="2020"), []),
        (ClaimQuery(methods=("other@1",)), []),
    ],
)
def test_a_query_finds(tmp_path: Path, query: ClaimQuery, found: list[str]) -> None:
    days = ["2022-02-27", "2022-02-28", "2022-03-01"]
    texts = ["1 detained in Kazan", "2 detained in Kazan", "3 detained in Nowhere"]
    with open_store(tmp_path) as store:
        store.record([read_entry(make_report(text, day)) for text, day in zip(texts, days, strict=True)])
        assert words(store, query) == found


def test_an_undated_report_is_in_no_as_of(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.record([read_entry(make_report("1 detained in Kazan", None))])
        assert words(store, ClaimQuery()) == ["1 detained in Kazan"]
        assert words(store, ClaimQuery(as_of="2100")) == []


def test_an_as_of_that_is_no_date_is_refused(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(StoreError) as caught:
        list(store.claims(ClaimQuery(as_of="yesterday")))
    assert "'yesterday' is no date" in str(caught.value)


def test_the_store_as_it_was_keeps_the_reading_of_that_time(tmp_path: Path) -> None:
    report = make_report("1 detained in Kazan")
    with open_store(tmp_path) as store:
        store.record([read_entry(report)])
        [older] = store.claims(ClaimQuery())
        store.record([read_entry(report, "counting@2")])
        [newer] = store.claims(ClaimQuery())
    assert (older.claim.method, newer.claim.method) == ("counting@1", "counting@2")


@pytest.mark.parametrize("table", [*STORED, "ledger"])
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_a_row(tmp_path: Path, table: str, change: str) -> None:
    with fill_store(tmp_path, make_texts(1)) as store:
        store.record([failure_entry(Failure("a.txt", "broken"), "intake@1"), judgement_entry(JUDGEMENT, "judge@1")])
        store.record([person_entry(make_record("a")), linking_entry(LINKING, store.archive)])
        store.record([edition_entry(EDITION, 1, store.archive)])
    with (
        closing(sqlite3.connect(tmp_path / "habeas.sqlite")) as database,
        pytest.raises(sqlite3.IntegrityError) as caught,
    ):
        database.execute(change.format(table))
    assert "append-only" in str(caught.value)


def test_two_stores_open_on_one_folder_take_turns(tmp_path: Path) -> None:
    texts = make_texts(40)
    with open_store(tmp_path) as one, open_store(tmp_path) as other:
        for number, text in enumerate(texts):
            (one, other)[number % 2].record([read_entry(make_report(text))])
        assert one.counts() == other.counts() and one.counts()["claim"] == 40
        assert one.verify().fault is None


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """As if no file could grow beyond `size` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_stores_nothing_of_the_batch_and_says_so(tmp_path: Path) -> None:
    with fill_store(tmp_path, make_texts(5)) as store:
        before = store.counts()
        with full_disk(200_000), pytest.raises(StoreError, match=str(tmp_path)):
            store.record([read_entry(make_report(text)) for text in make_texts(1000)])
        with full_disk(1000), pytest.raises(StoreError, match="archive: cannot be written"):
            store.archive.keep(BytesIO(bytes(10_000)))
        assert store.counts() == before and store.verify().fault is None


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "file" / "store")
    assert "file/store" in str(caught.value)


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store here yet"):
        open_store(tmp_path / "store", must_exist=True)
    assert not (tmp_path / "store").exists()


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "habeas.sqlite").write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert "file is not a database" in str(caught.value)


@pytest.mark.parametrize("name", ["what?", "50%25", "a#b", "with space", "mode=ro&x"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path / name) as store:
        store.record([read_entry(make_report("12 detained in Kazan."))])
    assert (tmp_path / name / "habeas.sqlite").exists()
    with open_store(tmp_path / name, must_exist=True) as store:
        assert store.counts()["claim"] == 1


@pytest.mark.parametrize("name", ["store", "what?%23"])
def test_a_store_that_cannot_be_written_is_read_and_verified(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / name) as store:
        store.record([read_entry(make_report("12 detained in Kazan."))])
        head = store.head()
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write everywhere
    with open_store(tmp_path / name, must_exist=True) as store:
        assert len(list(store.claims(ClaimQuery()))) == 1
        assert store.verify(head=head).fault is None
        with pytest.raises(StoreError, match="readonly"):
            store.record([read_entry(make_report("13 detained in Kazan."))])


def test_a_store_that_cannot_be_written_is_refused_while_its_log_holds_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path) as store:
        store.record([read_entry(make_report("12 detained in Kazan."))])
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path, must_exist=True)
    assert "copy the folder" in str(caught.value)


def test_a_new_store_is_its_owner_s_alone(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700
