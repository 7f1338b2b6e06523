"""How often the gazetteer is right on public corpora, given which words are places and nothing else about them.

Each corpus is also scored by halves: the development half, whose errors may be looked at while the gazetteer is made,
and the unseen half, whose errors may not.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from habeas.exc import InputError
from habeas.gazetteer import Gazetteer, great_circle_km
from habeas.model import Mention, Place, Resolution, Span

NEAR_KM = 161.0
# A country's or region's point is a convention: in GeoVirus the entry meant is the one of that name nearest the gold
# point, as long as it is not further away than this.
_SAME_ENTRY_KM = {"country": 1_500.0, "continent": 4_000.0, "region": 400.0, "city": 50.0, "site": 50.0}
# GeoWebNews: what stands for a place itself, not for its people, language, government or an adjective of it.
_LITERAL = frozenset(["Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"])


_COUNTS = ("mentions", "exact", "near", "guessed", "unresolved", "known")
_AVERAGED = ("LGL", "GeoVirus", "GWN")


@dataclass(frozen=True, slots=True)
class Gold:
    """One marked place: where it stands, the GeoNames id (None where the corpus has none) and the point."""

    start: int
    end: int
    geonames: str | None
    point: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the places marked in it; `is_unseen` puts it into the half whose errors nobody looks at."""

    id: str
    text: str
    golds: tuple[Gold, ...]
    is_unseen: bool = False


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """Counts over the places of one corpus; `rests_on` says what "exact" means there.

    `guessed` counts those of `near` and the unresolved ones whose labelled guess is within 161 km.
    `known` counts the places whose entry the gazetteer has at all: no method can get more exactly right than these.
    """

    corpus: str
    rests_on: str
    mentions: int
    exact: int
    near: int
    guessed: int
    unresolved: int
    known: int

    def share(self, count: int) -> float:
        """A count as a share of the corpus's places."""
        return count / self.mentions if self.mentions else 0.0

    def join(self, other: "PlaceScore") -> "PlaceScore":
        """The counts of both."""
        counts = {name: getattr(self, name) + getattr(other, name) for name in _COUNTS}
        return replace(self, **counts)


@dataclass(frozen=True, slots=True)
class PlaceEvaluation:
    """The scores of the corpora; the macro average is over those in `averaged`, each weighing the same.

    `halves` holds the same scores for the development half and the unseen half.
    """

    scores: tuple[PlaceScore, ...]
    averaged: tuple[str, ...]
    halves: tuple["PlaceEvaluation", ...] = ()

    @property
    def exact(self) -> float:
        """Macro average of the share exactly right."""
        return self._average([score.share(score.exact) for score in self._counted()])

    @property
    def near(self) -> float:
        """Macro average of the share within 161 km."""
        return self._average([score.share(score.near) for score in self._counted()])

    @property
    def guessed(self) -> float:
        """Macro average of the share within 161 km, labelled guesses counted."""
        return self._average([score.share(score.guessed) for score in self._counted()])

    def _counted(self) -> list[PlaceScore]:
        return [score for score in self.scores if score.corpus in self.averaged]

    @staticmethod
    def _average(shares: Sequence[float]) -> float:
        return sum(shares) / len(shares) if shares else 0.0


def evaluate_places(folder: Path, gazetteer: Gazetteer) -> PlaceEvaluation:
    """Scores on LGL, GeoVirus and GeoWebNews in `folder`; raises InputError where a file is missing or broken."""
    corpora = (
        ("LGL", "GeoNames id", read_lgl(folder)),
        ("GeoVirus", "nearest entry of the name", read_geovirus(folder)),
        ("GWN", "GeoNames id", read_gwn(folder, literal=False)),
        ("GWN literal", "GeoNames id", read_gwn(folder, literal=True)),
    )
    development, unseen = (
        tuple(
            score_documents(
                [each for each in documents if each.is_unseen is is_unseen], gazetteer, corpus=corpus, rests_on=rests_on
            )
            for corpus, rests_on, documents in corpora
        )
        for is_unseen in (False, True)
    )
    whole = tuple(one.join(other) for one, other in zip(development, unseen, strict=True))
    halves = (PlaceEvaluation(development, _AVERAGED), PlaceEvaluation(unseen, _AVERAGED))
    return PlaceEvaluation(whole, _AVERAGED, halves)


def place_rows(evaluation: PlaceEvaluation) -> list[tuple[str, ...]]:
    """The evaluation as rows of a table, the heading first."""
    guessed = "within 161 km, with labelled guesses"
    heading = ("corpus", "places", "exact", "within 161 km", guessed, "unresolved", "in gazetteer", "exact rests on")
    parts = zip(("", ", development half", ", unseen half"), (evaluation, *evaluation.halves), strict=False)
    return [heading, *(row for half, part in parts for row in _part_rows(part, half))]


def _part_rows(part: PlaceEvaluation, half: str) -> list[tuple[str, ...]]:
    shares = [f"{share:.3f}" for share in (part.exact, part.near, part.guessed)]
    macro = (f"macro ({', '.join(part.averaged)}){half}", "", *shares, "", "", "")
    return [*(_row(score, half) for score in part.scores), macro]


def _row(score: PlaceScore, half: str) -> tuple[str, ...]:
    counts = (score.exact, score.near, score.guessed, score.unresolved, score.known)
    shares = [score.share(count) for count in counts]
    return (f"{score.corpus}{half}", str(score.mentions), *(f"{share:.3f}" for share in shares), score.rests_on)


def score_documents(documents: Sequence[Document], gazetteer: Gazetteer, *, corpus: str, rests_on: str) -> PlaceScore:
    """Resolve every document's places and count what is right."""
    mentions = exact = near = guessed = unresolved = known = 0
    for document in documents:
        for gold, resolution in zip(document.golds, resolve_document(document, gazetteer), strict=True):
            meant = find_meant(gold, resolution.words.text, gazetteer)
            right = resolution.place is not None and meant is not None and resolution.place.id == meant.id
            mentions += 1
            exact += right
            near += right or _is_near(resolution.place, gold)
            guessed += right or _is_near(resolution.place or resolution.near, gold)
            unresolved += resolution.place is None
            known += meant is not None
    return PlaceScore(corpus, rests_on, mentions, exact, near, guessed, unresolved, known)


def resolve_document(document: Document, gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """What the gazetteer makes of the places marked in a document."""
    words = [
        Mention(document.text[gold.start : gold.end], Span(document.id, gold.start, gold.end))
        for gold in document.golds
    ]
    return gazetteer.resolve_all(words, document.text)


def find_meant(gold: Gold, words: str, gazetteer: Gazetteer) -> Place | None:
    """The gazetteer's entry that the gold means: by id, or by name and point where the corpus has no ids."""
    if gold.geonames is not None:
        return gazetteer.place(f"geonames:{gold.geonames}")
    nearest: tuple[float, str, Place] | None = None
    for candidate in gazetteer.candidates(words):
        distance = _measure(candidate.place, gold.point)
        if distance <= _SAME_ENTRY_KM[candidate.place.kind]:
            ranked = (distance, candidate.place.id, candidate.place)
            nearest = min(nearest or ranked, ranked, key=lambda each: each[:2])
    return nearest[2] if nearest else None


def _is_near(place: Place | None, gold: Gold) -> bool:
    return place is not None and _measure(place, gold.point) <= NEAR_KM


def _measure(place: Place, point: tuple[float, float]) -> float:
    return math.inf if place.lat is None or place.lon is None else great_circle_km((place.lat, place.lon), point)


def read_lgl(folder: Path) -> list[Document]:
    """The Local Global Lexicon: places that have an id and a point."""
    return _read(folder / "lgl.xml", _lgl_golds, "toponyms/toponym")


def read_geovirus(folder: Path) -> list[Document]:
    """GeoVirus: places with a point and no id."""
    return _read(folder / "GeoVirus.xml", _geovirus_golds, "locations/location")


def read_gwn(folder: Path, *, literal: bool) -> list[Document]:
    """GeoWebNews: the 2,401 places with an id that the field evaluates, or the literal ones among them."""
    return _read(folder / "GWN.xml", _literal_golds if literal else _gwn_golds, "toponyms/toponym")


def _read(path: Path, gold_of: Callable[[ElementTree.Element], Gold | None], marks: str) -> list[Document]:
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 -- a corpus the user chose, not a report
    except (OSError, ElementTree.ParseError) as error:
        raise InputError(str(path), f"not a readable corpus: {error}") from error
    return [
        Document(
            id=f"{path.stem}-{number}",
            text=article.findtext("text") or "",
            golds=tuple(_golds(article, gold_of, marks=marks)),
            # LGL numbers its articles, the others do not.
            is_unseen=int(article.get("docid") or number) % 2 == 1,
        )
        for number, article in enumerate(root.iter("article"))
    ]


def _golds(
    article: ElementTree.Element, gold_of: Callable[[ElementTree.Element], Gold | None], *, marks: str
) -> Iterator[Gold]:
    for element in article.findall(marks):
        gold = gold_of(element)
        if gold is not None:
            yield gold


def _lgl_golds(element: ElementTree.Element) -> Gold | None:
    tag = element.find("gaztag")
    return (
        None if tag is None else _make_gold(element, tag.get("geonameid"), (tag.findtext("lat"), tag.findtext("lon")))
    )


def _geovirus_golds(element: ElementTree.Element) -> Gold | None:
    gold = _make_gold(element, None, (element.findtext("lat"), element.findtext("lon")))
    # GeoVirus counts characters from one.
    return gold and replace(gold, start=gold.start - 1, end=gold.end - 1)


def _gwn_golds(element: ElementTree.Element) -> Gold | None:
    geonames = element.findtext("geonamesID")
    if not geonames:
        return None
    return _make_gold(element, geonames, (element.findtext("latitude"), element.findtext("longitude")))


def _literal_golds(element: ElementTree.Element) -> Gold | None:
    literal = element.findtext("type") in _LITERAL and element.findtext("modifierType") != "Adjective"
    return _gwn_golds(element) if literal else None


def _make_gold(element: ElementTree.Element, geonames: str | None, point: tuple[str | None, str | None]) -> Gold | None:
    lat, lon = point
    start, end = element.findtext("start"), element.findtext("end")
    if not (lat and lon and start and end):
        return None
    return Gold(int(start), int(end), geonames, (float(lat), float(lon)))
