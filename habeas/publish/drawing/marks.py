"""Bars, dots, lines and words at places given in pixels, for pictures that have no axes of the usual kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from habeas.publish.drawing.svg import INK, Caption, finish_svg

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle between two corners."""

    x: float
    y: float
    x2: float
    y2: float
    ink: str = "mark"
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle; `size` is its diameter."""

    x: float
    y: float
    size: float
    ink: str = "ink"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    ink: str = "ink"
    width: float = 1.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text whose middle is at `y`."""

    x: float
    y: float
    text: str
    ink: str = "ink"
    align: Align = "left"
    size: float = 12.0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """An area between a line through these points and the height `base`; `line` is the width of the line, or 0."""

    points: tuple[tuple[float, float], ...]
    base: float
    ink: str = "mark"
    opacity: float = 0.12
    line: float = 0.0


Drawn = Bar | Dot | Stroke | Words | Curve


def draw_marks(marks: Sequence[Drawn], size: tuple[int, int], caption: Caption) -> str:
    """The marks as SVG, later ones over earlier ones, on a ground of so many pixels."""
    import altair
    import vl_convert

    layers = [layer for mark in marks for layer in _layer(mark, size)]
    chart = altair.layer(*layers).properties(width=size[0], height=size[1], padding=4)
    spec = chart.configure_view(stroke=None).to_dict()
    return finish_svg(str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])), caption)


def _layer(mark: Drawn, size: tuple[int, int]) -> list[Any]:
    match mark:
        case Bar():
            return [_two_ends(mark, size).mark_rect(fill=INK[mark.ink], fillOpacity=mark.opacity, stroke=None)]
        case Stroke():
            dash: dict[str, Any] = {"strokeDash": [3, 3]} if mark.is_dashed else {}
            return [_two_ends(mark, size).mark_rule(stroke=INK[mark.ink], strokeWidth=mark.width, **dash)]
        case Dot():
            chart = _chart([{"x": mark.x, "y": mark.y}], size)
            return [chart.mark_point(shape="circle", size=mark.size**2, fill=INK[mark.ink], stroke=None, opacity=1)]
        case Words():
            return [_write(mark, size)]
        case Curve():
            return _trace(mark, size)


def _two_ends(mark: Bar | Stroke, size: tuple[int, int]) -> Any:
    import altair

    rows = [{"x": mark.x, "y": mark.y, "x2": mark.x2, "y2": mark.y2}]
    return _chart(rows, size).encode(x2=altair.X2("x2"), y2=altair.Y2("y2"))


def _write(mark: Words, size: tuple[int, int]) -> Any:
    import altair

    look: dict[str, Any] = {"fontWeight": "bold"} if mark.is_bold else {}
    chart = _chart([{"x": mark.x, "y": mark.y, "words": mark.text}], size).encode(text=altair.Text("words:N"))
    return chart.mark_text(align=mark.align, baseline="middle", fontSize=mark.size, fill=INK[mark.ink], **look)


def _trace(mark: Curve, size: tuple[int, int]) -> list[Any]:
    import altair

    chart = _chart([{"x": x, "y": y, "y2": mark.base} for x, y in mark.points], size)
    layers = [chart.encode(y2=altair.Y2("y2")).mark_area(fill=INK[mark.ink], fillOpacity=mark.opacity)]
    if mark.line:
        layers.append(chart.mark_line(stroke=INK[mark.ink], strokeWidth=mark.line))
    return layers


def _chart(rows: Sequence[Mapping[str, float | str]], size: tuple[int, int]) -> Any:
    """A chart of these rows, its place (0, 0) at the upper left."""
    import altair

    across = altair.Scale(domain=[0, size[0]], nice=False, zero=False)
    down = altair.Scale(domain=[0, size[1]], nice=False, zero=False, reverse=True)
    return altair.Chart(altair.InlineData(values=[dict(row) for row in rows])).encode(
        x=altair.X("x:Q", scale=across, axis=None), y=altair.Y("y:Q", scale=down, axis=None)
    )
