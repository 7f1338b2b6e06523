"""Paragraphs in another language are set apart and named; a report in one language stays as it is."""

from habeas.intake.captions import split_blocks
from habeas.intake.foreign import Apart, set_apart

ENGLISH = "Police detained nine fishermen in Varna on Monday, the Lantern Aid group said in a statement."
GERMAN = "Die Polizei hat am Montag in Varna neun Fischer festgenommen, teilte die Gruppe in einer Erklärung mit."
RUSSIAN = "В понедельник в Варне полиция задержала девять рыбаков, сообщила правозащитная группа."


def apart(*paragraphs: str, language: str | None) -> tuple[Apart, list[str]]:
    text = "\n\n".join(paragraphs)
    found = set_apart(text, split_blocks(text, ()), language)
    return found, [text[block.start : block.end] for block in found.blocks if block.kind == "foreign"]


def test_paragraphs_in_other_languages_are_set_apart_and_named() -> None:
    found, foreign = apart(ENGLISH, GERMAN, RUSSIAN, language="en")
    assert foreign == [GERMAN, RUSSIAN]
    assert found.warning == "paragraphs in another language are not read: 'de', 'ru' in a report in 'en'"


def test_of_a_report_in_no_one_language_the_english_is_read() -> None:
    found, foreign = apart(GERMAN, ENGLISH, RUSSIAN, language=None)
    assert (found.language, foreign) == ("en", [GERMAN, RUSSIAN])


def test_a_report_in_a_language_that_nobody_reads_stays_whole() -> None:
    found, foreign = apart(GERMAN, ENGLISH, language="de")
    assert (foreign, found.warning, found.language) == ([], None, "de")


def test_a_report_in_one_language_stays_as_it_is() -> None:
    found, foreign = apart(ENGLISH, "Irina Testova, Pavel Primerov", "Приморск", language="en")
    assert (foreign, found.warning, found.language) == ([], None, "en")


def test_short_paragraphs_of_a_report_do_not_hide_a_foreign_one() -> None:
    found, foreign = apart("Police held nine people.", GERMAN, "Two were let go.", language="en")
    assert (foreign, found.language) == ([GERMAN], "en")
