"""Private linkage beside plaintext linkage on the same lists.

python -m benchmarks.private_linkage [--people N] [--seeds N N]

Two lists at a time, as two groups have them; a pair is right where both records are of one person.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from time import perf_counter

from benchmarks.figure import Figure, print_figures
from habeas.evaluate.lists import MadeLists, Setting, make_lists
from habeas.linkage.link import link_records
from habeas.linkage.private.encode import EncodedList, Keys, encode_records, make_token
from habeas.linkage.private.match import match_lists
from habeas.linkage.private.recipe import HARDENED
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord

PAIRS = (("lawyers", "court"), ("hotline", "press"), ("lawyers", "press"))
_SHARED = Secret(b"s" * 32)
_MOST_LOST = 0.03


def main(arguments: Sequence[str]) -> int:
    """Measure each pair of lists and print it; 1 where more than 0.03 of F1 is lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.private_linkage", description=__doc__)
    parser.add_argument("--people", type=int, default=2000, help="people that the lists are about (2000)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[3], help="lists of these seeds, one after another (3)")
    options = parser.parse_args(arguments)
    missed = False
    for seed in options.seeds:
        made = make_lists(Setting(people=options.people, seed=seed))
        for names in PAIRS:
            figures = list(measure_pair(made, names))
            print_figures(f"{' and '.join(names)}, seed {seed}", figures)
            missed = missed or not all(figure.is_met for figure in figures)
    return 1 if missed else 0


def measure_pair(made: MadeLists, names: tuple[str, str]) -> Iterator[Figure]:
    """F1 of both ways on two lists, what is lost, and how long the private one takes."""
    lists = [[record for record in made.records if record.list == name] for name in names]
    open_f1 = _score(made, lists, _link_openly(lists))
    started = perf_counter()
    keys = [Keys(_SHARED, name.encode()) for name in names]
    encoded = [encode_records(records, key, HARDENED)[0] for records, key in zip(lists, keys, strict=True)]
    between = perf_counter()
    private_f1 = _score(made, lists, _link_privately(lists, keys, encoded))
    ended = perf_counter()
    yield Figure("records", float(sum(map(len, lists))), "")
    yield Figure("F1, names open", open_f1, "")
    yield Figure("F1, private", private_f1, "")
    yield Figure("F1 lost", open_f1 - private_f1, "", most=_MOST_LOST)
    yield Figure("encoding", between - started, "s")
    yield Figure("comparing", ended - between, "s")


def _link_openly(lists: list[list[LinkRecord]]) -> set[tuple[str, str]]:
    linking = link_records([*lists[0], *lists[1]])
    left = {record.id for record in lists[0]}
    linked = [(pair.left, pair.right) for pair in linking.pairs if pair.probability >= linking.match]
    return {(a, b) if a in left else (b, a) for a, b in linked if (a in left) != (b in left)}


def _link_privately(
    lists: list[list[LinkRecord]], keys: list[Keys], encoded: list[EncodedList]
) -> set[tuple[str, str]]:
    ours, theirs = (
        {make_token(record.id, key): record.id for record in records} for records, key in zip(lists, keys, strict=True)
    )
    return {(ours[left], theirs[right]) for left, right in match_lists(encoded[0], encoded[1]).pairs}


def _score(made: MadeLists, lists: list[list[LinkRecord]], pairs: set[tuple[str, str]]) -> float:
    right = sum(made.truth[one] == made.truth[other] for one, other in pairs)
    ours, theirs = (Counter(made.truth[record.id] for record in records) for records in lists)
    true = sum(number * theirs[person] for person, number in ours.items())
    return 2 * right / max(1, len(pairs) + true)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
