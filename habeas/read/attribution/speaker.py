"""One name for each speaker of a report: spellings, short forms and titles of one person are put together.

Cautious on purpose: two persons taken for one would lend each other's words, so a likeness must be one of spelling
("Belsky", "Belskiy"), never of gender ("Petrov", "Petrova") or of another given name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from habeas.lang.attribution import AttributionTables
from habeas.lang.language import Language
from habeas.read.attribution.group import bare_name
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch

_NAME_WORD = r"[^\W\d_a-z](?:[\w'’-]+|\.(?= )|(?![\w'’-]))"
_FULL_NAME = re.compile(
    rf"\b{_NAME_WORD}(?: (?:(?:al|el|bin|ibn|de|da|van|von|der|di|du|la|le)[ -]){{0,2}}{_NAME_WORD}){{1,5}}"
)
_ALIAS = re.compile(rf"((?:{_NAME_WORD}(?: (?:of|for|and|the|in|on)){{0,2}} ){{1,8}})\(([A-Z][\w-]{{1,9}})\)")
_BRACKETED = re.compile(r"\([A-Z]")
_PARTICLES = re.compile(r"^(?:al|el|as|ash|an)-")
_WOMAN = re.compile(r"(?:a|aya|skaya|ska|ina|ova|eva)$")
# Letters and groups that transliterations of one name exchange, each with what stands for all of them.
_SPELLINGS = {
    **{"iy": "y", "ij": "y", "yi": "y", "ii": "y", "i": "y", "ey": "y", "ye": "e", "yo": "e", "ou": "u"},
    **{"kh": "h", "gh": "g", "ks": "x", "tch": "ch", "dj": "j", "ph": "f", "w": "v"},
}
_LONG_NAME = 6


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles: given names (maybe none) and the last name; `office` are the words before it."""

    given: tuple[str, ...]
    last: str
    office: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """Given names and last name as printed."""
        return " ".join((*self.given, self.last))


def name_speakers(
    text: str, matches: Sequence[AttributionMatch], language: Language, *, report_text: str | None = None
) -> dict[Stretch, str]:
    """Each speaker's words with the fullest name that the report, of which `text` may be a part, gives the speaker."""
    words = {stretch: text[slice(*name)] for match in matches for stretch, name in _naming(match)}
    if not words:
        return {}
    canonical = unify_in_text(words.values(), report_text or text, language.attribution)
    return {stretch: canonical[name] for stretch, name in words.items()}


def unify_in_text(speakers: Iterable[str], text: str, tables: AttributionTables) -> dict[str, str]:
    """Each speaker's words with the canonical name, given all names and explained short forms of a text."""
    return unify_names(speakers, _names_in(text), tables, aliases=_aliases_in(text))


def unify_names(
    speakers: Iterable[str],
    others: Iterable[str],
    tables: AttributionTables,
    *,
    aliases: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Each speaker's name with the canonical one; `others` are further names that the text spells out."""
    names = list(speakers)
    parsed = {name: parse_person(name, tables) for name in names}
    candidates = _list_persons(parsed.values(), others, tables)
    alike = _group_by_sound(candidates)
    printed = {name.casefold(): name for name in reversed(names)}
    canonical = {}
    for name in dict.fromkeys(names):
        short = (aliases or {}).get(name)
        person = parsed[name] or _by_office(name, candidates, tables)
        canonical[name] = short or (
            _fullest(person, alike.get(_sound(person.last), ()))
            if person
            else bare_name(printed[name.casefold()], tables)
        )
    return canonical


def _list_persons(
    spoken: Iterable[PersonName | None], others: Iterable[str], tables: AttributionTables
) -> list[PersonName]:
    """The persons that the text spells out, then the speakers that it does not."""
    spelt_out = [person for name in others if (person := parse_person(name, tables))]
    known = set(spelt_out)
    return spelt_out + [person for person in spoken if person and person not in known]


def _group_by_sound(persons: Iterable[PersonName]) -> dict[str, list[PersonName]]:
    alike: dict[str, list[PersonName]] = {}
    for person in persons:
        alike.setdefault(_sound(person.last), []).append(person)
    return alike


def is_same_person(one: PersonName, other: PersonName) -> bool:
    """Whether two names can be of one person: last names spelt alike, given names not in conflict."""
    if not _is_same_spelling(_fold(one.last), _fold(other.last)):
        return False
    pairs = zip(one.given, other.given, strict=False)
    return all(_is_same_given(_fold(a), _fold(b)) for a, b in pairs)


def parse_person(name: str, tables: AttributionTables) -> PersonName | None:
    """The person's name in a speaker's words, None where they name no person ("police", "Human Rights Watch")."""
    words = [word.strip(",") for word in name.split()]
    if len(words) > 1 and words[0].lower() in tables.articles | tables.prepositions | tables.openers:
        words = words[1:]
    titles = [i for i, word in enumerate(words) if word.lower().strip(".") in tables.titles]
    first = titles[-1] + 1 if titles else 0
    after_title = words[first:]
    if not after_title or not _can_name_person(after_title, tables):
        return None
    return PersonName(tuple(after_title[:-1]), after_title[-1], tuple(words[:first]))


def _can_name_person(words: Sequence[str], tables: AttributionTables) -> bool:
    if not all(word[:1].isupper() or word.split("-")[0] in _NOBILIARY for word in words):
        return False
    return not _is_body(words, tables) and (len(words) > 1 or len(words[0]) > 1)


_NOBILIARY = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von", "der", "di", "du", "la", "le"})


def _naming(match: AttributionMatch) -> Iterator[tuple[Stretch, Stretch]]:
    """A speaker's words with the words that name the speaker."""
    speaker = match.named or match.speaker
    if speaker:
        yield speaker, match.stands_for or speaker


@lru_cache(maxsize=2)
def _names_in(text: str) -> tuple[str, ...]:
    # Asked for once a passage, of the same report.
    return tuple(match[0] for match in _FULL_NAME.finditer(text))


@lru_cache(maxsize=2)
def _aliases_in(text: str) -> Mapping[str, str]:
    """Short names that the text explains in brackets, with the long ones ("Northern Law Watch (NLW)")."""
    found: dict[str, str] = {}
    if not _BRACKETED.search(text):
        return found
    for match in _ALIAS.finditer(text):
        words = match[1].split()
        initials = "".join(word[0] for word in words if word[0].isupper())
        start = initials.rfind(match[2].upper())
        if start >= 0:
            capitals = [i for i, word in enumerate(words) if word[0].isupper()]
            found[match[2]] = " ".join(words[capitals[start] :])
    return found


def _is_body(words: Sequence[str], tables: AttributionTables) -> bool:
    if words[-1].isupper() and len(words[-1]) > 1:
        return True
    return any(word.lower().strip("'’s") in tables.organisation_heads or word.endswith(("'s", "’s")) for word in words)


def _by_office(name: str, candidates: Sequence[PersonName], tables: AttributionTables) -> PersonName | None:
    """The one person whose title says the same as the words ("Ruritania's leader", "Ruritania President Ana Belk")."""
    owner, _, title = name.replace("’", "'").rpartition("'s ")
    if not owner or title.lower() not in tables.leader_titles:
        return None
    fitting = [person for person in candidates if owner in person.office and _leads(person, tables)]
    first = fitting[0] if fitting else None
    return first if first and all(is_same_person(first, person) for person in fitting) else None


def _leads(person: PersonName, tables: AttributionTables) -> bool:
    return any(word.lower() in tables.leader_titles for word in person.office)


def _fullest(person: PersonName, candidates: Sequence[PersonName]) -> str:
    """The fullest name of the same person; itself where two persons fit.

    Of spellings equally full the most frequent one, then the one that more often bears a title, then the later one:
    a heading is written in haste and comes first.
    """
    same = [other for other in candidates if is_same_person(person, other)]
    with_given = [other for other in same if other.given]
    if not with_given or not all(is_same_person(with_given[0], other) for other in with_given):
        return person.full
    counts = Counter(other.full for other in with_given)
    titled = Counter(other.full for other in with_given if other.office)
    last = {other.full: place for place, other in enumerate(with_given)}
    return max(counts, key=lambda full: (_spelt_out(full), counts[full], titled[full], last[full]))


def _spelt_out(full: str) -> int:
    """How many names are more than an initial."""
    return sum(len(word.strip(".")) > 1 for word in full.split())


@lru_cache(maxsize=10_000)
def _sound(last: str) -> str:
    """The consonants of a last name: names that differ in them are never one, so only these are compared."""
    return _consonants(_plain(_PARTICLES.sub("", _fold(last))))


@lru_cache(maxsize=10_000)
def _fold(name: str) -> str:
    """Lower case without accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).replace(".", "").replace("’", "'")


def _is_same_spelling(one: str, other: str) -> bool:
    one, other = _PARTICLES.sub("", one), _PARTICLES.sub("", other)
    if one == other:
        return True
    if _is_gender_pair(one, other) or min(len(one), len(other)) < _LONG_NAME:
        return False
    plain = _plain(one), _plain(other)
    if plain[0] == plain[1]:
        return True
    is_close = Levenshtein.distance(*plain) <= 1 and JaroWinkler.similarity(*plain) >= 0.9
    return is_close and _consonants(plain[0]) == _consonants(plain[1]) and len(plain[0]) == len(plain[1]) > _LONG_NAME


def _is_gender_pair(one: str, other: str) -> bool:
    return bool(_WOMAN.search(one)) != bool(_WOMAN.search(other))


def _plain(name: str) -> str:
    for spelling, stand_in in _SPELLINGS.items():
        name = name.replace(spelling, stand_in)
    return re.sub(r"(.)\1", r"\1", name)


def _consonants(name: str) -> str:
    return re.sub(r"[aeiouy]", "", name)


def _is_same_given(one: str, other: str) -> bool:
    """Whether given names agree: equal, an initial of the other, or one spelling of it."""
    if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
        return True
    return not _is_gender_pair(one, other) and len(one) > 4 and _plain(one) == _plain(other)
