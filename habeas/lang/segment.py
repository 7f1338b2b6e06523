"""Tables of one language for splitting text into sentences."""

from habeas.lang.table import Table


class SegmentTables(Table):
    """The `segment` section of a language file; abbreviations are written without their last full stop."""

    titles: tuple[str, ...]
    """Abbreviations that never end a sentence: a name follows ("Mr", "Gen")."""
    before_numbers: tuple[str, ...]
    """Abbreviations before a number, otherwise words ("No", "Art")."""
    abbreviations: tuple[str, ...]
    """Abbreviations that end a sentence only before a word of `starters` ("U.S", "a.m", "Inc")."""
    starters: tuple[str, ...]
    """Capitalised words that open a sentence rather than go on with a name ("The", "He", "But")."""
