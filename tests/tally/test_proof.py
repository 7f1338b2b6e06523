"""A kept proof of which parts were exchanged: its terms are those of the same proof written anew."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from habeas.model.voice import Voice
from habeas.tally.constraint import Constraint
from habeas.tally.proof import ONE, KeptProof, Proof, by_claim, write_terms

STEPS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from([ONE, Fraction(1, 2)])), max_size=3)
DAYS = st.dictionaries(st.integers(1, 4), STEPS, min_size=1)


FIGURE = Constraint(
    claim="",
    report="r",
    voice=Voice("a", "A", "publisher"),
    measure="detained",
    places=(),
    label="",
    first=1,
    last=1,
    earliest=1,
    low=None,
    high=None,
    floor=None,
    ceiling=None,
    begins=None,
    ended=None,
    published=None,
    is_comparable=True,
    is_correction=False,
    doubt=None,
    is_denied=False,
)


def prove(day: int, steps: list[tuple[int, Fraction]]) -> Proof:
    """One claim a step, told apart by the day and its place in the list."""
    return [(replace(FIGURE, claim=f"{day}-{place}", low=low), weight) for place, (low, weight) in enumerate(steps)]


@given(DAYS, st.lists(DAYS, max_size=3))
def test_exchanged_parts_leave_the_terms_of_the_whole(first: dict[int, Any], changes: list[dict[int, Any]]) -> None:
    proof = KeptProof({day: prove(day, steps) for day, steps in first.items()})
    for change in [{}, *changes]:
        proof.exchange({day: prove(day, steps) for day, steps in change.items()}, {})
        anew = tuple(sorted(write_terms(proof.steps(), {}), key=by_claim))
        assert proof.terms in (None, anew)
        proof.terms = anew
