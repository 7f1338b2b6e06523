"""Word pieces: whatever the text, each stands for exact characters of it, and knows how its word is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.read.neural.pieces import CASES, PiecedText, Pieces

TEXTS = {
    "accents": ("Bogotá, café", ["bogota", ",", "cafe"]),
    "accents apart": ("Bogota\u0301 fell", ["bogota", "fell"]),
    "emoji": ("😀 12 held 👩‍👩‍👧", ["12", "held"]),
    "nothing within": ("de\u200btained", ["de\u200btained"]),
    "Arabic": ("اعتقلت الشرطة 14", ["14"]),
    "Chinese": ("警方拘留14人", ["14"]),
    "letters that grow": ("ŉo ﬃ ΐ İstanbul", []),
    "wide digits": ("１４ people", ["people"]),
    "surrogate's stand-in": ("\ufffd held", ["held"]),
}
WRITTEN = [
    ("police", "lower"),
    ("Minsk", "capital"),
    ("OMON", "upper"),
    ("I", "capital"),
    ("iPhone", "capital"),
    ("14", "number"),
    ("4th", "number"),
    (",", "mark"),
    ("“", "mark"),
    ("警", "capital"),
]


def words_of(text: str, pieced: PiecedText) -> list[str]:
    """Each word of a text, all its pieces together."""
    words: dict[int, str] = {}
    for word, start, end in zip(pieced.words, pieced.starts, pieced.ends, strict=True):
        words[word] = words.get(word, "") + text[start:end]
    return list(words.values())


@pytest.mark.parametrize("name", TEXTS)
def test_pieces_stand_for_code_points_of_the_text(name: str, pieces: Pieces) -> None:
    text, expected = TEXTS[name]
    found = [
        word.lower().replace("á", "a").replace("é", "e").rstrip("\u0301") for word in words_of(text, pieces.split(text))
    ]
    assert set(expected) <= set(found), found


def test_a_long_word_is_several_pieces_of_one_word(pieces: Pieces) -> None:
    pieced = pieces.split("The detainees' counterdemonstrations")
    last = [word for word in pieced.words if word == pieced.words[-1]]
    assert len(last) > 1
    assert (pieced.starts[-len(last)], pieced.ends[-1]) == (15, 36)


def test_an_empty_text_has_no_pieces(pieces: Pieces) -> None:
    assert pieces.split("") == pieces.split(" \n\t") == PiecedText([], [], [], [], [])


def test_no_marks_are_put_around_a_text(pieces: Pieces) -> None:
    one, two = pieces.split("police"), pieces.split("police police")
    assert two.ids == one.ids * 2


def test_no_text_is_too_long(pieces: Pieces) -> None:
    assert len(pieces.split("police " * 5_000).ids) == 5_000


@pytest.mark.parametrize(("word", "case"), WRITTEN)
def test_a_piece_knows_how_its_word_is_written(word: str, case: str, pieces: Pieces) -> None:
    pieced = pieces.split(f"so {word} so")
    assert {CASES[code] for code in pieced.cases[1:-1]} == {case}
    assert (pieced.cases[0], pieced.cases[-1]) == (0, 0)


def test_all_pieces_of_a_word_have_its_case(pieces: Pieces) -> None:
    assert set(pieces.split("COUNTERDEMONSTRATIONS").cases) == {CASES.index("upper")}


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_pieces_stand_in_order(pieces: Pieces, text: str) -> None:
    pieced = pieces.split(text)
    lengths = {len(pieced.ids), len(pieced.starts), len(pieced.ends), len(pieced.words), len(pieced.cases)}
    assert len(lengths) == 1
    assert pieced.starts == sorted(pieced.starts) and pieced.ends == sorted(pieced.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(pieced.starts, pieced.ends, strict=True))


def test_a_letter_made_of_several_may_be_several_pieces(pieces: Pieces) -> None:
    pieced = pieces.split("칠 x")
    assert (pieced.starts, pieced.ends) == ([0, 0, 0, 2], [1, 1, 1, 3])
