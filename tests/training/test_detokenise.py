"""Running text from the words of a corpus."""

import pytest

from training.detokenise import align, cover, detokenise


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The mayor , Ada Okun , left .", "The mayor, Ada Okun, left."),
        ('She said : " Do n\'t go ! " and left', 'She said: "Don\'t go!" and left'),
        ("` ` Go , ' ' she said", '"Go," she said'),
        ("Luvania 's guards ( two ) fired", "Luvania's guards (two) fired"),
        ("Luvania ' s pro - state crowd", "Luvania's pro-state crowd"),
        ("it cost $ 5 -LRB- or less -RRB-", "it cost $5 (or less)"),
        ("50 % of “ them ”", "50% of “them”"),
    ],
)
def test_words_are_printed_as_usual(words: str, text: str) -> None:
    printed, stretches = detokenise(words.split(), "-")
    assert printed == text
    assert "".join(printed[start:end] for start, end in stretches) == printed.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("The guards left .", "The guards left", ["The", "guards", "left", ""]),
        ("In Luvania", "In Luvani", ["In", "Luvani"]),
        ("Night falls LUVANIA — Guards", "Night falls-LUVANIA — -Guards", ["Night", "falls", "LUVANIA", "—", "Guards"]),
        ("He fled", "She fled", ["", ""]),
    ],
)
def test_words_are_found_in_the_text_they_came_from(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in align(words.split(), text)] == found


def test_several_words_cover_what_lies_between_them() -> None:
    assert cover([(3, 3), (4, 6), (7, 9), (9, 9)]) == (4, 9)


def test_words_without_characters_cover_nothing() -> None:
    with pytest.raises(ValueError, match="expected a word with characters"):
        cover([(3, 3)])
