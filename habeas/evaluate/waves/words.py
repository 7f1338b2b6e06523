"""How a number is worded, and whether what it then says is true."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from habeas.model import Relation
from habeas.ontology.convention import DEFAULT_CONVENTION, load_convention

# The vague words of guidelines-1 that outlets print, from the largest number down.
_VAGUE = (("thousands of", 2_000), ("hundreds of", 200), ("dozens of", 24), ("several", 3))

_FEW = {0: "no", 1: "one"}


@dataclass(frozen=True, slots=True)
class Number:
    """A worded number and the bounds it stands for under the default convention."""

    words: str
    low: int | None
    high: int | None
    relation: Relation

    @property
    def is_one(self) -> bool:
        """Whether the words are followed by a noun in the singular."""
        return self.words.endswith("one")


def word_number(random: Random, known: int, styles: Sequence[str], truth: int | None) -> Number:
    """What somebody says who knows of `known`: the first of the styles, shuffled, that is true; else "at least".

    A whole `truth` is given where the words will be read as bounding the number from above, None where they will not.
    """
    shuffled = random.sample(list(styles), len(styles))
    worded = (STYLES[style](known) for style in shuffled)
    return next((one for one in worded if one is not None and _is_true(one, known, truth)), _at_least(known))


def exactly(number: int) -> Number:
    """The bare number."""
    return Number(_FEW.get(number, f"{number:,}"), number, number, "exact")


def _is_true(number: Number, known: int, truth: int | None) -> bool:
    if (number.low or 0) > known:
        return False
    return truth is None or number.high is None or number.high >= truth


def _at_least(known: int) -> Number:
    return Number(f"at least {exactly(known).words}", known, None, "at_least")


def _more_than(known: int) -> Number | None:
    round_number = _round_down(known - 1)
    return Number(f"more than {round_number:,}", round_number + 1, None, "more_than") if round_number > 9 else None


def _about(known: int) -> Number | None:
    value = _round_down(known + _step(known) // 2)
    if value < 30:
        return None
    low, high = load_convention(DEFAULT_CONVENTION).bound_about(value)
    return Number(f"about {value:,}", low, high, "about")


def _nearly(known: int) -> Number | None:
    value = _round_down(known) + _step(known)
    if value < 100:
        return None
    low, high = load_convention(DEFAULT_CONVENTION).bound_nearly(value)
    return Number(f"nearly {value:,}", low, high, "nearly")


def _up_to(known: int) -> Number | None:
    value = _round_down(known) + _step(known)
    return Number(f"up to {value:,}", None, value, "at_most") if known > 9 else None


def _between(known: int) -> Number | None:
    low = _round_down(known)
    high = low + 2 * _step(known)
    return Number(f"between {low:,} and {high:,}", low, high, "between") if low > 9 else None


def _vague(known: int) -> Number | None:
    return next((Number(word, least, None, "vague") for word, least in _VAGUE if known >= least), None)


def _step(number: int) -> int:
    """One unit of the second digit: 10 of 340, 1,000 of 56,789."""
    return int(10 ** max(0, len(str(number)) - 2))


def _round_down(number: int) -> int:
    return number // _step(number) * _step(number)


STYLES: dict[str, Callable[[int], Number | None]] = {
    "exact": exactly,
    "at least": _at_least,
    "more than": _more_than,
    "about": _about,
    "nearly": _nearly,
    "up to": _up_to,
    "between": _between,
    "vague": _vague,
}
