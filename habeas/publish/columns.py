"""The columns of claims, events and places: what a row holds, under which HXL tag, and where it comes from."""

from habeas.model.event import Event
from habeas.model.place import Place
from habeas.publish.record import PublicClaim
from habeas.publish.table import Cell, Column


def join(ids: tuple[str, ...]) -> str:
    """Several ids in one cell, with blanks between."""
    return " ".join(ids)


def _place(row: PublicClaim) -> Place | None:
    """The most specific place of a claim that the gazetteer knows."""
    return next((each.place for each in row.stored.claim.place if each.place is not None), None)


def _place_words(row: PublicClaim) -> Cell:
    return "; ".join(each.words.text for each in row.stored.claim.place) or None


def _low(row: PublicClaim) -> Cell:
    quantity = row.stored.claim.quantity
    return quantity.low if quantity else None


def _high(row: PublicClaim) -> Cell:
    quantity = row.stored.claim.quantity
    return quantity.high if quantity else None


def _relation(row: PublicClaim) -> Cell:
    quantity = row.stored.claim.quantity
    return quantity.relation if quantity else None


def _convention(row: PublicClaim) -> Cell:
    quantity = row.stored.claim.quantity
    return quantity.convention if quantity else None


def _quantity_words(row: PublicClaim) -> Cell:
    quantity = row.stored.claim.quantity
    return quantity.words.text if quantity and quantity.words else None


def _whom(row: PublicClaim) -> Cell:
    return row.stored.claim.whom.text if row.stored.claim.whom else None


def _by(row: PublicClaim) -> Cell:
    return row.stored.claim.by.text if row.stored.claim.by else None


def _via(row: PublicClaim) -> Cell:
    via = row.stored.claim.attribution.via
    return via.text if via else None


def _first_day(row: PublicClaim) -> Cell:
    when = row.stored.claim.when
    return when.start.isoformat() if when else None


def _last_day(row: PublicClaim) -> Cell:
    when = row.stored.claim.when
    return when.end.isoformat() if when else None


def _precision(row: PublicClaim) -> Cell:
    when = row.stored.claim.when
    return when.precision if when else None


def _when_words(row: PublicClaim) -> Cell:
    when = row.stored.claim.when
    return when.words.text if when and when.words else None


def _place_id(row: PublicClaim) -> Cell:
    place = _place(row)
    return place.id if place else None


def _place_name(row: PublicClaim) -> Cell:
    place = _place(row)
    return place.name if place else None


def _least_tie(event: Event) -> Cell:
    return min((tie.score for tie in event.ties), default=None)


CLAIMS = (
    Column("claim", "text", "#meta+id+claim", "Id of the claim", lambda row: row.stored.claim.id),
    Column("report", "text", "#meta+id+report", "Id of the report it stands in", lambda row: row.stored.claim.report),
    Column("type", "text", "#event+type", "What happened", lambda row: row.stored.claim.type),
    Column("trigger", "text", "#event+words", "The words that name it", lambda row: row.stored.claim.trigger.text),
    Column("low", "whole", "#affected+min", "At least so many, by this claim", _low),
    Column("high", "whole", "#affected+max", "At most so many, by this claim", _high),
    Column("relation", "text", "#indicator+relation", "How the number is meant: exact, at_least, about …", _relation),
    Column("quantity_words", "text", "#indicator+words", "The words of number", _quantity_words),
    Column("convention", "text", "#meta+convention", "The table that bounded those words", _convention),
    Column("whom", "text", "#affected+group", "The group it befell; names are withheld", _whom),
    Column("by", "text", "#org+actor", "Who did it; names are withheld", _by),
    Column("place", "text", "#loc+code", "Gazetteer id of the most specific known place", _place_id),
    Column("place_name", "text", "#loc+name", "Its name", _place_name),
    Column("place_words", "text", "#loc+words", "The words for places, most specific first", _place_words),
    Column("first_day", "day", "#date+start", "First day of what is counted", _first_day),
    Column("last_day", "day", "#date+end", "Last day of what is counted", _last_day),
    Column("precision", "text", "#date+precision", "How long the time is: day, days, week …", _precision),
    Column("when_words", "text", "#date+words", "The words of time", _when_words),
    Column("voice", "text", "#org+source+code", "Id of the independent voice", lambda row: row.origin.voice.id),
    Column("voice_name", "text", "#org+source+name", "Its name, where published", lambda row: row.origin.voice.name),
    Column("voice_kind", "text", "#org+source+type", "What it is", lambda row: row.origin.voice.kind),
    Column("is_minimum", "flag", "#org+minimum", "Its counts are minimums", lambda row: row.origin.voice.is_minimum),
    Column("voice_reason", "text", "#org+source+reason", "Why it is its figure", lambda row: row.origin.reason),
    Column("copy_of", "text", "#meta+copy", "The report that its report reprints", lambda row: row.origin.copy_of),
    Column("via", "text", "#org+via", "Through whom the report has it", _via),
    Column("modality", "text", "#meta+modality", "asserted, alleged, denied …", lambda row: row.stored.claim.modality),
    Column("scope", "text", "#meta+scope", "new, cumulative, subset …", lambda row: row.stored.claim.scope),
    Column("context", "text", "#event+context", "protest, conflict, crime …", lambda row: row.stored.claim.context),
    Column("score", "number", "#indicator+score", "How sure the reader is, 0 to 1", lambda row: row.stored.claim.score),
    Column("method", "text", "#meta+method", "The reader and its version", lambda row: row.stored.claim.method),
    Column("publisher", "text", "#org+publisher", "Who published the report", lambda row: row.stored.publisher),
    Column("published_at", "instant", "#date+published", "When, as far as known", lambda row: row.stored.published_at),
    Column("recorded_at", "instant", "#date+recorded", "When it was stored", lambda row: row.stored.recorded_at),
    Column(
        "address",
        "text",
        "#meta+url",
        "Where the report is; cut where it names a person",
        lambda row: row.stored.address,
    ),
    Column("sha256", "text", "#meta+hash", "SHA-256 of the archived bytes", lambda row: row.stored.sha256),
    Column(
        "sentence", "text", "#description", "Whole only under an open licence", lambda row: row.stored.sentence or None
    ),
)

EVENTS = (
    Column("event", "text", "#meta+id+event", "Id of the event", lambda event: event.id),
    Column("type", "text", "#event+type", "What happened", lambda event: event.type),
    Column("context", "text", "#event+context", "protest, conflict, crime …", lambda event: event.context),
    Column("label", "text", "#event+name", "How to print it", lambda event: event.label),
    Column("place", "text", "#loc+code", "Gazetteer id of where, if known", lambda event: event.place),
    Column("first_day", "day", "#date+start", "First day", lambda event: event.first.isoformat()),
    Column("last_day", "day", "#date+end", "Last day", lambda event: event.last.isoformat()),
    Column("claims", "text", "#meta+id+claims", "Ids of the claims that tell of it", lambda event: join(event.claims)),
    Column("least_tie", "number", "#indicator+score", "How sure the weakest tie between its claims is", _least_tie),
)

PLACES = (
    Column("place", "text", "#loc+code", "Gazetteer id", lambda place: place.id),
    Column("name", "text", "#loc+name", "Name", lambda place: place.name),
    Column("kind", "text", "#loc+type", "site, city, region, country or continent", lambda place: place.kind),
    Column("country", "text", "#country+code", "ISO 3166 code of the country", lambda place: place.country),
    Column("lat", "number", "#geo+lat", "Latitude in degrees", lambda place: place.lat),
    Column("lon", "number", "#geo+lon", "Longitude in degrees", lambda place: place.lon),
    Column("population", "whole", "#population", "Inhabitants", lambda place: place.population),
    Column(
        "within", "text", "#loc+parents", "Ids of what it lies in, nearest first", lambda place: join(place.parents)
    ),
)
