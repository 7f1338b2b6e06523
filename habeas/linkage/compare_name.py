"""How alike two names are, without knowing how common they are, for measurement and for tests."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from habeas.linkage.name import Name
from habeas.linkage.name_table import make_name_table


def compare_names(one: Name, other: Name) -> float:
    """How alike two names are, 0 to 1."""
    return float(compare_name_pairs([(one, other)])[0])


def compare_name_pairs(pairs: Sequence[tuple[Name, Name]]) -> npt.NDArray[np.float64]:
    """How alike the names of each pair are, 0 to 1."""
    from habeas.linkage.name_kernel import make_room, score_pairs

    numbers, table = make_name_table([name for pair in pairs for name in pair])
    return score_pairs(table, numbers[::2].copy(), numbers[1::2].copy(), make_room(table))
