"""The answer that goes back: pairs and counts, people counted once, and refused where it does not add up."""

from pathlib import Path

import pytest

from habeas.exc import InputError
from habeas.linkage.private.match import Overlap
from habeas.linkage.private.overlap import read_overlap, write_overlap


def test_a_person_with_two_rows_is_in_two_pairs_and_counts_once(tmp_path: Path) -> None:
    overlap = Overlap((("a", "c"), ("b", "c")), 1, 3, 4)
    write_overlap(tmp_path / "overlap", overlap)
    assert read_overlap(tmp_path / "overlap") == overlap


@pytest.mark.parametrize("both", [0, 3], ids=["pairs of nobody", "more people than pairs"])
def test_counts_that_do_not_fit_the_pairs_are_refused(tmp_path: Path, both: int) -> None:
    write_overlap(tmp_path / "overlap", Overlap((("a", "c"), ("b", "c")), both, 0, 0))
    with pytest.raises(InputError, match=f"says {both} people are on both lists and has 2 pairs"):
        read_overlap(tmp_path / "overlap")
