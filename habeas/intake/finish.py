"""The last step of every format: a draft with its dates read, its blocks set apart and its id."""

from dataclasses import dataclass
from pathlib import PurePath

from habeas.exc import InputError
from habeas.intake.captions import split_blocks
from habeas.intake.dateline import find_dateline
from habeas.intake.dates import parse_published
from habeas.intake.document import Content, Draft, IntakeOptions
from habeas.intake.foreign import set_apart
from habeas.intake.language import judge_language
from habeas.model import Report
from habeas.model.report import report_id


@dataclass(frozen=True, slots=True)
class Position:
    """Where in a document a report stands: `part` for people ("line 12"), `line` for error messages."""

    part: str | None = None
    line: int | None = None


WHOLE = Position()


def finish_report(draft: Draft, content: Content, options: IntakeOptions, position: Position = WHOLE) -> Report:
    """The report of a draft; raises InputError where its text or its date cannot stand."""
    _refuse_text(draft.text, content.path, position)
    dateline = find_dateline(draft.text)
    published, date_warning = _publication(draft, dateline.published, options, (content.path, position.line))
    publisher = draft.publisher or dateline.publisher or options.publisher
    language, language_warning = judge_language(draft.text, draft.language or dateline.language or options.language)
    blocks = draft.blocks if draft.blocks is not None else split_blocks(draft.text, dateline.blocks)
    apart = set_apart(draft.text, blocks, language)
    warnings = (
        *draft.warnings,
        date_warning,
        language_warning if language or apart.language is None else None,
        apart.warning,
    )
    return Report(
        id=report_id(publisher, published, draft.text),
        text=draft.text,
        published_at=published,
        publisher=publisher,
        address=draft.address or dateline.address,
        language=apart.language,
        title=draft.title or dateline.title,
        blocks=apart.blocks,
        cites=draft.cites,
        external_id=draft.external_id or name_place(content.path, position),
        context=draft.context,
        sha256=content.sha256,
        part=position.part,
        reader=content.reader,
        warnings=tuple(filter(None, warnings)),
    )


def name_place(path: str, position: Position) -> str:
    """The file that a report without an id of its own came from, and the line or row: "calls.jsonl:12"."""
    name = "standard input" if path == "-" else PurePath(path).name
    return name if position.line is None else f"{name}:{position.line}"


def _refuse_text(text: str, path: str, position: Position) -> None:
    if not text.strip():
        raise InputError(path, "is empty, expected the text of a report", position.line)
    if "\0" in text:
        raise InputError(path, f"the text holds a zero character (at {text.index(chr(0))})", position.line)


def _publication(
    draft: Draft, in_text: str | None, options: IntakeOptions, where: tuple[str, int | None]
) -> tuple[str | None, str | None]:
    """The publication date and a warning: the record's own, else the text's own, else what the user says."""
    own = None if draft.published is None else parse_published(draft.published, *where)
    written = None if in_text is None else parse_published(in_text, *where)
    if own is None and written is None:
        return _date_of_user(options)
    if own is None or written is None:
        return own or written, None
    if not own.startswith(written) and not written.startswith(own):
        return own, f"published {own}, but the text begins with the date {written}"
    return max(own, written, key=len), None


def _date_of_user(options: IntakeOptions) -> tuple[str | None, str | None]:
    if options.date is None:
        return None, "no publication date"
    return parse_published(options.date, "--date"), None
