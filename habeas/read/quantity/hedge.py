"""Hedges around an amount, and what they make of its bounds."""

from collections.abc import Callable
from dataclasses import replace

from habeas.model import Relation
from habeas.ontology import Convention
from habeas.read.quantity.amount import Amount, Words

_MOST_HEDGES = 3


def add_hedges(words: Words, amount: Amount) -> Amount:
    """The amount with the hedges before and after it; the outermost before it decides, then the one after it."""
    start, relation = _find_before(words, amount.start, is_numeral=amount.numeral is not None)
    end, relation_after = _find_after(words, amount.end)
    wide = replace(amount, start=start, end=end)
    decided = relation or relation_after
    if decided is None:
        return wide
    return replace(relate(wide, decided, words.convention), single=False)


def relate(amount: Amount, relation: Relation, convention: Convention) -> Amount:
    """An amount as a hedge of this relation bounds it; a share without bounds keeps the relation for later."""
    return replace(amount, relation=relation) if amount.share else _RELATE[relation](amount, convention)


def _find_before(words: Words, start: int, *, is_numeral: bool) -> tuple[int, Relation | None]:
    relation: Relation | None = None
    tokens, tables = words.tokens.words, words.tables
    for _ in range(_MOST_HEDGES):
        skipped = tables.ignored.ending_at(tokens, start) if is_numeral else None
        found = tables.before.ending_at(tokens, start) or (skipped and tables.before.ending_at(tokens, skipped[0]))
        if not found:
            break
        start, relation = found
    while relation is not None and words.tokens.word(start - 1) in tables.hedges.intensifiers:
        start -= 1
    return start, relation


def _find_after(words: Words, end: int) -> tuple[int, Relation | None]:
    tokens = words.tokens
    position = tokens.after(end)
    glued = words.tables.glued.get(tokens.word(position))
    if glued is not None and (position > end or tokens.touches(position)):
        return position + 1, glued
    return words.tables.after.starting_at(tokens.words, end) or (end, None)


def _at_least(amount: Amount, _: Convention) -> Amount:
    return replace(amount, high=None, relation="at_least") if amount.low is not None else amount


def _more_than(amount: Amount, _: Convention) -> Amount:
    return replace(amount, low=amount.low + 1, high=None, relation="more_than") if amount.low is not None else amount


def _at_most(amount: Amount, _: Convention) -> Amount:
    if amount.relation == "vague":
        return _bound_nothing(amount, "at_most")
    return replace(amount, low=None, relation="at_most") if amount.high is not None else amount


def _fewer_than(amount: Amount, _: Convention) -> Amount:
    if amount.relation == "vague":
        return _bound_nothing(amount, "fewer_than")
    return replace(amount, low=None, high=amount.high - 1, relation="fewer_than") if amount.high else amount


def _bound_nothing(amount: Amount, relation: Relation) -> Amount:
    """ "Up to several hundred": no convention says how many that may be, and none need have been."""
    return replace(amount, low=0, relation=relation)


def _about(amount: Amount, convention: Convention) -> Amount:
    if amount.relation != "exact" or amount.low is None:
        return amount
    low, high = convention.bound_about(amount.low)
    return replace(amount, low=low, high=high, relation="about")


def _nearly(amount: Amount, convention: Convention) -> Amount:
    if amount.relation != "exact" or amount.low is None:
        return amount
    low, high = convention.bound_nearly(amount.low)
    return replace(amount, low=low, high=high, relation="nearly")


def _keep(amount: Amount, _: Convention) -> Amount:
    return amount


_RELATE: dict[Relation, Callable[[Amount, Convention], Amount]] = {
    "exact": _keep,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "fewer_than": _fewer_than,
    "about": _about,
    "nearly": _nearly,
    "between": _keep,
    "vague": _keep,
}
