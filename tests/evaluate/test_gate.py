"""The gate: floors hold, are only ever raised, and belong to one corpus; and our own gold set, on which CI holds it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from habeas.evaluate.floors import CorpusFloors, Floors, hash_corpus, load_floors, write_floors
from habeas.evaluate.gate import Finding, Gate, check_gate, describe_missed, raise_floors
from habeas.exc import FloorError, InputError, TableError
from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.read import Reader, open_reader
from tests.evaluate.recital import CLAIM, TEXT, Recital
from tests.places import GAZETTEER

GOLD = Path(__file__).parent.parent / "gold"
FLOORS = GOLD / "floors.yml"
OWN = "ours"
# One measure: old bound, measured, and the bound after raising by a margin of 0.01; None where that is refused.
RAISED: dict[str, tuple[str, float | None, float, float | None]] = {
    "a first floor": ("detect", None, 0.9, 0.89),
    "a higher floor": ("detect", 0.8, 0.9, 0.89),
    "within the margin the floor stays": ("detect", 0.895, 0.9, 0.895),
    "as measured the floor stays": ("detect", 0.9, 0.9, 0.9),
    "a missed floor is not lowered": ("detect", 0.91, 0.9, None),
    "floors are rounded down": ("detect", 0.5, 0.9999, 0.989),
    "no floor below nothing": ("strict", None, 0.004, 0.0),
    "a lower ceiling": ("ece", 0.2, 0.1, 0.11),
    "a missed ceiling is not raised": ("ece", 0.05, 0.1, None),
    "ceilings are rounded up": ("ece", None, 0.0901, 0.101),
    "a count has no margin": ("missed", 3.0, 2.0, 2.0),
    "a missed count": ("missed", 1.0, 2.0, None),
}


@dataclass(frozen=True)
class Corpus:
    """A folder with two annotated texts, and floors for them."""

    folder: Path
    bounds: dict[str, float]

    def gate(self, claims: Sequence[dict[str, Any]] = (CLAIM,), **changes: Any) -> Gate:
        """A reader "good" that finds these claims in the first text, and nothing in the second."""
        entry = CorpusFloors(claims="two.jsonl", measures=("detect", "figure"), readers={"good": self.bounds})
        entry = entry.model_copy(update={"sha256": hash_corpus(entry, self.folder), **changes})
        return Gate(Floors(corpora={"two": entry}), self.folder, lambda name: Recital({"a": claims}, method=name))


@pytest.fixture
def make_corpus(tmp_path: Path) -> Callable[..., Corpus]:
    texts = [{"id": key, "date": "2021-03-10", "text": text} for key, text in (("a", TEXT), ("b", "Nothing more."))]
    gold = [{"id": "a", "claims": [CLAIM]}, {"id": "b", "claims": []}]
    for name, records in (("two.texts.jsonl", texts), ("two.jsonl", gold)):
        (tmp_path / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return lambda **bounds: Corpus(tmp_path, bounds)


def gate_of(name: str) -> tuple[Gate, Finding]:
    """A gate without files, and a finding on the one corpus that it has."""
    measure, bound, measured, _ = RAISED[name]
    readers = {"good": {measure: bound} if bound is not None else {}}
    floors = Floors(corpora={"two": CorpusFloors(measures=(measure,), readers=readers)})
    return Gate(floors, Path(), lambda _: Recital()), Finding("two", "good", measure, bound, measured)


def test_floors_that_hold_are_not_missed(make_corpus: Callable[..., Corpus]) -> None:
    findings = list(check_gate(make_corpus(detect=1.0, figure=0.9).gate()))
    assert [(one.measure, one.bound, one.measured, one.is_missed) for one in findings] == [
        ("detect", 1.0, 1.0, False),
        ("figure", 0.9, 1.0, False),
    ]


def test_each_missed_floor_is_named_with_its_value(make_corpus: Callable[..., Corpus]) -> None:
    findings = list(check_gate(make_corpus(detect=1.0, figure=0.9).gate([{**CLAIM, "quantity": None}])))
    assert describe_missed(findings) == "good on two: figure 0.0000, expected at least 0.9"


def test_a_changed_corpus_is_refused(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus(detect=1.0)
    gate = corpus.gate()
    (corpus.folder / "two.texts.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    with pytest.raises(FloorError, match=r"corpus 'two' has sha256 [0-9a-f]{64}, expected "):
        list(check_gate(gate))


def test_a_changed_corpus_is_measured_anew_when_told(make_corpus: Callable[..., Corpus]) -> None:
    gate = make_corpus(detect=1.0).gate([], sha256="0" * 64)
    raised = raise_floors(gate, list(check_gate(gate, is_new=True)), allow_lower=True).corpora["two"]
    assert (raised.sha256, raised.readers) == (
        hash_corpus(raised, gate.folder),
        {"good": {"detect": 0.0, "figure": 0.0}},
    )


def test_a_changed_corpus_needs_every_reader_measured(make_corpus: Callable[..., Corpus]) -> None:
    gate = make_corpus(detect=1.0).gate(sha256="0" * 64)
    findings = list(check_gate(gate, readers=["other"], is_new=True))
    with pytest.raises(FloorError, match="measure good anew as well"):
        raise_floors(gate, findings, allow_lower=True)


def test_a_reader_without_floors_gets_them(make_corpus: Callable[..., Corpus]) -> None:
    gate = make_corpus(detect=0.5).gate()
    raised = raise_floors(gate, list(check_gate(gate, readers=["good", "new"])))
    assert raised.corpora["two"].readers == {name: {"detect": 0.99, "figure": 0.99} for name in ("good", "new")}


@pytest.mark.parametrize("name", RAISED)
def test_a_bound_is_raised_or_left_never_lowered(name: str) -> None:
    gate, finding = gate_of(name)
    expected = RAISED[name][3]
    if expected is None:
        with pytest.raises(FloorError, match=f"not lowered without --allow-lower: good on two: {finding.measure}"):
            raise_floors(gate, [finding])
    else:
        assert raise_floors(gate, [finding]).corpora["two"].readers["good"][finding.measure] == expected


def test_a_missed_floor_is_lowered_when_told() -> None:
    gate, finding = gate_of("a missed floor is not lowered")
    assert raise_floors(gate, [finding], allow_lower=True).corpora["two"].readers == {"good": {"detect": 0.89}}


def test_names_that_the_file_has_not_are_refused(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus(detect=1.0)
    with pytest.raises(TableError, match="corpus 'tow' has no floors; there are two"):
        list(check_gate(corpus.gate(), ["tow"]))
    with pytest.raises(TableError, match="measures contents, expected some of detect, figure, strict"):
        list(check_gate(corpus.gate(measures=("contents",))))


def test_a_corpus_that_is_not_there_is_named(make_corpus: Callable[..., Corpus]) -> None:
    corpus = make_corpus(detect=1.0)
    gate = corpus.gate()
    (corpus.folder / "two.texts.jsonl").unlink()
    with pytest.raises(InputError, match=r"two\.texts\.jsonl: is not there"):
        list(check_gate(gate))


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.yml", load_floors(FLOORS))
    assert load_floors(tmp_path / "floors.yml") == load_floors(FLOORS)
    assert (tmp_path / "floors.yml").read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


def test_an_unknown_key_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "floors.yml").write_text("corpora: {}\nmargn: 0.1\n", encoding="utf-8")
    with pytest.raises(TableError, match="margn"):
        load_floors(tmp_path / "floors.yml")


def hold(corpus: str, open_named: Callable[[str], Reader]) -> str:
    return describe_missed(list(check_gate(Gate(load_floors(FLOORS), GOLD, open_named), [corpus])))


@pytest.fixture(scope="module")
def open_named() -> Callable[[str], Reader]:
    language, gazetteer = load_language("en"), open_gazetteer(GAZETTEER)
    return lambda name: open_reader(name, language, gazetteer)


def test_every_reader_holds_its_floors_on_our_gold_set(open_named: Callable[[str], Reader]) -> None:
    assert load_floors(FLOORS).corpora[OWN].readers
    assert hold(OWN, open_named) == ""


@pytest.mark.slow
@pytest.mark.parametrize("corpus", [name for name in load_floors(FLOORS).corpora if name != OWN])
@pytest.mark.usefixtures("shared")
def test_every_reader_holds_its_floors_on_the_shared_corpora(corpus: str, open_named: Callable[[str], Reader]) -> None:
    assert hold(corpus, open_named) == ""
