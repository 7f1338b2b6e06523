"""The model of a language, opened once: it reads a passage along with the tables."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.read.attribution import AttributionMatch
from habeas.read.mentions.line import cut_longest
from habeas.read.mentions.scenery import Scenery
from habeas.read.neural.blend import Blend, load_blend
from habeas.read.neural.candidate import add_candidates
from habeas.read.neural.network import Network
from habeas.read.neural.opinion import ModelEvidence
from habeas.read.neural.pieces import Pieces, open_pieces
from habeas.read.neural.scores import PassageScores, Stretch, gather
from habeas.read.neural.speech import merge_attributions
from habeas.read.neural.window import cut_windows
from habeas.read.segment import Segment

LONG = 60_000  # characters: ten times the longest article; what is longer is scored part by part


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

    def read(self, text: str, segments: Sequence[Segment]) -> "Opinion | LongOpinion | None":
        """What the model says of a passage; None of one without words."""
        stretches = [(segment.start, segment.end) for segment in segments]
        if len(text) > LONG:
            return LongOpinion(text, [part for stretch in stretches for part in cut_longest(text, stretch)], self)
        scores = self.score(text, stretches)
        return None if scores is None else Opinion(text, scores, self.blend)

    def score(self, text: str, sentences: Sequence[Stretch]) -> PassageScores | None:
        """The scores of some neighbouring sentences; None where they hold no word."""
        if not sentences:
            return None
        pieced = self.pieces.split(text, sentences[0][0], sentences[-1][1])
        if not pieced.ids:
            return None
        windows = cut_windows(pieced, sentences)
        return gather(pieced, [self.network.score(pieced, window) for window in windows])


@dataclass(frozen=True, slots=True)
class LongOpinion:
    """What the model says of a passage too long to keep in mind at once: each part is scored when it is asked about.

    No sentence is longer than those that the tables survey: what has no full stop would else be one part, however long.
    """

    text: str
    sentences: Sequence[Stretch]
    model: Model

    def attributions(self, found: Sequence[AttributionMatch]) -> list[AttributionMatch]:
        """The attributions of a passage, given those that the tables find, part by part."""
        merged: list[AttributionMatch] = []
        waiting = sorted(found, key=lambda match: match.content[0])
        done = 0
        for part in _parts(self.sentences):
            last = bisect_left(waiting, part[-1][1], key=lambda match: match.content[0][0])
            here, done = waiting[done:last], last
            scores = self.model.score(self.text, part)
            merged += merge_attributions(self.text, here, scores) if scores else here
        return [*merged, *waiting[done:]]

    def scenery(self, scenery: Scenery) -> Scenery:
        """Some sentences with what the model finds in them."""
        scores = self.model.score(self.text, [(line.start, line.end) for line in scenery.lines])
        return scenery if scores is None else Opinion(self.text, scores, self.model.blend).scenery(scenery)


def _parts(sentences: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    """Neighbouring sentences together, as many as are scored at once."""
    first = 0
    for number, (_, end) in enumerate(sentences):
        if end - sentences[first][0] > LONG and number > first:
            yield sentences[first:number]
            first = number
    if sentences:
        yield sentences[first:]


def open_model(folder: Path) -> Model:
    """The model in a folder; raises TableError naming the file that is missing or broken."""
    return open_network(folder, load_blend(folder / "blend.json"))


def open_network(folder: Path, blend: Blend) -> Model:
    """The network in a folder with weights of its word from elsewhere."""
    return Model(Network(folder / "model.onnx"), open_pieces(folder / "tokenizer.json"), blend)
