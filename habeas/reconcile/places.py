"""Where an office speaks: a local one for the city of the claim, a national one for its country."""

from collections.abc import Sequence

from habeas.lang import load_language
from habeas.model import Place, Resolution
from habeas.model.voice import Voice
from habeas.reconcile.countries import country_title
from habeas.reconcile.naming import Named
from habeas.reconcile.wording import fold_words


def find_office(named: Named, places: Sequence[Resolution]) -> Voice | None:
    """The voice of an office for a claim about these places, or None where nothing says which one it is."""
    known = [resolution.place for resolution in places if resolution.place is not None]
    if load_language("en").voices.offices[named.key].level == "national":
        country = named.country or next((place.country for place in known if place.country), None)
        return _national(named.key, country) if country else None
    return _local(named, known)


def _local(named: Named, known: Sequence[Place]) -> Voice | None:
    """The office of the city that its words or the claim name, else of the region, else of the country."""
    abroad = named.country is not None and all(place.country != named.country for place in known)
    if abroad and named.country:
        return _national(named.key, named.country)
    own = [place for place in known if named.country in (None, place.country)]
    place = next((place for place in own if fold_words(place.name) in named.rest), None) or _narrowest(own)
    if place is None or place.kind == "continent":
        return None
    if place.kind == "country" and place.country:
        return _national(named.key, place.country)
    city = place.parents[0] if place.kind == "site" and place.parents else place.id
    name = next((other.name for other in known if other.id == city), place.name)
    return Voice(f"office:{named.key}@{city}", f"{named.key}, {name}", "office")


def _narrowest(known: Sequence[Place]) -> Place | None:
    kinds = ("city", "site", "region", "country")
    return next((place for kind in kinds for place in known if place.kind == kind), None)


def _national(office: str, country: str) -> Voice:
    return Voice(f"office:{office}@{country}", f"{office}, {country_title(country)}", "office")
