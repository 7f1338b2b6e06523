"""What nobody sees is looked through, and the words keep it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.read.plain import look_through

ODD = st.text(
    st.sampled_from("ab1 .é" + "e\u0301\u0332\u0338\u20dd\u00ad\u200b\u200d\u202e\ufeff\x01😀ب\u0650"), max_size=30
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("de\u00adtained", "detained"),
        ("det\u200bained", "detained"),
        ("\u202aMinsk\u202c", "Minsk"),
        ("1\u0336\u200d4\u0336", "14"),
        ("Bogota\u0301", "Bogotá"),
        ("d\u0337\u0301\u0302e\u0338t", "det"),
        ("1\ufe0f\u20e3", "1"),
    ],
)
def test_what_nobody_sees_is_left_out(raw: str, text: str) -> None:
    plain = look_through(raw)
    assert plain is not None
    assert plain.text == text


@pytest.mark.parametrize("raw", ["", "fourteen", "Bogotá", "задержаны", "كِتَاب", "两\u3000人", "a\tb\r\n\x1c", "👍🏽"])
def test_a_text_that_is_all_seen_is_left_alone(raw: str) -> None:
    assert look_through(raw) is None


def test_words_stand_from_the_first_letter_to_the_last_with_its_accents() -> None:
    raw = "\u200bin \u200bBogota\u0301\u200b, 14"
    plain = look_through(raw)
    assert plain is not None
    start = plain.text.index("Bogotá")
    assert raw[slice(*plain.stand(start, start + 6))] == "Bogota\u0301"
    assert plain.stand(0, len(plain.text)) == (1, len(raw))


@settings(deadline=None)
@given(ODD, st.data())
def test_each_stretch_stands_where_its_letters_are(raw: str, data: st.DataObject) -> None:
    plain = look_through(raw)
    if plain is None:
        return
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    stretch = raw[slice(*plain.stand(start, end))]
    assert bare(stretch) == bare(plain.text[start:end])


def bare(words: str) -> str:
    return "".join(
        char
        for char in unicodedata.normalize("NFD", words)
        if unicodedata.category(char) not in {"Mn", "Me", "Cf", "Cc"}
    )
