"""A stored quantity under another convention: its own words are read again, nothing else."""

from dataclasses import replace

from habeas.lang import Language
from habeas.model import Quantity, Relation
from habeas.ontology import Convention, load_convention
from habeas.read.quantity.find import QuantityMatch, find_quantities

# No convention has a say in these: the number stands in the words, or in a whole beside them.
_SAID: frozenset[Relation] = frozenset({"exact", "between"})


def reread_quantity(quantity: Quantity, language: Language, convention: Convention) -> Quantity | None:
    """The quantity as the convention bounds its words, None where the words alone do not say how they were bounded."""
    if quantity.convention == convention.name:
        return quantity
    if quantity.words is None or quantity.relation in _SAID:
        return replace(quantity, convention=convention.name)
    before = _read_words(quantity.words.text, language, load_convention(quantity.convention))
    if before is None or (before.low, before.high, before.relation) != (quantity.low, quantity.high, quantity.relation):
        return None
    after = _read_words(quantity.words.text, language, convention)
    if after is None or (after.low is None and after.high is None):
        return None
    return replace(quantity, low=after.low, high=after.high, convention=convention.name)


def _read_words(words: str, language: Language, convention: Convention) -> QuantityMatch | None:
    found = find_quantities(words, language, convention)
    return found[0] if len(found) == 1 else None
