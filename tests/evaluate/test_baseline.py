"""The old rule: the best that one voice says of one cell inside the target, nothing added up."""

from datetime import date
from typing import Any

import pytest

from habeas.evaluate.baseline import Cell, max_of_voices
from habeas.model.tally import TallyQuery
from habeas.model.voice import Origin, Voice
from tests.claims import PLACES, make_claim

FIRST, LAST = date(2022, 2, 24), date(2022, 2, 28)
SAID: list[dict[str, Any]] = [
    {"voice": "Watch", "place": ["Moscow"], "day": "2022-02-27", "low": 900, "high": 900},
    {"voice": "Watch", "place": ["Kazan"], "day": "2022-02-27", "low": 700, "high": 700},
    {"voice": "police", "place": ["Moscow"], "day": "2022-02-27", "low": 1_000},
    {"voice": "Watch", "place": ["Russia"], "day": "2022-02-27", "low": 1_300},
    {"voice": "rumour", "place": ["Moscow"], "day": "2022-02-26", "low": 5_000, "modality": "alleged"},
    {"voice": "Watch", "place": ["Moscow"], "day": "2022-02-26", "low": 400, "published": "2022-02-26T18:00"},
    {"voice": "Watch", "place": ["Moscow"], "day": "2022-02-26", "low": 190, "high": 190, "published": "2022-02-27"},
]


@pytest.mark.parametrize(
    ("place", "first", "last", "low"),
    [
        pytest.param("Moscow", "2022-02-27", "2022-02-27", 1_000, id="the highest of two voices"),
        pytest.param(
            "Moscow", "2022-02-26", "2022-02-26", 190, id="a voice's later figure replaces what it contradicts"
        ),
        pytest.param("Moscow", "2022-02-26", "2022-02-27", 1_000, id="the better of two days, not their sum"),
        pytest.param("Russia", "2022-02-27", "2022-02-27", 1_300, id="the country's own figure, cities not added"),
        pytest.param(None, "2022-02-24", "2022-02-28", 1_300, id="everywhere, the best place"),
        pytest.param("Minsk", "2022-02-24", "2022-02-28", None, id="nothing was said of it"),
    ],
)
def test_the_best_voice_of_the_best_cell_counts(place: str | None, first: str, last: str, low: int | None) -> None:
    claims = [make_claim(row, number) for number, row in enumerate(SAID)]
    voices = {row["voice"]: Voice(f"speaker:{row['voice']}", row["voice"], "speaker") for row in SAID}
    origins = {f"claim-{at}": Origin(f"claim-{at}", voices[row["voice"]], "said so") for at, row in enumerate(SAID)}
    baseline = max_of_voices(claims, origins, TallyQuery(FIRST, LAST))
    days = (date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())
    assert baseline.low(Cell("detained", (PLACES[place].id,) if place else (), *days)) == low
