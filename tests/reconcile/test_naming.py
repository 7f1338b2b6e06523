"""Who is meant by a speaker's words."""

import pytest

from habeas.exc import TableError
from habeas.lang import load_language
from habeas.reconcile.naming import read_name, read_publisher
from habeas.reconcile.speakers import Speaker, index_names, load_speakers

NAMES = {
    "Viasna": "known viasna",
    "Праваабарончы цэнтр Вясна": "known viasna",
    "the human rights group Viasna": "known viasna",
    "the Syrian Observatory for Human Rights": "known syrian-observatory",
    "U.N. officials": "known un",
    "Reuters": "known reuters",
    "the Kremlin": "office government RU",
    "a Pentagon official": "office defence ministry US",
    "Israeli police": "office police IL",
    "Interior Minister Oleg Dorn": "office interior ministry",
    "residents near the police station": "nobody",
    "police brutality victims": "nobody",
    "former interior minister Oleg Dorn": "name oleg dorn",
    "Northern Law Watch": "name northern law watch",
    "the head of Northern Law Watch": "name northern law watch",
    "rights activist Ana Belsky": "name ana belsky",
    "witnesses and activists": "nobody",
    "medics and witnesses": "office hospital",
    "a human rights group": "nobody",
    "several sources": "nobody",
    "they": "nobody",
    "": "nobody",
}


@pytest.mark.parametrize(("words", "expected"), NAMES.items())
def test_words_of_a_speaker(words: str, expected: str) -> None:
    named = read_name(words)
    key = "" if named.kind == "nobody" else named.key
    assert " ".join(part for part in (named.kind, key, named.country) if part) == expected


@pytest.mark.parametrize("name", ["BBC", "bbc.co.uk", "www.bbc.com", "BBC News"])
def test_an_address_stands_for_the_publisher(name: str) -> None:
    assert read_publisher(name).key == "bbc"


def test_every_seat_stands_for_an_office_there_is() -> None:
    offices = load_language("en").voices.offices
    assert {speaker.office for speaker in load_speakers().values()} - {None} <= set(offices)


def test_a_name_of_two_speakers_is_refused() -> None:
    with pytest.raises(TableError, match="'demo wire' names a and b"):
        index_names([Speaker(id=key, name="Demo Wire", kind="agency") for key in "ab"])
