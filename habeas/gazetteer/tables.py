"""What we wrote ourselves about names: `names.yml` (facts about places) and `words.yml` (English around them)."""

from functools import cache
from importlib import resources
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from habeas.exc import TableError


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Area(_Table):
    """A well-known area that has no code: what it is called, the countries it lies in, a point in its middle."""

    name: str
    names: tuple[str, ...]
    inside: tuple[str, ...]
    point: tuple[float, float]


class Site(_Table):
    """A well-known spot where people gather: its names, the GeoNames id of its city, its point."""

    name: str
    names: tuple[str, ...]
    city: int
    point: tuple[float, float]


class Names(_Table):
    """Aliases, areas, demonyms and label points; keys as the head of names.yml says."""

    version: int
    points: dict[str, tuple[float, float]]
    aliases: dict[str, tuple[str, ...]]
    areas: dict[str, Area]
    sites: dict[str, Site]
    cities: dict[int, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]
    abbreviations: dict[str, dict[str, tuple[str, ...]]]


class Words(_Table):
    """English words that stand beside or inside a place name, or look like one."""

    version: int
    prepositions: frozenset[str]
    types: dict[str, frozenset[str]]
    articles: frozenset[str]
    adjectives: frozenset[str]
    directions: frozenset[str]
    sites: frozenset[str]
    inner: frozenset[str]
    short: dict[str, str]
    bodies: frozenset[str]
    place_bodies: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]
    times: frozenset[str]
    common: frozenset[str]


_Loaded = TypeVar("_Loaded", Names, Words)


def read_resource(name: str) -> str:
    """The text of a file beside this module."""
    return (resources.files("habeas.gazetteer") / name).read_text(encoding="utf-8")


def read_table(name: str) -> list[list[str]]:
    """The rows of a tab-separated file of ours."""
    lines = read_resource(name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def load_names() -> Names:
    """`names.yml`; raises TableError naming what does not fit."""
    return _load("names.yml", Names)


@cache
def load_words() -> Words:
    """`words.yml`; raises TableError naming what does not fit."""
    return _load("words.yml", Words)


def _load(name: str, schema: type[_Loaded]) -> _Loaded:
    try:
        return schema.model_validate(yaml.load(read_resource(name), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError) as error:
        raise TableError(f"gazetteer/{name}: {error}") from error
