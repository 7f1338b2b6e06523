"""What tests of the neural reader share: its word pieces, the tables it reads along with, and the reader itself."""

import pytest

from habeas.gazetteer import Gazetteer, open_gazetteer
from habeas.lang import load_language
from habeas.read import open_reader
from habeas.read.neural.folder import find_lack, model_folder
from habeas.read.neural.model import Model, open_model
from habeas.read.neural.pieces import Pieces, open_pieces
from habeas.read.reader import ReportReader, open_tables
from tests.places import GAZETTEER


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer(GAZETTEER)


@pytest.fixture(scope="session")
def tables(gazetteer: Gazetteer) -> ReportReader:
    return open_tables(load_language("en"), gazetteer)


@pytest.fixture(scope="session")
def _whole_model() -> None:
    lack = find_lack("en")
    if lack is not None:
        pytest.skip(lack)


@pytest.fixture(scope="session")
def pieces(_whole_model: None) -> Pieces:
    return open_pieces(model_folder("en") / "tokenizer.json")


@pytest.fixture(scope="session")
def model(_whole_model: None) -> Model:
    return open_model(model_folder("en"))


@pytest.fixture(scope="session")
def reader(_whole_model: None, gazetteer: Gazetteer) -> ReportReader:
    opened = open_reader("neural", load_language("en"), gazetteer)
    assert isinstance(opened, ReportReader)
    return opened
