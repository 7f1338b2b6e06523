"""Why lists cannot say how many people are on none of them: checked before a method, and after it."""

from itertools import combinations

from habeas.estimate.histories import list_sizes, overlap_of
from habeas.estimate.nested import REFUSED, find_nesting
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

# An interval wider than this, high over low, says too little to be printed as a number.
WIDEST = 10.0


def find_obstacle(table: CaptureTable, *, least_lists: int = 2) -> str | None:
    """One sentence on what these lists lack, or None: lists, people, or people in common."""
    if len(table.lists) < least_lists:
        return _describe_lists(table, least_lists)
    if not table.observed:
        return "Nobody stands on any list."
    if empty := [name for name, size in list_sizes(table).items() if not size]:
        return f"Nobody stands on {_join(empty)}: an empty list says nothing of who is missing; leave it out."
    return _describe_overlap(table) or _describe_copies(table) or _describe_whole(table) or _describe_nested(table)


def refuse_wide(estimate: Estimate) -> Estimate | Refusal:
    """The estimate, or a refusal where its upper limit is over ten times the lower one."""
    if estimate.high <= WIDEST * estimate.low:
        return estimate
    reason = (
        "The 95 % interval is wider than a factor of 10: the lists share too few people for a number that means "
        "anything."
    )
    return Refusal(estimate.method, reason)


def _describe_lists(table: CaptureTable, least: int) -> str:
    there = f"There are {len(table.lists)} lists"
    if len(table.lists) < 2:
        there = f"There is one list, {_join(table.lists)}" if table.lists else "There is no list"
    wanted = {2: "two", 3: "three"}[least]
    return f"{there}: this takes at least {wanted}, made apart from each other."


def _describe_copies(table: CaptureTable) -> str | None:
    """Of three lists or more: a copy would pass for a search of its own that found everybody again."""
    if len(table.lists) < 3:
        return None
    found = [pattern for pattern, people in table.counts.items() if people]
    for one, other in combinations(range(len(table.lists)), 2):
        if all(pattern[one] == pattern[other] for pattern in found):
            pair = f"{table.lists[one]} and {table.lists[other]}"
            return f"Lists {pair} hold the same people, as one list and its copy do: leave one of them out."
    return None


def _describe_whole(table: CaptureTable) -> str | None:
    """A list that has everybody: the others found nobody whom it missed."""
    for place, name in enumerate(table.lists):
        if all(pattern[place] for pattern, people in table.counts.items() if people):
            others = _join([other for other in table.lists if other != name])
            return f"List {name} holds everybody on {others}: nothing tells how many people it misses."
    return None


def _describe_nested(table: CaptureTable) -> str | None:
    nesting = find_nesting(table)
    if nesting is None or nesting.share < REFUSED:
        return None
    return f"{nesting.describe()}: the one seems to be made from the other; leave one of them out."


def describe_likeness(table: CaptureTable) -> tuple[str, ...]:
    """What to tell beside an estimate of lists of which two go together so far that one may take from the other."""
    nesting = find_nesting(table)
    if nesting is None:
        return ()
    return (f"{nesting.describe()}: if one takes names from the other, leave one of them out.",)


def _describe_overlap(table: CaptureTable) -> str | None:
    groups = _group_lists(table)
    if len(groups) == 1:
        return None
    if len(groups) == len(table.lists):
        return "Nobody stands on two lists: without people in common, any total is as likely as another."
    apart = min(groups, key=len)
    rest = [name for name in table.lists if name not in apart]
    verb = "has" if len(apart) == 1 else "have"
    return f"L{_join(apart)[1:]} {verb} nobody in common with {_join(rest)}: leave lists out until all connect."


def _group_lists(table: CaptureTable) -> list[tuple[str, ...]]:
    """Lists that share people, directly or through other lists."""
    groups = [{place} for place in range(len(table.lists))]
    for one, other in combinations(range(len(table.lists)), 2):
        if overlap_of(table, one, other):
            joined = [group for group in groups if group & {one, other}]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
    return [tuple(table.lists[place] for place in sorted(group)) for group in groups]


def _join(names: tuple[str, ...] | list[str]) -> str:
    *first, last = names
    return f"lists {', '.join(first)} and {last}" if first else f"list {last}"
