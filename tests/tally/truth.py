"""True counts of a few days and places, and claims that are true of them: what follows from these must be true too."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.tally.waves import DAYS, WINDOWS

LEAVES = ("Moscow", "Kazan", "Tatarstan", "Russia", "Minsk")
# What each place holds, by the leaves above: a wider place's own name stands for the unnamed rest of it.
INSIDE = {
    "Moscow": ("Moscow",),
    "Kazan": ("Kazan",),
    "Tatarstan": ("Kazan", "Tatarstan"),
    "Russia": ("Moscow", "Kazan", "Tatarstan", "Russia"),
    "Minsk": ("Minsk",),
}
SCOPES = [
    ["Moscow", "Russia"],
    ["Kazan", "Tatarstan", "Russia"],
    ["Tatarstan", "Russia"],
    ["Russia"],
    ["Moscow", "Kazan"],
    ["Minsk"],
]
TRUTHS = st.lists(st.integers(0, 30), min_size=len(LEAVES) * len(DAYS), max_size=len(LEAVES) * len(DAYS))
SAYINGS = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from(SCOPES),
            "days": st.sampled_from([*WINDOWS, *((day, day) for day in DAYS * 2)]),
            "publisher": st.sampled_from("ABCD"),
            "published": st.sampled_from(["2022-03-01T12:00", "2022-03-02"]),
            "under": st.sampled_from([0, 0, 3, 20]),
            "over": st.sampled_from([0, 0, 3, 20, None]),
            "share": st.integers(0, 4),
        }
    ),
    max_size=9,
)


def count_days(truth: list[int], place: str | None, first: date, last: date) -> list[int]:
    """How many truly were at a place (None: everywhere), day by day."""
    leaves = LEAVES if place is None else INSIDE[place]
    days = [(first + timedelta(number)).isoformat() for number in range((last - first).days + 1)]
    return [sum(truth[LEAVES.index(leaf) * len(DAYS) + DAYS.index(day)] for leaf in leaves) for day in days]


def say_truly(truth: list[int], saying: dict[str, Any], *, adds_up: bool) -> dict[str, Any]:
    """A row of a true claim: bounds `under` and `over` the true count, on days that it names.

    Of several days of a crowd a true number lies between that of the fullest day and the sum of them.
    """
    row = {key: saying[key] for key in ("place", "days", "publisher", "published")}
    # Narrow places come with those around them, or two share a number.
    named = saying["place"] if saying["place"] == ["Moscow", "Kazan"] else saying["place"][:1]
    first, last = (date.fromisoformat(day) for day in saying["days"])
    known = [sum(numbers) for numbers in zip(*(count_days(truth, name, first, last) for name in named), strict=True)]
    most, total = max(known), sum(known)
    number = total if adds_up else most + (total - most) * saying["share"] // 4
    low = max(0, number - saying["under"])
    high = None if saying["over"] is None else number + saying["over"]
    bounds = {"low": low} if high is None else {"low": low, "high": high}
    return {**row, **bounds, "says_day": True}
