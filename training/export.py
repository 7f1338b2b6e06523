"""The trained model as one file for onnxruntime, its matrices in eight bits, with its tokenizer."""

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from habeas.read.neural.labels import LEAST_ANCHOR, LEAST_CUE
from training.encoder import start_folder
from training.model import Model, TaskHeads

INPUTS = ["pieces", "cases", "mask"]
OUTPUTS = ["tags", "where", "roles", "attributes", "cue_tags", "cue_where", "cue_roles"]


class Served(nn.Module):
    """What the reader runs: the encoder once, the two tasks it needs, and roles only where an anchor is likely."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder = model.encoder
        self.claims = model.heads["claims"]
        self.statements = model.heads["statements"]

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Probabilities, by the names of OUTPUTS; `where` lists window and piece of each anchor."""
        hidden = self.encoder(pieces, cases, mask)
        tags, where, roles = _serve(self.claims, hidden, mask, LEAST_ANCHOR)
        cue_tags, cue_where, cue_roles = _serve(self.statements, hidden, mask, LEAST_CUE)
        scores = self.claims.attributes(hidden[where[:, 0], where[:, 1]])
        attributes = torch.cat([part.softmax(-1) for part in scores.split(self.claims.sizes, -1)], -1)
        return tags, where, roles, attributes, cue_tags, cue_where, cue_roles


def _serve(heads: TaskHeads, hidden: Tensor, mask: Tensor, least: float) -> tuple[Tensor, Tensor, Tensor]:
    tags = heads.tags(hidden).softmax(-1)
    begins = tags[:, :, 1::2].sum(-1) * mask
    where = torch.nonzero(begins > least)
    assert heads.roles is not None, "only tasks with roles are served"
    return tags, where, heads.roles(hidden, where).softmax(-1)


def export(model: Model, folder: Path) -> Path:
    """The file `model.onnx` in a folder, with its tokenizer beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    exact = folder / "exact.onnx"
    example = (
        torch.randint(1000, 2000, (1, 12)),
        torch.zeros(1, 12, dtype=torch.long),
        torch.ones(1, 12, dtype=torch.long),
    )
    axes = {name: {0: "windows", 1: "length"} for name in INPUTS}
    torch.onnx.export(
        Served(model).eval(),
        example,
        exact,
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        dynamo=False,
        opset_version=17,
    )
    target = folder / "model.onnx"
    # A scale for each column, and seven bits of eight: older processors overflow in products of full bytes.
    quantize_dynamic(exact, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    exact.unlink()
    shutil.copyfile(start_folder() / "tokenizer.json", folder / "tokenizer.json")
    return target
