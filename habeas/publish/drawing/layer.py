"""Panels of a map → SVG, through Altair and vl-convert."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from habeas.publish.drawing.frame import Frame
from habeas.publish.drawing.label import Circle, Label, place_labels
from habeas.publish.drawing.outlines import load_outlines
from habeas.publish.drawing.svg import INK


@dataclass(frozen=True, slots=True)
class Panel:
    """One map within the picture: `hollow` says which circles stand for a report without a number."""

    frame: Frame
    focus: str | None
    circles: tuple[Circle, ...]
    hollow: tuple[bool, ...]
    most: int
    letters: float


def draw_panels(panels: Sequence[Panel], legend: Sequence[Circle]) -> str:
    """The first panel, the others in a row below it, and the legend of circles under all."""
    import altair
    import vl_convert

    rows = [_draw(panels[0])]
    if len(panels) > 1:
        rows.append(altair.hconcat(*(_draw(panel, INK["rule"]) for panel in panels[1:]), spacing=8, bounds="full"))
    if legend:
        rows.append(_draw_legend(legend, panels[0].frame.width))
    chart = altair.vconcat(*rows, spacing=8, bounds="full").configure_view(stroke=None)
    spec = chart.properties(padding=0).to_dict()
    # Put in afterwards: Altair would walk through every point of them.
    spec["datasets"] = spec.get("datasets", {}) | dict.fromkeys(("countries", "borders"), load_outlines())
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def _draw(panel: Panel, edge: str | None = None) -> Any:
    import altair

    frame = panel.frame
    layers = [_draw_land(altair.datum.id != panel.focus, INK["land"])]
    if panel.focus:
        layers.append(_draw_land(altair.datum.id == panel.focus, INK["focus"]))
    layers.append(altair.Chart(_outlines("borders")).mark_geoshape(filled=False, stroke=INK["border"], strokeWidth=0.8))
    layers += _draw_circles(panel)
    labels = place_labels(panel.circles, panel.letters, (frame.width, frame.height), most=panel.most)
    layers += draw_labels(labels, panel.letters)
    drawn: dict[str, Any] = {**frame.projection.describe(), "clipExtent": [[0, 0], [frame.width, frame.height]]}
    view = altair.ViewBackground(stroke=edge)
    return altair.layer(*layers).project(**drawn).properties(width=frame.width, height=frame.height, view=view)


def _draw_land(which: Any, ink: str) -> Any:
    import altair

    # An edge of its own colour hides the seams between neighbours.
    chart = altair.Chart(_outlines("countries")).transform_filter(which)
    return chart.mark_geoshape(fill=ink, stroke=ink, strokeWidth=0.6)


def _outlines(part: str) -> Any:
    import altair

    return altair.NamedData(name=part, format=altair.TopoDataFormat(type="topojson", feature=part))


def _draw_circles(panel: Panel) -> list[Any]:
    looks: dict[bool, dict[str, Any]] = {
        False: {"fill": INK["mark"], "fillOpacity": 0.55},
        True: {"fill": INK["halo"], "fillOpacity": 0.9},
    }
    layers = []
    for is_hollow, look in looks.items():
        kept = [circle for circle, hollow in zip(panel.circles, panel.hollow, strict=True) if hollow == is_hollow]
        layers += [draw_circles(kept, look)] if kept else []
    return layers


def draw_circles(circles: Sequence[Circle], look: dict[str, Any]) -> Any:
    """A layer of circles at their pixels."""
    import altair

    rows = [{"x": circle.x, "y": circle.y, "size": 3.141592653589793 * circle.radius**2} for circle in circles]
    chart = altair.Chart(altair.InlineData(values=rows)).mark_point(
        shape="circle", stroke=INK["mark"], strokeWidth=1, opacity=1, **look
    )
    return chart.encode(**_at_pixels(), size=altair.Size("size:Q", scale=None))


def draw_labels(labels: Sequence[Label], letters: float) -> list[Any]:
    """Layers of words at their pixels, over a halo that keeps them readable on land and circles."""
    import altair

    layers = []
    for anchor, align in (("start", "left"), ("middle", "center"), ("end", "right")):
        rows = [{"x": label.x, "y": label.y, "words": label.words} for label in labels if label.anchor == anchor]
        if not rows:
            continue
        chart = altair.Chart(altair.InlineData(values=rows)).encode(**_at_pixels(), text="words:N")
        common: dict[str, Any] = {"align": align, "baseline": "middle", "fontSize": letters, "limit": 0}
        halo: dict[str, Any] = {"stroke": INK["halo"], "strokeWidth": 3, "strokeOpacity": 0.85, "strokeJoin": "round"}
        layers.append(chart.mark_text(**common, **halo, fill=INK["halo"]))
        layers.append(chart.mark_text(**common, fill=INK["ink"]))
    return layers


def _at_pixels() -> dict[str, Any]:
    import altair

    return {
        "x": altair.X("x:Q", scale=None, axis=None),
        "y": altair.Y("y:Q", scale=None, axis=None),
    }


def _draw_legend(circles: Sequence[Circle], width: int) -> Any:
    import altair

    height = 2 * max(circle.radius for circle in circles) + 4
    seated = [Circle(circle.x, height / 2, circle.radius, circle.words) for circle in circles]
    labels = [Label(circle.x + circle.radius + 6, circle.y, circle.words or "", "start") for circle in seated]
    look = {"fill": INK["mark"], "fillOpacity": 0.55}
    layers = [draw_circles(seated, look), *draw_labels(labels, 12)]
    return altair.layer(*layers).properties(width=width, height=height)
