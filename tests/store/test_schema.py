"""Stores of other versions: older ones are brought up, newer ones are refused; the migrations make the tables."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine, inspect

from habeas import store
from habeas.exc import StoreError
from habeas.model.judgement import Decision
from habeas.store import ClaimQuery, open_store, record_decision
from habeas.store.base import Scalar
from habeas.store.ledger import digest_row
from habeas.store.schema import VERSION
from habeas.store.tables import METADATA
from tests.collecting import make_texts
from tests.store.samples import fill_store

MIGRATIONS = str(Path(store.__file__).with_name("migrations"))
DECISION = Decision("same-voice", ("speaker:demo list", "office:police@geonames:1"), "Nora Quill", "one list")


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'habeas.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_version_is_that_of_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "habeas.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert "version 9999, this habeas knows" in str(caught.value)


def test_an_older_store_is_brought_up_without_loss(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    with fill_store(new, make_texts(5)) as filled:
        claims, head = list(filled.claims(ClaimQuery())), filled.head()
    make_older_store(old, new, "0001")
    shutil.copytree(new / "archive", old / "archive")
    with open_store(old) as opened:
        assert list(opened.claims(ClaimQuery())) == claims
        assert opened.verify(head=head).fault is None
        assert list(opened.judgements()) == []
        record_decision(opened, DECISION)
        assert opened.verify(head=head).rows == 22
    with open_store(old) as again:
        assert again.counts()["judgement"] == 1


def test_an_older_store_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(tmp_path / "new").close()
    make_older_store(tmp_path / "old", tmp_path / "new", "0001")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="has version 0001 and cannot be written to bring it to"):
        open_store(tmp_path / "old")


def make_older_store(folder: Path, source: Path, version: str) -> None:
    """A store as the migrations up to `version` make it, with the rows of `source`."""
    folder.mkdir()
    engine = create_engine(URL.create("sqlite", database=str(folder / "habeas.sqlite")))
    with engine.connect() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", MIGRATIONS)
        command.upgrade(config, version)
        tables = inspect(connection).get_table_names()
        connection.commit()
        connection.exec_driver_sql("ATTACH ? AS source", (str(source / "habeas.sqlite"),))
        for table in tables:
            if table != "alembic_version":
                connection.exec_driver_sql(f"INSERT INTO {table} SELECT * FROM source.{table}")
        connection.commit()
    engine.dispose()


def test_a_store_killed_before_its_first_table_is_brought_up(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "habeas.sqlite").close()
    with open_store(tmp_path) as opened:
        assert opened.verify().fault is None


def test_columns_added_later_leave_old_digests_as_they_are() -> None:
    old: dict[str, Scalar] = {"id": "claim-1", "low": 3}
    assert digest_row("claim", {**old, "added_later": None}) == digest_row("claim", old)
    assert digest_row("claim", {**old, "added_later": 0}) != digest_row("claim", old)
