"""Plain text and Markdown: one report a file."""

from collections.abc import Iterator

from habeas.exc import InputError
from habeas.intake.decode import decode_text
from habeas.intake.document import TEXT_LIMIT, Content, Draft, IntakeOptions
from habeas.intake.finish import finish_report
from habeas.intake.stream import read_whole
from habeas.model import Report


def read_text(content: Content, options: IntakeOptions) -> Iterator[Report | InputError]:
    """The report that the file is."""
    decoded = decode_text(read_whole(content.chunks, content.path, TEXT_LIMIT), content.path)
    warnings = () if decoded.warning is None else (decoded.warning,)
    yield finish_report(Draft(decoded.text, warnings=warnings), content, options)
