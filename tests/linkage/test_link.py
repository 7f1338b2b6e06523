"""Linkage of records: lists whose truth is known, and lists that nothing can be learned from."""

from dataclasses import replace
from importlib.metadata import version
from itertools import combinations

import numpy as np
import pytest

from habeas.evaluate.linkage import count_pairs, evaluate_linkage
from habeas.evaluate.lists import Setting, make_lists
from habeas.exc import QuestionError
from habeas.linkage import compare, link
from habeas.linkage.cluster import cluster_records
from habeas.linkage.level_kernel import SIZES
from habeas.linkage.levels import find_prior, load_levels
from habeas.linkage.link import COPY, FLOOR, link_records
from habeas.model.linking import LinkRecord
from habeas.model.person import Identity

WHOLE = Identity(given="Жанна", patronymic="Олеговна", family="Хлюстова", birth="1990-04-12", facility="РУВД 3")
RECORD = LinkRecord("r1", "desk", WHOLE, "made:place-1", ("made:country",), "2024-03-02")


def make_record(key: str, list_name: str = "desk", **fields: str | int | None) -> LinkRecord:
    return replace(RECORD, id=key, list=list_name, identity=Identity(**fields))  # type: ignore[arg-type]


def test_invented_lists_are_put_together() -> None:
    scores = evaluate_linkage(Setting(people=600, seed=4))
    assert scores.f1 >= 0.95
    assert scores.precision >= 0.97


def test_the_same_records_give_the_same_linking_in_any_order() -> None:
    records = make_lists(Setting(people=150, seed=2)).records
    assert link_records(records) == link_records(records[::-1])


def test_no_name_is_in_a_linking() -> None:
    records = make_lists(Setting(people=60, seed=2)).records
    words = {word for record in records for word in (record.identity.family, record.identity.given) if word}
    told = repr(link_records(records))
    assert not any(word in told for word in words if len(word) > 3)


@pytest.mark.parametrize("records", [[], [RECORD]])
def test_nobody_to_compare_with(records: list[LinkRecord]) -> None:
    linking = link_records(records)
    assert linking.pairs == ()
    assert len(cluster_records(linking)) == len(records)


def test_a_record_given_twice_is_an_error() -> None:
    with pytest.raises(QuestionError, match="'r1' is given twice"):
        link_records([RECORD, RECORD])


def test_one_record_ten_thousand_times_is_one_person_to_look_at() -> None:
    linking = link_records([replace(RECORD, id=f"r{number:05}") for number in range(10_000)])
    assert len(linking.pairs) == 9_999
    assert all(COPY in pair.features for pair in linking.pairs)
    clusters = cluster_records(linking)
    assert len(clusters) > 1 or clusters[0].doubt is not None


def test_lists_without_a_common_field_have_no_pairs() -> None:
    named = [make_record(f"a{number}", "one", name=f"Жанна Хлюст{'абвгд'[number]}ва") for number in range(5)]
    dated = [make_record(f"b{number}", "two", birth=f"199{number}-01-01") for number in range(5)]
    assert not any({pair.left[0], pair.right[0]} == {"a", "b"} for pair in link_records([*named, *dated]).pairs)


def make_names(count: int) -> list[tuple[str, str]]:
    """Given and family names that have little in common."""
    rng = np.random.default_rng(1)
    parts = np.array(["ba", "ko", "li", "ma", "ne", "ro", "su", "ti", "va", "zo", "chi", "dre", "pla", "gor", "shu"])
    words = ["".join(drawn).title() for drawn in rng.choice(parts, (2 * count, 3)).tolist()]
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("lists", ["ab", "abc", "abcd"])
@pytest.mark.parametrize("people", [10, 20, 100])
def test_lists_without_errors_of_one_place_and_day_are_linked(people: int, lists: str) -> None:
    rows = [(f"{number:03}", *names) for number, names in enumerate(make_names(people))]
    linking = link_records(
        [make_record(f"{row}{key}", key, given=given, family=family) for row, given, family in rows for key in lists]
    )
    linked = {(pair.left, pair.right) for pair in linking.pairs if pair.probability >= linking.match}
    wanted = {(f"{row}{one}", f"{row}{other}") for row, _, _ in rows for one, other in combinations(lists, 2)}
    assert wanted <= linked and len(linked) <= 1.1 * len(wanted)


def test_lists_with_hardly_a_field_in_common_are_no_error() -> None:
    bare = replace(RECORD, day=None, place=None, within=())
    records: list[LinkRecord] = []
    for row, (given, family) in enumerate(make_names(300)):
        born = f"19{50 + row % 50}-{1 + row % 12:02}-{1 + row % 28:02}"
        who = (
            Identity(name=f"{given} {family}"),
            Identity(family=family, birth=born),
            Identity(given=given, age=row % 50),
        )
        named, dated, aged = (
            replace(bare, id=f"{key}{row}", list=key, identity=one) for key, one in zip("abc", who, strict=True)
        )
        held = replace(aged, identity=replace(who[2], facility=f"OVD {row % 7}"))
        records += [named, replace(dated, day=f"2024-03-0{1 + row % 4}", place=f"made:place-{row % 3}"), held]
    assert len(link_records(records).records) == 900


def test_records_without_a_name_are_no_copies() -> None:
    linking = link_records([make_record(f"r{number}", note="taken at the gate") for number in range(20)])
    assert linking.pairs == ()


def test_endless_cells_are_compared_as_far_as_names_go() -> None:
    long = [make_record(f"r{number}", f"list {number}", name="Хлюстова " * 2_000) for number in range(3)]
    assert all(pair.probability >= FLOOR for pair in link_records(long).pairs)


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"name": "Zhanna Khliustova"}, "the same name"),
        ({"given": "Жанна", "family": "Хлюстова", "age": 33}, "an age that fits"),
        ({"given": "Жанна", "family": "Хлюстова", "birth": "1990-12-04"}, "day and month exchanged"),
        ({"given": "Жанна", "family": "Хлюстова", "facility": "РОВД № 3"}, "a facility of the same number"),
    ],
)
def test_pairs_explain_themselves(fields: dict[str, str | int], level: str) -> None:
    [pair] = link_records([RECORD, make_record("r2", "court", **fields)]).pairs
    assert any(level in feature.level for feature in pair.features)


def test_weights_and_prior_make_the_probability() -> None:
    linking = link_records(make_lists(Setting(people=150, seed=2)).records)
    pair = min(linking.pairs, key=lambda pair: abs(pair.probability - 0.7))
    bits = find_prior(linking) + sum(feature.weight for feature in pair.features)
    assert 1 / (1 + 2**-bits) == pytest.approx(pair.probability, abs=0.01)


def test_pairs_of_clusters_are_counted() -> None:
    made = make_lists(Setting(people=150, seed=2))
    right, found, true = count_pairs(cluster_records(link_records(made.records)), made.truth)
    assert right <= min(found, true)
    assert right > 0.9 * true


def test_the_number_of_cores_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    records = make_lists(Setting(people=300, seed=2)).records
    monkeypatch.setattr(compare, "_AT_A_TIME", 64)
    linkings = []
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        linkings.append(link_records(records))
    assert linkings[0] == linkings[1]


def test_pairs_that_find_no_room_wait_for_the_next_round(monkeypatch: pytest.MonkeyPatch) -> None:
    records = make_lists(Setting(people=300, seed=2)).records
    whole = link_records(records)
    monkeypatch.setattr(compare, "_ROOM", 1)
    assert link_records(records) == whole


def test_a_model_of_some_pairs_finds_what_a_model_of_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_lists(Setting(people=600, seed=4))
    monkeypatch.setattr(link, "MOST_PAIRS", 2_000)
    right, found, true = count_pairs(cluster_records(link_records(made.records)), made.truth)
    assert 2 * right / (found + true) >= 0.95


def test_codes_have_room_for_every_level() -> None:
    assert [len(levels) + 1 for levels in load_levels().values()] == list(SIZES)


def test_the_method_names_splink_and_what_is_compared() -> None:
    made = make_lists(Setting(people=300, seed=2))
    assert link_records(made.records).method == f"splink-{version('splink')}/{link.FEATURES}"
    assert link_records(made.records[:3]).method == link.UNFITTED


def test_records_left_out_are_counted() -> None:
    crowd = [make_record(f"r{number}", name="Жанна Хлюстова", facility=f"РУВД {number}") for number in range(70)]
    assert link_records(crowd).left_out == 70
