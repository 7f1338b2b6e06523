"""The model file, run on the CPU: one window at a time.

One at a time, because numbers are rounded to eight bits by the largest of a run: in one run with others a window would
be scored a little differently. So nothing depends on what is read together, and short windows are never padded.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf

from habeas.exc import TableError
from habeas.model import EVENT_TYPES
from habeas.read.neural.labels import ATTRIBUTES, CLAIM_ROLES, STATEMENT_ROLES
from habeas.read.neural.pieces import CASES, PiecedText
from habeas.read.neural.window import Window

Floats = NDArray[np.float32]
_CLS, _SEP = 101, 102
_SLOWER = "SkipLayerNormFusion"  # joining these two steps costs an eighth of the time on the CPU
_NUMBER = CASES.index("number")  # this case and those after it have no letters


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Probabilities for the pieces of one window, its two marks taken off.

    `tags` is (length, 19): outside, then begin and inside of each event type; `cue_tags` is (length, 3). `anchors`
    lists the pieces that may begin a trigger, `roles` is (anchors, roles, length, 3), `attributes` (anchors, all
    outcomes in a row); `cues` and `cue_roles` likewise.
    """

    window: Window
    tags: Floats
    anchors: list[int]
    roles: Floats
    attributes: Floats
    cue_tags: Floats
    cues: list[int]
    cue_roles: Floats


class Network:
    """An open model file."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise TableError(f"no model file at {path}: expected a model made by `python -m training`")
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOWER]
            )
        except (Fail, InvalidGraph, InvalidProtobuf) as error:
            raise TableError(f"{path}: cannot be read as a model: {error}") from error

    def score(self, pieced: PiecedText, window: Window) -> WindowScores:
        """The probabilities of one window; one without a letter is nothing, and is not asked about."""
        inner = slice(window.first, window.last)
        if min(pieced.cases[inner], default=_NUMBER) >= _NUMBER:
            return _nothing(window)
        pieces = np.array([[_CLS, *pieced.ids[inner], _SEP]], dtype=np.int64)
        cases = np.array([[0, *pieced.cases[inner], 0]], dtype=np.int64)
        found: list[Any] = self._session.run(None, {"pieces": pieces, "cases": cases, "mask": np.ones_like(pieces)})
        tags, where, roles, attributes, cue_tags, cue_where, cue_roles = found
        inside, cues_inside = _inside(where[:, 1], len(window)), _inside(cue_where[:, 1], len(window))
        return WindowScores(
            window=window,
            tags=tags[0, 1:-1],
            anchors=[int(piece) - 1 for piece in where[inside, 1]],
            roles=roles[inside, :, 1:-1],
            attributes=attributes[inside],
            cue_tags=cue_tags[0, 1:-1],
            cues=[int(piece) - 1 for piece in cue_where[cues_inside, 1]],
            cue_roles=cue_roles[cues_inside, :, 1:-1],
        )


def _inside(pieces: NDArray[np.int64], length: int) -> NDArray[np.bool_]:
    """Which of some positions are pieces of the text, not the marks around it."""
    return (pieces > 0) & (pieces <= length)


def _nothing(window: Window) -> WindowScores:
    """The probabilities of a window in which nothing can be told."""
    tags = np.zeros((len(window), 1 + 2 * len(EVENT_TYPES)), dtype=np.float32)
    cue_tags = np.zeros((len(window), 3), dtype=np.float32)
    tags[:, 0] = cue_tags[:, 0] = 1.0
    outcomes = sum(map(len, ATTRIBUTES.values()))
    return WindowScores(
        window=window,
        tags=tags,
        anchors=[],
        roles=np.zeros((0, len(CLAIM_ROLES), len(window), 3), dtype=np.float32),
        attributes=np.zeros((0, outcomes), dtype=np.float32),
        cue_tags=cue_tags,
        cues=[],
        cue_roles=np.zeros((0, len(STATEMENT_ROLES), len(window), 3), dtype=np.float32),
    )
