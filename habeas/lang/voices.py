"""Tables of one language for telling whose figure it is: offices that speak without a name, and words for nobody."""

from functools import cached_property
from typing import Literal

from habeas.lang.attribution import Words
from habeas.lang.table import Table

Level = Literal["local", "national"]


class Office(Table):
    """An office as reports name it: a local one speaks for a city, a national one for a country."""

    level: Level
    names: tuple[str, ...]


class VoicesTables(Table):
    """The `voices` section of a language file.

    `vague` are nouns for speakers whom nobody can tell apart ("witnesses"); `roles` people who speak for the body
    named beside them ("spokesman"); `apart` words with which they do not ("former"); `joins` the words between two
    speakers, `owners` those between a role and its body. A name with one of the `monitors` is of a group that counts
    those it knows of: its counts are minimums. `parts` are words by which a number is one out of another ("of them"),
    `referring` nouns for a count or a body that a report names elsewhere ("the list").
    """

    offices: dict[str, Office]
    vague: Words
    roles: Words
    apart: Words
    joins: Words
    owners: Words
    monitors: Words
    parts: tuple[str, ...]
    referring: Words

    @cached_property
    def office_names(self) -> dict[str, str]:
        """Each way of naming an office → the office."""
        return {name: office for office, entry in self.offices.items() for name in entry.names}
