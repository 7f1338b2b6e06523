"""Who said what."""

from dataclasses import dataclass

from habeas.model.ids import hash_parts
from habeas.model.span import Mention


@dataclass(frozen=True, slots=True)
class Statement:
    """One saying, direct (in quotation marks) or indirect; a split quotation has several `content` parts.

    `speaker` is the name as the report best gives it, unified over its variants, None where nobody is named;
    `speaker_words` are the words at this statement ("he", "Zelinsky").
    """

    id: str
    report: str
    speaker: str | None
    speaker_words: Mention | None
    cue: Mention | None
    content: tuple[Mention, ...]
    direct: bool
    addressee: Mention | None
    via: Mention | None
    method: str


def statement_id(report: str, content: tuple[Mention, ...], method: str) -> str:
    """The id of a statement: report, where its content stands, and the method that read it."""
    return hash_parts("statement", report, *(part.span.start for part in content), content[-1].span.end, method)
