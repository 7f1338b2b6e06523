"""A name as its words: each folded, with what short forms it may stand for and whether it is an initial."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.linkage.fold import Folded, fold_word, load_sounds
from habeas.model.person import Identity
from habeas.ontology.table import read_table

# Longer cells are not names; comparing them would take a day.
LONGEST_NAME = 200
MOST_WORDS = 8
_JOINED = re.compile(r"(?<=[^\W\d_A-ZА-ЯЁІЇЄ])(?=[A-ZА-ЯЁІЇЄ])")
# A family name of one syllable and a given name of two, as Korean writes them.
_HANGUL = re.compile("([가-힣])([가-힣]{2})")
# Syllables of one given name: Tse-tung, Ki-moon. Of Anne-Marie each is a name, and El-sayed begins with a particle.
_SYLLABLES = re.compile(r"\b([A-Z][^\W\d_A-Z]{1,5})[-‐‑]([^\W\d_A-Z]{2,6})\b")
_CLITIC = re.compile(r"[’'`´ʹʺʻʿʾ״׳]+")
# The one sound that Hebrew writes with a mark and no other letter; the others (צ׳, ז׳) sound as their letters do.
_GERESH, _AS_DZH = re.compile("ג(?=[’'`´׳])"), "דז"
_SPLIT = re.compile(r"[^\w]+|_+")
_SHORTEST_KEPT_FINAL = 3
_SILENT_FINALS = frozenset("TSR")
_LONG_SKELETON = 6
_SHORT_SKELETON = 2
_SHORTEST_SOUND = 4


class ShortForms(BaseModel):
    """The table of short forms; its head says how it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name. `forms` are the lines of short forms on which it stands."""

    folded: Folded
    forms: frozenset[int] = frozenset()
    is_initial: bool = False
    is_patronymic: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name in the order written, without titles and particles.

    `is_chain` says that it names the father after the son (bin), so that its order means something.
    """

    words: tuple[Word, ...]
    is_chain: bool = False


def read_name(identity: Identity) -> Name:
    """The name of a row: its parts where it has them, else the whole."""
    parts = [part for part in (identity.given, identity.patronymic, identity.family) if part]
    return parse_name(" ".join(parts) if parts else identity.name or "")


@lru_cache(maxsize=300_000)
def parse_name(text: str) -> Name:
    """The words of a name as written; none where it has no letters. Only the first 200 characters are looked at."""
    composed = unicodedata.normalize("NFC", _CLITIC.sub("", _GERESH.sub(_AS_DZH, text[:LONGEST_NAME])))
    bare = "".join(sign for sign in composed if not unicodedata.category(sign).startswith("M"))
    plain = _SYLLABLES.sub(_join_syllables, bare)
    family, comma, fore = plain.partition(",")
    raw = [piece for chunk in _SPLIT.split(f"{fore} {family}" if comma else plain) for piece in _split_joined(chunk)]
    words = [word for piece in raw for word in _read_words(piece, is_loud=plain.isupper())]
    is_chain = any(word.folded.latin in load_sounds().filiations for word in words[1:])
    kept = [word for at, word in enumerate(words) if not _is_set_aside(word, is_first=at == 0)] or words
    return Name(tuple(kept[:MOST_WORDS]), is_chain)


@cache
def load_short_forms() -> dict[str, frozenset[int]]:
    """Form, in Latin or as it sounds → the lines of the table on which it stands."""
    lines: dict[str, set[int]] = defaultdict(set)
    for number, forms in enumerate(_list_forms()):
        for folded in forms:
            lines[folded.latin].add(number)
            if len(folded.sounds[0]) >= _SHORTEST_SOUND:
                lines[folded.sounds[0]].add(number)
    return {form: frozenset(numbers) for form, numbers in lines.items()}


@cache
def list_firsts() -> tuple[frozenset[str], ...]:
    """The letters with which the forms of each line begin: an initial may be that of any."""
    return tuple(frozenset(folded.latin[0] for folded in forms) for forms in _list_forms())


def find_forms(folded: Folded) -> frozenset[int]:
    """The lines on which a word stands, as written or as it sounds."""
    known = load_short_forms()
    heard = (known.get(sound, frozenset()) for sound in folded.sounds)
    return known.get(folded.latin) or next((lines for lines in heard if lines), frozenset())


@cache
def _list_forms() -> tuple[tuple[Folded, ...], ...]:
    table = read_table("short_forms.yml", TypeAdapter(ShortForms), "linkage")
    return tuple(tuple(fold_word(form.replace("'", "")) for form in line.split()) for line in table.forms)


def list_word_keys(word: Word) -> tuple[str, ...]:
    """The keys of a word: its sounds, and the names whose short form it may be; an initial has none."""
    if word.is_initial:
        return ()
    return (*sorted(list_keys(word.folded)), *(f"form {line}" for line in sorted(word.forms)))


def list_keys(folded: Folded) -> frozenset[str]:
    """The keys under which one word of a name is found in any script: its skeletons, and near ones.

    Near are skeletons of six or more consonants with one left out (Mor and Fraenkel 1982), and of three or more
    without a last one that may be silent.
    """
    return frozenset(key for skeleton in folded.skeletons for key in _near_keys(skeleton))


def _near_keys(skeleton: str) -> list[str]:
    consonants, vowel = skeleton.lstrip("a"), skeleton[:1] if skeleton.startswith("a") else ""
    keys = [consonants if len(consonants) > _SHORT_SKELETON else vowel + consonants]
    if len(consonants) >= _LONG_SKELETON:
        keys += [consonants[:at] + consonants[at + 1 :] for at in range(len(consonants))]
    if len(consonants) >= _SHORTEST_KEPT_FINAL and consonants[-1] in _SILENT_FINALS:
        keys.append(consonants[:-1])
    return [key for key in keys if key]


@cache
def _set_aside() -> frozenset[str]:
    return load_sounds().particles | frozenset(fold_word(title).latin for title in load_sounds().titles)


def _is_set_aside(word: Word, *, is_first: bool) -> bool:
    """Whether a word is a title or a particle; Ben may be both a particle and a name, which then comes first."""
    return word.folded.latin in _set_aside() and not (is_first and word.forms)


def _split_joined(chunk: str) -> list[str]:
    """The words of "RamiHadad"; a chunk in one case is one word."""
    if found := _HANGUL.fullmatch(chunk):
        return list(found.groups())
    return [piece for piece in _JOINED.split(chunk) if piece] if chunk else []


def _join_syllables(found: re.Match[str]) -> str:
    has_particle = any(syllable.casefold() in load_sounds().particles for syllable in found.groups())
    return found.group() if has_particle else "".join(found.groups())


def _read_words(piece: str, *, is_loud: bool) -> list[Word]:
    """The word, or an initial for each letter of "JC" in a name that is not all capitals."""
    if len(piece) == 2 and piece.isupper() and not is_loud and fold_word(piece).latin not in _set_aside():
        return [word for letter in piece for word in _read_words(letter, is_loud=is_loud)]
    folded = fold_word(piece)
    if not folded.latin or piece.isdigit():
        return []
    is_patronymic = folded.latin.endswith(load_sounds().patronymic_endings)
    return [Word(folded, find_forms(folded), len(piece) == 1, is_patronymic)]
