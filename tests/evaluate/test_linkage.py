"""Whether linked pairs are held against the truth as they should be."""

from habeas.evaluate.linkage import LinkBin, bin_links, count_pairs
from habeas.model.linking import Cluster, LinkedPair

TRUTH = {"a": 1, "b": 1, "c": 2, "d": 2}


def test_pairs_are_held_against_the_truth_by_tenths() -> None:
    given = [("a", "b", 0.95), ("c", "d", 1.0), ("a", "c", 0.31), ("b", "d", 0.39)]
    pairs = [LinkedPair(left, right, probability, ()) for left, right, probability in given]
    assert list(bin_links(pairs, TRUTH)) == [LinkBin(0.3, 2, 0.35, 0.0), LinkBin(0.9, 2, 0.975, 1.0)]


def test_every_two_records_of_a_cluster_count_as_a_pair() -> None:
    clusters = [Cluster(id="x", records=("a", "b", "c")), Cluster(id="y", records=("d",))]
    assert count_pairs(clusters, TRUTH) == (1, 3, 2)
