"""Disclosure control: which counts from lists of people may be published, so that nobody can tell a small one.

Fewer than five people are not shown, nor anything that would give them away by subtraction: of places within places,
days within weeks, or editions one after the other. Where something has to go, what figures lose least by goes first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from habeas.model import StoredClaim
from habeas.model.listed import SMALL, ListBasis, ListCount, ListTable, lies_in
from habeas.publish.disclosure_bounds import Attack, Epoch, Secret, is_wide, value_of
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
    _withhold(attack)
    return tuple(count for count in counts if count in attack.rows)


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


def _withhold(attack: Attack) -> None:
    """Take back counts until no secret can be told; what one attack finds possible need not be searched for again."""
    secrets = attack.secrets()
    seen = {id(secret): [float(secret.people)] for secret in secrets}
    for secret in secrets:
        while not is_wide(seen[id(secret)]):
            binding: list[ListCount] = []
            for is_most in (True, False):
                cells, rows = attack.extreme(secret, is_most=is_most)
                binding += rows
                _remember(secrets, cells, seen)
                if is_wide(seen[id(secret)]):
                    break
            if is_wide(seen[id(secret)]):
                break
            if not binding:
                break  # editions that are out already tell it
            attack.take_back(min(binding, key=lambda count: _rank(count, attack.rows)))


def _remember(secrets: Iterable[Secret], cells: Sequence[float], seen: dict[int, list[float]]) -> None:
    for secret in secrets:
        value, known = value_of(secret, cells), seen[id(secret)]
        seen[id(secret)] = [min(*known, value), max(*known, value)]


def _rank(count: ListCount, published: Iterable[ListCount]) -> tuple[int, int, str]:
    """What figures lose without a count: people whom no published count of a part of it counts; then its width."""
    inside = [other for other in published if other != count and lies_in(other, count)]
    return count.low - _sum_apart(inside), -(count.last - count.first).days, count.place.id if count.place else ""


def _sum_apart(counts: Iterable[ListCount]) -> int:
    """The sum of the greatest counts that do not overlap, as far as it is found by taking the greatest first."""
    taken: list[ListCount] = []
    for count in sorted(counts, key=lambda each: (-each.low, each.first, each.place.id if each.place else "")):
        if not any(_overlap(count, other) for other in taken):
            taken.append(count)
    return sum(count.low for count in taken)


def _overlap(one: ListCount, other: ListCount) -> bool:
    if one.first > other.last or other.first > one.last:
        return False
    places = [set() if each.place is None else {each.place.id, *each.place.parents} for each in (one, other)]
    return one.place is None or other.place is None or one.place.id in places[1] or other.place.id in places[0]
