"""Names as they are encoded: by sound, across scripts and in no order, so that two spellings give the same letters."""

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from habeas.linkage.fold import fold_word
from habeas.linkage.name import ShortForms, Word, parse_name
from habeas.model.person import Identity
from habeas.ontology.table import read_table

_LONG_NAME = 3  # words, of which one may be a patronymic


@dataclass(frozen=True, slots=True)
class FoldedName:
    """The given and family names of a person by sound; no patronymic, which half of all lists leave out."""

    words: tuple[str, ...]


def fold_name(identity: Identity) -> FoldedName:
    """The name of an identity in folded form, short forms as the full ones; no words where it has none."""
    parts = [part for part in (identity.given, identity.family) if part]
    words = list(parse_name(" ".join(parts) or identity.name or "").words)
    if not parts and len(words) >= _LONG_NAME:
        words = _leave_patronymic(words)
    return FoldedName(tuple(sounds for word in _leave_initials(words) if (sounds := _sound(word))))


def _sound(word: Word) -> str:
    return _full_forms()[min(word.forms)] if word.forms else word.folded.sounds[0]


@cache
def _full_forms() -> list[str]:
    """How the full name of each line of short forms sounds."""
    table = read_table("short_forms.yml", TypeAdapter(ShortForms), "linkage")
    return [fold_word(line.split()[0]).sounds[0] for line in table.forms]


def _leave_patronymic(words: list[Word]) -> list[Word]:
    """The words without the last that ends like a patronymic, unless it comes first: family names end so too."""
    last = next((at for at in range(len(words) - 1, 0, -1) if words[at].is_patronymic), None)
    return words if last is None else words[:last] + words[last + 1 :]


def _leave_initials(words: list[Word]) -> list[Word]:
    """The words and the first initial: a second one is of a patronymic."""
    first = next((word for word in words if word.is_initial), None)
    return [word for word in words if word is first or not word.is_initial]
