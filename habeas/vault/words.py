"""A name as the words by which a person is found again."""

import re
import unicodedata

from habeas.model.person import Identity

_WORD = re.compile(r"[^\W\d_]+")


def split_name(text: str) -> frozenset[str]:
    """The words of a name without case, accents, points and vowel signs: "Ёлкина" and "ЕЛКИНА" are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.category(sign).startswith(("M", "Cf")))
    return frozenset(_WORD.findall(letters))


def name_words(identity: Identity) -> frozenset[str]:
    """The words of all names of a person."""
    names = (identity.name, identity.given, identity.patronymic, identity.family)
    return frozenset().union(*(split_name(name) for name in names if name))
