"""Pairs worth comparing, without comparing all with all: only things that share a key meet.

A key with many things under it would still bring all of them together: there each meets only its nearest neighbours, in
the order of its `near` (Hernández and Stolfo 1995, the sorted neighbourhood). So pairs grow with things, not with their
square.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Up to so many things under one key meet one another; of more, each meets this many neighbours on either side.
LIMIT = 24
REACH = 8


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a thing stands: it meets all that share one of its `own` keys, and those whose own keys are its `wider`.

    Two things that only share a wider key do not meet. `near` puts things in order: what is alike stands together.
    """

    own: tuple[Hashable, ...]
    wider: tuple[Hashable, ...] = ()
    near: str = ""


def pair_keys(things: Mapping[str, Keys]) -> list[tuple[str, str]]:
    """The pairs of ids that meet, each once with the smaller id first, in order."""
    own, wider = _index(things)
    pairs: set[tuple[str, str]] = set()
    for key, members in own.items():
        pairs.update(_order(pair) for pair in _meet(members))
        pairs.update(_order(pair) for pair in _meet_across(members, wider.get(key, ())))
    return sorted(pairs)


def _index(things: Mapping[str, Keys]) -> tuple[dict[Hashable, list[str]], dict[Hashable, list[str]]]:
    """Key → things, by own and by wider keys, each in the order of nearness."""
    own: defaultdict[Hashable, list[str]] = defaultdict(list)
    wider: defaultdict[Hashable, list[str]] = defaultdict(list)
    for thing in sorted(things, key=lambda name: (things[name].near, name)):
        for key in things[thing].own:
            own[key].append(thing)
        for key in things[thing].wider:
            wider[key].append(thing)
    return own, wider


def _meet(members: Sequence[str]) -> Iterator[tuple[str, str]]:
    reach = len(members) if len(members) <= LIMIT else REACH
    for place, one in enumerate(members):
        for other in members[place + 1 : place + 1 + reach]:
            yield one, other


def _meet_across(members: Sequence[str], others: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Each of `others` with each of few members, or with as many of many: those at its own height of the order."""
    if len(members) <= LIMIT:
        return ((one, other) for other in others for one in members)
    step = len(members) / max(1, len(others))
    return (
        (one, other)
        for place, other in enumerate(others)
        for one in members[int(place * step) : int(place * step) + REACH]
    )


def _order(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = pair
    return (one, other) if one < other else (other, one)
