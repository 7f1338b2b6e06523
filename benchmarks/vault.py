"""How many rows a second are sealed, opened, wrapped anew and taken in: python -m benchmarks.vault [ROWS]

Seconds of processor time, so that other work on the machine does not count; what the disk takes is not in them.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from habeas.model.person import Identity, PersonEntry, Status
from habeas.pipeline.people import Desk, import_into, make_place_finder
from habeas.store import open_store
from habeas.vault import Access, KeyChoice, Vault, make_vault, open_vault, rotate_key

_ACCESS = Access(lambda is_new: "not asked for")
_TOWNS = ("Kazan", "Казань", "Moscow, Russia", "Saint Petersburg", "Nowhere at all")
_AT_ONCE = 2000
_LETTERS = str.maketrans("0123456789", "aeioubdfgk")
_DETAINED = Status("detained", "2022-02-27", source="hotline", facility="Ward 9")


def make_rows(count: int) -> Iterator[PersonEntry]:
    """Rows of a list of invented people."""
    for number in range(count):
        name, town = " ".join(_spell(number % size) for size in (997, 89, 9973)), _TOWNS[number % 5]
        cells = (("person", name), ("city", town), ("caller", f"+7 000 {number:07}"), ("remarks", "Invented."))
        identity = Identity(name=name, age=18 + number % 60, place=town, statuses=(_DETAINED,), cells=cells)
        yield PersonEntry("hotline", f"H-{number}", identity, "2022-02-27", row=number + 1)


def _spell(number: int) -> str:
    """A word for a number, of letters only."""
    return "Q" + str(number).translate(_LETTERS)


def measure(count: int) -> dict[str, float]:
    """Rows a second of each part."""
    rates: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        make_vault(store, KeyChoice("file", Path(name) / "1.key"), _ACCESS)
        with open_vault(store, _ACCESS) as vault:
            tokens, rates["seal"] = _seal(vault, list(make_rows(count)))
            start = process_time()
            for at in range(0, count, _AT_ONCE):
                vault.open(tokens[at : at + _AT_ONCE])
            rates["open"] = count / (process_time() - start)
            start = process_time()
            vault.find(f"{_spell(17)} {_spell(9017)}")
            rates["find, seconds"] = process_time() - start
            start = process_time()
            rotate_key(vault.file, KeyChoice("file", Path(name) / "2.key"), _ACCESS)
            rates["rotate"] = count / (process_time() - start)
    return rates


def measure_import(count: int) -> dict[str, float]:
    """Rows a second from a list into vault and store, and of the same list again."""
    with tempfile.TemporaryDirectory() as name:
        store = Path(name) / "store"
        make_vault(store, KeyChoice("file", Path(name) / "1.key"), _ACCESS)
        with open_vault(store, _ACCESS) as vault, open_store(store) as opened:
            desk = Desk(opened, vault, make_place_finder())
            desk.find_place("Kazan")  # opens the index of places
            rates = {}
            for what in ("import", "import again"):
                start = process_time()
                import_into(desk, make_rows(count))
                rates[what] = count / (process_time() - start)
        rates["bytes a row, vault"] = (store / "vault" / "vault.sqlite").stat().st_size / count
        rates["bytes a row, store"] = (store / "habeas.sqlite").stat().st_size / count
    return rates


def _seal(vault: Vault, rows: list[PersonEntry]) -> tuple[list[str], float]:
    start, tokens = process_time(), list[str]()
    for at in range(0, len(rows), _AT_ONCE):
        sealed = vault.seal([(vault.name_row(row), row) for row in rows[at : at + _AT_ONCE]])
        tokens += [made.token for made in sealed]
    return tokens, len(rows) / (process_time() - start)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for what, rate in {**measure(asked), **measure_import(asked)}.items():
        print(f"{what}: {rate:,.3g}" if rate < 10 else f"{what}: {rate:,.0f}")
