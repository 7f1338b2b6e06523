"""Names of any script in Latin letters, and the sounds they may stand for: two spellings of one name meet there.

The sounds follow Philips's Metaphone (1990) and Beider and Morse's many readings of one spelling (2008), with coarser
classes, because a name here often went through two scripts; the table `sounds.yml` is ours.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.ontology.table import read_table

_VOWELS = frozenset("aeiou")
_MOST_READINGS = 8
_ARTICLE = "aL"
_WITHOUT_VOWELS = ("arabic", "hebrew")


class Sounds(BaseModel):
    """The table of letters and sounds; its head says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    letters: dict[str, dict[str, str]]
    sounds: dict[str, tuple[str, ...]]
    particles: frozenset[str]
    filiations: frozenset[str]
    titles: frozenset[str]
    patronymic_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """One word of a name: as written, in Latin letters, its possible sounds (the commonest first), their consonants.

    `is_abjad` says that it was written in a script that leaves vowels out, `is_read` that every letter was known.
    """

    plain: str
    latin: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]
    is_abjad: bool = False
    is_read: bool = True


@cache
def load_sounds() -> Sounds:
    """The table that is shipped."""
    return read_table("sounds.yml", TypeAdapter(Sounds), "linkage")


@lru_cache(maxsize=500_000)
def fold_word(word: str) -> Folded:
    """A word in Latin letters with its sounds; the empty word where it has no letter that is known."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    latin = _romanise(plain)
    is_abjad = any(letter in _abjad_letters() for letter in plain)
    sounds = tuple(dict.fromkeys(map(_squeeze, _read_sounds(latin))))
    heard = [_bare_consonants(sound) for sound in sounds]
    skeletons = tuple(dict.fromkeys(form for bones in heard for form in _with_bare(bones, is_abjad=is_abjad)))
    return Folded(plain, latin, sounds, skeletons, is_abjad, latin.isascii())


@cache
def _letters() -> dict[str, str]:
    return {letter: latin for script in load_sounds().letters.values() for letter, latin in script.items()}


@cache
def _abjad_letters() -> frozenset[str]:
    return frozenset(letter for script in _WITHOUT_VOWELS for letter in load_sounds().letters[script])


def _romanise(plain: str) -> str:
    letters = _letters()
    return "".join(letters[sign] if sign in letters else _strip_marks(sign) for sign in plain)


def _strip_marks(sign: str) -> str:
    """The letter without its marks (é → e), read again where it is of a known script; a bare mark is nothing."""
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isalpha())
    return "".join(_letters().get(part, part) for part in bare)


@cache
def _longest() -> int:
    return max(map(len, load_sounds().sounds))


def _read_sounds(latin: str) -> list[str]:
    """Every reading of a spelling, the commonest first; no more than a few, since rare readings are rarely both."""
    table, readings, at = load_sounds().sounds, [""], 0
    while at < len(latin):
        size = next((size for size in range(_longest(), 0, -1) if latin[at : at + size] in table), 0)
        options = table[latin[at : at + size]] if size else (latin[at],)
        if len(readings) * len(options) > _MOST_READINGS:
            options = options[:1]
        readings = [reading + option for option in options for reading in readings]
        at += size or 1
    return readings


def _with_bare(bones: str, *, is_abjad: bool) -> tuple[str, ...]:
    """A skeleton, and from Arabic and Hebrew also without what may be the article."""
    return (bones, bones[len(_ARTICLE) :]) if is_abjad and bones.startswith(_ARTICLE) and len(bones) > 3 else (bones,)


def _squeeze(sounds: str) -> str:
    """The sounds without repetition, since doubling is spelt at will."""
    return "".join(sound for sound, _ in groupby(sounds))


def _bare_consonants(sounds: str) -> str:
    """The consonants; a vowel only where nothing else begins the name, and there any vowel is like any other."""
    consonants = _squeeze("".join(sound for sound in sounds if sound not in _VOWELS))
    return "a" + consonants if sounds[:1] in _VOWELS else consonants
