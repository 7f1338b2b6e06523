"""All decomposable graphs over a few lists: which lists may go together in a model of independence."""

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

# Graphs over six lists are 18,154 and over seven 617,675.
MOST_LISTS = 6


@cache
def list_decomposable_graphs(lists: int) -> NDArray[np.float64]:
    """One row a graph, one column a set of lists (a bit a list): the sum of its marginal terms, for `weigh_totals`.

    Lists are taken away one by one, each with neighbours that are all joined (a perfect elimination order); each adds
    the term of itself with its neighbours and takes that of the neighbours (Dawid and Lauritzen 1993, "Hyper Markov
    laws in the statistical analysis of decomposable graphical models", Annals of Statistics 21(3)).
    """
    pairs = list(combinations(range(lists), 2))
    rows = []
    for edges in range(1 << len(pairs)):
        row = _factor_graph(_join_neighbours(lists, pairs, edges))
        if row is not None:
            rows.append(row)
    graphs = np.array(rows, dtype=np.float64)
    graphs.flags.writeable = False
    return graphs


def _join_neighbours(lists: int, pairs: list[tuple[int, int]], edges: int) -> list[int]:
    """The neighbours of each list as bits."""
    neighbours = [0] * lists
    for place, (first, second) in enumerate(pairs):
        if edges >> place & 1:
            neighbours[first] |= 1 << second
            neighbours[second] |= 1 << first
    return neighbours


def _factor_graph(neighbours: list[int]) -> list[int] | None:
    """How often each set's term counts, or None for a graph that is not decomposable."""
    row = [0] * (1 << len(neighbours))
    left = (1 << len(neighbours)) - 1
    while left:
        found = _find_simplicial(neighbours, left)
        if found is None:
            return None
        around = neighbours[found] & left
        row[around | 1 << found] += 1
        row[around] -= 1
        left &= ~(1 << found)
    return row


def _find_simplicial(neighbours: list[int], left: int) -> int | None:
    """A list among those left whose neighbours are all joined."""
    for place in range(len(neighbours)):
        if left >> place & 1 and _is_joined(neighbours, neighbours[place] & left):
            return place
    return None


def _is_joined(neighbours: list[int], members: int) -> bool:
    return all(
        members & ~(neighbours[place] | 1 << place) == 0 for place in range(len(neighbours)) if members >> place & 1
    )
