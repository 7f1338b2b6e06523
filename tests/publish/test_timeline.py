"""The step line of a figure over what was known when."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from habeas.publish.drawing.svg import Caption
from habeas.publish.drawing.timeline import NARROW, WIDE, TimelineSize, TimelineStep, draw_timeline

CAPTION = Caption("t", "A timeline", "It grows")
NOON = datetime(2022, 2, 27, 12, tzinfo=UTC)


def step(hours: float, low: int | None, robust: int | None = 0) -> TimelineStep:
    """A step so many hours after noon."""
    return TimelineStep(NOON + timedelta(hours=hours), low, robust)


def values(drawn: str) -> list[str]:
    """The values printed beside the line."""
    return sorted(re.findall(r'class="f-ink">([^<]+)<', drawn))


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_last_value_is_always_printed(size: object) -> None:
    steps = [step(place / 10, 100 * place) for place in range(1, 40)]
    assert "3,900" in values(
        draw_timeline(steps, NOON + timedelta(hours=5), CAPTION, size=WIDE if size is WIDE else NARROW)
    )


def test_a_single_step_and_a_lost_figure_are_drawn() -> None:
    assert values(draw_timeline([step(0, 3)], NOON, CAPTION)) == ["3"]
    assert values(draw_timeline([step(0, 3), step(1, None, None), step(2, 5)], NOON + timedelta(hours=3), CAPTION)) == [
        "3",
        "5",
    ]


def test_the_line_steps_and_never_slopes() -> None:
    drawn = etree.fromstring(draw_timeline([step(0, 10), step(1, 20)], NOON + timedelta(hours=2), CAPTION).encode())
    path = drawn.xpath("//*[local-name()='path'][@class='s-mark'][@stroke-width='2.2']/@d")[0]
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+),([\d.]+)", path)]
    assert len(points) >= 4
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))


def test_days_are_named_where_the_line_is_longer_than_a_day() -> None:
    drawn = draw_timeline([step(0, 10), step(90, 20)], NOON + timedelta(hours=200), CAPTION)
    assert re.search(r">\d+ Mar<", drawn)


def test_the_same_steps_give_the_same_bytes() -> None:
    steps = [step(0, 10), step(1, 20, 5)]
    assert draw_timeline(steps, NOON + timedelta(hours=2), CAPTION) == draw_timeline(
        steps, NOON + timedelta(hours=2), CAPTION
    )


@pytest.mark.parametrize("days", [1, 2, 4, 5, 8, 20, 45, 90, 400, 1500])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_no_two_moments_under_the_line_are_written_alike(days: int, size: TimelineSize) -> None:
    drawn = draw_timeline([step(0, 10), step(3, 20)], NOON + timedelta(days=days), CAPTION, size=size)
    written = re.findall(r">(\d+ [A-Z][a-z]{2}(?: \d\d:\d\d)?|[A-Z][a-z]{2} \d{4}|\d\d:\d\d)<", drawn)
    assert len(written) >= 2
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(("gap", "printed"), [(0.2, ["2,600"]), (9.0, ["1,977", "2,600"])], ids=["near", "far"])
def test_no_value_is_printed_where_the_line_rises_through_it(gap: float, printed: list[str]) -> None:
    steps = [step(0, 1977), step(gap, 2600)]
    assert values(draw_timeline(steps, NOON + timedelta(hours=30), CAPTION, size=NARROW)) == printed
