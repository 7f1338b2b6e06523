"""Why two records are or are not one person → a waterfall of weights, without any name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from habeas.model.linking import LinkedPair
from habeas.publish.drawing.svg import INK, Caption, finish_svg

_ROW = 34
_WIDTH = 640
_FROM, _TO, _LABEL, _WORDS = "from", "to", "label", "words"


@dataclass(frozen=True, slots=True)
class _Bar:
    """One step: from how many bits to how many, and what it says."""

    label: str
    low: float
    high: float
    words: str


def draw_waterfall(pair: LinkedPair, prior: float, caption: Caption) -> str:
    """The weights of a pair from the prior (bits) to their sum as SVG; bars to the right speak for one person."""
    import altair
    import vl_convert

    bars = _stack_bars(pair, prior)
    rows = [{_LABEL: bar.label, _FROM: bar.low, _TO: bar.high, _WORDS: bar.words} for bar in bars]
    base = altair.Chart(altair.InlineData(values=rows)).encode(y=_label_axis(bars))
    scale = altair.X(f"{_FROM}:Q", title="bits of evidence: to the right for one person", axis=_weight_axis())
    marks = base.mark_bar(height=_ROW // 2).encode(x=scale, x2=f"{_TO}:Q", color=_colour())
    words = base.mark_text(align="left", dx=6, fontSize=11, color=INK["faint"]).encode(
        x=altair.X("edge:Q"), text=f"{_WORDS}:N"
    )
    edged = words.transform_calculate(edge=f"max(datum.{_FROM}, datum.{_TO})")
    chart = altair.layer(marks, edged).properties(width=_WIDTH, height=_ROW * len(bars), padding=4)
    spec = chart.configure_view(stroke=None).to_dict()
    return finish_svg(str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])), caption)


def _stack_bars(pair: LinkedPair, prior: float) -> list[_Bar]:
    bars = [_Bar("before comparing", 0.0, prior, f"{prior:+.1f}: how rare it is that two such records are one")]
    at = prior
    for feature in pair.features:
        bars.append(_Bar(feature.name, at, at + feature.weight, f"{feature.weight:+.1f}: {feature.level}"))
        at += feature.weight
    bars.append(_Bar("together", 0.0, at, f"{at:+.1f}: probability {pair.probability:.3f}"))
    return bars


def _label_axis(bars: Sequence[_Bar]) -> Any:
    import altair

    order = [bar.label for bar in bars]
    return altair.Y(
        f"{_LABEL}:N", sort=order, title=None, axis=altair.Axis(labelFontSize=12, domain=False, ticks=False)
    )


def _weight_axis() -> Any:
    import altair

    return altair.Axis(labelColor=INK["faint"], gridColor=INK["rule"], domain=False, titleColor=INK["faint"])


def _colour() -> Any:
    import altair

    return altair.condition(f"datum.{_TO} >= datum.{_FROM}", altair.value(INK["ink"]), altair.value(INK["mark"]))
