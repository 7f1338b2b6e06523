"""Words that decide whether and how a claim counts."""

from habeas.lang.attribution import Words
from habeas.lang.table import Table


class TallyTables(Table):
    """`standing`: phrases by which people are still held, `staying` those that say so in a trigger, whatever the scope;
    `correcting`: words by which a number puts another right; `anybody`: nouns for nobody in particular; `telling`: "a".
    """

    standing: tuple[str, ...]
    staying: tuple[str, ...]
    correcting: tuple[str, ...]
    anybody: Words
    telling: Words
