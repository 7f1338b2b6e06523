"""Stores of other versions: older ones are brought up, newer ones are refused; the migrations make the tables."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from habeas import store
from habeas.exc import StoreError
from habeas.store import open_store
from habeas.store.base import Scalar
from habeas.store.ledger import digest_row
from habeas.store.schema import VERSION
from habeas.store.tables import METADATA


def test_the_migrations_make_exactly_the_tables(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'habeas.sqlite'}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_the_version_is_that_of_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).with_name("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == VERSION


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "habeas.sqlite")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path)
    assert "version 9999, this habeas knows" in str(caught.value)


def test_a_store_killed_before_its_first_table_is_brought_up(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "habeas.sqlite").close()
    with open_store(tmp_path) as opened:
        assert opened.verify().fault is None


def test_columns_added_later_leave_old_digests_as_they_are() -> None:
    old: dict[str, Scalar] = {"id": "claim-1", "low": 3}
    assert digest_row("claim", {**old, "added_later": None}) == digest_row("claim", old)
    assert digest_row("claim", {**old, "added_later": 0}) != digest_row("claim", old)
