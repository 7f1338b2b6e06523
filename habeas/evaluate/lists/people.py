"""Invented people: who they are in every script, and where and when they were detained."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.evaluate.lists.plan import Script, Setting
from habeas.ontology.table import read_table

Sex = Literal["male", "female"]
FIRST_DAY = date(2024, 3, 1)
_PER_REGION = 6
_COMMON = 0.4


class Family(BaseModel):
    """What family names are made of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    common: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    third: tuple[str, ...]
    endings: tuple[str, ...]


class Names(BaseModel):
    """The table of names; the head of `names.yml` says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    given: dict[Sex, tuple[str, ...]]
    family: Family
    arabic: dict[Sex | Literal["family"], tuple[str, ...]]
    facilities: tuple[tuple[str, ...], ...]
    romanisations: dict[str, dict[str, str]]
    typing: dict[Script, str]


@dataclass(frozen=True, slots=True)
class NamePart:
    """One name of a person: its Cyrillic form, short forms, and spellings in other scripts where they are its own."""

    cyrillic: str
    short: tuple[str, ...] = ()
    arabic: str | None = None
    latin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TruePerson:
    """A person as they are: the truth that lists tell with errors. `place` counts from 0, `facility` within it."""

    given: NamePart
    patronymic: NamePart
    family: NamePart
    sex: Sex
    birth: date
    day: date
    place: int
    facility: tuple[int, int]


@cache
def load_names() -> Names:
    """The table of names that is shipped."""
    return read_table("names.yml", TypeAdapter(Names), "evaluate.lists")


def make_person(rng: Random, setting: Setting) -> TruePerson:
    """A person drawn at random; common names are common."""
    sex: Sex = "female" if rng.random() < 0.3 else "male"
    names = _arabic_names(rng, sex) if rng.random() < setting.arabic else _slavic_names(rng, sex)
    age_days = int(365.25 * (16 + 60 * rng.betavariate(1.6, 3.5)))
    day = _draw_day(rng, setting)
    place = int(setting.places * rng.random() ** 2)
    return TruePerson(*names, sex, day - timedelta(days=age_days), day, place, _draw_facility(rng))


def detain_again(rng: Random, person: TruePerson, setting: Setting) -> TruePerson:
    """The person at another detention: the same place, another day and facility."""
    return replace(person, day=_draw_day(rng, setting), facility=_draw_facility(rng))


def place_ids(place: int) -> tuple[str, tuple[str, ...]]:
    """The id of a place and of what it lies in, nearest first."""
    return f"made:place-{place:03}", (f"made:region-{place // _PER_REGION:02}", "made:country")


def _draw_day(rng: Random, setting: Setting) -> date:
    return FIRST_DAY + timedelta(days=int(setting.days * rng.random() ** 1.5))


def _draw_facility(rng: Random) -> tuple[int, int]:
    return rng.randrange(len(load_names().facilities)), 1 + rng.randrange(4)


def _slavic_names(rng: Random, sex: Sex) -> tuple[NamePart, NamePart, NamePart]:
    given, _, short = _split(_common(rng, load_names().given[sex]))
    _, stem, _ = _split(_common(rng, load_names().given["male"]))
    ending = {"male": "ич", "female": "на" if stem.endswith("в") else "нична"}[sex]
    return NamePart(given, tuple(short.split())), NamePart(stem + ending), NamePart(_slavic_family(rng, sex))


def _slavic_family(rng: Random, sex: Sex) -> str:
    table = load_names().family
    if rng.random() < _COMMON:
        name = _common(rng, table.common)
        return name + "а" if sex == "female" else name
    male, female = rng.choice(table.endings).split()
    stem = rng.choice(table.first) + rng.choice(table.second) + rng.choice(table.third)
    return (stem + (female if sex == "female" else male)).capitalize()


def _arabic_names(rng: Random, sex: Sex) -> tuple[NamePart, NamePart, NamePart]:
    table = load_names().arabic
    given, father = (_arabic_part(_common(rng, table[kind])) for kind in (sex, "male"))
    return given, father, _arabic_part(_common(rng, table["family"]))


@cache
def _arabic_part(row: str) -> NamePart:
    cyrillic, arabic, latin = _split(row)
    return NamePart(cyrillic, (), arabic, tuple(latin.split()))


@cache
def _split(row: str) -> tuple[str, str, str]:
    first, second, third = (cell.strip() for cell in row.split("|"))
    return first, second, third


def _common(rng: Random, names: tuple[str, ...]) -> str:
    """One of the names, the first far likelier than the last, as given names are spread."""
    return names[int(len(names) * rng.random() ** 1.7)]
