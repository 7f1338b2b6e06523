"""Published attacks on encodings, each as a guess: for every encoding the place of a person in the attacker's register.

The attacker knows the method and its settings, and a register, but not the secret (except where it is said). How the
register looks under the method follows from encoding it under a secret of the attacker's own.
"""

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]  # one row an encoding, one column a bit
Alike = NDArray[np.float32]  # how alike each row is to each column
Guess = NDArray[np.int64]

_STEPS = 40
_NEIGHBOURS = 30
_LEAST_COLUMNS, _LEAST_GROUPS = 3, 3
_SHOWN = 0.8  # of the bits of a group


def compare_dice(one: Bits, other: Bits) -> Alike:
    """Dice similarity of every row of one with every row of the other."""
    left, right = one.astype(np.float32), other.astype(np.float32)
    sums = left.sum(1)[:, None] + right.sum(1)[None, :]
    answer: Alike = 2 * (left @ right.T) / np.maximum(sums, 1)
    return answer


def guess_most_alike(alike: Alike) -> Guess:
    """Dictionary attack: the person whose encoding is most alike."""
    guess: Guess = alike.argmax(1)
    return guess


def guess_by_frequency(target: Bits, own: Bits) -> Guess:
    """Frequency alignment: the most frequent encoding is the most frequent name, and so on (Kuzu et al. 2011).

    Encodings that occur once rank by their number of set bits, as the lengths of names do (Niedermeyer et al. 2014).
    """
    guess = np.full(len(target), -1)
    guess[_rank(target)] = _rank(own)[np.linspace(0, len(own) - 1, len(target)).astype(int)]
    return guess


def _rank(bits: Bits) -> Guess:
    _, inverse, counts = np.unique(bits, axis=0, return_inverse=True, return_counts=True)
    answer: Guess = np.lexsort((bits.sum(1), -counts[inverse.ravel()]))
    return answer


def guess_by_graph(theirs: Alike, mine: Alike, known: Guess | None = None) -> Guess:
    """Graph matching: records are known by how alike they are to all others of their list (Vidanage et al. 2020).

    The two similarity graphs are laid over one another by the fast approximate quadratic assignment of Vogelstein et
    al. (2015). `known` are rows of both graphs that the attacker has paired already, (pairs, 2).
    """
    return _overlay(_standardise(theirs), _standardise(mine), known)


def _standardise(alike: Alike) -> Alike:
    """What is above or below chance, on one scale; a record's likeness to itself tells nothing."""
    graph = alike.astype(np.float64)
    outside = ~np.eye(len(graph), dtype=bool)
    graph = (graph - graph[outside].mean()) / (graph[outside].std() + 1e-9)
    answer: Alike = np.where(outside, graph, 0).astype(np.float32)
    return answer


def _overlay(theirs: Alike, mine: Alike, known: Guess | None = None) -> Guess:
    """For each node of the smaller or equal graph its place in the other: the best of what several starts lead to."""
    from scipy.optimize import quadratic_assignment

    size = max(len(theirs), len(mine))
    padded = _pad(theirs, size), _pad(mine, size)
    starts: list[object] = ["barycenter"]
    if known is None:
        starts += [share * _match_profiles(*padded) + (1 - share) / size for share in (0.5, 0.9)]
    options = {"maximize": True, "maxiter": _STEPS, "partial_match": known}
    runs = [quadratic_assignment(*padded, method="faq", options={**options, "P0": start}) for start in starts]
    answer: Guess = max(runs, key=lambda run: float(run.fun)).col_ind[: len(theirs)]
    return np.where(answer < len(mine), answer, -1)


def _match_profiles(theirs: Alike, mine: Alike) -> NDArray[np.float64]:
    """One in each row and column, where nearest similarities in order, means and spreads are most alike."""
    from scipy.optimize import linear_sum_assignment

    one, other = _profile(theirs), _profile(mine)
    rows, columns = linear_sum_assignment(((one[:, None, :] - other[None, :, :]) ** 2).sum(2))
    start = np.zeros((len(theirs), len(mine)))
    start[rows, columns] = 1
    return start


def _profile(graph: Alike) -> Alike:
    nearest = -np.sort(-graph, axis=1)[:, :_NEIGHBOURS]
    spread = np.column_stack([graph.mean(1), graph.std(1), np.quantile(graph, [0.5, 0.9, 0.99], axis=1).T])
    profile = np.column_stack([nearest, spread])
    # Noise lowers all similarities together: what counts is where a record stands among its own.
    answer: Alike = ((profile - profile.mean(0)) / (profile.std(0) + 1e-9)).astype(np.float32)
    return answer


def _pad(graph: Alike, size: int) -> Alike:
    padded = np.zeros((size, size), dtype=np.float32)
    padded[: len(graph), : len(graph)] = graph
    return padded


def guess_by_patterns(target: Bits, grams: Bits) -> Guess:
    """Pattern mining: bits that occur together stand for one token (Christen et al. 2018).

    `grams` tells which token is in which record of the attacker. Groups of bits and frequent tokens are paired by how
    often they occur alone and together; an encoding is then the person whose tokens its groups tell.
    """
    groups = _group_columns(target)
    if len(groups) < _LEAST_GROUPS:
        return np.full(len(target), -1)
    present = (np.stack([target[:, group].mean(1) for group in groups], axis=1) > _SHOWN).astype(np.float32)
    known = grams[:, np.argsort(-grams.mean(0))[: len(groups)]].astype(np.float32)
    found = _overlay(_count_together(present), _count_together(known))
    use = found >= 0
    guess: Guess = _weigh_tokens(present[:, use], known[:, found[use]]).argmax(1)
    return guess


def _count_together(present: Alike) -> Alike:
    together = present.T @ present / len(present)
    answer: Alike = (together / (together.std() + 1e-9)).astype(np.float32)
    return answer


def _group_columns(target: Bits) -> list[NDArray[np.int64]]:
    """Columns that are set in nearly the same records: each group is likely one token."""
    columns = target.T.astype(np.float32)
    both = columns @ columns.T
    counts = columns.sum(1)
    jaccard = both / np.maximum(counts[:, None] + counts[None, :] - both, 1)
    np.fill_diagonal(jaccard, 0)
    # Chance alone makes two columns of such density so alike.
    least = np.median(jaccard) + 5 * np.std(jaccard)
    free = np.ones(len(columns), dtype=bool)
    groups = []
    for column in np.argsort(-jaccard.max(1)):
        if not free[column]:
            continue
        group = np.flatnonzero(free & (jaccard[column] >= max(least, 0.8 * jaccard[column].max())))
        if len(group) + 1 >= _LEAST_COLUMNS:
            groups.append(np.append(group, column))
            free[groups[-1]] = False
    return groups


def _weigh_tokens(present: Alike, known: Alike) -> Alike:
    """How well the tokens that an encoding shows agree with those of each person; a shared rare one counts more."""
    rare = -np.log(np.clip(known.mean(0), 1e-4, 1 - 1e-4))
    agreed = (present * rare) @ known.T
    sizes = (present * rare).sum(1)[:, None] + (known * rare).sum(1)[None, :]
    answer: Alike = 2 * agreed / np.maximum(sizes, 1e-9)
    return answer
