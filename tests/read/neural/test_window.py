"""Windows: every piece belongs to exactly one, what stands before it is in view, and nothing is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.lang import load_language
from habeas.read.neural.pieces import PiecedText
from habeas.read.neural.window import BEFORE, LONGEST, Window, cut_windows
from habeas.read.segment import split_segments

Sentences = list[tuple[int, int]]


def make_text(lengths: list[int]) -> tuple[PiecedText, Sentences]:
    """Sentences of so many pieces, each piece a letter and a space."""
    total = sum(lengths)
    starts = [2 * piece for piece in range(total)]
    ends = [start + 1 for start in starts]
    sentences, first = Sentences(), 0
    for length in lengths:
        sentences.append((2 * first, 2 * (first + length) - 1))
        first += length
    return PiecedText([1000] * total, starts, ends, list(range(total)), [0] * total), sentences


def owned(windows: list[Window]) -> list[int]:
    return [piece for window in windows for piece in range(window.own, window.last)]


@given(st.lists(st.one_of(st.integers(1, 60), st.integers(100, 400)), max_size=25))
@settings(max_examples=300, deadline=None)
def test_every_piece_belongs_to_one_window_that_is_not_too_long(lengths: list[int]) -> None:
    pieced, sentences = make_text(lengths)
    windows = cut_windows(pieced, sentences)
    assert owned(windows) == list(range(len(pieced.ids)))
    assert all(0 <= window.first <= window.own < window.last for window in windows)
    assert all(len(window) <= LONGEST for window in windows)


@given(st.lists(st.integers(1, LONGEST - BEFORE), min_size=2, max_size=25))
@settings(max_examples=200, deadline=None)
def test_a_sentence_that_fits_is_never_cut(lengths: list[int]) -> None:
    pieced, sentences = make_text(lengths)
    borders = {window.own for window in cut_windows(pieced, sentences)}
    assert borders <= {start // 2 for start, _ in sentences}


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_sentences_that_fit_no_piece_do_no_harm(text: str, stretches: list[tuple[int, int]]) -> None:
    starts = [place for place, letter in enumerate(text) if letter.isalpha()]
    size = len(starts)
    pieced = PiecedText([1] * size, starts, [start + 1 for start in starts], starts, [0] * size)
    sentences = sorted((start, start + length) for start, length in stretches)
    assert owned(cut_windows(pieced, sentences)) == list(range(size))


LAYOUTS = {
    "one sentence": ([20], [(0, 0, 20)]),
    "what fits together stays together": ([50, 60, 50], [(0, 0, 160)]),
    "the sentence before is shown again": ([100, 30, 100], [(0, 0, 130), (100, 130, 230)]),
    "a long sentence before shows its end": ([120, 100], [(0, 0, 120), (88, 120, 220)]),
    "two short sentences are shown again": ([120, 16, 16, 100], [(0, 0, 152), (120, 152, 252)]),
    "a sentence too long is cut": ([300], [(0, 0, 128), (96, 128, 256), (224, 256, 300)]),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_windows_of_a_text(name: str) -> None:
    lengths, expected = LAYOUTS[name]
    assert cut_windows(*make_text(lengths)) == [Window(*row) for row in expected]


@pytest.mark.parametrize("sentences", [[], [(0, 9_999)]], ids=["no sentences", "one sentence"])
def test_five_thousand_words_without_a_full_stop_are_all_seen(sentences: Sentences) -> None:
    pieced, _ = make_text([5_000])
    windows = cut_windows(pieced, sentences)
    assert owned(windows) == list(range(5_000))
    assert all(window.own - window.first == BEFORE for window in windows[1:])


def test_an_empty_text_has_no_windows() -> None:
    assert cut_windows(PiecedText([], [], [], [], []), []) == []


def test_windows_end_where_sentences_of_the_segmenter_end() -> None:
    text = "Police held many people there that day. " * 40
    words = [place for place in range(len(text)) if text[place].isalpha() and (not place or text[place - 1] == " ")]
    pieced = PiecedText([1] * len(words), words, [start + 1 for start in words], words, [0] * len(words))
    sentences = [(segment.start, segment.end) for segment in split_segments(text, load_language("en"))]
    assert {text[pieced.starts[window.own]] for window in cut_windows(pieced, sentences)} == {"P"}
