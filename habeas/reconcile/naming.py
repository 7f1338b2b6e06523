"""Who is meant by a speaker's words: a known speaker, an office, somebody with a name, or nobody in particular.

In doubt two ways of naming are one: a voice split into two would make a figure look confirmed that is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from habeas.lang import load_language
from habeas.reconcile.countries import find_country, is_demonym
from habeas.reconcile.speakers import Speaker, load_speakers, speaker_ids
from habeas.reconcile.wording import Word, find_longest, fold_words, join_words, split_words

_LONGEST_NAME = 9
_WEB_PARTS = frozenset({"www", "com", "org", "net", "co", "uk", "ru", "by", "info", "news"})


@dataclass(frozen=True, slots=True)
class Named:
    """Who the words mean; `key` is the speaker's id, the office, or the folded name, `name` what is shown.

    `country` is the one that the words give the office (ISO 3166-1), `rest` the other folded words with a capital,
    among which may be its place.
    """

    kind: Literal["known", "office", "name", "nobody"]
    key: str
    name: str
    country: str | None = None
    rest: str = ""
    speaker: Speaker | None = None


@lru_cache(maxsize=20_000)
def read_name(text: str) -> Named:
    """Who is meant by a speaker's words."""
    words = split_words(text)
    found = _known(words) or _office(words)
    if found is not None:
        return found
    readings = (_known(part) or _office(part) for part in _split_joint(words))
    return next((reading for reading in readings if reading), None) or _name(words, text)


@lru_cache(maxsize=20_000)
def read_publisher(text: str) -> Named:
    """Who is meant by a publisher's name, which is never an office; an address may stand for the name."""
    words = split_words(text)
    site = "" if " " in text else " ".join(part for part in text.casefold().split(".") if part not in _WEB_PARTS)
    speaker = load_speakers().get(join_words(words)) or load_speakers().get(join_words(_bare(words)))
    speaker = speaker or load_speakers().get(fold_words(site))
    if speaker is not None and speaker.kind != "seat":
        return _as_known(speaker)
    return Named("name", join_words(_bare(words)) or text.strip().casefold(), text)


def read_counter(sentence: str) -> Named | None:
    """Whose count a sentence tells of by a name that everybody knows: "OVD-Info's tally", "the OVD-Info list"."""
    words = split_words(sentence)
    for end, word in enumerate(words):
        if word.low not in load_language("en").voices.referring:
            continue
        for length in range(min(_LONGEST_NAME, end), 0, -1):
            speaker = load_speakers().get(join_words(words[end - length : end]))
            if speaker is not None and speaker.voice_kind == "speaker" and speaker.office is None:
                return _as_known(speaker)
    return None


def _known(words: Sequence[Word]) -> Named | None:
    """The speaker whom everybody knows, alone or with words that say what it is or who speaks for it."""
    exact = load_speakers().get(join_words(words))
    if exact is not None and _is_proper(words):
        return _as_known(exact)
    found = find_longest(words, speaker_ids(), _LONGEST_NAME)
    if found is None or not _is_proper(words[slice(*found)]):
        return None
    speaker = load_speakers()[join_words(words[slice(*found)])]
    return _as_known(speaker) if _speaks_for(words, found) else None


def _as_known(speaker: Speaker) -> Named:
    if speaker.office is not None:
        return Named("office", speaker.office, speaker.name, speaker.countries[0])
    return Named("known", speaker.id, speaker.name, speaker=speaker)


def _is_proper(words: Sequence[Word]) -> bool:
    return any(word.is_capital for word in words)


def _speaks_for(words: Sequence[Word], name: tuple[int, int]) -> bool:
    """Whether what stands around a name leaves it the speaker: not so with a "critic of the Kremlin"."""
    tables = load_language("en")
    around = [*words[: name[0]], *words[name[1] :]]
    lows = {word.low for word in around}
    if lows & tables.voices.apart or lows & tables.voices.joins:
        return False
    strangers = [word for word in around if not _accompanies(word)]
    if any(word.is_capital for word in strangers):
        return bool(lows & tables.voices.roles) or (name[0] == 0 and name[1] > 1)
    has_preposition = bool(lows & tables.attribution.prepositions)
    return not strangers or not (has_preposition or name[1] < len(words))


def _accompanies(word: Word) -> bool:
    return word.low in _accompanying() or is_demonym(word)


@cache
def _accompanying() -> frozenset[str]:
    """Words around a name that say what it is, or that somebody speaks for it."""
    tables = load_language("en")
    nouns = _descriptors() | tables.attribution.medium_nouns | tables.attribution.media_heads
    return nouns.union(tables.voices.roles, tables.voices.owners, tables.attribution.cited_things)


@cache
def _descriptors() -> frozenset[str]:
    """Articles, and words that only say that a name is one of a group."""
    tables = load_language("en").attribution
    return tables.articles.union(tables.indefinite, tables.group_nouns, tables.group_modifiers)


def _office(words: Sequence[Word]) -> Named | None:
    """The office that speaks, with the country its words name."""
    tables = load_language("en").voices
    whole = find_country(words)
    if whole and all(_accompanies(word) for word in (*words[: whole[1][0]], *words[whole[1][1] :])):
        national = _find_office(words)
        if national is None:
            return _country_itself(words, whole)
    found = _find_office(words)
    if found is None or {word.low for word in words} & tables.apart or _splits(words, found):
        return None
    office = _office_names()[join_words(words[slice(*found)])]
    before, after = words[: found[0]], words[found[1] :]
    country = find_country(before) or find_country(after)
    if _is_other(before, after, office):
        return None
    rest = join_words([word for word in (*before, *after) if _is_naming(word) and not is_demonym(word)])
    return Named("office", office, office, country[0] if country else None, rest)


def _find_office(words: Sequence[Word]) -> tuple[int, int] | None:
    """Where the office stands: the longest name of one, of equals one that is more than a role ("police officials")."""
    telling = [Word("", False) if word.low in ("official", "officials") else word for word in words]
    best = find_longest(words, _office_names(), _LONGEST_NAME)
    if best is not None and best[1] - best[0] > 1:
        return best
    return find_longest(telling, _office_names(), _LONGEST_NAME) or best


def _country_itself(words: Sequence[Word], found: tuple[str, tuple[int, int]]) -> Named | None:
    """ "Turkey said": its government; "Turks" or "Turkish sources" are nobody's office."""
    code, (start, end) = found
    if end - start == 1 and is_demonym(words[start]):
        return None
    others = [word for word in (*words[:start], *words[end:]) if word.low not in _descriptors()]
    return None if others else Named("office", "government", "government", code)


def _splits(words: Sequence[Word], found: tuple[int, int]) -> bool:
    """Whether another speaker stands before the office and a joining word between them ("witnesses and police")."""
    joins = load_language("en").voices.joins
    return any(word.low in joins for word in (*words[: found[0]], *words[found[1] :]))


def _is_other(before: Sequence[Word], after: Sequence[Word], office: str) -> bool:
    """Whether the words around an office make somebody else of it.

    "Oakland police" and "Interior Minister N. N." speak for an office; a "Free … Army" is a body of its own, and
    "residents near the police station" are residents.
    """
    tables = load_language("en").voices
    country = find_country(before)
    own = [*before[: country[1][0]], *before[country[1][1] :]] if country else before
    names = [word for word in own if _is_naming(word) and not _accompanies(word) and word.low not in tables.vague]
    if any(word.low in tables.vague for word in own) and not all(_accompanies(word) for word in own):
        return True
    if any(word.low in tables.vague - tables.roles for word in after):
        return True
    return len(names) > 2 if tables.offices[office].level == "local" else bool(names)


def _split_joint(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The speakers of a joint statement."""
    joins = load_language("en").voices.joins
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.low in joins:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def _name(words: Sequence[Word], text: str) -> Named:
    """Somebody with a name, or nobody in particular where the words are those of a crowd or have no name in them."""
    bare = _without_titles(_bare(words)) if words else words
    if not bare or _is_crowd(words, bare):
        return Named("nobody", join_words(words), text)
    return Named("name", join_words(bare), text)


def _is_crowd(words: Sequence[Word], bare: Sequence[Word]) -> bool:
    tables = load_language("en")
    common = tables.voices.vague | _accompanying() | tables.attribution.determiners | tables.attribution.number_words
    names = [word for word in bare if word.is_capital and not is_demonym(word) and word.low not in common]
    if not names or (words[0].low in tables.attribution.indefinite and not words[-1].is_capital):
        return True
    follower = bare[1].low if len(bare) > 1 else ""
    is_common_head = bare[0].low in tables.voices.vague or not bare[0].is_capital
    return is_common_head and follower in tables.attribution.prepositions


def _without_titles(words: Sequence[Word]) -> Sequence[Word]:
    """The name without the titles before it and the roles behind it."""
    tables = load_language("en")
    titles = tables.attribution.titles | tables.voices.roles
    skipped = titles if words[0].is_capital else titles | tables.voices.owners
    first = next((place for place, word in enumerate(words) if word.low not in skipped), 0)
    ends = range(len(words), 0, -1)
    last = next((end for end in ends if not _is_role(words[end - 1])), 0)
    inner = words[first:last]
    is_name = any(word.is_capital for word in inner) and inner[0].low not in tables.attribution.prepositions
    return inner if is_name else words


def _is_role(word: Word) -> bool:
    return word.low in load_language("en").voices.roles and not word.is_capital


def _bare(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those that describe the name: "the rights group N-Info" is N-Info, "N police" no N."""
    prepositions = load_language("en").attribution.prepositions
    first = next((place for place, word in enumerate(words) if _is_naming(word)), 0)
    described = words if any(word.low in prepositions for word in words[:first]) else words[first:]
    bare = [word for word in described if (word.is_capital and _is_naming(word)) or word.low not in _descriptors()]
    return bare or words


def _is_naming(word: Word) -> bool:
    return word.is_capital and word.low not in load_language("en").attribution.articles


@cache
def _office_names() -> dict[str, str]:
    return {fold_words(name): office for name, office in load_language("en").voices.office_names.items()}
