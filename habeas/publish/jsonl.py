"""JSON Lines: the values themselves, whole, one a line, from which everything else in an edition follows."""

from habeas.model.edition import Edition
from habeas.model.record import encode_value
from habeas.publish.tables import TABLES


def export_jsonl(edition: Edition) -> dict[str, bytes]:
    """A file for each table that is written whole."""
    return {
        f"{name}.jsonl": b"".join(encode_value(value) + b"\n" for value in table.rows(edition))
        for name, table in TABLES.items()
        if table.whole is not None
    }
