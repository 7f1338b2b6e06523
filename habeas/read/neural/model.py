"""The model of a language, opened once: it reads a passage along with the tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.scenery import Scenery
from habeas.read.neural.blend import Blend, load_blend
from habeas.read.neural.candidate import add_candidates
from habeas.read.neural.network import Network
from habeas.read.neural.opinion import ModelEvidence
from habeas.read.neural.pieces import Pieces, open_pieces
from habeas.read.neural.scores import PassageScores, gather
from habeas.read.neural.speech import merge_attributions
from habeas.read.neural.window import cut_windows
from habeas.read.segment import Segment


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model says of one passage."""

    text: str
    scores: PassageScores
    blend: Blend

    def attributions(self, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
        """The attributions of a passage, given those that the tables find."""
        return merge_attributions(self.text, found, self.scores)

    def scenery(self, scenery: Scenery) -> Scenery:
        """The scenery with the triggers that only the model finds, and the model's evidence on all of them."""
        evidence = ModelEvidence(scenery.lines, self.scores, self.blend)
        return replace(scenery, candidates=add_candidates(scenery, self.scores), evidence=evidence)


@dataclass(frozen=True, slots=True)
class Model:
    """A network with its word pieces and the weight of its word."""

    network: Network
    pieces: Pieces
    blend: Blend

    def read(self, text: str, segments: Sequence[Segment]) -> Opinion | None:
        """What the model says of a passage; None of one without words."""
        pieced = self.pieces.split(text)
        if not pieced.ids:
            return None
        windows = cut_windows(pieced, [(segment.start, segment.end) for segment in segments])
        return Opinion(text, gather(pieced, [self.network.score(pieced, window) for window in windows]), self.blend)


def open_model(folder: Path) -> Model:
    """The model in a folder; raises TableError naming the file that is missing or broken."""
    return open_network(folder, load_blend(folder / "blend.json"))


def open_network(folder: Path, blend: Blend) -> Model:
    """The network in a folder with weights of its word from elsewhere."""
    return Model(Network(folder / "model.onnx"), open_pieces(folder / "tokenizer.json"), blend)
