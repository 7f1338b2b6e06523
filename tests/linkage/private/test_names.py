"""Names as they are encoded: the same letters for one name in two scripts, orders and forms."""

import pytest

from habeas.linkage.private.names import FoldedName, fold_name
from habeas.model.person import Identity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Identity(name="Осмунд Тестов"), Identity(name="Osmund Testov")),
        (Identity(name="Testov Osmund"), Identity(given="Osmund", family="Testov")),
        (Identity(name="Саша Тестов"), Identity(name="Aleksandr Testov")),
        (Identity(name="TESTOV OSMUND"), Identity(name="Osmund Testow")),
    ],
    ids=["two scripts", "the other order", "a short form", "capitals and another w"],
)
def test_two_spellings_give_the_same_words(one: Identity, other: Identity) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    "identity",
    [
        Identity(name="Иван Петрович Тестов"),
        Identity(name="Тестов Иван Петрович"),
        Identity(given="Иван", patronymic="Петрович", family="Тестов"),
    ],
)
def test_a_patronymic_is_told_apart_wherever_it_stands(identity: Identity) -> None:
    folded = fold_name(identity)
    assert (len(folded.given), len(folded.family), len(folded.patronymic)) == (1, 1, 1)
    assert folded == fold_name(Identity(given="Иван", patronymic="Петрович", family="Тестов"))


def test_a_family_name_that_ends_like_a_patronymic_stays() -> None:
    assert len(fold_name(Identity(name="Тестович Иван Петрович")).family) == 1
    assert fold_name(Identity(name="Иван Тестович")).patronymic == ()


@pytest.mark.parametrize("identity", [Identity(), Identity(name=""), Identity(name="123 !"), Identity(given=" ")])
def test_no_name_gives_no_words(identity: Identity) -> None:
    assert fold_name(identity) == FoldedName((), ())


def test_a_second_initial_is_of_a_patronymic_and_left_out() -> None:
    assert fold_name(Identity(name="Тестов И. П.")) == fold_name(Identity(name="Тестов И."))


def test_a_name_of_ten_thousand_characters_is_read_in_no_time() -> None:
    assert len(" ".join(fold_name(Identity(name="Тестов" * 2000)).words)) <= 1000
