"""What is kept of a report to find its reprints: its sentences, and a sketch of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.model import Report
from habeas.reconcile.sentences import Unit, split_units

# Words in a row. Changing a word of a sentence changes so many of its runs.
_RUN = 3
_MASK = (1 << 32) - 1
# 12 bands of 2 rows: sentences that share half of their runs are proposed in 97 of 100 cases, a tenth in 11 (Leskovec,
# Rajaraman, Ullman: Mining of Massive Datasets, section 3.4).
BANDS, ROWS = 12, 2


@dataclass(frozen=True, slots=True)
class Signature:
    """The sentences of one report, and for each as many band keys: sentences with one key in common may be copies."""

    report: str
    units: tuple[Unit, ...]
    bands: bytes

    @property
    def keys(self) -> NDArray[np.uint64]:
        """The band keys, a row for each sentence."""
        return np.frombuffer(self.bands, dtype="<u8").reshape(len(self.units), BANDS)

    @property
    def size(self) -> int:
        """How many words of its own the report has."""
        return sum(len(unit.words) for unit in self.units)


def make_signature(report: Report) -> Signature:
    """The signature of a report: a pure function of its text and blocks, so that it may be kept."""
    units = split_units(report)
    return Signature(report.id, units, _sketch([list_runs(unit.words) for unit in units]))


def list_runs(words: Sequence[int]) -> list[int]:
    """Each run of three words as a number of 32 bits."""
    return [
        (words[at] * 0x9E3779B1 + words[at + 1] * 0x85EBCA6B + words[at + 2] * 0xC2B2AE35) & _MASK
        for at in range(len(words) - _RUN + 1)
    ]


def _sketch(runs: Sequence[Sequence[int]]) -> bytes:
    """The band keys of each sentence, from its MinHash (Broder, "On the resemblance of documents", 1997)."""
    from datasketch import MinHash

    if not runs:
        return b""
    hashed = MinHash.bulk(runs, num_perm=BANDS * ROWS, hashfunc=int)
    rows = np.stack([one.hashvalues for one in hashed]).astype(np.uint64).reshape(len(runs), BANDS, ROWS)
    return (rows[:, :, 0] << np.uint64(32) | rows[:, :, 1]).astype("<u8").tobytes()
