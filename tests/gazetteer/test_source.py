"""What the index is made from."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.gazetteer import Gazetteer, great_circle_km, source
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import load_names, read_table

ROW = st.fixed_dictionaries({"name": st.text(), "others": st.lists(st.text())})
ROWS = st.dictionaries(st.text("0123456789", min_size=1), ROW, min_size=1)

SPELLINGS = [
    ("Saint-Étienne", "saint etienne"),
    ("St. Etienne", "saint etienne"),
    ("T'bilisi", "tbilisi"),
    ("U.S.", "us"),
    ("ČESKÉ  Budějovice", "ceske budejovice"),
    ("Мос\u200bква", "москва"),
    ("…", ""),
    ("x" * 1_000, ""),
]


@pytest.mark.parametrize(("name", "folded"), SPELLINGS)
def test_spellings_fold_alike(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file to write cities to."""
    return tmp_path_factory.mktemp("cities") / "cities.json"


@given(rows=ROWS, chunk=st.integers(1, 40))
def test_cities_are_read_whole_whatever_the_chunk(cities: Path, rows: dict[str, object], chunk: int) -> None:
    cities.write_text(json.dumps(rows), encoding="utf-8")
    assert list(source.iterate_cities(cities, chunk)) == list(rows.values())


def test_every_key_of_the_tables_is_known(gazetteer: Gazetteer) -> None:
    divisions = {row[0] for row in read_table("regions.tsv")}
    names = load_names()
    keys = {*names.aliases, *names.demonyms}
    assert {key for key in keys if "." in key} <= divisions
    assert {key for key in keys if len(key) == 2} <= names.points.keys()
    cities = [*names.cities, *filter(str.isdecimal, keys)]
    assert all(gazetteer.place(f"geonames:{city}") for city in cities)
    words = {key for key in keys if "." not in key and len(key) > 2 and not key.isdecimal()}
    assert words <= names.areas.keys() | {"europe", "africa", "asia", "north america", "south america"}


def test_no_demonym_stands_for_two_places() -> None:
    demonyms = [fold_name(name) for names in load_names().demonyms.values() for name in names]
    assert len(demonyms) == len(set(demonyms))


@pytest.mark.parametrize(
    "name", ["Россия", "Deutschland", "مصر", "中国", "საქართველო", "Česko", "Татарстан", "القاهرة"]
)
def test_names_in_other_scripts_are_known(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.candidates(name)


@pytest.mark.parametrize(
    "place", ["geonames:524901", "iso:RU-TA", "area:darfur", "site:tahrir", "fips:01001", "iso:RU"]
)
def test_a_place_is_found_by_its_id(gazetteer: Gazetteer, place: str) -> None:
    assert gazetteer.place(place)


@pytest.mark.parametrize("place", ["", "geonames:", "geonames:-1", "geonames:" + "9" * 40, "iso:", "x:y", "524901"])
def test_an_unknown_id_is_none(gazetteer: Gazetteer, place: str) -> None:
    assert gazetteer.place(place) is None


def test_distances_are_great_circles() -> None:
    assert great_circle_km((0, 0), (0, 180)) == pytest.approx(20_015, abs=1)
    assert great_circle_km((55.75, 37.62), (59.94, 30.31)) == pytest.approx(634, abs=2)
