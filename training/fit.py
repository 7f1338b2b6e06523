"""The training loop: batches of all tasks in turn, one step each, and an average of the model over its last steps."""

import copy
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import torch
from torch import nn

from training.batches import Batch, CodedWindow, make_batch, shuffle_batches
from training.model import Model

ENCODER_RATE = 2e-4
HEAD_RATE = 1e-3
PIECES = 1_600  # of one step
KEEP = 0.99  # of the running average of the model at each step


@dataclass(frozen=True, slots=True)
class Course:
    """How often the windows of each task are seen: `passes` over each, mixed evenly."""

    passes: Mapping[str, float]
    seed: int = 7


def plan_steps(windows: Mapping[str, Sequence[CodedWindow]], course: Course) -> list[list[CodedWindow]]:
    """Every batch of the whole course, spread so that each task is met from beginning to end."""
    chance = random.Random(course.seed)
    placed: list[tuple[float, list[CodedWindow]]] = []
    for task, passes in course.passes.items():
        batches: list[list[CodedWindow]] = []
        whole = list(windows.get(task, ()))
        for number in range(int(passes) + 1):
            share = min(1.0, passes - number)
            if share > 0 and whole:
                batches += shuffle_batches(chance.sample(whole, int(len(whole) * share)), PIECES, chance)
        placed += [((index + chance.random()) / len(batches), batch) for index, batch in enumerate(batches)]
    return [batch for _, batch in sorted(placed, key=lambda pair: pair[0])]


def fit(model: Model, windows: Mapping[str, Sequence[CodedWindow]], course: Course) -> Model:
    """The model after the course: the running average of its weights, which errs less than the last of them."""
    steps = plan_steps(windows, course)
    optimiser = torch.optim.AdamW(_parameters(model), weight_decay=0.01)
    rates = [ENCODER_RATE, HEAD_RATE]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=len(steps) + 1, pct_start=0.08, anneal_strategy="linear"
    )
    average = copy.deepcopy(model)
    shown: dict[str, float] = {}
    started = monotonic()
    model.train()
    for number, windows_of_step in enumerate(steps):
        batch = make_batch(windows_of_step)
        loss = _step(model, batch, optimiser)
        schedule.step()
        _follow(average, model, min(KEEP, number / (number + 20)))
        shown[batch.task] = loss if batch.task not in shown else 0.95 * shown[batch.task] + 0.05 * loss
        if number % 50 == 0:
            losses = ", ".join(f"{task} {value:.3f}" for task, value in sorted(shown.items()))
            print(f"step {number} of {len(steps)}, {monotonic() - started:.0f} s: {losses}", flush=True)
    return average.eval()


def _parameters(model: Model) -> list[dict[str, object]]:
    return [
        {"params": list(model.encoder.parameters()), "lr": ENCODER_RATE},
        {"params": list(model.heads.parameters()), "lr": HEAD_RATE},
    ]


def _step(model: Model, batch: Batch, optimiser: torch.optim.Optimizer) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = model.loss(batch)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return float(loss.item())


@torch.no_grad()
def _follow(average: Model, model: Model, keep: float) -> None:
    for ours, theirs in zip(average.parameters(), model.parameters(), strict=True):
        ours.lerp_(theirs, 1 - keep)
