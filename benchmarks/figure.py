"""A measured figure beside what it is meant to be, and tables of them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, None where there is nothing to measure; `most` and `least` are the targets, if any."""

    name: str
    value: float | None
    unit: str
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the value keeps its target, as it does where there is none."""
        if self.value is None:
            return True
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


def print_figures(title: str, figures: Sequence[Figure]) -> None:
    """One line a figure: name, value, unit, target, whether it is met, note."""
    print(f"\n{title}", flush=True)
    for figure in figures:
        value = f"{'-' if figure.value is None else _number(figure.value):>10} {figure.unit:<10}"
        print(f"  {figure.name:<48} {value} {_target(figure):<16} {figure.note}".rstrip(), flush=True)


def _target(figure: Figure) -> str:
    if figure.value is None:
        return ""
    bound = f"≤ {_number(figure.most)}" if figure.most is not None else ""
    bound = f"≥ {_number(figure.least)}" if figure.least is not None else bound
    return f"{bound} {'met' if figure.is_met else 'MISSED'}" if bound else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
