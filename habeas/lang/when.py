"""Tables of one language for reading when."""

from habeas.lang.table import Table


class WhenTables(Table):
    """The `when` section of a language file."""
