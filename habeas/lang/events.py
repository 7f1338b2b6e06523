"""Tables of one language for reading events."""

from habeas.lang.table import Table


class EventsTables(Table):
    """The `events` section of a language file."""
