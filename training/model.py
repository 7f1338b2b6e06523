"""The model: one encoder, and for each task a head for tags, one for roles around an anchor, one for attributes."""

import torch
from torch import Tensor, nn

from habeas.read.neural.labels import DISTANCES
from training.batches import UNKNOWN, Batch
from training.encoder import Encoder
from training.tasks import TASKS, Task

INNER = 160  # numbers by which an anchor and a word are matched


class RoleHead(nn.Module):
    """Which words play which role for an anchor: scores of outside, begin and inside (anchors, roles, length, 3)."""

    def __init__(self, width: int, roles: int) -> None:
        super().__init__()
        self.roles = roles
        self.anchor = nn.Linear(width, INNER)
        self.word = nn.Linear(width, INNER)
        self.both = nn.Linear(width, INNER, bias=False)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, INNER)
        self.out = nn.Linear(INNER, roles * 3)
        self.register_buffer("edges", torch.tensor(DISTANCES), persistent=False)

    def forward(self, hidden: Tensor, where: Tensor) -> Tensor:
        """`hidden` is (windows, length, width), `where` (anchors, 2): window and piece."""
        window, piece = where[:, 0], where[:, 1]
        # Words are projected once a window, not once an anchor: there are many anchors.
        words, both = self.word(hidden), self.both(hidden)
        offset = torch.arange(hidden.shape[1]).unsqueeze(0) - where[:, 1:]
        steps = (offset.abs().unsqueeze(-1) >= self.edges).sum(-1)
        bucket = torch.where(offset < 0, -steps, steps) + len(DISTANCES)
        mixed = self.anchor(hidden[window, piece]).unsqueeze(1) + words[window] + self.distance(bucket)
        mixed = mixed + both[window] * both[window, piece].unsqueeze(1)
        scores = self.out(nn.functional.gelu(mixed))
        return scores.view(where.shape[0], hidden.shape[1], self.roles, 3).transpose(1, 2)


class TaskHeads(nn.Module):
    """The heads of one task."""

    def __init__(self, width: int, task: Task) -> None:
        super().__init__()
        self.tags = nn.Linear(width, task.tags)
        self.roles = RoleHead(width, len(task.roles)) if task.roles else None
        self.sizes = [len(outcomes) for outcomes in task.attributes.values()]
        self.attributes = nn.Linear(width, sum(self.sizes)) if self.sizes else None


class Model(nn.Module):
    """The encoder with the heads of all tasks."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.15)
        self.heads = nn.ModuleDict({name: TaskHeads(encoder.width, task) for name, task in TASKS.items()})

    def loss(self, batch: Batch) -> Tensor:
        """How far the model is from what a batch says."""
        hidden = self.drop(self.encoder(batch.pieces, batch.cases, batch.mask))
        heads = self.heads[batch.task]
        loss = nn.functional.cross_entropy(
            heads.tags(hidden).flatten(0, 1).float(), batch.tags.flatten(), ignore_index=UNKNOWN, reduction="sum"
        )
        loss = loss / max(1, int((batch.tags != UNKNOWN).sum()))
        if heads.roles is not None and len(batch.where):
            loss = 4 * loss + _role_loss(heads.roles(hidden, batch.where).float(), batch.roles)
            if heads.attributes is not None:
                scores = heads.attributes(hidden[batch.where[:, 0], batch.where[:, 1]]).float()
                parts = zip(scores.split(heads.sizes, -1), batch.attributes.unbind(-1), strict=True)
                loss = loss + 0.15 * sum(_outcome_loss(part, right) for part, right in parts)
        return loss


def _role_loss(scores: Tensor, roles: Tensor) -> Tensor:
    """Cross entropy, what plays a role counted more: most words play none."""
    weights = torch.tensor([1.0, 3.0, 2.0])
    return 4 * nn.functional.cross_entropy(scores.flatten(0, 2), roles.flatten(), weight=weights, ignore_index=UNKNOWN)


def _outcome_loss(scores: Tensor, right: Tensor) -> Tensor:
    if not bool((right != UNKNOWN).any()):
        return scores.sum() * 0
    return nn.functional.cross_entropy(scores, right, ignore_index=UNKNOWN)
