"""A list of a million people taken into vault and store to its end, by the command line, and what that takes.

    python -m benchmarks.importing [ROWS] [--kills N]

Seconds are of the processor, with those of the clock beside them. With `--kills` the import is killed (SIGKILL) so
often on the way, at moments drawn by chance, and given again, until one run comes to the end: no row may be lost or be
there twice.
"""

import argparse
import csv
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

from benchmarks.vault import make_rows

_HABEAS = (sys.executable, "-c", "from habeas.cli import main; main()")
_COLUMNS = ("call", "person", "age", "city", "detained", "held at", "released", "may be listed", "caller", "remarks")
_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.5
_BATCH_SECONDS = 0.4  # about as long as one takes
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Look:
    """An import on its way: seconds of clock and processor so far, rows recorded, and the most memory (bytes)."""

    clock: float
    processor: float
    rows: int
    memory: int


@dataclass(frozen=True, slots=True)
class Ended:
    """An import that came to its end or was killed: its exit status, what it printed, and how it went on."""

    status: int
    said: str
    looks: tuple[Look, ...]


def write_list(path: Path, count: int) -> None:
    """A list as a hotline keeps it, of people who do not exist."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for row in make_rows(count):
            cells, who = dict(row.identity.cells), row.identity
            writer.writerow(
                (row.key, who.name, who.age, who.place, "27.02.2022", "Ward 9", "", "yes", cells["caller"], "Invented.")
            )


def make_store(folder: Path) -> Path:
    """A store with an empty vault, its key beside it."""
    store = folder / "store"
    _run("vault", "init", "--key", "file", "--key-file", str(folder / "desk.key"), "--store", str(store))
    return store


def import_list(store: Path, path: Path, *, kill_at: int | None = None, wait: float = 0) -> Ended:
    """Take in a list, in a process of its own that is killed `wait` seconds after so many rows are recorded."""
    command = [*_HABEAS, "people", "import", str(path), "--mapping", "hotline", "--store", str(store)]
    started, looks = monotonic(), []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        while process.poll() is None:
            look = _look(process.pid, store, monotonic() - started)
            if look is not None:
                looks.append(look)
                if kill_at is not None and look.rows >= kill_at:
                    sleep(wait)
                    process.send_signal(signal.SIGKILL)
            sleep(_LOOK_SECONDS if kill_at is None else _LOOK_SECONDS / 50)
        said = "" if process.stdout is None else process.stdout.read()
    return Ended(process.returncode, said, tuple(looks))


def count_rows(store: Path) -> tuple[int, int, int]:
    """How many persons the store has, how many rows of the list these are, and how many versions the vault has."""
    with closing(_open(store / "habeas.sqlite")) as opened:
        persons, rows = opened.execute("SELECT count(*), count(DISTINCT row) FROM person").fetchone()
    with closing(_open(store / "vault" / "vault.sqlite")) as opened:
        (sealed,) = opened.execute("SELECT count(*) FROM record").fetchone()
    return persons, rows, sealed


def _look(process: int, store: Path, clock: float) -> Look | None:
    """How far it is; None where the process has ended meanwhile."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    rows = 0
    with suppress(sqlite3.OperationalError), closing(_open(store / "habeas.sqlite")) as opened:
        (rows,) = opened.execute("SELECT coalesce(max(seq), 0) FROM ledger").fetchone()
    return Look(clock, (int(stat[11]) + int(stat[12])) / _TICKS, rows, int(peak.split()[1]) * 1024)


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=60)


def _run(*arguments: str) -> None:
    subprocess.run([*_HABEAS, *arguments], check=True, stdout=subprocess.DEVNULL)


def _describe(ended: Ended, store: Path) -> Iterator[str]:
    """How long it took, tenth by tenth of the rows, and what lies there now."""
    last = ended.looks[-1]
    yield f"{ended.said.strip()}\n{last.clock:,.0f} s by the clock, {last.processor:,.0f} s of the processor"
    yield f"at most {max(look.memory for look in ended.looks) / _MIB:,.0f} MiB of memory"
    before = ended.looks[0]
    for tenth in range(1, 11):
        now = next((look for look in ended.looks if look.rows >= last.rows * tenth // 10), last)
        if now.rows > before.rows:
            rate = (now.rows - before.rows) / max(now.processor - before.processor, 1 / _TICKS)
            yield f"  to row {now.rows:>9,}: {rate:,.0f} rows a second of the processor"
        before = now
    for name in ("habeas.sqlite", "vault/vault.sqlite"):
        yield f"{name}: {(store / name).stat().st_size / _MIB:,.0f} MiB"


def _measure(folder: Path, count: int, kills: int) -> int:
    """Import, with so many kills before, and once more; 1 where a row is lost or there twice."""
    path, store, random = folder / "list.csv", make_store(folder), Random(count)
    write_list(path, count)
    for at in sorted(random.randrange(count) for _ in range(kills)):
        killed = import_list(store, path, kill_at=at, wait=random.random() * _BATCH_SECONDS)
        persons, rows, sealed = count_rows(store)
        print(f"killed ({killed.status}): {persons:,} persons, {rows:,} rows, {sealed:,} sealed", flush=True)
    for _ in range(2):
        ended = import_list(store, path)
        print("\n".join(_describe(ended, store)), flush=True)
        print("{:,} persons, {:,} rows, {:,} sealed".format(*count_rows(store)), flush=True)
    return 0 if count_rows(store) == (count, count, count) else 1


def main(arguments: Sequence[str]) -> int:
    """Print what importing takes; 1 where it is not to the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="an empty folder that is kept, by default one that is removed")
    options = parser.parse_args(arguments)
    if options.folder is not None:
        options.folder.mkdir(parents=True)
        return _measure(options.folder, options.rows, options.kills)
    with tempfile.TemporaryDirectory() as name:
        return _measure(Path(name), options.rows, options.kills)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
