"""The reader with a trained model beside the tables of its language."""

from habeas.gazetteer import Gazetteer
from habeas.lang.language import Language
from habeas.read.mentions import build_kit
from habeas.read.neural.folder import model_folder
from habeas.read.neural.model import open_model
from habeas.read.reader import ReportReader


def open_neural(language: Language, gazetteer: Gazetteer) -> ReportReader:
    """The reader of a language with its model; raises TableError where the language has none."""
    model = open_model(model_folder(language.code))
    return ReportReader(model.blend.method, language, gazetteer, build_kit(language), model)
