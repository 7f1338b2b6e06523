"""Which reader reads: the best there is for a language, or the one named."""

import pytest

from habeas.exc import TableError
from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.read import READERS, ReaderEntry, available_readers, default_reader, open_reader, reader_method
from habeas.read.reader import open_tables
from tests.places import GAZETTEER


@pytest.fixture
def _better(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers before all others: the first lacks its model for every language, the second has it for English."""
    readers = {
        "best": ReaderEntry(open_tables, lambda language: f"no model file {language}.bin", lambda language: "best@1"),
        "better": ReaderEntry(
            open_tables, lambda language: None if language == "en" else "no model", lambda language: "better@1"
        ),
        **READERS,
    }
    monkeypatch.setattr("habeas.read.READERS", readers)


def test_tables_are_always_there_for_english() -> None:
    assert available_readers("en")[-1] == "tables"
    assert default_reader("en") == available_readers("en")[0]


@pytest.mark.usefixtures("_better")
def test_the_first_that_lacks_nothing_is_the_default() -> None:
    assert "best" not in available_readers("en")
    assert default_reader("en") == available_readers("en")[0] == "better"


def test_a_language_without_a_reader_is_refused() -> None:
    with pytest.raises(TableError, match="no reader for language 'tlh'; there are tables for en"):
        default_reader("tlh")


@pytest.mark.usefixtures("_better")
def test_a_reader_named_that_lacks_its_model_is_refused_with_the_reason() -> None:
    with pytest.raises(TableError, match=r"reader 'best' cannot read language 'en': no model file en.bin; there are"):
        open_reader("best", load_language("en"), open_gazetteer(GAZETTEER))


@pytest.mark.parametrize("name", available_readers("en"))
def test_the_method_is_known_before_the_reader_is_opened(name: str) -> None:
    opened = open_reader(name, load_language("en"), open_gazetteer(GAZETTEER))
    assert reader_method(name, "en") == opened.method


@pytest.mark.usefixtures("_better")
def test_the_method_of_a_reader_that_lacks_its_model_is_refused() -> None:
    with pytest.raises(TableError, match=r"no model file en\.bin"):
        reader_method("best", "en")
