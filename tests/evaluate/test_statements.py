"""Scores of statements on texts made for the purpose, in the form of the corpora."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.evaluate.attributions import load_attributions, read_annotations
from habeas.evaluate.corpus import read_fields
from habeas.evaluate.statements import evaluate_speakers, evaluate_statements
from habeas.exc import InputError
from habeas.gazetteer import open_gazetteer
from habeas.lang import load_language
from habeas.model import Mention, Reading, Report, Span, Statement
from habeas.read import Reader, open_reader
from tests.places import GAZETTEER

TEXT = 'Ana Belk said the road was shut. "Nobody came," said Tomas Verrin. "Nobody."'
ANNOTATED = """T1\tSource 0 8\tAna Belk
T2\tCue 9 13\tsaid
T3\tContent 14 31\tthe road was shut
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tSource 53 65\tTomas Verrin
T6\tCue 48 52\tsaid
T7\tContent 33 47;67 76\t"Nobody came," "Nobody."
E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7
T9\tCue 1 2\tx
E3\tAttribution:T9 Cue:T9
"""
CLAIM = {"type": "detained", "quantity": {"text": "ten"}, "via": None}
ROAD, NOBODY = "the road was shut", '"Nobody came,"'
# Read of TEXT (speaker words, unified name, content) → contents found, right speakers: any overlap, half or more.
CASES = {
    "nothing": ((), (0, 0), (0, 0)),
    "both": ((("Ana Belk", "Ana Belk", ROAD), ("Tomas Verrin", "Tomas Verrin", NOBODY)), (2, 2), (2, 2)),
    "a word of a content": ((("Ana Belk", "Ana Belk", "road"),), (1, 0), (1, 0)),
    "the wrong speaker": ((("Tomas Verrin", "Tomas Verrin", ROAD),), (1, 1), (0, 0)),
    "right by its name alone": (((None, "Ana Belk", ROAD),), (1, 1), (1, 1)),
    "right by its words alone": ((("Belk", "Somebody Else", ROAD),), (1, 1), (1, 1)),
    "no speaker": (((None, None, ROAD),), (1, 1), (0, 0)),
}

Said = tuple[str | None, str | None, str]


@dataclass(frozen=True)
class Recital:
    """A reader that gives the statements it was told to."""

    said: tuple[Said, ...]
    method: str = "recital@1"

    def read(self, report: Report) -> Reading:
        statements = tuple(self._state(report, *one) for one in self.said)
        return Reading(report, self.method, (), statements)

    def _state(self, report: Report, words: str | None, name: str | None, content: str) -> Statement:
        speaker = mention(report, words) if words else None
        parts = (mention(report, content),)
        return Statement(content, report.id, name, speaker, speaker, parts, False, None, None, self.method)


def mention(report: Report, words: str) -> Mention:
    start = report.text.index(words)
    return Mention(words, Span(report.id, start, start + len(words)))


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    for name, file, content in (("text", "one.txt", TEXT), ("attributions", "one_a.ann", ANNOTATED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def tables() -> Reader:
    return open_reader("tables", load_language("en"), open_gazetteer(GAZETTEER))


def write_annotations(folder: Path, content: str) -> Path:
    path = folder / "a.ann"
    path.write_text(content, encoding="utf-8")
    return path


def test_annotations_without_a_source_are_left_out(tmp_path: Path) -> None:
    found = read_annotations(write_annotations(tmp_path, ANNOTATED))
    assert [TEXT[slice(*part)] for one in found for part in one.source] == ["Ana Belk", "Tomas Verrin"]


def test_words_of_an_annotation_may_run_over_lines(tmp_path: Path) -> None:
    path = write_annotations(tmp_path, ANNOTATED.replace("the road was shut", "the road\n\nThe road was shut"))
    assert len(read_annotations(path)) == 2


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("The road was shut\n", "line 1: expected a record such as"),
        ("T1\tSource 0 8\tAna Belk\nT2\tCue nine 13\tsaid\n", "line 2: expected 'Kind start end<tab>words'"),
    ],
    ids=["no record", "no bounds"],
)
def test_an_annotation_that_is_none_is_refused_by_file_and_line(broken: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"a.ann, {said}"):
        read_annotations(write_annotations(tmp_path, broken))


@pytest.mark.parametrize("name", CASES)
def test_contents_and_speakers_are_counted(name: str, polnear: Path) -> None:
    said, found, right = CASES[name]
    scores = evaluate_statements(load_attributions(polnear), Recital(said))
    overlaps = ("any overlap", "half or more")
    assert tuple(2 * scores.contents(overlap) for overlap in overlaps) == found
    assert tuple(2 * scores.speakers(overlap) for overlap in overlaps) == right


def test_speakers_of_found_contents_leave_out_what_was_not_found(polnear: Path) -> None:
    scores = evaluate_statements(load_attributions(polnear), Recital((("Ana Belk", "Ana Belk", "the road"),)))
    assert (scores.speakers(), scores.speakers(of_found=True)) == (0.5, 1.0)


def test_a_capital_at_the_start_of_a_sentence_makes_no_proper_name(tmp_path: Path) -> None:
    text = "Officials said it rained. Two officials agreed. Belk said so."
    sources = {"Officials": "it rained", "Belk": "so"}
    scores = evaluate_statements(load_attributions(annotate(tmp_path, text, sources)), Recital(()))
    assert (scores.counts["annotated"], scores.counts["proper annotated"]) == (2, 1)


def annotate(folder: Path, text: str, contents: Mapping[str, str]) -> Path:
    lines = []
    for number, (source, content) in enumerate(contents.items()):
        for place, (kind, words) in enumerate((("Source", source), ("Cue", "said"), ("Content", content))):
            start = text.index(words)
            lines.append(f"T{number}{place}\t{kind} {start} {start + len(words)}\t{words}")
        lines.append(f"E{number}\tAttribution:x Source:T{number}0 Cue:T{number}1 Content:T{number}2")
    for name, file, written in (("text", "a.txt", text), ("attributions", "a_x.ann", "\n".join(lines))):
        (folder / name).mkdir()
        (folder / name / file).write_text(written, encoding="utf-8")
    return folder


def test_own_statements_are_found_by_their_words_and_the_name(tmp_path: Path) -> None:
    own(tmp_path, {"speaker": "Ana Belk", "cue": "said", "content": ["the road was shut"]})
    scores = evaluate_statements(
        load_attributions(tmp_path / "own.statements.jsonl"), Recital(((None, "Belk", "the road was shut"),))
    )
    assert (scores.contents(), scores.speakers()) == (1.0, 1.0)


def test_own_statements_whose_words_are_not_in_the_text_are_refused(tmp_path: Path) -> None:
    own(tmp_path, {"speaker": "Ana Belk", "cue": "said", "content": ["the bridge was shut"]})
    with pytest.raises(InputError, match="'the bridge was shut' is not in the text 'a'"):
        list(load_attributions(tmp_path / "own.statements.jsonl"))


def own(folder: Path, statement: Mapping[str, object]) -> None:
    text = {"id": "a", "date": "2021-03-10", "text": TEXT}
    (folder / "own.texts.jsonl").write_text(json.dumps(text) + "\n", encoding="utf-8")
    record = {"id": "a", "statements": [statement]}
    (folder / "own.statements.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")


def test_quotations_that_go_on_are_one_statement(polnear: Path, tables: Reader) -> None:
    scores = evaluate_statements(load_attributions(polnear), tables)
    assert (scores.read, scores.contents("half or more"), scores.speakers("half or more")) == (2, 1.0, 1.0)
    assert scores.counts["read right"] == 2


def test_speakers_are_compared_at_the_trigger_nearest_the_number() -> None:
    text = "One was detained. Police said ten were detained."
    claims = [CLAIM | {"trigger": "detained", "speaker": "Police"}, CLAIM | {"trigger": "freed", "speaker": None}]
    scores = evaluate_speakers([{"id": "a", "text": text}], [{"id": "a", "claims": claims}])
    assert (scores.claims, scores.right, scores.wrong) == (1, 1, [])


@pytest.mark.slow
def test_speakers_of_annotated_claims_are_read(shared: Path) -> None:
    corpus = shared / "corpus"
    texts = ({"id": key, "text": text} for key, text in read_fields(corpus / "train.texts.jsonl", "id", "text"))
    claims = ({"id": key, "claims": found} for key, found in read_fields(corpus / "train.jsonl", "id", "claims"))
    scores = evaluate_speakers(texts, claims)
    assert scores.agreeing >= 0.94 * scores.claims
    assert 2 * scores.right >= 0.77 * (scores.read + scores.gold)
