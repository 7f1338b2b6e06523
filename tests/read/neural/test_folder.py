"""Where the model of a language lies, and what is said where it is not whole."""

import shutil
from pathlib import Path

import pytest

from habeas.exc import TableError
from habeas.gazetteer import Gazetteer
from habeas.lang import load_language
from habeas.read import available_readers, default_reader, open_reader
from habeas.read.neural.folder import FILES, find_lack, model_folder
from habeas.read.neural.model import open_model
from habeas.read.reader import ReportReader


@pytest.fixture
def copied(reader: ReportReader, tmp_path: Path) -> Path:
    """A whole model in a folder of its own."""
    return Path(shutil.copytree(model_folder("en"), tmp_path / "en"))


def test_a_whole_model_makes_the_neural_reader_the_default(reader: ReportReader) -> None:
    assert find_lack("en") is None
    assert available_readers("en") == ("neural", "tables")
    assert default_reader("en") == "neural"


def test_a_language_without_a_model_is_told_which_file_is_missing() -> None:
    assert find_lack("tlh") == "read/neural/models/tlh/model.onnx is not there"


@pytest.mark.parametrize("name", FILES)
def test_a_model_without_one_of_its_files_is_no_model(
    name: str, copied: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    (copied / name).unlink()
    monkeypatch.setattr("habeas.read.neural.folder.model_folder", lambda language: copied)
    assert available_readers("en") == ("tables",)
    message = rf"reader 'neural' cannot read language 'en': read/neural/models/en/{name} is not there; there are tables"
    with pytest.raises(TableError, match=message):
        open_reader("neural", load_language("en"), gazetteer)


@pytest.mark.parametrize("name", FILES)
def test_opening_a_folder_that_lacks_a_file_names_it(name: str, copied: Path) -> None:
    (copied / name).unlink()
    with pytest.raises(TableError, match=name.replace(".", r"\.")):
        open_model(copied)


@pytest.mark.parametrize("name", FILES)
def test_opening_a_folder_with_a_broken_file_names_it(name: str, copied: Path) -> None:
    (copied / name).write_bytes(b"version https://example.org/pointer\n")
    with pytest.raises(TableError, match=name.replace(".", r"\.")):
        open_model(copied)


def test_a_model_fits_the_package(reader: ReportReader) -> None:
    sizes = [(model_folder("en") / name).stat().st_size for name in FILES]
    assert sum(sizes) <= 30_000_000
