"""Lists → how many people there are: one table estimated, with its sensitivity, and drawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from habeas.estimate import SEED, compare_methods, estimate_total
from habeas.estimate.histories import drop_lists, list_sizes, read_histories
from habeas.estimate.sensitivity import estimate_without
from habeas.model.capture import CaptureTable
from habeas.model.estimate import Estimate, Refusal

_PICTURES = ("lists", "lists-phone", "estimate", "estimate-phone")


@dataclass(frozen=True, slots=True)
class Estimated:
    """A table with what is said of it: less each list, by threshold of linkage, by each method, as was asked.

    `surely` is how many people it has where doubtful links join people, None where there is no such doubt.
    """

    table: CaptureTable
    found: Estimate | Refusal
    without: dict[str, Estimate | Refusal] = field(default_factory=dict)
    thresholds: dict[str, Estimate | Refusal] = field(default_factory=dict)
    methods: dict[str, Estimate | Refusal] = field(default_factory=dict)
    surely: int | None = None

    @property
    def documented(self) -> int:
        """How many people can be defended: two records of whom it is doubtful whether they are two are one."""
        return self.table.observed if self.surely is None else self.surely

    @property
    def strays(self) -> tuple[str, ...]:
        """What was asked beside the estimate and lies beyond its limits: without a list, by threshold, by method."""
        if isinstance(self.found, Refusal):
            return ()
        others = (("without ", self.without), ("if ", self.thresholds), ("by ", self.methods))
        return tuple(
            f"{words}{name}" for words, group in others for name, one in group.items() if _is_beyond(one, self.found)
        )

    @property
    def sizes(self) -> dict[str, int]:
        """How many people stand on each list."""
        return list_sizes(self.table)


def _is_beyond(other: Estimate | Refusal, found: Estimate) -> bool:
    """Whether another figure lies beyond the limits of an estimate; that a lower bound lies below them says nothing."""
    if isinstance(other, Refusal):
        return False
    return other.point > found.high or (other.point < found.low and other.method != "chao")


def estimate_file(
    path: Path, without: Sequence[str], method: str | None = None, *, is_leaving_out: bool = False, seed: int = SEED
) -> Estimated:
    """What is said of the table in a CSV file, less the lists in `without`.

    Raises InputError for a file that is none, QuestionError for a list or a method that does not exist.
    """
    table = drop_lists(read_histories(path), without)
    return estimate_table(table, method, is_leaving_out=is_leaving_out, seed=seed)


def estimate_table(
    table: CaptureTable, method: str | None = None, *, is_leaving_out: bool = False, seed: int = SEED
) -> Estimated:
    """What is said of a table."""
    found = estimate_total(table, method, seed=seed)
    return Estimated(table, found, estimate_without(table, method, seed=seed) if is_leaving_out else {})


def add_methods(estimated: Estimated, seed: int = SEED) -> Estimated:
    """The same with what every other method says of the table."""
    return replace(estimated, methods=compare_methods(estimated.table, seed=seed))


def draw_pictures(estimated: Estimated, folder: Path) -> Iterator[Path]:
    """The files written: the lists and, where there is a number, the estimate, each for a page and for a phone.

    Where there is none, pictures of another estimate in this folder are removed: they would pass for this one.
    """
    from habeas.publish.drawing import posterior, upset
    from habeas.publish.drawing.svg import Caption, stand_alone

    folder.mkdir(parents=True, exist_ok=True)
    table, found = estimated.table, estimated.found
    pictures = dict.fromkeys(_PICTURES, "")
    if table.counts:
        words = Caption("lists", "On which lists people stand", _describe_lists(estimated))
        pictures["lists"] = upset.draw_upset(table, words)
        pictures["lists-phone"] = upset.draw_upset(table, words, size=upset.NARROW)
    if isinstance(found, Estimate):
        words = Caption("estimate", "How many people there may be", _describe_estimate(found))
        pictures["estimate"] = posterior.draw_posterior(found, words)
        pictures["estimate-phone"] = posterior.draw_posterior(found, words, size=posterior.NARROW)
    for name, drawn in pictures.items():
        path = folder / f"{name}.svg"
        if drawn:
            path.write_bytes(stand_alone(drawn))
            yield path
        else:
            path.unlink(missing_ok=True)


def _describe_lists(estimated: Estimated) -> str:
    sizes = "; ".join(f"{name}: {size:,}" for name, size in estimated.sizes.items())
    return f"{estimated.table.observed:,} people on {len(estimated.table.lists)} lists ({sizes})"


def _describe_estimate(estimate: Estimate) -> str:
    return (
        f"{estimate.observed:,} people are documented; by {estimate.method} there are about {estimate.point:,.0f}, "
        f"with 95 % limits of {estimate.low:,.0f} and {estimate.high:,.0f}"
    )
