"""Why two records are or are not one person → a waterfall of weights, without any name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from habeas.model.linking import LinkedPair
from habeas.publish.drawing.marks import Bar, Drawn, Stroke, Words, draw_marks
from habeas.publish.drawing.svg import Caption

_WIDTH = 420
_ROW, _BAR = 40.0, 9.0
_LETTERS, _SMALL = 12.0, 11.0
_WAY = "bits of evidence: to the right for one person, to the left against"


@dataclass(frozen=True, slots=True)
class _Step:
    """From how many bits to how many, and what it says."""

    words: str
    start: float
    end: float


def draw_waterfall(pair: LinkedPair, prior: float, caption: Caption, judged: str | None = None) -> str:
    """The weights of a pair from the prior (bits) to their sum as SVG; bars to the right speak for one person.

    What was judged stands below the sum, for it stands whatever that is.
    """
    steps = _list_steps(pair, prior)
    across = _scale(steps)
    bottom = _ROW * len(steps)
    marks: list[Drawn] = []
    if judged is not None:
        marks.append(Words(0, bottom + 10, judged, "mark", size=_LETTERS, is_bold=True))
        bottom += 20
    for row, step in enumerate(steps):
        marks += _draw_step(step, across, _ROW * row, is_sum=row in (0, len(steps) - 1))
    marks.append(Words(0, bottom + 16, _WAY, "faint", size=_SMALL))
    return draw_marks(marks, (_WIDTH, round(bottom + 26)), caption)


def _list_steps(pair: LinkedPair, prior: float) -> list[_Step]:
    steps = [_Step("before comparing, of any two such records", 0.0, prior)]
    for feature in pair.features:
        before = steps[-1].end
        steps.append(_Step(f"{feature.name}: {feature.level}", before, before + feature.weight))
    return [*steps, _Step(f"together: {100 * pair.probability:.1f} % likely to be one person", 0.0, steps[-1].end)]


def _scale(steps: Sequence[_Step]) -> Callable[[float], float]:
    """Bits to pixels: from the lowest to the highest point, zero always among them."""
    ends = [0.0, *(step.end for step in steps)]
    low, span = min(ends), (max(ends) - min(ends)) or 1.0
    return lambda bits: (bits - low) / span * _WIDTH


def _draw_step(step: _Step, across: Callable[[float], float], top: float, *, is_sum: bool) -> list[Drawn]:
    left, right = sorted((across(step.start), across(step.end)))
    weight = f"{step.end - step.start:+.1f}".replace("-", "−")
    return [
        Stroke(across(0), top + 19, across(0), top + 25 + _BAR, "faint"),
        Words(0, top + 10, step.words, size=_LETTERS, is_bold=is_sum),
        Words(_WIDTH, top + 10, weight, "faint", "right", _LETTERS),
        Bar(left, top + 22, max(right, left + 1), top + 22 + _BAR, "ink" if step.end >= step.start else "mark"),
    ]
