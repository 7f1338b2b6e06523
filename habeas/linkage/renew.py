"""A linking brought to what counts today: records by their newest versions, without those that count no longer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from habeas.linkage.cluster import is_copy
from habeas.model.linking import LinkedPair, Linking


def renew_linking(linking: Linking, names: Mapping[str, str]) -> Linking:
    """The linking of the records in `names` alone, each by the id it has there.

    A record that is left out brings no others together. Where it stood for copies of itself, which were compared with
    nobody, the first copy that is left stands for them.
    """
    stands_for = _find_stand_ins(linking, names)
    pairs: dict[tuple[str, str], LinkedPair] = {}
    for pair in linking.pairs:
        left, right = (names.get(stands_for.get(key, key)) for key in (pair.left, pair.right))
        if left is None or right is None or left == right:
            continue
        # Of a copy the left one is compared with others; any other pair has no order.
        ends = (left, right) if is_copy(pair) else (min(left, right), max(left, right))
        if ends not in pairs or pairs[ends].probability < pair.probability:
            pairs[ends] = replace(pair, left=ends[0], right=ends[1])
    records = tuple(sorted({names[key] for key in linking.records if key in names}))
    return replace(linking, records=records, pairs=tuple(pairs[ends] for ends in sorted(pairs)))


def _find_stand_ins(linking: Linking, names: Mapping[str, str]) -> dict[str, str]:
    copies: dict[str, list[str]] = defaultdict(list)
    for pair in linking.pairs:
        if is_copy(pair) and pair.left not in names and pair.right in names:
            copies[pair.left].append(pair.right)
    return {left: min(rights) for left, rights in copies.items()}
