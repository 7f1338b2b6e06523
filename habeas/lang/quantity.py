"""Tables of one language for reading quantity."""

from habeas.lang.table import Table


class QuantityTables(Table):
    """The `quantity` section of a language file."""
