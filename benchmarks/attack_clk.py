"""What encodings give away: published attacks on lists of invented people, with and without hardening.

python -m benchmarks.attack_clk [--people N] [--seeds N N N]

Rates are means over the seeds, each with its own lists; beside a mean stands how far the seeds lie apart.

The attacker is the strongest there is here: one who has a register of everybody detained, with names, birth dates,
places and days, and wants to know who is on a list. Guessing at random names one in N.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product

import numpy as np
from numpy.typing import NDArray

from benchmarks.attacks import (
    Alike,
    Bits,
    Guess,
    compare_dice,
    guess_by_frequency,
    guess_by_graph,
    guess_by_patterns,
    guess_most_alike,
)
from habeas.evaluate.lists import MadeLists, Setting, make_lists
from habeas.evaluate.lists.plan import ErrorRates, ListPlan
from habeas.linkage.private.encode import Encoding, Keys, encode_records, make_token
from habeas.linkage.private.fields import SLOTS, read_fields
from habeas.linkage.private.match import match_encodings
from habeas.linkage.private.recipe import HARDENED, Recipe
from habeas.linkage.private.secret import Secret
from habeas.model.linking import LinkRecord

RECIPES = {
    "no hardening": replace(HARDENED, name="plain", folds=0, flip=0.0, salted=False),
    "folded": replace(HARDENED, name="folded", flip=0.0, salted=False),
    "folded, noise": replace(HARDENED, name="noisy", salted=False),
    "salted": replace(HARDENED, name="salted", folds=0, flip=0.0),
    "hardened (all three)": HARDENED,
}
# The register has every person once and without an error; the lists of two groups are as lists are.
_CLEAN = ListPlan("register", 1.0, patronymics=1.0, initials=0.0, dates=1.0, places=1.0, twice=0.0)
_GROUPS = (ListPlan("ours", twice=0.0), ListPlan("theirs", layout="given first", dates=0.4, ages=0.9, twice=0.0))
_TRUE, _GUESSED = Secret(b"t" * 32), Secret(b"g" * 32)
_NOTHING_WRONG = ErrorRates(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A list as bits, a matrix for each filter, and which person each row is."""

    filters: tuple[Bits, ...]
    people: Guess
    encodings: tuple[Encoding, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One recipe: the lists of two groups, and the register under the true secret and under the attacker's own."""

    recipe: Recipe
    ours: Encoded
    theirs: Encoded
    known: Encoded
    own: Encoded
    grams: Bits


def main(arguments: Sequence[str]) -> int:
    """Run every attack on every recipe and print who was named rightly."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack_clk", description=__doc__)
    parser.add_argument("--people", type=int, default=300, help="people in the register (300)")
    parser.add_argument("--reach", type=float, default=1.0, help="share of them on each list (1.0)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="one run each (1 2 3)")
    options = parser.parse_args(arguments)
    print(f"{options.people:,} people in the register; by chance {1 / options.people:.1%} of them are named rightly\n")
    print(f"{'people on the list named rightly by':<44}" + "".join(f"{name:>26}" for name in RECIPES))
    scenes = [make_scenes(options.people, options.reach, seed) for seed in options.seeds]
    for name, attack in ATTACKS.items():
        rates = np.array([[attack(scene) for scene in each] for each in scenes])
        print(f"{name:<44}" + "".join(f"{_describe_rates(column):>26}" for column in rates.T), flush=True)
    return 0


def make_scenes(people: int, reach: float, seed: int) -> list[Scene]:
    """A scene of each recipe, all of the same lists."""
    plans = tuple(replace(plan, reach=reach) for plan in _GROUPS)
    made = make_lists(Setting(people=people, lists=plans, again=0.0, seed=seed))
    return [make_scene(made, recipe, seed) for recipe in RECIPES.values()]


def _describe_rates(rates: NDArray[np.float64]) -> str:
    """The mean of the seeds, and from the lowest to the highest."""
    return f"{rates.mean():.1%} ({rates.min():.1%}-{rates.max():.1%})"


def make_scene(made: MadeLists, recipe: Recipe, seed: int) -> Scene:
    """What the attacker sees, and what the attacker makes, under a recipe."""
    by_list = {plan.name: [record for record in made.records if record.list == plan.name] for plan in _GROUPS}
    clean = make_lists(Setting(people=made.people, lists=(_CLEAN,), errors=_NOTHING_WRONG, again=0.0, seed=seed))
    silent = replace(recipe, flip=0.0)
    ours, theirs = (
        _encode(by_list[name], made.truth, Keys(_TRUE, name.encode()), recipe) for name in ("ours", "theirs")
    )
    known, own = (_encode(clean.records, clean.truth, Keys(key, b"attacker"), silent) for key in (_TRUE, _GUESSED))
    return Scene(recipe, ours, theirs, known, own, _list_grams(clean.records, clean.truth, own))


def _encode(records: Sequence[LinkRecord], truth: dict[str, int], keys: Keys, recipe: Recipe) -> Encoded:
    encodings = encode_records(records, keys, recipe)[0].encodings
    person = {make_token(record.id, keys): truth[record.id] for record in records}
    columns = zip(*(encoding.filters for encoding in encodings), strict=True)
    filters = tuple(_unpack(column) for column in columns)
    return Encoded(filters, np.array([person[encoding.token] for encoding in encodings]), encodings)


def _unpack(column: Sequence[bytes]) -> Bits:
    return np.unpackbits(np.frombuffer(b"".join(column), dtype=np.uint8).reshape(len(column), -1), axis=1)


def _list_grams(records: Sequence[LinkRecord], truth: dict[str, int], own: Encoded) -> Bits:
    """Which token (bigram of a name, half year, day, place) is in which record of the register, in its order."""
    tokens: dict[int, set[str]] = {}
    for record in records:
        fields = read_fields(record)
        known = fields.tokens if fields else {}
        tokens[truth[record.id]] = {f"{field} {token}" for field, each in known.items() for token in each}
    every = {token: place for place, token in enumerate(sorted(set().union(*tokens.values())))}
    grams = np.zeros((len(own.people), len(every)), dtype=np.uint8)
    for row, person in enumerate(own.people):
        grams[row, [every[token] for token in tokens[person]]] = 1
    return grams


def compare_lists(one: Encoded, other: Encoded) -> Alike:
    """How alike each record of one is to each of the other: the best of each kind of salt, added up."""
    if len(one.filters) == 1:
        return compare_dice(one.filters[0], other.filters[0])
    ends = list(accumulate(SLOTS.values(), initial=0))
    kinds = [range(ends[at], ends[at + 1]) for at in range(len(SLOTS))]
    best = [
        np.max([compare_dice(one.filters[left], other.filters[right]) for left, right in product(kind, kind)], axis=0)
        for kind in kinds
    ]
    answer: Alike = np.sum(best, axis=0)
    return answer


def _share_right(scene: Scene, guess: Guess, rows: Guess | None = None) -> float:
    """The share of rows of our list (or of these rows of it) whose guess is the person."""
    people = scene.ours.people if rows is None else scene.ours.people[rows]
    return float(np.mean((guess >= 0) & (scene.own.people[guess] == people)))


def attack_with_secret(scene: Scene) -> float:
    """The dictionary attack of somebody who has the secret, such as the other group."""
    guess = guess_most_alike(compare_lists(scene.ours, scene.known))
    return float(np.mean(scene.known.people[guess] == scene.ours.people))


def attack_without_secret(scene: Scene) -> float:
    """The dictionary attack under a guessed secret."""
    return _share_right(scene, guess_most_alike(compare_lists(scene.ours, scene.own)))


def attack_by_frequency(scene: Scene) -> float:
    """Frequency alignment of the first filters."""
    return _share_right(scene, guess_by_frequency(scene.ours.filters[0], scene.own.filters[0]))


def attack_by_patterns(scene: Scene) -> float:
    """Pattern mining on the filters that give most away."""
    return max(_share_right(scene, guess_by_patterns(bits, scene.grams)) for bits in scene.ours.filters)


def attack_by_graph(scene: Scene) -> float:
    """Graph matching of the list with the register."""
    mine = compare_lists(scene.own, scene.own)
    return _share_right(scene, guess_by_graph(compare_lists(scene.ours, scene.ours), mine))


def attack_by_graph_knowing(scene: Scene) -> float:
    """Graph matching by one who knows a tenth of the list already; the share of the others who are named."""
    place = {person: number for number, person in enumerate(scene.own.people)}
    seeds = np.arange(0, len(scene.ours.people), 10)
    known = np.column_stack([seeds, [place[person] for person in scene.ours.people[seeds]]])
    mine = compare_lists(scene.own, scene.own)
    guess = guess_by_graph(compare_lists(scene.ours, scene.ours), mine, known)
    others = np.setdiff1d(np.arange(len(guess)), seeds)
    return _share_right(scene, guess[others], others)


def attack_overlap(scene: Scene) -> float:
    """Graph matching of those on both lists, by one who has both files and the pairs of tokens."""
    pairs = np.array(match_encodings(scene.ours.encodings, scene.theirs.encodings, scene.recipe).pairs)
    ours, theirs = pairs[:, 0], pairs[:, 1]
    both = (
        compare_lists(scene.ours, scene.ours)[np.ix_(ours, ours)]
        + compare_lists(scene.theirs, scene.theirs)[np.ix_(theirs, theirs)]
    ) / 2
    return _share_right(scene, guess_by_graph(both, compare_lists(scene.own, scene.own)), ours)


ATTACKS: dict[str, Callable[[Scene], float]] = {
    "dictionary, with the secret": attack_with_secret,
    "dictionary, without the secret": attack_without_secret,
    "frequency alignment": attack_by_frequency,
    "pattern mining": attack_by_patterns,
    "graph matching": attack_by_graph,
    "graph matching, a tenth of the list known": attack_by_graph_knowing,
    "graph matching, with the pairs of an overlap": attack_overlap,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
