import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.exc import InputError
from habeas.intake.decode import decode_text

ENGLISH = "Police said “we detained 14” — nine were freed in the café."
RUSSIAN = "Полиция задержала четырнадцать человек на площади в воскресенье, сообщили наблюдатели."
GERMAN = "Später wurden die fünf Männer für vierzig Tage in Haft genommen, größere Märsche fielen aus."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_unicode_is_read_without_a_word(text: str, encoding: str) -> None:
    decoded = decode_text(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.warning) == (text, None)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ENGLISH, "cp1252"), (GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ENGLISH, "utf-16-le")],
)
def test_guessed_encoding_is_right_and_said_aloud(text: str, encoding: str) -> None:
    decoded = decode_text(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.warning is not None and "read as" in decoded.warning


def test_declared_encoding_is_taken_without_a_word() -> None:
    decoded = decode_text(RUSSIAN.encode("cp1251"), "a.html", declared="windows-1251")
    assert (decoded.text, decoded.warning) == (RUSSIAN, None)


def test_one_broken_byte_does_not_garble_the_rest() -> None:
    decoded = decode_text(GERMAN.encode() + b" caf\xe9 nearby", "a.txt")
    assert decoded.text == f"{GERMAN} caf\ufffd nearby"
    assert decoded.warning == "not all UTF-8: \ufffd stands in the text for what is broken (1 times)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "looks like a JPEG picture"),
        (b"\x89PNG\r\n\x1a\n", "looks like a PNG picture"),
        (b"%PDF-1.7\n", "looks like a PDF document"),
        (b"PK\x03\x04word/document.xml", "looks like a ZIP archive"),
        (b"\x00\x00\x00\x18ftypmp42", "looks like a film"),
        (b"fourteen\x00people", "holds a zero byte"),
        (b"\x01\x02\x03\x04\x05\x06 people", "holds 6 control characters"),
        (b"\xff\xfea\x00b", "has a UTF-16-LE byte order mark but breaks it"),
        (bytes(range(128, 256)) * 3, "is no text in any known encoding"),
    ],
)
def test_what_is_no_text_is_refused_with_its_kind(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode_text(data, "a.txt")
    assert reason in str(caught.value)


@given(
    st.binary(), st.none() | st.sampled_from(["utf-7", "punycode", "hex", "x", "undefined", "big5", "unicode_escape"])
)
def test_any_bytes_are_text_or_an_input_error(data: bytes, declared: str | None) -> None:
    try:
        decoded = decode_text(data, "a.txt", declared)
    except InputError as error:
        assert error.path == "a.txt"
    else:
        assert "\0" not in decoded.text
        assert decoded.text.encode("utf-8")


def test_a_byte_order_mark_alone_is_no_text() -> None:
    with pytest.raises(InputError, match="is empty but for a byte order mark"):
        decode_text(b"\xef\xbb\xbf\n", "a.txt")
