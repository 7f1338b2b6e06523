"""What invented lists are to be like: how far each reaches, how it writes names, and how often it errs."""

from dataclasses import dataclass
from typing import Literal

Script = Literal["cyrillic", "latin", "arabic"]
Layout = Literal["apart", "family first", "given first"]


@dataclass(frozen=True, slots=True)
class ListPlan:
    """One list: `reach` is the share of all people on it; the other figures are shares of its rows.

    `standard` is a romanisation of the table (None: each row another). A row tells a birth date with `dates`, else an
    age with `ages`, else neither. `twice` is the share of people who stand on the list in two rows.
    """

    name: str
    reach: float = 0.4
    script: Script = "cyrillic"
    standard: str | None = None
    layout: Layout = "apart"
    patronymics: float = 0.8
    initials: float = 0.05
    dates: float = 0.6
    ages: float = 0.6
    places: float = 0.95
    facilities: float = 0.6
    twice: float = 0.01


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """How often a row errs: letters of a name, its order, a short form, the birth date, the day, a wider place."""

    typo: float = 0.08
    swapped: float = 0.02
    short: float = 0.06
    birth: float = 0.03
    day: float = 0.06
    day_missing: float = 0.03
    wider: float = 0.05


FOUR_LISTS = (
    ListPlan("hotline", 0.45, layout="given first", patronymics=0.3, dates=0.2, ages=0.8),
    ListPlan("lawyers", 0.4),
    ListPlan(
        "court", 0.35, layout="family first", patronymics=0.95, initials=0.15, dates=0.5, ages=0.1, facilities=0.9
    ),
    ListPlan(
        "press", 0.35, script="latin", layout="given first", patronymics=0.1, dates=0.15, ages=0.8, facilities=0.3
    ),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A population: people detained on `days` days in `places` places, and the lists they may stand on.

    `dependence` adds to the log odds of a list for who stands on the list before it (0: independent); `spread` is the
    standard deviation of each person's own log odds of being listed at all (0: everybody alike). `again` is the share
    of people detained a second time, of which each row tells one; `arabic` that of people with Arabic names.
    """

    people: int = 10_000
    lists: tuple[ListPlan, ...] = FOUR_LISTS
    errors: ErrorRates = ErrorRates()
    dependence: float = 0.0
    spread: float = 0.0
    days: int = 60
    places: int = 24
    again: float = 0.02
    arabic: float = 0.08
    seed: int = 1
