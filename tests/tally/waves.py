"""Small waves of claims for property tests: four days, a country with a region and cities, voices with few habits."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from habeas.model.tally import By, TallyQuery
from tests.claims import make_claim
from tests.tally.brute import Wave
from tests.tally.known import origins_of

FIRST, LAST = date(2022, 2, 24), date(2022, 2, 27)
DAYS = [f"2022-02-{day}" for day in range(24, 28)]
WINDOWS = [(one, other) for one in DAYS for other in DAYS if one <= other]
PLACES = [
    ["Moscow", "Russia"],
    ["Kazan", "Tatarstan", "Russia"],
    ["Tatarstan", "Russia"],
    ["Moscow", "Kazan"],
    ["Russia"],
    ["Minsk"],
    [],
    ["the Parliament"],
    ["outside the embassy", "Moscow"],
]
ROWS = st.fixed_dictionaries(
    {
        "low": st.integers(0, 40),
        "spread": st.sampled_from([None, None, 0, 5]),
        "place": st.sampled_from(PLACES),
        "days": st.sampled_from([*WINDOWS, *((day, day) for day in DAYS * 3)]),
        "publisher": st.sampled_from("ABCD"),
        "published": st.sampled_from(["2022-02-25T10:00", "2022-02-27T23:00", "2022-03-01T12:00", "2022-03-02"]),
        "says_day": st.booleans(),
        "modality": st.sampled_from(["asserted"] * 8 + ["alleged", "denied", "planned"]),
        "scope": st.sampled_from(["new", "new", "subset"]),
    }
)
WAVES = st.lists(ROWS, max_size=9)
# Bounds over several days that only together contradict what is said of all of them.
_HALVES = [("2022-02-24", "2022-02-25"), ("2022-02-26", "2022-02-27")]
_SAID = {
    "place": st.sampled_from([["Moscow", "Russia"], ["Kazan", "Tatarstan", "Russia"], ["Russia"]]),
    "published": st.just("2022-03-02"),
    "says_day": st.just(True),
    "publisher": st.sampled_from("ABCDEFGH"),
}
LONG_WAVES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"high": st.integers(10, 50), "days": st.sampled_from(_HALVES), **_SAID}),
        st.fixed_dictionaries({"low": st.integers(0, 40), "days": st.sampled_from(_HALVES), **_SAID}),
        st.fixed_dictionaries({"low": st.integers(40, 80), "days": st.just(("2022-02-24", "2022-02-27")), **_SAID}),
    ),
    min_size=4,
    max_size=9,
)


def make_wave(rows: Sequence[dict[str, Any]], *, kind: str = "detained", by: tuple[By, ...] = ("place", "day")) -> Wave:
    """The claims of rows, claim-0 first."""
    claims = [make_claim(_fill(row, kind), number) for number, row in enumerate(rows)]
    return Wave(claims, origins_of(claims), TallyQuery(FIRST, LAST, by=by))


def _fill(row: dict[str, Any], kind: str) -> dict[str, Any]:
    filled = {"type": kind, **row}
    spread = filled.pop("spread", None)
    return filled if spread is None else {**filled, "high": filled["low"] + spread}
