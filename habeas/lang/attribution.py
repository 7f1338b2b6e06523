"""Tables of one language for reading attribution."""

from habeas.lang.table import Table


class AttributionTables(Table):
    """The `attribution` section of a language file."""
