"""Names across scripts: what is one person's scores above what is two people's, and is found under a common key."""

from pathlib import Path

import pytest
import yaml

from habeas.linkage.compare_name import compare_names
from habeas.linkage.fold import fold_word
from habeas.linkage.name import LONGEST_NAME, MOST_WORDS, list_keys, parse_name, read_name
from habeas.model.person import Identity

CASES = yaml.safe_load((Path(__file__).parent / "names_alike.yml").read_text(encoding="utf-8"))
THRESHOLD = 0.6


@pytest.mark.parametrize(("one", "other"), CASES["same"])
def test_one_persons_names_are_alike(one: str, other: str) -> None:
    assert compare_names(parse_name(one), parse_name(other)) >= THRESHOLD


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_two_peoples_names_are_not(one: str, other: str) -> None:
    assert compare_names(parse_name(one), parse_name(other)) < THRESHOLD


@pytest.mark.parametrize(("one", "other"), [*CASES["same"], *CASES["different"]])
def test_order_of_the_pair_means_nothing(one: str, other: str) -> None:
    forth, back = compare_names(parse_name(one), parse_name(other)), compare_names(parse_name(other), parse_name(one))
    assert forth == pytest.approx(back)


@pytest.mark.parametrize("spelling", ["Хлюстов", "Khlyustov", "Chljustow", "Khliustov", "Chljustov", "Хлюстоў"])
def test_spellings_share_a_key(spelling: str) -> None:
    assert list_keys(fold_word(spelling)) & list_keys(fold_word("Хлюстов"))


def test_parts_go_before_the_whole() -> None:
    apart = read_name(Identity(name="nobody", given="Жанна", family="Хлюстова"))
    assert [word.folded.latin for word in apart.words] == ["zhanna", "khlyustova"]


def test_nothing_to_read_is_like_nothing() -> None:
    assert parse_name("").words == parse_name("— 12 …").words == ()
    assert compare_names(parse_name(""), parse_name("Жанна Хлюстова")) == 0


def test_endless_names_are_cut() -> None:
    name = parse_name("Жанна " * 10_000)
    assert len(name.words) == MOST_WORDS
    assert sum(len(word.folded.latin) for word in name.words) <= LONGEST_NAME


def test_a_patronymic_is_known_by_its_ending() -> None:
    name = parse_name("Тарнаков Борис Игоревич")
    assert [word.is_patronymic for word in name.words] == [False, False, True]
