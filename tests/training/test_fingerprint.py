"""Texts that measure the reader are known again by any passage."""

import pytest

from training.fingerprint import fingerprint, fingerprints, is_known

MEASURED = (
    "Crowds filled the square in Luvania on Monday.\nThe mayor, who had banned the march, "
    "sent officers to close the bridges, but people walked across the frozen river and reached the old town hall."
)
SHORT = "Three were held in Luvania."


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (MEASURED, True),
        (MEASURED.upper().replace(", ", " — "), True),
        ("Other news first. " + MEASURED[70:], True),
        (MEASURED[:46] + " And then something else happened in another town altogether.", False),
        ("Three were held, in LUVANIA!", True),
        ("Four were held in Luvania.", False),
        ("2019 …", False),
        ("", False),
    ],
)
def test_a_passage_of_twelve_words_is_enough(text: str, known: bool) -> None:
    assert is_known(text, fingerprints([MEASURED, SHORT])) is known


def test_a_text_without_words_has_no_fingerprint() -> None:
    assert fingerprint("12 – 13") == frozenset()
