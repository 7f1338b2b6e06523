"""Figures of a nation-year: python -m benchmarks.counting [--sizes N,N,…] [--plain SECONDS]

One invented year of 120 places is drawn with more claims than wanted and thinned to each size. A process of its own
makes all tallies of each size (total, places, days, places on days; lows, robust lows, highs, proofs) and measures its
memory; another gives the same programmes to HiGHS alone; a third adds claims one by one.
"""

import argparse
import gc
import json
import pickle
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from math import log
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.figure import Figure, print_figures
from benchmarks.machine import describe_machine, read_peak
from habeas.evaluate.waves import Wave, WaveSettings, make_wave
from habeas.model import StoredClaim
from habeas.model.tally import TallyQuery
from habeas.model.voice import Origin
from habeas.tally.book import Book

MIB = 2**20
SIZES = (2_000, 6_300, 20_000, 63_000, 200_000)
NATION_YEAR = 20_000
# 102 cities in 17 regions of one country are 120 places.
YEAR = WaveSettings(cities=(102, 102), days=(365, 365))
CLAIMS_A_ROUND = 11_000
ADDED = 40


@dataclass(frozen=True, slots=True)
class Case:
    """Claims of a nation-year as they are handed to the processes that measure."""

    claims: tuple[StoredClaim, ...]
    origins: dict[str, Origin]
    query: TallyQuery


def describe_counting(folder: Path, sizes: Sequence[int] = SIZES, plain: float = 20.0) -> list[Figure]:
    """All figures; `plain` are the seconds that HiGHS alone may take for a kind of target before it is extrapolated."""
    cases = write_cases(folder, sizes)
    runs = {size: _measure("tally", path) for size, path in cases.items()}
    year = min(sizes, key=lambda size: abs(size - NATION_YEAR))
    added = _measure("add", cases[year])
    return [
        *(_describe_size(size, run) for size, run in runs.items()),
        *_describe_year(runs[year]),
        *_describe_largest(runs[max(sizes)]),
        Figure(
            "time against claims, exponent", _exponent(runs), "", most=1.2, note=f"{min(sizes):,} to {max(sizes):,}"
        ),
        *_describe_added(added),
        *_describe_plain(_measure("plain", cases[year], str(plain))),
    ]


def write_cases(folder: Path, sizes: Sequence[int]) -> dict[int, Path]:
    """One nation-year thinned to each of the sizes, as files."""
    wave = make_wave(1, replace(YEAR, rounds=max(sizes) // CLAIMS_A_ROUND + 1))
    paths = {size: folder / f"{size}.pickle" for size in sizes}
    for size, path in paths.items():
        path.write_bytes(pickle.dumps(_thin(wave, size)))
    return paths


def _thin(wave: Wave, size: int) -> Case:
    """An even draw of claims, in their order."""
    drawn = sorted(random.Random(size).sample(range(len(wave.claims)), min(size, len(wave.claims))))
    claims = tuple(wave.claims[number] for number in drawn)
    origins = {stored.claim.id: wave.origins[stored.claim.id] for stored in claims}
    return Case(claims, origins, TallyQuery(wave.first, wave.last, by=("place", "day")))


def _measure(what: str, path: Path, *given: str) -> dict[str, float]:
    """The answer of a process of its own, by a file: the solver prints its name on standard output."""
    answer = path.with_suffix(f".{what}.json")
    command = [sys.executable, "-m", "benchmarks.counting", "--measure", what, str(path), str(answer), *given]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found: dict[str, float] = json.loads(answer.read_text(encoding="utf-8"))
    return found


def _describe_size(size: int, run: dict[str, float]) -> Figure:
    note = f"{run['processor']:.2f} s of the processor, {run['tallies']:,.0f} tallies, {run['peak'] / MIB:,.0f} MiB"
    return Figure(f"all tallies at {size:,}", run["seconds"], "s", note=note)


def _describe_year(run: dict[str, float]) -> list[Figure]:
    return [
        Figure("nation-year: all tallies", run["seconds"], "s", most=5, note=f"{run['detained']:.2f} s for detentions"),
        Figure(
            "nation-year: peak memory", run["peak"] / MIB, "MiB", most=500, note=f"{run['loaded'] / MIB:.0f} before"
        ),
    ]


def _describe_largest(run: dict[str, float]) -> list[Figure]:
    note = f"{run['loaded'] / MIB:,.0f} once the claims were read"
    return [Figure(f"peak memory at {run['claims']:,.0f}", run["peak"] / MIB, "MiB", most=3_000, note=note)]


def _describe_added(run: dict[str, float]) -> list[Figure]:
    kinds = [key.removeprefix("median ") for key in run if key.startswith("median ")]
    figures = []
    for kind in kinds:
        slow = f"95 of 100 in {1000 * run[f'p95 {kind}']:,.0f} ms, the slowest of {run[f'claims {kind}']:.0f} in"
        note = f"{slow} {1000 * run[f'most {kind}']:,.0f} ms"
        most = 50 if kind == "new" else None
        figures.append(
            Figure(f"an added claim, {kind}: median", 1000 * run[f"median {kind}"], "ms", most=most, note=note)
        )
    return figures


def _describe_plain(run: dict[str, float]) -> list[Figure]:
    kinds = sorted(key.removeprefix("seconds ") for key in run if key.startswith("seconds "))
    return [
        Figure(f"HiGHS alone: detained, {kind}", run[f"seconds {kind}"], "s", note=_describe_solved(run, kind))
        for kind in kinds
    ]


def _describe_solved(run: dict[str, float], kind: str) -> str:
    targets, solved, programmes = (run[f"{what} {kind}"] for what in ("targets", "solved", "programmes"))
    measured = "all solved" if solved >= programmes else f"by {solved:,.0f} of them"
    return f"{targets:,.0f} targets, {programmes:,.0f} programmes, {measured}"


def _exponent(runs: dict[int, dict[str, float]]) -> float | None:
    """The slope of log processor time over log claims, by least squares."""
    if len(runs) < 2:
        return None
    points = [(log(run["claims"]), log(run["processor"])) for run in runs.values()]
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def measure_tally(case: Case) -> dict[str, float]:
    """Seconds of all tallies and of those of detentions, and the memory of the process in bytes."""
    from habeas.tally import tally_claims

    loaded = read_peak()
    started, used = perf_counter(), process_time()
    sheet = tally_claims(case.claims, case.origins, case.query)
    seconds, processor = perf_counter() - started, process_time() - used
    peak = read_peak()
    started = perf_counter()
    tally_claims(case.claims, case.origins, replace(case.query, measure="detained"))
    detained = perf_counter() - started
    counts = {"tallies": len(sheet.tallies), "claims": len(case.claims)}
    return {"seconds": seconds, "processor": processor, "detained": detained, "loaded": loaded, "peak": peak, **counts}


def measure_plain(case: Case, limit: str) -> dict[str, float]:
    """Seconds of HiGHS by kind of target; from an even draw where all would take longer than `limit` seconds."""
    from benchmarks.plain_programs import list_targets, read_rows, solve_targets

    rows, leaves = read_rows(case.claims, case.origins, case.query)
    found: dict[str, float] = {}
    for kind, targets in list_targets(leaves, case.query).items():
        solved = solve_targets(targets, rows, float(limit))
        found |= {f"{name} {kind}": value for name, value in asdict(solved).items()}
    return found


def measure_added(case: Case) -> dict[str, float]:
    """Processor seconds until all figures are made again that depend on one more claim, of each kind of claims."""
    late = set(random.Random(1).sample(range(len(case.claims)), ADDED))
    resolutions = (one for stored in case.claims for one in stored.claim.place)
    book = Book(case.query, places=[one.place for one in resolutions if one.place is not None])
    for number, stored in enumerate(case.claims):
        if number not in late:
            book.add(stored, case.origins[stored.claim.id])
    book.sheet()
    # As a service does once it is filled: what is kept need not be looked through for garbage.
    gc.freeze()
    times: dict[str, list[float]] = {"new": _time_added(book, [case.claims[each] for each in sorted(late)], case)}
    for kind, change in CHANGES.items():
        changed = [change(case.claims[number], case.query.last) for number in sorted(late)]
        if claims := [stored for stored in changed if stored is not None]:
            times[kind] = _time_added(book, claims, case)
    found: dict[str, float] = {}
    for kind, seconds in times.items():
        found[f"median {kind}"], found[f"p95 {kind}"] = _quantile(seconds, 0.5), _quantile(seconds, 0.95)
        found[f"most {kind}"], found[f"claims {kind}"] = max(seconds), len(seconds)
    return found


def _time_added(book: Book, claims: Sequence[StoredClaim], case: Case) -> list[float]:
    times = []
    for stored in claims:
        origin = case.origins[stored.claim.id.partition("+")[0]]
        started = process_time()
        book.add(stored, replace(origin, claim=stored.claim.id))
        book.renew()
        times.append(process_time() - started)
    return times


def _quantile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]


def _say_more(stored: StoredClaim, last: date) -> StoredClaim | None:
    """The same voice a day later, with a tenth more."""
    return _say_later(stored, factor=1.1)


def _say_less(stored: StoredClaim, last: date) -> StoredClaim | None:
    """The same voice a day later, with a third of it: a correction that contradicts what it said."""
    return _say_later(stored, factor=1 / 3)


def _say_later(stored: StoredClaim, *, factor: float) -> StoredClaim | None:
    quantity, published = stored.claim.quantity, stored.published_at
    if quantity is None or quantity.low is None or not published:
        return None
    later = (date.fromisoformat(published[:10]) + timedelta(days=1)).isoformat() + published[10:]
    count = int(quantity.low * factor)
    claim = replace(
        stored.claim, id=f"{stored.claim.id}+{factor:.2f}", quantity=replace(quantity, low=count, high=count)
    )
    return replace(stored, claim=claim, published_at=later)


def _widen(stored: StoredClaim, last: date) -> StoredClaim | None:
    """What a claim of a day says, four hundred times, of its country and thirty days."""
    quantity, when = stored.claim.quantity, stored.claim.when
    wide = tuple(one for one in stored.claim.place if one.place is not None and one.place.kind == "country")
    if quantity is None or quantity.low is None or when is None or not wide or when.start + timedelta(days=29) > last:
        return None
    many = replace(quantity, low=400 * quantity.low, high=None)
    days = replace(when, end=when.start + timedelta(days=29))
    return replace(
        stored, claim=replace(stored.claim, id=f"{stored.claim.id}+wide", place=wide, when=days, quantity=many)
    )


# What is added beside claims that were left out, by kind.
CHANGES: dict[str, Callable[[StoredClaim, date], StoredClaim | None]] = {
    "said later": _say_more,
    "contradicted": _say_less,
    "of a country and thirty days": _widen,
}
MEASURES: dict[str, Callable[..., dict[str, float]]] = {
    "tally": measure_tally,
    "plain": measure_plain,
    "add": measure_added,
}


def main(arguments: Sequence[str]) -> int:
    """Measure one file of claims into a file of JSON, or everything as a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many claims, with commas between")
    parser.add_argument(
        "--plain", type=float, default=20.0, help="seconds for HiGHS alone, of each kind of target (20)"
    )
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        what, path, answer, *given = options.measure
        found = MEASURES[what](pickle.loads(Path(path).read_bytes()), *given)
        Path(answer).write_text(json.dumps(found), encoding="utf-8")
        return 0
    print(describe_machine())
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        figures = describe_counting(Path(folder), [int(size) for size in options.sizes.split(",")], options.plain)
    print_figures("Counting a nation-year", figures)
    return 0 if all(figure.is_met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
