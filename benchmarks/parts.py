"""What each part costs for one report, one after the other in one process: the next limit is the largest."""

import cProfile
import pickle
import pstats
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks.figure import Figure
from habeas.gazetteer import Gazetteer, NameMatch
from habeas.gazetteer.index import Candidate, open_index
from habeas.intake import IntakeOptions, read_paths
from habeas.lang import load_language
from habeas.model import Mention, Reading, Report, Resolution
from habeas.read import open_reader
from habeas.read.surrounding import surround_claims
from habeas.settings import read_settings
from habeas.store import Entry, open_store, reading_entry

Answer = TypeVar("Answer")
BATCH = 100
PACKAGE = "/habeas/"


@dataclass(slots=True)
class Clock:
    """Seconds by what they were spent on."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def on(self, what: str) -> Iterator[None]:
        """Counts the time of the block."""
        started = perf_counter()
        yield
        self.seconds[what] += perf_counter() - started


class TimedGazetteer(Gazetteer):
    """The gazetteer, with a clock on what a reader asks of it."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        super().__init__(open_index(folder, None))
        self._clock = clock

    def find_names(self, text: str) -> list[NameMatch]:
        """As the gazetteer does."""
        with self._clock.on("finding place names"):
            return super().find_names(text)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """As the gazetteer does."""
        with self._clock.on("finding place names"):
            return super().candidates(name)

    def resolve_all(
        self, mentions: Sequence[Mention], text: str, parts: Sequence[tuple[int, int]] = ()
    ) -> tuple[Resolution, ...]:
        """As the gazetteer does."""
        with self._clock.on("resolving places"):
            return super().resolve_all(mentions, text, parts)


def describe_parts(sample: Path, folder: Path) -> list[Figure]:
    """Milliseconds a report and share of each part, in the order of the chain."""
    clock = Clock()
    with clock.on("intake"):
        reports = [item for item in read_paths([str(sample)], IntakeOptions()) if isinstance(item, Report)]
    language = load_language("en")
    reader = open_reader("tables", language, TimedGazetteer(read_settings().cache, clock))
    with clock.on("reading"):
        readings = [reader.read(report) for report in reports]
    with clock.on("rows to store"):
        entries = [reading_entry(reading, surround_claims(reading, language)) for reading in readings]
    with clock.on("between processes"):
        _carry(reports, entries)
    with clock.on("storing"):
        _store(entries, folder)
    return _describe(clock.seconds, len(reports))


def describe_modules(sample: Path) -> list[Figure]:
    """Which modules take the time of reading, by their own code and the library calls in it."""
    reports = [item for item in read_paths([str(sample)], IntakeOptions()) if isinstance(item, Report)]
    clock = Clock()
    reader = open_reader("tables", load_language("en"), TimedGazetteer(read_settings().cache, clock))
    profile = cProfile.Profile()
    profile.runcall(_read_all, reader.read, reports)
    own = _own_seconds(profile)
    whole = sum(own.values())
    largest = sorted(own.items(), key=lambda item: -item[1])[:12]
    return [Figure(module, 100 * seconds / whole, "%") for module, seconds in largest]


def _read_all(read: Callable[[Report], Reading], reports: Sequence[Report]) -> None:
    for report in reports:
        read(report)


def _own_seconds(profile: cProfile.Profile) -> dict[str, float]:
    """Seconds by module of the package; what a library or a builtin takes is its caller's."""
    own: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, seconds, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if PACKAGE in file:
            own[_module(file)] += seconds
        else:
            for (caller, _, _), (_, _, part, _) in callers.items():
                own[_module(caller)] += part
    return own


def _module(file: str) -> str:
    return file.rpartition(PACKAGE)[2] if PACKAGE in file else "libraries called by libraries"


def _carry(reports: Sequence[Report], entries: Sequence[Entry]) -> None:
    """Reports go to a worker and rows come back, in batches."""
    for values in (reports, entries):
        for start in range(0, len(values), BATCH):
            pickle.loads(pickle.dumps(values[start : start + BATCH]))


def _store(entries: Sequence[Entry], folder: Path) -> None:
    with open_store(folder) as store:
        for start in range(0, len(entries), BATCH):
            store.record(entries[start : start + BATCH])


def _describe(seconds: dict[str, float], count: int) -> list[Figure]:
    inner = ("finding place names", "resolving places")
    parts = {name: spent for name, spent in seconds.items() if name not in inner}
    whole = sum(parts.values())
    figure = partial(_part, count=count, whole=whole)
    return [
        figure("intake", seconds["intake"]),
        figure("reading, places included", seconds["reading"]),
        figure("  of it: finding place names", seconds["finding place names"]),
        figure("  of it: resolving places", seconds["resolving places"]),
        figure("rows to store", seconds["rows to store"]),
        figure("to the workers and back", seconds["between processes"]),
        figure("storing: ledger, rows, commit", seconds["storing"]),
        figure("all", whole),
    ]


def _part(name: str, seconds: float, *, count: int, whole: float) -> Figure:
    return Figure(name, 1000 * seconds / max(count, 1), "ms", note=f"{100 * seconds / whole:.1f} %")
