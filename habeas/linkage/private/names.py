"""Names as they are encoded: by sound, across scripts and in no order, so that two spellings give the same letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from habeas.linkage.fold import Folded, fold_word
from habeas.linkage.name import ShortForms, Word, parse_name
from habeas.model.person import Identity
from habeas.ontology.table import read_table

_LONG_NAME = 3  # words, of which one may be a patronymic
_PATRONYMIC_SOUNDS = ("PiS", "PNa", "iSNa", "iiS")


@dataclass(frozen=True, slots=True)
class FoldedName:
    """A name by sound: `given` are words that are known as given names, and initials; `family` all others.

    `patronymic` is told apart where the row does so, or a whole name has a word that ends like one.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    patronymic: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words but the patronymic, which half of all lists leave out."""
        return self.given + self.family


def fold_name(identity: Identity) -> FoldedName:
    """The name of an identity in folded form, short forms as the full ones; no words where it has none."""
    parts = [part for part in (identity.given, identity.family) if part]
    words = list(parse_name(" ".join(parts) or identity.name or "").words)
    father = [] if identity.patronymic is None else list(parse_name(identity.patronymic).words)
    if not parts and len(words) >= _LONG_NAME:
        words, father = _take_patronymic(words)
    kept = _leave_initials(words)
    return FoldedName(
        _list_sounds(word for word in kept if word.forms or word.is_initial),
        _list_sounds(word for word in kept if not word.forms and not word.is_initial),
        _list_sounds(word for word in father if not word.is_initial),
    )


def _list_sounds(words: Iterable[Word]) -> tuple[str, ...]:
    return tuple(sorted(sounds for word in words if (sounds := _sound(word))))


def _sound(word: Word) -> str:
    return _full_forms()[min(word.forms)] if word.forms else _choose_reading(word.folded)


def _choose_reading(folded: Folded) -> str:
    """Of several readings the one with most consonants, the commonest of these: an encoding has room for one."""
    return max(folded.sounds, key=lambda sounds: sum(sound.isupper() for sound in sounds))


@cache
def _full_forms() -> list[str]:
    """How the full name of each line of short forms sounds."""
    table = read_table("short_forms.yml", TypeAdapter(ShortForms), "linkage")
    return [_choose_reading(fold_word(line.split()[0])) for line in table.forms]


def _take_patronymic(words: list[Word]) -> tuple[list[Word], list[Word]]:
    """The words without their patronymic, and it: the first that ends so after the first word; family names do too."""
    first = next((at for at in range(1, len(words)) if _is_patronymic(words[at])), None)
    return (words, []) if first is None else (words[:first] + words[first + 1 :], words[first : first + 1])


def _is_patronymic(word: Word) -> bool:
    return word.is_patronymic or _choose_reading(word.folded).endswith(_PATRONYMIC_SOUNDS)


def _leave_initials(words: list[Word]) -> list[Word]:
    """The words and the first initial: a second one is of a patronymic."""
    first = next((word for word in words if word.is_initial), None)
    return [word for word in words if word is first or not word.is_initial]
