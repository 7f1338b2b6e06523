"""GeoJSON (RFC 7946): the places of an edition as points, each with its figures."""

import json
from collections import defaultdict

from habeas.model.edition import Edition
from habeas.model.place import Place
from habeas.model.record import Json
from habeas.publish.figure_columns import list_public_tallies
from habeas.publish.record import PublicTally


def export_geojson(edition: Edition) -> dict[str, bytes]:
    """One file; a place whose point nobody knows has no geometry."""
    figures: dict[str, list[PublicTally]] = defaultdict(list)
    for row in list_public_tallies(edition):
        if row.tally.place is not None:
            figures[row.tally.place].append(row)
    collection = {
        "type": "FeatureCollection",
        "features": [_feature(place, figures[place.id]) for place in edition.places],
    }
    return {"places.geojson": json.dumps(collection, ensure_ascii=False, indent=1).encode() + b"\n"}


def _feature(place: Place, figures: list[PublicTally]) -> Json:
    is_known = place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if is_known else None,
        "properties": {
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "within": list(place.parents),
            "figures": [_figure(row) for row in figures],
        },
    }


def _figure(row: PublicTally) -> Json:
    tally = row.tally
    return {
        "tally": row.id,
        "measure": tally.measure,
        "first_day": tally.first.isoformat(),
        "last_day": tally.last.isoformat(),
        "low": tally.low,
        "robust_low": tally.robust_low,
        "high": tally.high,
    }
