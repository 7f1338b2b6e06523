"""Views of a report in which reading happens: the body reads on across captions, and every span maps back."""

from dataclasses import dataclass

from habeas.model import BlockKind, Mention, Report, Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Text to read in one go; its character i stands in the report at `offsets[i]`, or at `base + i` without offsets."""

    report: str
    kind: BlockKind
    text: str
    base: int
    offsets: tuple[int, ...] | None = None

    def mention(self, start: int, end: int) -> Mention:
        """The words at `start` to `end` of this passage, as a mention in the report."""
        if self.offsets is None:
            span = Span(self.report, self.base + start, self.base + end)
        else:
            span = Span(self.report, self.offsets[start], self.offsets[end - 1] + 1)
        return Mention(self.text[start:end], span)


def split_passages(report: Report) -> list[Passage]:
    """The passages of a report in reading order: heading, body (one passage, captions cut out), captions."""
    if not report.blocks:
        return [Passage(report.id, "body", report.text, 0)] if report.text.strip() else []
    raise NotImplementedError
