"""Clusters from pairs: judgements win, chains are not trusted, draws follow the odds and repeat with the seed."""

from collections import Counter
from itertools import combinations

from habeas.linkage.cluster import cluster_records
from habeas.linkage.sample import sample_clusters
from habeas.model.judgement import Judgement, Verdict
from habeas.model.linking import Cluster, Feature, LinkedPair, Linking

LIKELY = {("a", "b"): 0.97, ("b", "c"): 0.6, ("a", "c"): 0.02}


def link(pairs: dict[tuple[str, str], float], records: str = "abcd") -> Linking:
    made = tuple(LinkedPair(left, right, probability) for (left, right), probability in pairs.items())
    return Linking("test@1", tuple(records), made, 0.5, 0.1, 0.01)


def judge(verdict: Verdict, *subjects: str, day: int = 1) -> Judgement:
    return Judgement(f"j{day}", verdict, subjects, "Nora Quill", f"2024-03-0{day}T10:00:00Z", "seen the papers")


def groups(clusters: tuple[Cluster, ...]) -> list[str]:
    return ["".join(cluster.records) for cluster in clusters]


def test_likely_pairs_are_together_and_others_alone() -> None:
    assert groups(cluster_records(link({("a", "b"): 0.97, ("c", "d"): 0.3}))) == ["ab", "c", "d"]


def test_a_chain_is_cut_where_its_ends_are_apart() -> None:
    assert groups(cluster_records(link(LIKELY))) == ["ab", "c", "d"]


def test_what_was_judged_the_same_is_together_even_without_a_pair() -> None:
    assert "ad" in groups(cluster_records(link(LIKELY), [judge("same-person", "a", "d")]))[0].replace("b", "")


def test_what_was_judged_different_is_apart() -> None:
    assert groups(cluster_records(link(LIKELY), [judge("different-person", "a", "b")]))[0] == "a"


def test_the_later_judgement_stands() -> None:
    judged = [judge("same-person", "c", "d"), judge("different-person", "c", "d", day=2)]
    assert groups(cluster_records(link({("c", "d"): 0.99}), judged)) == ["a", "b", "c", "d"]


def test_judgements_on_records_that_are_not_linked_change_nothing() -> None:
    assert groups(cluster_records(link({}), [judge("same-person", "a", "z")])) == ["a", "b", "c", "d"]


def test_copies_follow_the_first() -> None:
    why = (Feature("copy", "alike in every field", 0.0),)
    copies = tuple(LinkedPair("a", other, 0.99, why) for other in "bcd")
    linking = Linking("test@1", tuple("abcd"), copies, 0.5, 0.1, 0.01)
    assert groups(cluster_records(linking)) == ["abcd"]


def test_a_cluster_that_grew_large_is_doubted() -> None:
    records = "abcdefghijklmno"
    every = dict.fromkeys(combinations(records, 2), 0.99)
    [cluster] = cluster_records(link(every, records))
    assert cluster.doubt == "15 records as one person are more than lists usually have"


def test_a_cluster_held_by_few_pairs_is_doubted() -> None:
    [cluster] = cluster_records(
        link({}, "abc"), [judge("same-person", "a", "b"), judge("same-person", "b", "c", day=2)]
    )
    assert cluster.doubt == "held together by 0 of 3 pairs"


def test_draws_repeat_with_the_seed_and_hold_every_record_once() -> None:
    first, second = (list(sample_clusters(link(LIKELY), draws=20, seed=7)) for _ in range(2))
    assert first == second
    assert all(sorted("".join(groups(draw))) == list("abcd") for draw in first)


def test_draws_follow_the_odds() -> None:
    draws = sample_clusters(link({("a", "b"): 0.7}, "ab"), draws=2_000, seed=3)
    together = Counter(len(draw) == 1 for draw in draws)[True] / 2_000
    assert abs(together - 0.7) < 0.05


def test_judgements_hold_in_every_draw() -> None:
    judged = [judge("different-person", "a", "b"), judge("same-person", "a", "c", day=2)]
    draws = list(sample_clusters(link(LIKELY), judged, draws=50, seed=5))
    assert all("ac" in groups(draw) for draw in draws)


def test_draws_follow_what_records_tell_and_not_their_ids() -> None:
    """Nine records of three lists under other ids: as many people on each pattern of lists in every draw."""
    told = dict(zip("abcdefghi", ("court", "hotline", "lawyers") * 3, strict=True))
    odds = {("a", "b"): 0.6, ("b", "c"): 0.6, ("a", "c"): 0.3, ("d", "e"): 0.7, ("e", "f"): 0.7, ("g", "h"): 0.4}
    other = dict(zip("abcdefghi", "ighcbfead", strict=True))
    renamed = {(min(pair), max(pair)): odds[one, two] for one, two in odds for pair in [(other[one], other[two])]}
    first = sample_clusters(link(odds, "abcdefghi"), draws=30, seed=4, tells=told)
    second = sample_clusters(
        link(renamed, "abcdefghi"), draws=30, seed=4, tells=(back := {other[one]: what for one, what in told.items()})
    )
    assert [count_lists(draw, told) for draw in first] == [count_lists(draw, back) for draw in second]


def count_lists(clusters: tuple[Cluster, ...], told: dict[str, str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(sorted(told[record] for record in cluster.records)) for cluster in clusters)
