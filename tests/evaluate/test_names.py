"""What names are measured by: labelled pairs, and spellings of one word in two scripts."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from habeas.evaluate import names
from habeas.evaluate.keys import KeyScores, evaluate_keys, key_rows, read_spellings
from habeas.evaluate.names import NamePair, evaluate_names, name_rows, read_name_pairs
from habeas.exc import InputError

HEAD = "schema,name1,name2,is_match,notes"
ALIKE = ["Person,Борис Тарнаков,Boris Tarnakov,true,", "Person,Жанна Хлюстова,Zhanna Khliustova,true,"]
UNLIKE = ["Person,Борис Тарнаков,Омар Хаддад,false,", "Person,Khaled Haddad,Omar Haddad,false,"]

CYRILLIC = ("Борис Тарнаков", "Жанна Хлюстова", "Омар Хаддад", "Павел Брамко", "Фёдор Корцик", "Ирина Велькина")
LATIN = ("Boris Tarnakov", "Zhanna Khliustova", "Omar Haddad", "Pavel Bramko", "Fyodor Kortsik", "Irina Velkina")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pairs.csv"


def write(file: Path, *lines: str) -> Path:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_only_pairs_of_persons_are_read(file: Path) -> None:
    write(file, HEAD, "Company,Tarnakov Ltd,Tarnakov Limited,true,", ALIKE[0], UNLIKE[0])
    assert read_name_pairs(file) == [
        NamePair("Борис Тарнаков", "Boris Tarnakov", is_match=True),
        NamePair("Борис Тарнаков", "Омар Хаддад", is_match=False),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (["schema,name1,name2"], None, "has no column 'is_match'"),
        ([HEAD], None, "holds no pair whose schema is Person"),
        ([HEAD, ALIKE[0], "Person,Жанна,Zhanna,perhaps,"], 3, "'perhaps'"),
        ([HEAD, "Person,Жанна"], 2, "expected two names and whether they match"),
    ],
)
def test_pairs_that_say_nothing_are_refused(file: Path, lines: list[str], line: int | None, reason: str) -> None:
    with pytest.raises(InputError) as error:
        read_name_pairs(write(file, *lines))
    assert (error.value.path, error.value.line) == (str(file), line)
    assert reason in error.value.reason


def test_bytes_that_are_no_text_are_refused(file: Path) -> None:
    file.write_bytes(b"schema,name1\xff\n")
    for read in (read_name_pairs, read_spellings):
        with pytest.raises(InputError, match="cannot be read"):
            read(file)


def test_ours_tells_names_across_scripts_that_letters_alone_do_not() -> None:
    written = list(zip(CYRILLIC, LATIN, strict=True))
    alike = [NamePair(one, other, is_match=True) for one, other in written]
    unlike = [NamePair(one, other, is_match=False) for _, one in written for _, other in written if one != other]
    ours, tokens, *_ = evaluate_names([*alike, *unlike])
    assert ours.whole == (1.0, 1.0, 1.0)
    assert tokens.whole[2] < 0.5


@pytest.mark.skipif(not find_spec("jellyfish"), reason="jellyfish is not installed")
def test_three_comparisons_stand_side_by_side(file: Path) -> None:
    rows = name_rows(evaluate_names(read_name_pairs(write(file, HEAD, *ALIKE, *UNLIKE))))
    assert [row[0] for row in rows[1:]] == ["habeas", "rapidfuzz token_set_ratio", "jellyfish Jaro-Winkler"]
    assert {len(row) for row in rows} == {7}


def test_what_only_measuring_needs_may_be_missing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "find_spec", lambda _: None)
    scores = evaluate_names(read_name_pairs(write(file, HEAD, *ALIKE, *UNLIKE)))
    assert [one.method for one in scores] == ["habeas", "rapidfuzz token_set_ratio"]


def test_the_threshold_is_set_on_one_half_and_held_on_the_other() -> None:
    pairs = [NamePair(f"Boris Tarnakov {at}", "Boris Tarnakov", is_match=True) for at in range(8)]
    halves = {pair.is_development for pair in pairs}
    assert halves == {True, False}
    assert evaluate_names([pair for pair in pairs if pair.is_development])[0].unseen == (0.0, 0.0, 0.0)


def test_spellings_found_under_a_common_key_are_counted(file: Path) -> None:
    write(file, "tarnakov\tт а р н а к о в\t7", "velkin\tв е л ь к и н\t1", "", "haddad\tж а н н а\t1")
    assert evaluate_keys(file) == KeyScores("pairs.csv", pairs=3, found=2, kept=2)


def test_every_pair_of_words_that_shares_a_key_is_kept(file: Path) -> None:
    write(file, *["tarnakov\tтарнаков"] * 3)
    scores = evaluate_keys(file)
    assert (scores.found, scores.kept, scores.share) == (3, 9, 1.0)


def test_shares_are_printed_by_file() -> None:
    assert key_rows([KeyScores("a.tsv", pairs=1000, found=961, kept=7_940)])[1] == ("a.tsv", "1,000", "0.961", "0.79%")


@pytest.mark.parametrize(("lines", "line"), [(["one\tодин", "two"], 2), (["\tодин"], 1), (["one\t "], 1), ([""], None)])
def test_lines_without_two_spellings_are_refused(file: Path, lines: list[str], line: int | None) -> None:
    with pytest.raises(InputError) as error:
        read_spellings(write(file, *lines))
    assert (error.value.path, error.value.line) == (str(file), line)


@pytest.mark.slow
@pytest.mark.parametrize("script", ["arabic", "hebrew", "russian"])
def test_keys_find_spellings_nobody_looked_at(shared: Path, script: str) -> None:
    scores = evaluate_keys(shared / "data" / "name_matching" / "transliteration" / f"wd_{script}_16.tsv")
    assert scores.recall >= 0.95
    assert scores.share <= 0.01


@pytest.mark.slow
def test_names_are_told_on_the_half_nobody_looked_at(shared: Path) -> None:
    pairs = read_name_pairs(shared / "data" / "name_matching" / "opensanctions_name_bench_cases.csv")
    assert evaluate_names(pairs)[0].unseen[2] >= 0.9
