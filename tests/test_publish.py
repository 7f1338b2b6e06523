"""From a store to an edition and back: the chain as a whole, with a reader small enough to check by eye."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from habeas.exc import EditionError, QuestionError
from habeas.intake import IntakeOptions
from habeas.model.edition import Order
from habeas.model.judgement import Decision
from habeas.model.tally import TallyQuestion
from habeas.pipeline import ReadSettings, collect_into
from habeas.pipeline.publishing import check_edition, publish
from habeas.publish.sign import make_key
from habeas.settings import read_settings
from habeas.store import open_store, record_decision
from tests.collecting import make_texts, open_counting_reader, write_reports
from tests.places import GAZETTEER

DAY = date(2022, 2, 27)
AS_OF = "2022-03-01"
PUBLISH = ["publish", "--from", "2022-02-27", "--to", "2022-02-27", "--as-of", "2022-03-01", "--measure", "detained"]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    read_settings.cache_clear()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Five reports of so many detained in Kazan, by nobody in particular."""
    folder = tmp_path / "store"
    path = write_reports(tmp_path / "reports.jsonl", make_texts(5))
    settings = ReadSettings(open_counting_reader, "counting@1", 1)
    with open_store(folder) as opened:
        collect_into(opened, [path], options=IntakeOptions(), settings=settings)
    return folder


@pytest.fixture
def order(tmp_path: Path) -> Order:
    make_key(tmp_path / "desk.key")
    question = TallyQuestion(DAY, DAY, as_of=AS_OF)
    return Order(question, ("detained",), tmp_path / "edition", tmp_path / "desk.key", title="Kazan")


def run(command: list[str], store: Path, seed: str) -> str:
    """What the program prints in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "HABEAS_STORE": str(store), "HABEAS_CACHE": str(GAZETTEER)}
    code = "from habeas.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *command], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_says_what_the_store_proves(store: Path, order: Order) -> None:
    published = publish(order, store)
    low = published.edition.sheets[0].tallies[0].low
    assert (low, len(published.edition.claims)) == (4, 5)
    assert check_edition(order.out).faults == ()
    assert "4" in (order.out / "data" / "bulletin.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_other_processes_give_the_same_bytes(store: Path, order: Order, tmp_path: Path) -> None:
    folders = []
    for seed in ("0", "4711"):
        folders.append(tmp_path / f"edition-{seed}")
        run([*PUBLISH, "--key", str(order.key), "--out", str(folders[-1])], store, seed)
    assert read_folder(folders[0]) == read_folder(folders[1])
    assert "figures follow from 5 claims" in run(["verify", str(folders[0])], store, "1")


def test_a_day_without_claims_is_published_as_a_figure_without_a_number(store: Path, order: Order) -> None:
    quiet = date(2021, 1, 1)
    published = publish(replace(order, question=TallyQuestion(quiet, quiet, as_of=AS_OF)), store)
    assert [tally.low for sheet in published.edition.sheets for tally in sheet.tallies] == [None]
    assert check_edition(order.out).faults == ()


def test_a_store_without_anything_is_published_too(tmp_path: Path, order: Order) -> None:
    with open_store(tmp_path / "new"):
        pass
    publish(order, tmp_path / "new")
    assert check_edition(order.out).faults == ()


def test_what_is_judged_flows_into_the_next_edition(store: Path, order: Order, tmp_path: Path) -> None:
    first = publish(order, store)
    most = first.edition.sheets[0].tallies[0].certificate
    assert most is not None
    with open_store(store) as opened:
        record_decision(
            opened, Decision("reject-claim", (most.terms[0].claim,), "Ivan Testov", "misread", "2022-02-28T12:00:00Z")
        )
    second = publish(replace(order, out=tmp_path / "second", previous=order.out), store)
    assert next((change.before, change.after) for change in second.edition.changes) == (4, 3)
    assert any(correction.kind == "claim-rejected" for correction in second.edition.corrected)
    assert check_edition(tmp_path / "second", previous=order.out).faults == ()
    assert b"Testov" not in b"".join(read_folder(tmp_path / "second").values())


def test_the_hash_of_an_edition_is_what_the_next_one_names(store: Path, order: Order, tmp_path: Path) -> None:
    first = publish(order, store)
    publish(replace(order, out=tmp_path / "second", previous=order.out), store)
    header = json.loads((tmp_path / "second" / "edition.json").read_bytes())
    assert header["previous"] == {
        "id": first.edition.id,
        "number": 1,
        "as_of": "2022-03-01T23:59:59Z",
        "hash": first.hash,
    }


def test_an_edition_does_not_follow_a_changed_one(store: Path, order: Order, tmp_path: Path) -> None:
    publish(order, store)
    (order.out / "data" / "README.txt").write_text("other")
    with pytest.raises(EditionError, match=r"--previous .*edition: does not hold: .*README"):
        publish(replace(order, out=tmp_path / "second", previous=order.out), store)
    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"key": Path("nowhere.key")}, EditionError, "key cannot be read"),
        ({"previous": Path("nowhere")}, EditionError, "--previous nowhere: is no edition"),
        ({"title": "two\nlines"}, EditionError, "expected one line"),
        ({"title": " "}, EditionError, "expected one line"),
        ({"question": TallyQuestion(DAY, DAY, as_of="2999-01-01")}, EditionError, "lies ahead of this machine's clock"),
        (
            {"question": TallyQuestion(DAY, DAY, as_of=AS_OF, place="Nowherestan")},
            QuestionError,
            "not in the gazetteer",
        ),
    ],
    ids=["key", "previous", "lines", "blank", "future", "place"],
)
def test_what_cannot_be_published_is_told_and_nothing_is_written(
    change: dict[str, object], error: type[Exception], words: str, store: Path, order: Order
) -> None:
    with pytest.raises(error, match=words):
        publish(replace(order, **change), store)  # type: ignore[arg-type]
    assert not order.out.exists()


def test_an_edition_that_exists_is_refused_before_anything_else(store: Path, order: Order) -> None:
    order.out.mkdir()
    with pytest.raises(EditionError, match="is there already"):
        publish(replace(order, key=Path("nowhere.key")), store)
