"""Parents that a text names right beside a place: "Portland, Ore.", "Kazan in Tatarstan", "Moscow's St. Petersburg"."""

import re
from dataclasses import dataclass

from habeas.gazetteer.abbreviation import division_codes, read_abbreviated
from habeas.gazetteer.distance import great_circle_km
from habeas.gazetteer.entry import OWN
from habeas.gazetteer.index import Candidate, Index
from habeas.gazetteer.spelling import fold_name

_NAME = r"[^\W\d_a-z][^\W\d_]*\.?(?:[ -](?:of |and )?[^\W\d_a-z][^\W\d_]*\.?){0,3}"
_INITIALS = r"(?:[A-Z]\. ?)?[A-Z][A-Za-z]{0,5}\."
_AFTER = re.compile(rf"\s*[,(]\s*(?:{_INITIALS}|{_NAME})|,? in (?:the )?(?:\w+ (?:\w+ )?of )?(?:\w+ern )?(?:{_NAME})")
_LEAD = re.compile(r"^\s*[,(]\s*|^,? in (?:the )?(?:\w+ (?:\w+ )?of )?(?:\w+ern )?(?=[A-Z])")
# What stands behind a preposition is no longer the owner's: "Russia's invasion of Ukraine".
_OWNED = r"(?:(?!(?:of|in|on|at|to|from|for|with|by|against|into|near|over)\b)[\w-]+\s+){0,4}"
_OWNER = re.compile(rf"({_NAME})(?:['’]s|(?<=s)['’])\s+({_OWNED})$")
_ITEM = r"[^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]*)?"
_REGIONS = "counties|parishes|districts|provinces|states|regions|oblasts"
_LISTED = re.compile(rf"(?:(?:, | and |, and |/){_ITEM}){{0,12}},? (?:{_REGIONS})\b")
_FURTHER = re.compile(rf"(?:, {_ITEM}){{0,60}},? (?:and|or|&) (?:in |from |to )?{_ITEM}(?!,? [A-Z]|[\w,])")
_GOES_ON = re.compile(r",? (?:and |or )?(?:the )?[A-Z]")
_IN_LIST = re.compile(r"(?:,| and| or) $")
_KIND_AFTER = re.compile(
    r" (?:state|provinces?|oblast|governorate|county|region|Governor|[Gg]ov\.|governor|(?:Army )?National Guard)\b"
)
_KIND_BEFORE = re.compile(r"\b(?:[Ss]tate|province|region|county|governorate|[Gg]overnor|[Gg]overnorship) of $")
_AGENCY = re.compile(r" ?\((?:AP|Reuters|REUTERS|AFP|UPI|dpa|Xinhua|TASS|Interfax|CNN|BNO NEWS|BBC)\)")
_COMMA = re.compile(r"\s*,\s")
_CAPITAL = re.compile(r"['’]s capital\b")
_CHILD = re.compile(rf"({_NAME}),\s*$")
_LOOK_BACK = 80
_ENCLOSING = frozenset(["country", "admin1", "admin2", "area"])
_NEAR_KM = 60.0
_LARGE_CITY = 50_000


@dataclass(frozen=True, slots=True)
class Beside:
    """`parents`: one of these is named as enclosing the place; `owner`: one of these "has" it, in the words `words`.

    `children`: one of these is named right before it as lying in it ("Buffalo, New York"), by the name `child`.
    `is_direct`: a parent stands right behind the comma, or an owner right before ("Moscow's St. Petersburg").
    `is_listed`: the parent may as well be the next of a list of cities ("Kazan, Perm and Omsk").
    `is_region`: a word for regions or their heads stands beside it or ends the list it stands in ("Knox and Henry
    counties", "the state of Washington").
    `is_dateline`: a news agency stands behind it in brackets, which names well-known cities alone.
    """

    parents: tuple[Candidate, ...] = ()
    owner: tuple[Candidate, ...] = ()
    words: str = ""
    has_capital: bool = False
    is_direct: bool = False
    is_listed: bool = False
    is_region: bool = False
    is_dateline: bool = False
    children: tuple[Candidate, ...] = ()
    child: str = ""


def look_beside(text: str, start: int, end: int, *, index: Index) -> Beside:
    """What is named right behind and right before the words at `start` to `end`."""
    words, parents = _look_after(text, end, index)
    if parents and _is_peer(text, start, end, parents=parents, index=index):
        words, parents = "", ()
    is_listed = bool(parents) and _is_listed(text, end, words, index)
    is_direct = bool(parents and _COMMA.match(text, end)) and not _is_city_too(words, index)
    owner = _OWNER.search(text, max(0, start - _LOOK_BACK), start)
    owners = _enclosing(owner[1], index, cities=True) if owner else ()
    if owners and owner:
        words = words or owner[1]
        is_direct = is_direct or not owner[2]
    child, children = _look_before(text, start, index)
    return Beside(
        parents,
        owners,
        words,
        has_capital=bool(_CAPITAL.match(text, end)),
        is_direct=is_direct,
        is_listed=is_listed,
        is_region=any((_LISTED.match(text, end), _KIND_AFTER.match(text, end), _ends(_KIND_BEFORE, text, start))),
        is_dateline=bool(_AGENCY.match(text, end)),
        children=children,
        child=child,
    )


def _ends(pattern: re.Pattern[str], text: str, end: int) -> bool:
    return bool(pattern.search(text, max(0, end - _LOOK_BACK), end))


def _is_peer(text: str, start: int, end: int, *, parents: tuple[Candidate, ...], index: Index) -> bool:
    """Whether what stands behind is the next of a list of countries or divisions: "Utah, Nevada and Idaho"."""
    kinds = {_kind_of(each) for each in index.find_candidates(fold_name(text[start:end])) if each.quality >= OWN}
    if not (kinds - {None}) & {_kind_of(each) for each in parents}:
        return False
    after = _AFTER.match(text, end)
    return _ends(_IN_LIST, text, start) or bool(after and _GOES_ON.match(text, after.end()))


def _kind_of(candidate: Candidate) -> tuple[str, str | None] | None:
    if candidate.level == "country":
        return "country", None
    return ("admin1", candidate.place.country) if candidate.level == "admin1" else None


def _look_before(text: str, start: int, index: Index) -> tuple[str, tuple[Candidate, ...]]:
    match = _CHILD.search(text, max(0, start - _LOOK_BACK), start)
    if match is None:
        return "", ()
    words = match[1].split()
    for skipped in range(len(words)):
        name = " ".join(words[skipped:])
        children = tuple(each for each in index.find_candidates(fold_name(name)) if each.level in ("city", "admin2"))
        if children:
            return name, children
    return "", ()


def _look_after(text: str, end: int, index: Index) -> tuple[str, tuple[Candidate, ...]]:
    match = _AFTER.match(text, end)
    if match is None:
        return "", ()
    name = _LEAD.sub("", match.group()).strip()
    words = name.split()
    for length in range(len(words), 0, -1):
        shorter = " ".join(words[:length])
        found = read_parent(shorter, index)
        if found:
            return (shorter if code_of(shorter) else shorter.rstrip(".")), found
    return "", ()


def _is_listed(text: str, end: int, words: str, index: Index) -> bool:
    """Whether "Perm" may be the next of a list ("Kazan, Perm and Omsk") and no parent of the place before it."""
    after = _AFTER.match(text, end)
    if after is None or not _is_city_too(words, index):
        return False
    return bool(_FURTHER.match(text, text.index(words, after.start()) + len(words)))


def _is_city_too(name: str, index: Index) -> bool:
    candidates = index.find_candidates(fold_name(name))
    return any(each.level == "city" and (each.place.population or 0) >= _LARGE_CITY for each in candidates)


def code_of(name: str) -> str | None:
    """The division that the name abbreviates, with or without its full stop."""
    codes, spaced = division_codes(), name.replace(". ", ".")
    return codes.get(name) or codes.get(spaced) or codes.get(name.rstrip("."))


def read_parent(name: str, index: Index) -> tuple[Candidate, ...]:
    """The places that the name of a parent may mean: abbreviations first."""
    code = code_of(name)
    if code is not None:
        return _find_divisions(code, index)
    return _enclosing(name, index)


def read_abbreviation(words: str, text: str, start: int, *, index: Index) -> tuple[Candidate, ...]:
    """The division that the words abbreviate as they stand in the text: "Ky." anywhere, "KY" behind a comma."""
    dotted = words if words.endswith(".") else words + "."
    printed = dotted if text.startswith(dotted, start) else words
    if "." not in printed and not read_abbreviated(text, start, start + len(words)):
        printed = dotted if not index.find_candidates(fold_name(words)) else ""
    code = division_codes().get(printed) or (code_of(dotted) if "." in words else None)
    return _find_divisions(code, index) if code else ()


def _find_divisions(code: str, index: Index) -> tuple[Candidate, ...]:
    country, _, division = code.partition(".")
    found = index.find_code(f"iso:{country}-{division}") or index.find_code(f"geonames-division:{code}")
    return (found,) if found else ()


def _enclosing(name: str, index: Index, *, cities: bool = False) -> tuple[Candidate, ...]:
    candidates = index.find_candidates(fold_name(name))
    wider = tuple(candidate for candidate in candidates if candidate.level in _ENCLOSING)
    return wider or (candidates[:3] if cities else ())


def is_inside(inner: Candidate, outer: Candidate) -> bool:
    """Whether the one lies in the other, as far as the index knows: by parents, and for cities by distance."""
    if outer.key in inner.parents:
        return True
    if outer.level == "country":
        return inner.key != outer.key and inner.place.country == outer.place.country
    if outer.level in ("admin2", "city"):
        return inner.key != outer.key and measure_km(inner, outer) < _NEAR_KM
    return False


def measure_km(one: Candidate, other: Candidate) -> float:
    """The distance between two places' points, infinite where one has none."""
    if one.place.lat is None or one.place.lon is None or other.place.lat is None or other.place.lon is None:
        return float("inf")
    return great_circle_km((one.place.lat, one.place.lon), (other.place.lat, other.place.lon))
