"""The index file: built whole or not at all, rebuilt when it does not fit, small, and quick to open."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from habeas.exc import StoreError
from habeas.gazetteer import Gazetteer
from habeas.gazetteer.entry import OTHER, OWN, Entry
from habeas.gazetteer.index import FILE_NAME, open_index
from habeas.gazetteer.spelling import fold_name


def read_two() -> Iterator[Entry]:
    """A gazetteer of two places."""
    yield Entry(1, "Quibble", "country", (("quibble", OWN),), country="QB", point=(1.0, 2.0), population=9)
    yield Entry(2, "Zzyzx", "city", (("zzyzx", OWN), ("quibble", OTHER)), country="QB", parents=(1,))


def build_two(folder: Path) -> int:
    """Open (and so build) the gazetteer of two places; how many are called Quibble."""
    return len(open_index(folder, read=read_two).find_candidates("quibble"))


def test_candidates_come_with_parents_and_the_best_known_first(tmp_path: Path) -> None:
    index = open_index(tmp_path, read=read_two)
    country, city = index.find_candidates("quibble")
    assert (country.place.id, city.place.id) == ("geonames:1", "geonames:2")
    assert city.place.parents == ("geonames:1",)
    assert index.find_candidates("nowhere") == ()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 5_000])
def test_a_foreign_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert build_two(tmp_path) == 2


def test_a_truncated_index_is_rebuilt(tmp_path: Path) -> None:
    build_two(tmp_path)
    path = tmp_path / FILE_NAME
    path.write_bytes(path.read_bytes()[:-4096])
    assert build_two(tmp_path) == 2


def test_an_index_of_another_version_is_rebuilt(tmp_path: Path) -> None:
    build_two(tmp_path)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE meta SET value = 'other'")
    connection.close()
    assert build_two(tmp_path) == 2


def test_an_index_that_fits_is_not_rebuilt(tmp_path: Path) -> None:
    build_two(tmp_path)
    messages: list[str] = []
    open_index(tmp_path, messages.append, read=read_two)
    assert messages == []


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        counts = pool.map(build_two, [tmp_path, tmp_path])
    assert counts == [2, 2]
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        open_index(tmp_path / "file", read=read_two)
    assert "cannot be written" in str(caught.value)


def test_the_real_index_is_small_and_opens_quickly(gazetteer: Gazetteer, real_folder: Path) -> None:
    assert gazetteer.candidates("Tbilisi")
    assert (real_folder / FILE_NAME).stat().st_size < 150e6
    start = time.perf_counter()
    open_index(real_folder).find_candidates(fold_name("Moscow"))
    assert time.perf_counter() - start < 0.2


def test_a_process_using_it_stays_small(gazetteer: Gazetteer, real_folder: Path) -> None:
    assert gazetteer.candidates("Minsk")
    script = (
        "import re, sys; from pathlib import Path; from habeas.gazetteer import open_gazetteer;"
        "g = open_gazetteer(Path(sys.argv[1]));"
        "[g.find_names(f'In {a}{b} and Moscow, Georgia') for a in 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' for b in 'aeiou'];"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(real_folder)], capture_output=True, check=True)
    assert int(done.stdout) < 150_000
