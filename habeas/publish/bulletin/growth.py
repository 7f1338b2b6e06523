"""How a figure grew: its steps in words, the greatest ones where there are too many to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model.change import Step
from habeas.model.edition import Edition, tally_id
from habeas.model.tally import Tally
from habeas.publish.bulletin.figures import Number
from habeas.publish.bulletin.foreign import tame_words
from habeas.publish.bulletin.notes import NoteRun, Notes
from habeas.publish.bulletin.phrase import capitalise, read_moment, say_step

MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words: the figure before and after, when it became known and why it moved."""

    at: str
    before: Number | None
    after: Number | None
    reason: str
    is_late: bool
    notes: tuple[NoteRun, ...]


def find_steps(edition: Edition, tally: Tally) -> tuple[Step, ...]:
    """The steps of one figure; none where the edition does not hold them."""
    wanted = tally_id(tally)
    return next((series.steps for series in edition.series if series.tally == wanted), ())


def list_steps(steps: Sequence[Step], tally: Tally, notes: Notes) -> list[StepLine]:
    """The steps to print, in order of time: all, or the last one and those that moved the figure most."""
    befores = (None, *steps[:-1])
    pairs = list(zip(steps, befores, strict=True)) if steps else []
    ranked = sorted(range(len(pairs)), key=lambda place: (place != len(pairs) - 1, -_move(*pairs[place]), place))
    return [_write(*pairs[place], tally, notes=notes) for place in sorted(ranked[:MOST_STEPS])]


def _move(step: Step, before: Step | None) -> int:
    return abs((step.low or 0) - ((before.low or 0) if before else 0))


def _write(step: Step, before: Step | None, tally: Tally, *, notes: Notes) -> StepLine:
    cited = notes.refer(step.claims[:6])
    return StepLine(
        at=_say_at(step.at, tally),
        before=_number(before, tally) if before else None,
        after=_number(step, tally),
        reason=capitalise(tame_words(step.reason, 300)),
        is_late=step.is_late,
        notes=cited,
    )


def _say_at(at: str | None, tally: Tally) -> str:
    return say_step(read_moment(at), tally.first, tally.last) if at else "undated"


def _number(step: Step, tally: Tally) -> Number | None:
    return None if step.low is None else Number(step.low, tally_id(tally), f"series:{step.at or 'undated'}")
