"""Places by name: GeoNames over 500 inhabitants, countries, subdivisions, well-known areas, and demonyms as hints."""

from habeas.gazetteer.distance import great_circle_km
from habeas.gazetteer.find import NameMatch
from habeas.gazetteer.gazetteer import Gazetteer, open_gazetteer
from habeas.gazetteer.index import Candidate
from habeas.gazetteer.resolve import PlaceContext

__all__ = ["Candidate", "Gazetteer", "NameMatch", "PlaceContext", "great_circle_km", "open_gazetteer"]
