"""A set of cells that claims speak of: places on all days of an interval."""

from typing import NamedTuple


class Region(NamedTuple):
    """Cells of the places in `mask` (see tree.py) on the days `first` to `last` (proleptic ordinals), both included."""

    mask: int
    first: int
    last: int


def holds(wider: Region, narrower: Region) -> bool:
    """Whether every cell of the narrower lies in the wider."""
    return not narrower.mask & ~wider.mask and wider.first <= narrower.first and narrower.last <= wider.last


def overlaps(one: Region, other: Region) -> bool:
    """Whether they share a cell."""
    return bool(one.mask & other.mask) and one.first <= other.last and other.first <= one.last


def crosses(one: Region, other: Region) -> bool:
    """Whether they share a cell, and the other also has cells that the one lacks."""
    mask, first, last = one
    return (
        bool(mask & other.mask)
        and first <= other.last
        and other.first <= last
        and (bool(other.mask & ~mask) or other.first < first or last < other.last)
    )


def count_cells(region: Region) -> int:
    """How many cells it has."""
    return region.mask.bit_count() * (region.last - region.first + 1)


def hull(regions: list[Region]) -> Region:
    """The smallest region that holds them all."""
    mask = 0
    for region in regions:
        mask |= region.mask
    return Region(mask, min(region.first for region in regions), max(region.last for region in regions))


def list_bits(mask: int) -> list[int]:
    """The single bits of a mask, lowest first."""
    bits = []
    while mask:
        bits.append(mask & -mask)
        mask &= mask - 1
    return bits
