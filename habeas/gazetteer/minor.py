"""What GeoNames over 500 inhabitants lacks: post-office places, airports, second-level divisions, rivers, mountains."""

import re
from collections.abc import Callable, Iterator, Mapping

from habeas.gazetteer.entry import OTHER, OWN, Entry
from habeas.gazetteer.spelling import fold_name
from habeas.gazetteer.tables import load_words, read_table

_INTERNATIONAL = re.compile(r" (?:International|Regional|Municipal|County)(?= )")


def read_hamlets(divisions: Mapping[str, int], country: int, make_key: Callable[[], int]) -> Iterator[Entry]:
    """The rows of `hamlets.tsv`; their ids name state and place ("usps:NE-meadow-grove")."""
    for name, state, lat, lon in read_table("hamlets.tsv"):
        division, folded = divisions.get(f"US.{state}"), fold_name(name)
        if division is not None:
            yield Entry(
                key=make_key(),
                code=f"usps:{state}-{folded.replace(' ', '-')}",
                name=name,
                level="city",
                names=((folded, OWN),),
                country="US",
                point=(float(lat), float(lon)),
                parents=(division, country),
            )


def read_airports(countries: Mapping[str, int], make_key: Callable[[], int]) -> Iterator[Entry]:
    """The rows of `airports.tsv`, also by their names without "International" and without the city's name before."""
    for code, name, city, country, lat, lon in read_table("airports.tsv"):
        if country in countries:
            shorter = {_INTERNATIONAL.sub("", name), name.removeprefix(f"{city} ")}
            shorter |= {_INTERNATIONAL.sub("", each) for each in shorter}
            names = {fold_name(each): OTHER for each in shorter if len(each.split()) > 1}
            yield Entry(
                key=make_key(),
                code=f"iata:{code}",
                name=name,
                level="site",
                names=tuple((names | {fold_name(name): OWN}).items()),
                country=country,
                point=(float(lat), float(lon)),
                parents=(countries[country],),
            )


def read_features(countries: Mapping[str, int], make_key: Callable[[], int]) -> Iterator[Entry]:
    """The rows of `features.tsv`; a river is known as "Rhine River" and "River Rhine", alone only where so listed."""
    for kind, name, inside, lat, lon, further in read_table("features.tsv"):
        own = [f"{name} River", f"River {name}"] if kind == "r" else [name]
        only = inside if inside in countries else None
        folded = fold_name(own[0])
        yield Entry(
            key=make_key(),
            code=f"feature:{folded.replace(' ', '-')}",
            name=own[0],
            level="site" if kind == "s" else "area",
            names=tuple({fold_name(each): OWN for each in [*own, *further.split("|")]}.items()),
            country=only,
            point=(float(lat), float(lon)),
            parents=(countries[only],) if only else (),
        )


def read_districts(
    divisions: Mapping[str, int], countries: Mapping[str, int], make_key: Callable[[], int]
) -> Iterator[Entry]:
    """The rows of `districts.tsv`, also by their names without the type ("Kenema District": "Kenema")."""
    types = load_words().types["region"]
    for name, code, lat, lon in read_table("districts.tsv"):
        country = countries.get(code[:2])
        if country is not None:
            words = [word for word in name.split() if word.lower() not in types]
            division = divisions.get(code)
            folded = fold_name(name)
            yield Entry(
                key=make_key(),
                code=f"district:{code}-{folded.replace(' ', '-')}",
                name=name,
                level="admin2",
                names=tuple(({fold_name(" ".join(words)): OTHER} | {folded: OWN}).items()),
                country=code[:2],
                point=(float(lat), float(lon)),
                parents=(country,) if division is None else (division, country),
            )
