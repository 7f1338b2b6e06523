"""The corrections log as people read it."""

from dataclasses import replace
from datetime import date

import pytest

from habeas.model.change import Correction, drop_echoes

DAY = date(2022, 2, 27)
CLAIM = Correction(
    at="2022-02-28T12:00:59Z",
    kind="claim-replaced",
    measure="detained",
    place="kazan",
    label="Kazan",
    first=DAY,
    last=DAY,
    before=1225,
    after=36,
    claims=("claim-1", "claim-2"),
    judgements=(),
    reason="replaced by the same voice's later figure",
)
FIGURE = replace(CLAIM, kind="figure-changed", reason="falls: replaced by the same voice's later figure")


@pytest.mark.parametrize(
    ("figure", "is_told"),
    [
        pytest.param(FIGURE, False, id="the figure moves as its claim does"),
        pytest.param(replace(FIGURE, after=40), True, id="another claim carries the figure now"),
        pytest.param(replace(FIGURE, place="russia", label="Russia"), True, id="a figure that the place is part of"),
        pytest.param(replace(FIGURE, at="2022-03-01T12:00:59Z"), True, id="a later change"),
    ],
)
def test_one_correction_is_told_once(figure: Correction, is_told: bool) -> None:
    assert drop_echoes([CLAIM, figure]) == ((CLAIM, figure) if is_told else (CLAIM,))
