"""A figure over what was known when → a step line: it holds until the next report moves it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from habeas.publish.drawing.label import text_width
from habeas.publish.drawing.svg import INK, Caption, finish_svg


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """The figure from `at` (UTC) on; None where nothing gives a number any more."""

    at: datetime
    low: int | None
    robust_low: int | None


@dataclass(frozen=True, slots=True)
class TimelineSize:
    """Pixels of the plot without its axes, and its letters."""

    width: int
    height: int
    letters: float
    ticks: int


WIDE = TimelineSize(690, 230, 12.0, 8)
NARROW = TimelineSize(306, 190, 12.0, 4)
_WIDEST = 10  # days between two that are written; wider apart months are written


def draw_timeline(
    steps: Sequence[TimelineStep], until: datetime, caption: Caption, *, size: TimelineSize = WIDE
) -> str:
    """The line of a figure and of its robust low up to `until`, as SVG; at least one step is needed."""
    import altair
    import vl_convert

    first = min(step.at for step in steps)
    # A single moment has no width: an hour before it has.
    start = first - max((until - first) * 0.03, timedelta(minutes=30))
    until = max(until, first + timedelta(minutes=30))
    top = _round_up(max(step.low or 0 for step in steps))
    axes = _axes(start, until, top, size=size)
    layers = [*_draw_lines(steps, until, axes), *_draw_values(steps, (start, until), top, axes=axes, size=size)]
    chart = altair.layer(*layers).properties(width=size.width, height=size.height, padding=4)
    spec = chart.configure_view(stroke=None).to_dict()
    return finish_svg(str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])), caption)


def _axes(start: datetime, until: datetime, top: int, *, size: TimelineSize) -> dict[str, Any]:
    import altair

    form, ticks = _choose_ticks(until - start, size.ticks)
    look: dict[str, Any] = {"labelColor": INK["faint"], "labelFontSize": size.letters, "title": None, "domain": False}
    across = altair.Axis(format=form, grid=False, tickColor=INK["rule"], tickCount=ticks, labelOverlap=True, **look)
    up = altair.Axis(
        format=",d", ticks=False, gridColor=INK["rule"], tickCount=4, labelPadding=6, tickMinStep=1, **look
    )
    domain = [_iso(start), _iso(until)]
    return {
        "x": altair.X("at:T", scale=altair.Scale(type="utc", domain=domain, nice=False), axis=across),
        "y": altair.Y("figure:Q", scale=altair.Scale(domain=[0, top], nice=False), axis=up),
    }


def _choose_ticks(span: timedelta, most: int) -> tuple[str, int | dict[str, Any]]:
    """How moments are written under the line, and how many or at what interval, so that no two are written alike."""
    if span < timedelta(days=4):
        return ("%H:%M", most) if span < timedelta(hours=23) else ("%-d %b %H:%M", max(3, most // 2))
    days = span.days // most + 1
    if days <= _WIDEST:
        return "%-d %b", {"interval": "day", "step": days}
    return "%b %Y", {"interval": "month", "step": days // 31 + 1}


def _draw_lines(steps: Sequence[TimelineStep], until: datetime, axes: dict[str, Any]) -> list[Any]:
    import altair

    lows = _chart(((step.at, step.low) for step in steps), until)
    robust = _chart(((step.at, step.robust_low) for step in steps), until)
    at_steps = _chart(((step.at, step.low) for step in steps), None)
    layers = [
        lows.mark_area(interpolate="step-after", fill=INK["mark"], fillOpacity=0.1),
        robust.mark_line(interpolate="step-after", stroke=INK["second"], strokeWidth=1.4, strokeDash=[3, 3]),
        lows.mark_line(interpolate="step-after", stroke=INK["mark"], strokeWidth=2.2),
        at_steps.mark_point(shape="circle", size=26, fill=INK["halo"], stroke=INK["mark"], strokeWidth=1.6, opacity=1),
    ]
    assert isinstance(layers[0], altair.Chart), "each is a chart"
    return [layer.encode(**axes) for layer in layers]


def _chart(points: Iterable[tuple[datetime, int | None]], until: datetime | None) -> Any:
    import altair

    rows = [{"at": _iso(at), "figure": figure} for at, figure in points]
    if until is not None:
        rows.append({"at": _iso(until), "figure": rows[-1]["figure"]})
    return altair.Chart(altair.InlineData(values=rows))


def _draw_values(
    steps: Sequence[TimelineStep],
    span: tuple[datetime, datetime],
    top: int,
    *,
    axes: dict[str, Any],
    size: TimelineSize,
) -> list[Any]:
    import altair

    chosen = _choose_values(steps, span, top, size=size)
    layers = []
    for align, shift in (("right", -6), ("left", 2)):
        rows = [
            {"at": _iso(step.at), "figure": step.low, "words": f"{step.low:,}"}
            for step, side in chosen
            if side == align
        ]
        if rows:
            chart = altair.Chart(altair.InlineData(values=rows)).encode(**axes, text="words:N")
            words: dict[str, Any] = {
                "align": align,
                "baseline": "bottom",
                "dx": shift,
                "dy": -5,
                "fontSize": size.letters,
            }
            layers.append(
                chart.mark_text(fill=INK["halo"], stroke=INK["halo"], strokeWidth=3, strokeJoin="round", **words)
            )
            layers.append(chart.mark_text(fill=INK["ink"], **words))
    return layers


def _choose_values(
    steps: Sequence[TimelineStep], span: tuple[datetime, datetime], top: int, *, size: TimelineSize
) -> list[tuple[TimelineStep, str]]:
    """The steps whose value is printed and on which side: the last, then the greatest moves, where there is room."""
    before = dict(zip(steps, (None, *steps), strict=False))
    moved = {step: abs((step.low or 0) - (previous.low or 0 if (previous := before[step]) else 0)) for step in steps}
    order = sorted((step for step in steps if step.low is not None), key=lambda step: (step != steps[-1], -moved[step]))
    marks = [_find_place(step, span, top, size=size) for step in steps]
    chosen: list[tuple[TimelineStep, str]] = []
    taken: list[tuple[float, float, float]] = []
    for step in order:
        x, y = _find_place(step, span, top, size=size)
        width = text_width(f"{step.low:,}", size.letters) + 8
        side, left = ("right", x - width) if x > width else ("left", x)
        is_free = all(
            left + width < other or left > other_end or abs(y - level) > size.letters
            for other, other_end, level in taken
        )
        if is_free and (step is steps[-1] or not _is_crossed((left, left + width, y), marks, size)):
            chosen.append((step, side))
            taken.append((left, left + width, y))
    return chosen


def _find_place(
    step: TimelineStep, span: tuple[datetime, datetime], top: int, *, size: TimelineSize
) -> tuple[float, float]:
    """Where a step begins, in pixels from the left and from above."""
    return (step.at - span[0]) / (span[1] - span[0]) * size.width, size.height * (1 - (step.low or 0) / top)


def _is_crossed(words: tuple[float, float, float], marks: Sequence[tuple[float, float]], size: TimelineSize) -> bool:
    """Whether the line moves up or down through words that end above their own mark."""
    left, right, level = words
    return any(
        left < x < right and min(y, before) < level - 1 and max(y, before) > level - size.letters - 8
        for (_, before), (x, y) in pairwise(marks)
    )


def _round_up(figure: int) -> int:
    """A round number somewhat above the figure, so that its value has room."""
    wanted = max(4, figure * 1.12)
    power = 10 ** (len(str(int(wanted))) - 1)
    return int(
        next(
            step * power // 10
            for step in (10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100)
            if step * power >= wanted * 10
        )
    )


def _iso(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
