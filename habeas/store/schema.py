"""Brings the database of a store to this version's tables when it is opened."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from habeas.exc import StoreError

# Written here so that opening an up-to-date store need not import Alembic; a test holds it against the migrations.
VERSION = "0004"


def upgrade_schema(connection: Connection) -> None:
    """Runs the migrations that are missing; raises StoreError where a newer habeas wrote the store."""
    found = read_version(connection)
    if found == VERSION:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreError(
            f"the store has version {found}, this habeas knows {VERSION}: use the newer habeas that wrote it"
        )
    command.upgrade(config, "head")


def read_version(connection: Connection) -> str | None:
    """The version of the store's tables, None before there are any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version
