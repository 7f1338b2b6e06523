"""Reports in a language that a reader has no tables for: never read as if they were in its own."""

from habeas.lang import Language
from habeas.model import Reading, Report


def leave_unread(report: Report, language: Language, method: str) -> Reading | None:
    """An empty reading that says why, where a report is in another language; None where it is to be read."""
    if report.language in (None, language.code):
        return None
    reason = f"not read: its language is {report.language!r}, expected {language.code!r}"
    return Reading(report, method, (), (), (reason,), unread=report.language)
