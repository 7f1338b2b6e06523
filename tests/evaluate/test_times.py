"""Scores of times: on documents written here, and floors on the public ones."""

import json
from pathlib import Path

import pytest

from habeas.evaluate.timeml import read_timeml
from habeas.evaluate.times import evaluate_times, evaluate_whens
from habeas.exc import InputError

DOCUMENT = """<?xml version="1.0" ?>
<TimeML><DOCID>harbour</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2013-03-20" functionInDocument="CREATION_TIME">March 20, 2013</TIMEX3></DCT>
<TEXT>Dockers of Port Alder walked out on <TIMEX3 tid="t1" type="DATE" value="2013-03-18">Monday</TIMEX3> and have
<EVENT eid="e1">struck</EVENT> for <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>. They will return
<TIMEX3 tid="t3" type="DATE" value="2013-W13">next week</TIMEX3>; a strike of
<TIMEX3 tid="t4" type="DATE" value="2012-11">November</TIMEX3> had failed, as in the
<TIMEX3 tid="t5" type="DATE" value="198">1980s</TIMEX3>, and
<TIMEX3 tid="t6" type="DATE" value="PRESENT_REF">now</TIMEX3> the
<TIMEX3 tid="t7" type="DATE" value="2013-03-01">feast of the sea</TIMEX3> is near.</TEXT></TimeML>"""
ENTITIES = '<!DOCTYPE TimeML [<!ENTITY a "aaaa">]><TimeML><TEXT>&a;</TEXT></TimeML>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbour.tml").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_the_text_and_its_times_are_read(folder: Path) -> None:
    text = read_timeml(folder / "harbour.tml")
    assert str(text.created) == "2013-03-20"
    assert [text.text[time.start : time.end] for time in text.times][:3] == ["Monday", "three days", "next week"]
    assert [time.type for time in text.times].count("DATE") == 6


def test_values_on_gold_spans(folder: Path) -> None:
    scores = evaluate_times(folder)
    assert [(case.words, case.read) for case in scores.given if not case.is_right] == [("feast of the sea", None)]
    assert scores.accuracy == pytest.approx(5 / 6)


def test_end_to_end_counts(folder: Path) -> None:
    scores = evaluate_times(folder)
    assert (scores.gold, scores.found, scores.overlapping, scores.equal) == (6, 5, 5, 5)
    assert ("documents", "1") in scores.rows()


@pytest.mark.parametrize("content", ["<TimeML><TEXT>cut off", "no XML", "", ENTITIES])
def test_a_broken_document_is_named_and_skipped(folder: Path, content: str) -> None:
    (folder / "broken.tml").write_text(content, encoding="utf-8")
    scores = evaluate_times(folder)
    assert scores.texts == 1
    assert len(scores.skipped) == 1
    assert "broken.tml" in scores.skipped[0]


def test_entities_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.tml").write_text(ENTITIES, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_timeml(tmp_path / "bomb.tml")
    assert "entity 'a' is declared" in str(caught.value)


def test_an_empty_folder_has_no_score(tmp_path: Path) -> None:
    scores = evaluate_times(tmp_path)
    assert (scores.texts, scores.accuracy) == (0, 0.0)


def test_days_of_annotated_claims(tmp_path: Path) -> None:
    text = {"id": "a", "date": "2016-06-15", "text": "On Sunday nine were held; a strike of 2008 failed."}
    whens = [
        {"text": "On Sunday", "start": "2016-06-12", "end": "2016-06-12"},
        {"text": "2008", "start": "2008-01-01", "end": "2008-12-31"},
        {"text": None, "start": "2016-06-15", "end": "2016-06-15"},
    ]
    (tmp_path / "own.texts.jsonl").write_text(json.dumps(text), encoding="utf-8")
    record = {"id": "a", "claims": [{"when": when} for when in [*whens, None]]}
    (tmp_path / "own.jsonl").write_text(json.dumps(record), encoding="utf-8")
    cases = evaluate_whens(tmp_path, part="all", corpus="own")
    assert [case.words for case in cases if case.is_right] == ["On Sunday", "2008"]


def test_values_on_public_documents(shared: Path) -> None:
    scores = evaluate_times(shared / "data" / "tempeval3" / "TempEval3-eval_TML")
    assert scores.texts == 20
    assert scores.accuracy >= 0.80


def test_days_of_the_check_part(shared: Path) -> None:
    cases = evaluate_whens(shared / "corpus", part="check")
    assert sum(case.is_right for case in cases) / len(cases) >= 0.86
