"""Names of any script in Latin letters, and the sounds they may stand for: two spellings of one name meet there.

The sounds follow Philips's Metaphone (1990) and Beider and Morse's many readings of one spelling (2008), with coarser
classes, because a name here often went through two scripts; the table `sounds.yml` is ours.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.ontology.table import read_table

_VOWELS = frozenset("aeiou")
_MOST_READINGS = 8
_LONGEST_SPELLING = 7
_ARTICLE = "aL"
_WITHOUT_VOWELS = ("arabic", "hebrew")
_THAI_KIND = "character"
_KINDS = frozenset({"letter", "syllable", _THAI_KIND})
_NOT_SOUNDS = frozenset({"", "sara"})
# Letters of these are read in the sounds of the Latin spellings in which they stand.
_SPELT_AS_LATIN = frozenset({"latin", "digit"})
Readings = Mapping[str, tuple[str, ...]]


class Named(BaseModel):
    """Scripts read by the names of their letters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vowels: frozenset[str]
    consonants: frozenset[str]


class Sounds(BaseModel):
    """The table of letters and sounds; its head says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    letters: dict[str, dict[str, str]]
    sounds: dict[str, tuple[str, ...]]
    heard: dict[str, dict[str, tuple[str, ...]]]
    named: Named
    particles: frozenset[str]
    filiations: frozenset[str]
    titles: frozenset[str]
    patronymic_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """One word of a name: as written, in Latin letters, its possible sounds (the commonest first), their consonants.

    `is_abjad` says that it was written in a script that leaves vowels out, `is_read` that every letter was known,
    `is_named` that letters were read by their names, which is too coarse to compare two words of that script.
    """

    plain: str
    latin: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]
    is_abjad: bool = False
    is_read: bool = True
    is_named: bool = False


@cache
def load_sounds() -> Sounds:
    """The table that is shipped."""
    return read_table("sounds.yml", TypeAdapter(Sounds), "linkage")


@lru_cache(maxsize=500_000)
def fold_word(word: str) -> Folded:
    """A word in Latin letters with its sounds; the empty word where it has no letter that is known."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    latin = _romanise(plain)
    is_abjad = not plain.isascii() and any(map(_lacks_vowels, plain))
    is_named = not plain.isascii() and any(map(_spell_by_name, plain))
    sounds = tuple(dict.fromkeys(map(_squeeze, _read_sounds(_keep_heard(plain), _readings()))))
    bare = (each for sound in sounds for each in _with_bare(sound, is_abjad=is_abjad))
    skeletons = tuple(dict.fromkeys(map(_bare_consonants, bare)))
    return Folded(plain, latin, sounds, skeletons, is_abjad, latin.isascii(), is_named)


@cache
def _letters() -> dict[str, str]:
    return {letter: latin for script in load_sounds().letters.values() for letter, latin in script.items()}


@cache
def _lacks_vowels(sign: str) -> bool:
    table = load_sounds()
    is_abjad = any(sign in table.letters[script] for script in _WITHOUT_VOWELS)
    return is_abjad or _name_letter(sign)[0] in table.named.consonants


def _romanise(plain: str) -> str:
    letters = _letters()
    return "".join(letters[sign] if sign in letters else _spell_sign(sign) for sign in plain)


@cache
def _spell_sign(sign: str) -> str:
    """The letter without its marks (é → e), read again where it is of a known script; a bare mark is nothing."""
    if named := _spell_by_name(sign):
        return named
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isalpha())
    return "".join(_letters().get(part, part) for part in bare)


@cache
def _spell_by_name(sign: str) -> str:
    """A letter of a script without a table as its Unicode name spells it; nothing where no script is read so."""
    script, sound = _name_letter(sign)
    if script in load_sounds().named.vowels:
        return sound
    is_read = script in load_sounds().named.consonants
    return (sound.rstrip("aeiou") or sound) if is_read else ""


def _name_letter(sign: str) -> tuple[str, str]:
    """The script of a letter and its sound, as the Unicode name has them: KHMER LETTER PO, THAI CHARACTER PHO PHAN."""
    script, kind, *names = [*unicodedata.name(sign, "").lower().split(), "", ""]
    spoken = [name for name in names if name not in _NOT_SOUNDS]
    if kind not in _KINDS or not spoken:
        return script, ""
    return script, spoken[0] if kind == _THAI_KIND else spoken[-1]


def _keep_heard(plain: str) -> str:
    """The word with each letter of which the table says how it sounds as it is, and every other in Latin."""
    readings = _readings()
    return "".join(sign if sign in readings else _romanise(sign) for sign in plain)


@cache
def _readings() -> Readings:
    """What the letters of every script stand for, alone and in a row.

    A letter that is not Latin is read by itself, so that т before с is not taken for ц.
    """
    table = load_sounds()
    foreign = [letters for script, letters in table.letters.items() if script not in _SPELT_AS_LATIN]
    spelt = {letter: tuple(_read_sounds(latin, table.sounds)) for each in foreign for letter, latin in each.items()}
    own = {letters: options for script in table.heard.values() for letters, options in script.items()}
    return spelt | table.sounds | own


def _read_sounds(spelt: str, table: Readings) -> list[str]:
    """Every reading of a spelling, the commonest first; no more than a few, since rare readings are rarely both."""
    readings, at = [""], 0
    while at < len(spelt):
        size = next((size for size in range(_LONGEST_SPELLING, 0, -1) if spelt[at : at + size] in table), 0)
        options = table[spelt[at : at + size]] if size else (spelt[at],)
        options = options[: max(_MOST_READINGS // len(readings), 1)]
        readings = [reading + option for option in options for reading in readings]
        at += size or 1
    return readings


def _with_bare(sounds: str, *, is_abjad: bool) -> tuple[str, ...]:
    """The sounds, and from Arabic and Hebrew also without what may be the article."""
    has_article = is_abjad and sounds.startswith(_ARTICLE) and len(sounds) > len(_ARTICLE) + 1
    return (sounds, sounds[len(_ARTICLE) :]) if has_article else (sounds,)


def _squeeze(sounds: str) -> str:
    """The sounds without repetition, since doubling is spelt at will."""
    return "".join(sound for sound, _ in groupby(sounds))


def _bare_consonants(sounds: str) -> str:
    """The consonants; a vowel only where nothing else begins the name, and there any vowel is like any other."""
    consonants = _squeeze("".join(sound for sound in sounds if sound not in _VOWELS))
    return "a" + consonants if sounds[:1] in _VOWELS else consonants
