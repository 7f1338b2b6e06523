"""What the tables reader does with a report as a whole."""

from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.model import Report
from habeas.read import open_reader
from tests.places import GAZETTEER


def test_a_report_in_another_language_is_not_read_as_english() -> None:
    reader = open_reader("tables", load_language("en"), open_gazetteer(GAZETTEER))
    reading = reader.read(Report("r", "Die Polizei nahm 12 people were arrested fest.", "2021-03-10", language="de"))
    assert (reading.claims, reading.statements) == ((), ())
    assert reading.warnings == ("not read: its language is 'de', expected 'en'",)
