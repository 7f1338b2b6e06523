"""Attributions as statements of a report: who said what, through whom, with the speaker's fullest name."""

from collections.abc import Mapping, Sequence

from habeas.model import Mention, Statement
from habeas.model.statement import statement_id
from habeas.read.attribution.quotation import Stretch
from habeas.read.attribution.speech import AttributionMatch
from habeas.read.passage import Passage


def build_statements(
    passage: Passage, matches: Sequence[AttributionMatch], method: str, names: Mapping[Stretch, str]
) -> list[Statement]:
    """The statements of a passage in order; attributions without a speaker, mere hedges, are none.

    `names` gives each speaker's words the name by which the whole report calls the speaker (`name_speakers`).
    """
    spoken = [match for match in matches if match.speaker]
    built = (_build(passage, match, method, name=names.get(match.named or match.speaker or (0, 0))) for match in spoken)
    return [statement for statement in built if statement.content]


def _build(passage: Passage, match: AttributionMatch, method: str, *, name: str | None) -> Statement:
    content = tuple(part for start, end in match.content for part in passage.mentions(start, end))
    return Statement(
        id=statement_id(passage.report, content, method) if content else "",
        report=passage.report,
        speaker=name,
        speaker_words=_mention(passage, match.speaker),
        cue=_mention(passage, match.cue),
        content=content,
        direct=match.direct,
        addressee=_mention(passage, match.addressee),
        via=_mention(passage, match.via),
        method=method,
    )


def _mention(passage: Passage, stretch: Stretch | None) -> Mention | None:
    """The words of a stretch, None where a caption cuts them in two: no span would fit them."""
    return None if stretch is None or passage.crosses_cut(*stretch) else passage.mention(*stretch)
