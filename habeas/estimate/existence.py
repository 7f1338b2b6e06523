"""Whether a log-linear model has an estimate for a table at all.

Fienberg and Rinaldo 2012, "Maximum likelihood estimation in log-linear models", Annals of Statistics 40(2): there is a
maximum of the likelihood if and only if some table without a zero has the same margins. Chan, Silverman and Vincent
2021, "Multiple systems estimation for sparse capture data", JASA 116: after patterns of pairs of lists that share
nobody are set aside, the total has to be identified too.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_ZERO = 1e-7


def has_maximum(counts: Floats, columns: Floats) -> bool:
    """Whether the likelihood of a model with these columns (patterns, terms) has a maximum at these counts.

    By a linear programme: the highest smallest cell of a table with the margins of this one is above zero.
    """
    from scipy.optimize import linprog

    cells, terms = columns.shape
    goal = np.zeros(cells + 1)
    goal[-1] = -1
    margins = np.hstack([columns.T, np.zeros((terms, 1))])
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    found = linprog(
        goal,
        A_ub=above,
        b_ub=np.zeros(cells),
        A_eq=margins,
        b_eq=columns.T @ counts,
        bounds=[(0, None)] * cells + [(0, 1)],
        method="highs",
    )
    return bool(found.status == 0 and -found.fun > _ZERO)


def are_identified(
    columns: Floats, chosen: npt.NDArray[np.bool_], kept: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """For each model (a row of its terms and of the patterns it keeps), whether its terms can be told apart."""
    scaled = columns / np.sqrt((columns**2).sum(axis=0))
    gram = np.matmul(kept[:, None, :] * scaled.T, scaled)
    used = chosen[:, :, None] & chosen[:, None, :]
    filled = np.where(used, gram, 0.0) + np.where(chosen[:, :, None], 0.0, np.eye(chosen.shape[1]))
    enough = chosen.sum(axis=1) <= kept.sum(axis=1)
    return np.asarray(enough & (np.linalg.eigvalsh(filled)[:, 0] > _ZERO))
