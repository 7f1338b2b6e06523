"""How many people there are by the lists together, listed or not; or a sentence that says why no number is given."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Estimate:
    """All people, listed or not: `observed` stand on a list, `point` is the method's figure, `low` to `high` its 95 %.

    `draws` are totals drawn from the posterior, oldest first, or None where the method has none. `diagnostics` are
    figures of the fit by name; `notes` are sentences that are shown with the number.
    """

    method: str
    point: float
    low: float
    high: float
    lists: tuple[str, ...]
    observed: int
    draws: tuple[float, ...] | None = None
    diagnostics: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a method gives no number for these lists: `reason` is one sentence for the reader."""

    method: str
    reason: str
