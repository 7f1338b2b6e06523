"""Whatever is changed by hand, the first row that is not as it was recorded is named."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from habeas.store import Fault, open_store
from habeas.store.ledger import GENESIS, Link, chain_hash, digest_row
from habeas.store.tables import STORED
from tests.collecting import make_texts
from tests.store.samples import fill_store

# The store tampered with: row 1 is the document, then report, reading, claim and statement three times, to row 13.
COPY = "INSERT INTO claim SELECT {seq}, 'claim-new', recorded_at, method, report, type, place, within, first_day, \
last_day, modality, scope, context, low, high, relation, speaker, score, sentence_start, sentence_end, content \
FROM claim WHERE seq = 4"
TAMPERING = [
    ("UPDATE claim SET low = 900 WHERE seq = 8", "claim", 8, "was changed"),
    ("UPDATE claim SET content = replace(content, 'Kazan', 'Omsk') WHERE seq = 8", "claim", 8, "was changed"),
    ("UPDATE claim SET speaker = 'police' WHERE seq = 8", "claim", 8, "was changed"),
    ("UPDATE claim SET method = 'other@1' WHERE seq = 8", "claim", 8, "was changed"),
    ("UPDATE claim SET id = 'claim-other' WHERE seq = 8", "claim", 8, "replaced or moved"),
    ("UPDATE report SET recorded_at = '2020-01-01' WHERE seq = 6", "report", 6, "recorded_at was changed"),
    ("UPDATE ledger SET recorded_at = '2020-01-01' WHERE seq = 6", "ledger", 6, "the ledger's row was changed"),
    ("UPDATE statement SET seq = 99 WHERE seq = 9", "statement", 9, "was removed"),
    ("DELETE FROM report WHERE seq = 6", "report", 6, "was removed"),
    ("DELETE FROM claim", "claim", 4, "was removed"),
    ("DELETE FROM statement WHERE seq = 13", "statement", 13, "was removed"),
    (COPY.format(seq=14), "claim", 14, "is not in the ledger"),
    (COPY.format(seq=6), "claim", 6, "is not in the ledger: it was inserted"),
    (COPY.format(seq=0), "claim", 0, "is not in the ledger: it was inserted"),
    ("DELETE FROM ledger WHERE seq = 7", "ledger", 7, "removed"),
    ("DELETE FROM ledger WHERE seq = 1", "ledger", 1, "removed"),
    ("DELETE FROM ledger WHERE seq > 9", "report", 10, "the end of the ledger was removed"),
    ("UPDATE ledger SET digest = zeroblob(32) WHERE seq = 4", "ledger", 4, "the ledger's row was changed"),
    ("UPDATE ledger SET hash = zeroblob(32) WHERE seq = 4", "ledger", 4, "the ledger's row was changed"),
    ("UPDATE ledger SET previous = zeroblob(32) WHERE seq = 4", "ledger", 4, "does not follow"),
    (
        "UPDATE ledger SET seq = -1 WHERE seq = 6; UPDATE ledger SET seq = 6 WHERE seq = 10;"
        "UPDATE ledger SET seq = 10 WHERE seq = -1",
        "ledger",
        6,
        "does not follow",
    ),
    (
        "UPDATE claim SET seq = -1 WHERE seq = 4; UPDATE claim SET seq = 4 WHERE seq = 8;"
        "UPDATE claim SET seq = 8 WHERE seq = -1",
        "claim",
        4,
        "replaced or moved",
    ),
]


def tamper(folder: Path, script: str) -> None:
    """Change the database as somebody would who has it in hand: the triggers go first."""
    with closing(sqlite3.connect(folder / "habeas.sqlite")) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.executescript(script)


def find_fault(folder: Path, head: str | None = None) -> Fault | None:
    with open_store(folder) as store:
        return store.verify(head=head).fault


@pytest.mark.parametrize(("script", "table", "seq", "reason"), TAMPERING)
def test_the_first_row_tampered_with_is_named(tmp_path: Path, script: str, table: str, seq: int, reason: str) -> None:
    fill_store(tmp_path, make_texts(3)).close()
    tamper(tmp_path, script)
    fault = find_fault(tmp_path)
    assert fault is not None and (fault.table, fault.seq) == (table, seq)
    assert reason in fault.reason


def test_an_untouched_store_is_sound_and_every_row_counted(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with fill_store(tmp_path, make_texts(3)) as store:
        found = store.verify(progress=lambda done, total: steps.append((done, total)))
        assert (found.rows, found.fault, found.head) == (13, None, store.head())
    assert steps == [(13, 13)]


def test_an_empty_store_is_sound(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert store.verify(head=store.head()).fault is None


def test_a_head_written_down_still_holds_after_more_was_recorded(tmp_path: Path) -> None:
    with fill_store(tmp_path, make_texts(2)) as store:
        head = store.head()
    with fill_store(tmp_path, make_texts(5)) as store:
        assert store.head() != head and store.verify(head=head).fault is None


def test_an_end_cut_off_everywhere_is_found_by_the_head_alone(tmp_path: Path) -> None:
    with fill_store(tmp_path, make_texts(3)) as store:
        head = store.head()
    tamper(tmp_path, ";".join(f"DELETE FROM {table} WHERE seq > 9" for table in (*STORED, "ledger")))
    assert find_fault(tmp_path) is None
    fault = find_fault(tmp_path, head)
    assert fault is not None and (fault.table, fault.seq) == ("ledger", 10)
    assert f"without the head {head}" in fault.reason


def test_a_rewritten_history_is_found_by_the_head_alone(tmp_path: Path) -> None:
    with fill_store(tmp_path, make_texts(3)) as store:
        head = store.head()
    tamper(tmp_path, ";".join(f"DELETE FROM {table} WHERE seq > 9" for table in (*STORED, "ledger")))
    with closing(sqlite3.connect(tmp_path / "habeas.sqlite")) as database, database:
        database.execute("UPDATE claim SET low = 900 WHERE seq = 8")
    rewrite_ledger(tmp_path)
    assert find_fault(tmp_path) is None
    assert find_fault(tmp_path, head) is not None


def rewrite_ledger(folder: Path) -> None:
    """Make the ledger agree with whatever the tables now say, as a forger would."""
    previous = GENESIS
    with closing(sqlite3.connect(folder / "habeas.sqlite")) as database, database:
        for seq, kind, row_id, recorded_at in database.execute(
            "SELECT seq, kind, id, recorded_at FROM ledger ORDER BY seq"
        ).fetchall():
            cursor = database.execute(f"SELECT * FROM {kind} WHERE seq = ?", (seq,))
            columns = dict(zip([name for name, *_ in cursor.description], cursor.fetchone(), strict=True))
            link = Link(seq, recorded_at, kind, row_id, digest_row(kind, columns))
            forged = (link.digest, previous, chain_hash(link, previous), seq)
            database.execute("UPDATE ledger SET digest = ?, previous = ?, hash = ? WHERE seq = ?", forged)
            previous = forged[2]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda file: file.write_bytes(b"The bytes of a document\n"), "its archived bytes were changed"),
        (lambda file: file.write_bytes(b""), "its archived bytes were changed"),
        (lambda file: file.unlink(), "its archived bytes are missing"),
    ],
)
def test_a_changed_archive_names_its_document(tmp_path: Path, damage: object, reason: str) -> None:
    assert callable(damage)
    with fill_store(tmp_path, make_texts(3)) as store:
        [file] = store.archive.folder.glob("*/*")
        file.chmod(0o644)
        damage(file)
        fault = store.verify().fault
    assert fault is not None and (fault.table, fault.seq) == ("document", 1)
    assert reason in fault.reason
