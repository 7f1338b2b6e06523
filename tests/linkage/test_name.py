"""Names across scripts: what is one person's scores above what is two people's, and is found under a common key."""

from pathlib import Path

import pytest
import yaml

from habeas.linkage.compare_name import compare_names
from habeas.linkage.fold import fold_word
from habeas.linkage.name import LONGEST_NAME, MOST_WORDS, list_keys, list_word_keys, parse_name, read_name
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


@pytest.mark.parametrize(
    ("one", "other", "is_shared"),
    [
        ("تسليم", "Taslim", True),
        ("عزت", "Izzat", True),
        ("العتوم", "Otoum", True),
        ("הדר", "Hadar", True),
        ("ג'ובראן", "Jubran", True),
        ("Jovanić", "Йованич", True),
        ("Jovanić", "Йованик", False),
        ("ваши", "Wahab", False),
    ],
)
def test_letters_of_other_scripts_are_read_by_themselves(one: str, other: str, *, is_shared: bool) -> None:
    [first], [second] = parse_name(one).words, parse_name(other).words
    assert bool(set(list_word_keys(first)) & set(list_word_keys(second))) is is_shared


def test_an_initial_has_no_keys_and_a_short_form_those_of_the_full_one() -> None:
    initial, short, full = parse_name("Ж. Саша Александр").words
    assert list_word_keys(initial) == ()
    assert set(list_word_keys(short)) & set(list_word_keys(full))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Lo Tse-tang", ["lo", "tsetang"]),
        ("Anne-Marie Lo", ["anne", "marie", "lo"]),
        ("LO TSE-TANG", ["lo", "tse", "tang"]),
        ("El-sayed Lo", ["sayed", "lo"]),
        ("김종탄", ["gim", "jongtan"]),
    ],
)
def test_syllables_of_one_given_name_are_one_word(name: str, words: list[str]) -> None:
    assert [word.folded.latin for word in parse_name(name).words] == words
