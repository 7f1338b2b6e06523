"""Tables of one language for telling two happenings apart by the words of their reports."""

import re
from functools import cached_property, lru_cache

from habeas.lang.attribution import Words
from habeas.lang.table import Table

_LETTERS_LEFT = 4


class HappeningsTables(Table):
    """The `happenings` section of a language file.

    `sites` are nouns of places in a town, which one of `before_sites` comes before; `groups` names of a group → the
    words for its people, `hours` parts of the day → their first and last hour, `clock` the pattern of a time. `counter`
    marks those who came out against others, `sides` prefixes → the side. `causes` are the words that what is protested
    about follows. Two claims in one sentence part at one of `cuts`. `usual` words are in reports of any protest or
    attack and tell none apart; `endings` are what a word may lose.
    """

    sites: Words
    before_sites: Words
    groups: dict[str, Words]
    hours: dict[str, tuple[int, int]]
    clock: str
    counter: Words
    sides: dict[str, str]
    causes: tuple[str, ...]
    cuts: tuple[str, ...]
    usual: Words
    endings: tuple[str, ...]

    @cached_property
    def group_names(self) -> dict[str, str]:
        """Each word for people of a group → the group."""
        return {word: group for group, words in self.groups.items() for word in words}

    @cached_property
    def cause_pattern(self) -> re.Pattern[str]:
        """What is protested about, up to six words of it."""
        return re.compile(rf"\b(?:{_any_of(self.causes)})\s+((?:[\w’'-]+\s*){{1,6}})", re.IGNORECASE)

    @cached_property
    def cut_pattern(self) -> re.Pattern[str]:
        """Where a sentence may be parted between two claims."""
        return re.compile(rf"[,;:—]|\s(?:{_any_of(self.cuts)})\s", re.IGNORECASE)

    @cached_property
    def clock_pattern(self) -> re.Pattern[str]:
        """A time of the clock."""
        return re.compile(self.clock, re.IGNORECASE)

    def stem(self, word: str) -> str:
        """The word in lower case without its ending: protester, protesters and protesting are one."""
        return _strip_ending(word, self.endings)

    @cached_property
    def usual_stems(self) -> frozenset[str]:
        """The usual words without their endings."""
        return frozenset(self.stem(word) for word in self.usual)


@lru_cache(maxsize=200_000)
def _strip_ending(word: str, endings: tuple[str, ...]) -> str:
    low = word.casefold().replace("’", "'").removesuffix("'s").strip("'")
    fitting = (ending for ending in endings if low.endswith(ending) and len(low) - len(ending) >= _LETTERS_LEFT)
    return low.removesuffix(next(fitting, ""))


def _any_of(phrases: tuple[str, ...]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
