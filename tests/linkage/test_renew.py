"""A linking brought to the records that count today."""

import pytest

from habeas.linkage.cluster import cluster_records
from habeas.linkage.renew import renew_linking
from habeas.model.linking import Feature, LinkedPair, Linking

COPY = (Feature("copy", "alike in every field", 0.0),)
CHAIN = (LinkedPair("a", "b", 0.99), LinkedPair("b", "c", 0.99))
COPIES = (LinkedPair("a", "b", 1.0, COPY), LinkedPair("a", "c", 0.99))


@pytest.mark.parametrize(
    ("pairs", "names", "people"),
    [
        (CHAIN, {"a": "a", "c": "c"}, [("a",), ("c",)]),  # who is left out brings no others together
        (CHAIN, {"a": "a", "b": "b"}, [("a", "b")]),
        (CHAIN[:1], {"a": "z", "b": "b", "c": "c"}, [("b", "z"), ("c",)]),  # a newer version of the same row
        (COPIES, {"a": "a", "b": "b", "c": "c"}, [("a", "b", "c")]),
        (COPIES, {"b": "b", "c": "c"}, [("b", "c")]),  # a copy stands for the one that is left out
        (COPIES, {"a": "z", "b": "b", "c": "c"}, [("b", "c", "z")]),
        (COPIES, {}, []),
    ],
)
def test_people_are_those_of_the_records_that_count(
    pairs: tuple[LinkedPair, ...], names: dict[str, str], people: list[tuple[str, ...]]
) -> None:
    renewed = renew_linking(Linking("links@1", ("a", "b", "c"), pairs, 0.9, 0.5, 0.1), names)
    assert [cluster.records for cluster in cluster_records(renewed)] == people
    assert set(renewed.records) == set(names.values())
