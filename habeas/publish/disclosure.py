"""Disclosure control: which counts from lists of people may be published, so that nobody can tell a small one.

Fewer than five people are not shown, nor anything that would give them away by subtraction: of places within places,
days within weeks, or editions one after the other. Where something has to go, what figures lose least by goes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from habeas.model import StoredClaim
from habeas.model.listed import SMALL, ListBasis, ListCount, ListTable
from habeas.publish.disclosure_bounds import Attack, Epoch, Ranges
from habeas.publish.vocabulary import list_words
from habeas.reconcile.list_claims import make_claims
from habeas.reconcile.speakers import load_speakers
from habeas.reconcile.wording import fold_words

_RECORDS = 10  # the number of records is told in tens


@dataclass(frozen=True, slots=True)
class Control:
    """How counts are published: rounded down to whole `round_to`s (1: not at all), after these `earlier` editions."""

    round_to: int = 1
    earlier: tuple[Epoch, ...] = ()


@dataclass(frozen=True, slots=True)
class ListMaterial:
    """What lists say of an edition's scope: cells, all their counts, and by list how many people it holds."""

    table: ListTable
    regions: tuple[ListCount, ...]
    sizes: Mapping[str, int]
    control: Control = field(default_factory=Control)


def control_claims(lists: ListMaterial) -> list[StoredClaim]:
    """The claims that may be published."""
    counts = control_counts(lists.table, lists.regions, lists.control)
    return make_claims(counts, control_basis(lists.table.basis, lists.sizes), lists.table.scope.as_of)


def control_counts(table: ListTable, regions: Sequence[ListCount], control: Control) -> tuple[ListCount, ...]:
    """The counts of a table that may be published, as they may be; `regions` are all counts of its cells."""
    printed = {_key(count): count for epoch in control.earlier for count in epoch.counts}
    wanted = (_state(count, printed.get(_key(count)), control.round_to) for count in regions)
    counts = tuple(count for count in wanted if count is not None)
    attack = Attack((*control.earlier, Epoch(table, tuple(regions), counts)))
    _withhold(attack, counts)
    return tuple(count for number, count in enumerate(counts) if number in attack.rows)


def control_basis(basis: ListBasis, sizes: Mapping[str, int]) -> ListBasis:
    """What published counts rest on: no list of fewer than five people by name, records in tens; `sizes` by list."""
    lists = tuple(name for name in basis.lists if sizes.get(name, 0) >= SMALL and may_be_told(name))
    return replace(basis, lists=lists, records=basis.records // _RECORDS * _RECORDS)


def may_be_told(name: str) -> bool:
    """Whether the name of a list may stand in an edition: that of a known body, or words without a capital."""
    return fold_words(name) in load_speakers() or all(word == word.lower() for word in list_words(name))


def _key(count: ListCount) -> tuple[object, ...]:
    return count.measure, count.place.id if count.place else None, count.first, count.last


def _state(count: ListCount, printed: ListCount | None, round_to: int) -> ListCount | None:
    """The count as it may be told: rounded down, or as it was printed before while it has hardly changed."""
    people = count.low
    rounded = people - people % round_to
    stated = replace(count, low=rounded, high=rounded + round_to - 1)
    if printed is not None and stated != printed and abs(people - printed.low) <= SMALL:
        low = printed.low if people >= printed.low else printed.low - SMALL
        if people != printed.low or printed.high != printed.low:
            stated = replace(count, low=low, high=low + SMALL)
    return stated if stated.low >= SMALL and people >= SMALL else None


def _withhold(attack: Attack, counts: Sequence[ListCount]) -> None:
    """Take back counts until no secret can be told; what one attack finds possible need not be searched for again."""
    secrets = attack.secrets()
    if not secrets:
        return
    ranges, losses = Ranges(secrets), _Losses(attack, counts)
    for number, secret in enumerate(secrets):
        while not ranges.is_wide(number):
            ranges.take(attack.raise_secret(secret, (secrets[other] for other in ranges.narrow())))
            if ranges.is_wide(number):
                break
            binding: list[int] = []
            for is_most in (True, False):
                cells, rows = attack.extreme(secret, is_most=is_most)
                ranges.take(cells)
                binding += rows
            if ranges.is_wide(number) or not binding:
                break  # hidden, or editions that are out already tell it
            attack.take_back(min(binding, key=losses.rank))


class _Losses:
    """What figures lose without a count: people whom no published count of a part of it counts."""

    def __init__(self, attack: Attack, counts: Sequence[ListCount]) -> None:
        self._counts, self._published = counts, attack.rows
        self._masks = [sum(1 << column for column in attack.columns(attack.last, count)) for count in counts]
        self._inside: dict[int, list[int]] = {}

    def rank(self, number: int) -> tuple[int, int, str]:
        """The loss; then the widest first."""
        if number not in self._inside:
            self._inside[number] = self._find_inside(number)
        covered = kept = 0
        for other in self._inside[number]:
            if other in self._published and not self._masks[other] & covered:
                covered |= self._masks[other]
                kept += self._counts[other].low
        count = self._counts[number]
        return count.low - kept, -(count.last - count.first).days, count.place.id if count.place else ""

    def _find_inside(self, number: int) -> list[int]:
        """Counts of parts of a count, the greatest first."""
        outside = ~self._masks[number]
        inside = [other for other, mask in enumerate(self._masks) if other != number and not mask & outside]
        return sorted(inside, key=lambda other: -self._counts[other].low)
