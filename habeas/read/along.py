"""What a trained model must do to read along with the tables."""

from collections.abc import Sequence
from typing import Protocol

from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.scenery import Scenery
from habeas.read.segment import Segment


class Opinion(Protocol):
    """What a model says of one passage."""

    def attributions(self, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
        """The attributions of the passage, given those that the tables find; pronouns are resolved later."""

    def scenery(self, scenery: Scenery) -> Scenery:
        """Some sentences of the passage with what the model finds in them and its evidence on all of it."""


class Model(Protocol):
    """A model of one language."""

    def read(self, text: str, segments: Sequence[Segment]) -> Opinion | None:
        """What the model says of a passage; None where it has nothing to say."""
