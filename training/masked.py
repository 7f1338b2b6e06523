"""Teach the encoder the language of the news: guess hidden words of dated items (the masked-language objective).

Devlin and others, "BERT: Pre-training of Deep Bidirectional Transformers" (2019). Only items before 2018 are read, as
the texts that measure the reader are of later years.
"""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn

from habeas.read.neural.pieces import Pieces, open_pieces
from training.encoder import Encoder, set_up, start_folder

LENGTH = 128
BATCH = 48
HIDDEN_SHARE = 0.2
RATE = 5e-4
PASSES = 1.2
BEFORE = "2018"
MASK, CLS, SEP = 103, 101, 102


class Guesser(nn.Module):
    """The encoder with a head that guesses words; its output matrix is the encoder's table of words."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.turn = nn.Sequential(nn.Linear(encoder.width, encoder.width), nn.GELU(), nn.LayerNorm(encoder.width))
        table = encoder.bert.embeddings.word_embeddings
        self.bias = nn.Parameter(torch.zeros(table.num_embeddings))

    def forward(self, pieces: Tensor, cases: Tensor, hidden: Tensor) -> Tensor:
        """The scores of all words at the hidden positions."""
        vectors = self.encoder(pieces, cases, torch.ones_like(pieces))[hidden]
        return nn.functional.linear(self.turn(vectors), self.encoder.bert.embeddings.word_embeddings.weight, self.bias)


def read_items(path: Path) -> Iterator[str]:
    """The texts of the stream before the years that measure."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item["date"] < BEFORE:
                yield item["text"]


def read_articles(folder: Path) -> Iterator[str]:
    """The texts of a folder of articles, paragraph marks kept."""
    for path in sorted(folder.glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def pack(texts: Iterator[str], pieces: Pieces) -> tuple[Tensor, Tensor]:
    """All texts one after another in rows of LENGTH: their pieces and cases."""
    ids: list[int] = []
    cases: list[int] = []
    for text in texts:
        coded = pieces.split(text)
        ids += [*coded.ids, SEP]
        cases += [*coded.cases, 0]
    step = LENGTH - 1
    rows = len(ids) // step
    first = torch.full((rows, 1), CLS)
    shape = (rows, step)
    body = torch.tensor(ids[: rows * step]).view(shape)
    return torch.cat([first, body], 1), torch.cat(
        [torch.zeros(rows, 1, dtype=torch.long), torch.tensor(cases[: rows * step]).view(shape)], 1
    )


def hide(pieces: Tensor, size: int, chance: torch.Generator) -> tuple[Tensor, Tensor]:
    """The pieces with a share of them hidden, and where: 8 of 10 masked, 1 replaced, 1 left as it is."""
    draw = torch.rand(pieces.shape, generator=chance)
    hidden = (draw < HIDDEN_SHARE) & (pieces != CLS) & (pieces != SEP)
    kind = torch.rand(pieces.shape, generator=chance)
    other = torch.randint(1000, size, pieces.shape, generator=chance)
    shown = torch.where(hidden & (kind < 0.8), torch.full_like(pieces, MASK), pieces)
    return torch.where(hidden & (kind >= 0.9), other, shown), hidden


def teach(rows: tuple[Tensor, Tensor], passes: float, *, report_every: int = 25) -> Encoder:
    """The encoder after so many passes over the rows."""
    set_up()
    model = Guesser(Encoder()).train()
    chance = torch.Generator().manual_seed(7)
    steps = max(1, int(passes * len(rows[0]) / BATCH))
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.1)
    order: list[int] = []
    shuffle = random.Random(7)
    average = 0.0
    for step in range(steps):
        if len(order) < BATCH:
            order = shuffle.sample(range(len(rows[0])), len(rows[0]))
        taken, order = order[:BATCH], order[BATCH:]
        pieces, cases = rows[0][taken], rows[1][taken]
        shown, hidden = hide(pieces, model.bias.numel(), chance)
        cases = torch.where(hidden & (shown == MASK), torch.zeros_like(cases), cases)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = nn.functional.cross_entropy(model(shown, cases, hidden).float(), pieces[hidden])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        average = loss.item() if not step else 0.97 * average + 0.03 * loss.item()
        if step % report_every == 0:
            print(f"masked words: step {step} of {steps}, loss {average:.3f}", flush=True)
    return model.encoder


def write_encoder(data: Path, target: Path, passes: float = PASSES) -> None:
    """Write the encoder after so many passes over the news before the years that measure."""
    pieces = open_pieces(start_folder() / "tokenizer.json")
    stream = read_items(data / "current_events_2002_2019.jsonl.gz")
    texts = [*stream, *read_articles(data / "polnear" / "train" / "text")]
    random.Random(7).shuffle(texts)
    rows = pack(iter(texts), pieces)
    print(f"{len(texts)} texts, {rows[0].numel()} pieces", flush=True)
    torch.save(teach(rows, passes).state_dict(), target)
