"""Lists of invented people whose truth is known: who stands on which list, and how each list writes them down.

The same setting gives the same lists, record for record.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt

from habeas.evaluate.lists.people import TruePerson, detain_again, make_person
from habeas.evaluate.lists.plan import FOUR_LISTS, ErrorRates, ListPlan, Setting
from habeas.evaluate.lists.rows import write_row
from habeas.model.linking import LinkRecord

__all__ = ["FOUR_LISTS", "ErrorRates", "ListPlan", "MadeLists", "Setting", "draw_captures", "make_lists", "make_people"]


@dataclass(frozen=True, slots=True)
class MadeLists:
    """The records of all lists in a mixed order, who each is about (record id → person), and how many people there are.

    `people` counts those on no list too.
    """

    records: tuple[LinkRecord, ...]
    truth: dict[str, int]
    people: int


def make_lists(setting: Setting) -> MadeLists:
    """The lists of a setting, with the truth."""
    rng = Random(setting.seed)  # noqa: S311
    captures = draw_captures(setting)
    people = make_people(setting)
    rows: list[LinkRecord] = []
    truth: dict[str, int] = {}
    for number, (person, listed) in enumerate(zip(people, captures.tolist(), strict=True)):
        times = [person, detain_again(rng, person, setting)] if rng.random() < setting.again else [person]
        for plan in _listings(rng, setting, listed):
            key = f"made-{len(rows):07}"
            rows.append(write_row(rng, rng.choice(times), plan, errors=setting.errors, key=key))
            truth[key] = number
    rng.shuffle(rows)
    return MadeLists(tuple(rows), truth, setting.people)


def make_people(setting: Setting) -> Iterator[TruePerson]:
    """The people of a setting, listed or not."""
    rng = Random(setting.seed + 1_000_003)  # noqa: S311
    return (make_person(rng, setting) for _ in range(setting.people))


def draw_captures(setting: Setting) -> npt.NDArray[np.bool_]:
    """Who stands on which list, (people, lists): alike and independent, or as `spread` and `dependence` say.

    The share on each list stays near its reach, whatever the dependence.
    """
    rng = np.random.default_rng(setting.seed)
    own = setting.spread * rng.standard_normal(setting.people)
    listed = np.zeros((setting.people, len(setting.lists)), dtype=np.bool_)
    for column, plan in enumerate(setting.lists):
        pull = own + setting.dependence * listed[:, column - 1] if column else own
        chance = 1 / (1 + np.exp(-(pull + _find_base(pull, plan.reach))))
        listed[:, column] = rng.random(setting.people) < chance
    return listed


def _find_base(pull: npt.NDArray[np.float64], reach: float) -> float:
    """The log odds that, with everybody's own pull added, list the share `reach` on average: by bisection."""
    low, high = -40.0, 40.0
    for _ in range(60):
        middle = (low + high) / 2
        is_less = float(np.mean(1 / (1 + np.exp(-(pull + middle))))) < reach
        low, high = (middle, high) if is_less else (low, middle)
    return middle


def _listings(rng: Random, setting: Setting, listed: list[bool]) -> Iterator[ListPlan]:
    """The list of each row about one person; twice where the list has them in two rows."""
    for plan, is_listed in zip(setting.lists, listed, strict=True):
        if is_listed:
            yield plan
            if rng.random() < plan.twice:
                yield plan
