"""A guess, labelled as one, where no place was found: the place that the text names as enclosing it or next to it."""

from collections.abc import Sequence

from habeas.gazetteer.entry import DEMONYM
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.spelling import fold_name
from habeas.model import Mention, Place, Resolution

_WIDE = frozenset(["country", "admin1"])
_LARGE_CITY = 50_000
_REACH = 300
_LONGEST = 12


def guess_near(
    mention: Mention, parents: Sequence[Candidate], resolved: Sequence[Resolution], *, index: Index
) -> Place | None:
    """The parent named beside it, else the country in its own words, else the nearest place, else the city in them."""
    if parents:
        return parents[0].place
    inner = _read_inner(mention.text, index)
    if inner is not None and (inner.level in _WIDE or "," in mention.text):
        return inner.place
    return _find_nearest(mention, resolved) or (inner.place if inner else None)


def _read_inner(text: str, index: Index) -> Candidate | None:
    """The well-known place among the words: "Cairo" in "Quibble Square, Cairo", "Nigeria" in "northern Nigeria"."""
    words = text.replace(",", " ").split()[-_LONGEST:]
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length, -1, -1):
            known = index.find_candidates(fold_name(" ".join(words[start : start + length])))
            if words[start][0].isupper() and known and _is_well_known(known[0]):
                return known[0]
    return None


def _is_well_known(candidate: Candidate) -> bool:
    large = candidate.level == "city" and (candidate.place.population or 0) >= _LARGE_CITY
    return candidate.quality != DEMONYM and (candidate.level in _WIDE or large)


def _find_nearest(mention: Mention, resolved: Sequence[Resolution]) -> Place | None:
    at = mention.span.start
    distances = [
        (abs(each.words.span.start - at), number, each.place)
        for number, each in enumerate(resolved)
        if each.place is not None and each.place.kind != "continent"
    ]
    distance, _, place = min(distances, key=lambda each: each[:2], default=(_REACH, 0, None))
    return place if distance < _REACH else None
