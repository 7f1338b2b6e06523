"""What one sentence says and who says it: the values that the reading of attributions passes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.lang.attribution import AttributionTables, CueGroup, Firmness
from habeas.read.attribution.phrase import Token
from habeas.read.attribution.quotation import Stretch


@dataclass(frozen=True, slots=True)
class AttributionMatch:
    """Stretches of a passage: `speaker` says `content`, by the words `cue`.

    `firmness` is what the cue suggests for the modality of a claim inside. `asserts` is false where the content is
    taken for granted rather than said ("condemned the arrests"). Without a speaker the cue is a mere hedge.
    Where the speaker is a pronoun, `named` is the name before it that it stands for. Where it is a group noun ("the
    group"), `stands_for` is the name of that body; the speaker's words stay the noun.
    """

    speaker: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    direct: bool = False
    firmness: Firmness = "asserted"
    asserts: bool = True
    addressee: Stretch | None = None
    via: Stretch | None = None
    presupposed: tuple[Stretch, ...] = ()
    named: Stretch | None = None
    stands_for: Stretch | None = None

    @property
    def is_passed_on(self) -> bool:
        """Whether a medium hands on what the speaker told others than it."""
        return self.speaker is not None and self.via is not None and self.via != self.addressee

    def covers(self, position: int) -> bool:
        """Whether the content holds the character at a position, and not as something merely presupposed."""
        return _holds(self.content, position) and not _holds(self.presupposed, position)


def _holds(stretches: Sequence[Stretch], position: int) -> bool:
    return any(start <= position < end for start, end in stretches)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one stretch of a passage; a quotation is one token."""

    text: str
    stretch: Stretch
    tokens: list[Token]
    tables: AttributionTables


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying with its speaker; `cue` is its token, `first` the token with which the attribution begins."""

    cue: int
    group: CueGroup
    speaker: Stretch
    first: int


@dataclass(frozen=True, slots=True)
class Header:
    """What stands between a cue and its content: `start` is the first token of the content.

    `cue_end` is where the cue ends when it is more than the verb ("issued a statement"); `asserts` is false where
    such a cue takes the content for granted ("expressed concern over").
    """

    start: int
    addressee: Stretch | None = None
    via: Stretch | None = None
    cue_end: int | None = None
    asserts: bool = True
