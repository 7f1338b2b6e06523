"""Several readers on the same annotated claims, side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from habeas.evaluate.calibration import Calibration, calibrate, calibration_rows
from habeas.evaluate.claims import LEVELS, ClaimScores, TextMatch, claim_rows, match_texts, score_matches
from habeas.evaluate.corpus import Gold, Json, Run
from habeas.evaluate.errors import SHOWN, ClaimError, Example, find_errors, show_examples
from habeas.evaluate.interval import RESAMPLES, f1_intervals, gain_intervals
from habeas.lang import Language

CALIBRATED = ("detect", "figure")
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader on one corpus: its claims paired with those annotated, and the words of the texts."""

    method: str
    matches: tuple[TextMatch, ...]
    texts: dict[str, str]

    @property
    def scores(self) -> ClaimScores:
        """The score table."""
        return score_matches(self.matches)

    @property
    def errors(self) -> dict[str, list[ClaimError]]:
        """The errors by class."""
        return find_errors(self.matches)

    @property
    def calibrations(self) -> list[Calibration]:
        """The calibration at level detect, which a score means, and at level figure."""
        return [calibrate(self.matches, level) for level in CALIBRATED]


def measure_run(gold: Gold, run: Run) -> Measured:
    """A reader's claims paired with those annotated."""
    return Measured(run.method, tuple(match_texts(gold.claims, run.claims)), run.texts)


def score_rows(measured: Sequence[Measured]) -> Rows:
    """The score tables, one group of three columns a reader; a line of names above where there are several."""
    tables = [claim_rows(one.scores) for one in measured]
    names = ("", *(cell for one in measured for cell in (one.method, "", "")))
    rows = [_join(lines) for lines in zip(*tables, strict=True)]
    return [names, *rows] if len(measured) > 1 else rows


def interval_rows(measured: Sequence[Measured]) -> Rows:
    """The 95 % intervals of F1, a column a reader; then what each later reader gains over the first."""
    intervals = [f1_intervals(one.matches) for one in measured]
    heading = f"F1, 95 % of {RESAMPLES:,} resamples of the texts"
    rows = [(heading, *(one.method for one in measured))]
    rows += [(level, *(f"{one[level][0]:.3f} to {one[level][1]:.3f}" for one in intervals)) for level in LEVELS]
    if len(measured) > 1:
        gains = [gain_intervals(measured[0].matches, one.matches) for one in measured[1:]]
        rows += [
            (f"{level}, more than {measured[0].method}", "", *(_show_gain(*one[level]) for one in gains))
            for level in LEVELS
        ]
    return rows


def error_rows(measured: Sequence[Measured]) -> Rows:
    """How many errors of each class, a column a reader."""
    errors = [one.errors for one in measured]
    heading = ("errors", *(one.method for one in measured))
    return [heading, *((name, *(str(len(one[name])) for one in errors)) for name in errors[0])]


def calibration_tables(measured: Sequence[Measured]) -> list[Rows]:
    """The reliability table of each reader."""
    return [[(one.method, "", "", "", ""), *calibration_rows(one.calibrations)] for one in measured]


def list_examples(measured: Measured, language: Language, limit: int) -> dict[str, list[Example]]:
    """Examples of each class that has any."""
    errors = measured.errors
    shown = {name: show_examples(name, errors[name], measured.texts, language=language, limit=limit) for name in SHOWN}
    return {name: examples for name, examples in shown.items() if examples}


def measured_record(measured: Measured, examples: dict[str, list[Example]]) -> Json:
    """Everything measured of one reader, as JSON: scores, intervals, calibration, errors with examples."""
    return {
        "method": measured.method,
        **asdict(measured.scores),
        "intervals": f1_intervals(measured.matches),
        "calibration": [asdict(one) for one in measured.calibrations],
        "errors": {
            name: {"count": len(errors), "examples": [asdict(one) for one in examples.get(name, ())]}
            for name, errors in measured.errors.items()
        },
    }


def _join(lines: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The label of the first and the cells of all; where labels differ (numbers of texts never do), the first's."""
    return (lines[0][0], *(cell for line in lines for cell in line[1:]))


def _show_gain(low: float, high: float) -> str:
    return f"{low:+.3f} to {high:+.3f}"
