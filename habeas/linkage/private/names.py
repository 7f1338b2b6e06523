"""Names as they are encoded: folded across scripts, in no order, so that two spellings give the same letters."""

import unicodedata
from dataclasses import dataclass

from habeas.model.person import Identity


@dataclass(frozen=True, slots=True)
class FoldedName:
    """The words of a name in Latin letters without its patronymic; `ends` are the first and the last of them."""

    words: tuple[str, ...]
    patronymic: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        """The given and the family name, in whatever order they were written."""
        return (self.words[0], self.words[-1])


def fold_name(identity: Identity) -> FoldedName:
    """The name of an identity in folded form; no words where it has none."""
    written = [part for part in (identity.given, identity.family) if part]
    words = _fold(" ".join(written) or identity.name or "")
    return FoldedName(words, " ".join(_fold(identity.patronymic or "")))


def _fold(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple("".join(char if char.isalpha() else " " for char in plain if not unicodedata.combining(char)).split())
