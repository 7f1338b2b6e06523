"""Alembic's entry: runs on the connection it is given, inside that connection's transaction; there is no ini file."""

from alembic import context

from habeas.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
