"""Who asserts a claim, and through whom the report has it."""

from dataclasses import dataclass

from habeas.model.span import Mention


@dataclass(frozen=True, slots=True)
class Attribution:
    """`speaker` asserts the claim (None: the report itself does), quoted through the medium `via`.

    `name` is the fullest name the report gives the speaker, `cue` the words that attribute ("said", "according to").
    """

    speaker: Mention | None = None
    via: Mention | None = None
    cue: Mention | None = None
    name: str | None = None
