"""Scores of attributions on texts made for the purpose, in the form of the corpora."""

from pathlib import Path

import pytest

from habeas.evaluate.statements import evaluate_speakers, evaluate_statements, load_rows, read_annotations

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


def test_annotations_without_a_source_are_left_out() -> None:
    assert [TEXT[slice(*part)] for found in read_annotations(ANNOTATED) for part in found.source] == [
        "Ana Belk",
        "Tomas Verrin",
    ]


def test_both_attributions_of_a_text_are_found(tmp_path: Path) -> None:
    for name, file, content in (("text", "one.txt", TEXT), ("attributions", "one_a.ann", ANNOTATED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(content, encoding="utf-8")
    scores = evaluate_statements(tmp_path)
    assert (scores.gold, scores.source_right, scores.found, scores.found_right) == (2, 2, 2, 2)
    assert dict(scores.rows())["and with the right source"] == "1.000"


def test_speakers_are_compared_at_the_trigger_nearest_the_number() -> None:
    text = "One was detained. Police said ten were detained."
    claims = [CLAIM | {"trigger": "detained", "speaker": "Police"}, CLAIM | {"trigger": "freed", "speaker": None}]
    scores = evaluate_speakers([{"id": "a", "text": text}], [{"id": "a", "claims": claims}])
    assert (scores.claims, scores.right, scores.wrong) == (1, 1, [])


@pytest.mark.slow
def test_speakers_of_annotated_claims_are_read(shared: Path) -> None:
    texts, claims = (load_rows(shared / "corpus" / name) for name in ("train.texts.jsonl", "train.jsonl"))
    scores = evaluate_speakers(texts, claims)
    assert scores.agreeing >= 0.94 * scores.claims
    assert 2 * scores.right >= 0.77 * (scores.read + scores.gold)


@pytest.mark.slow
def test_sources_of_annotated_news_are_read(shared: Path) -> None:
    scores = evaluate_statements(shared / "data" / "polnear" / "dev")
    assert scores.found_right >= 0.82 * scores.found
    assert scores.source_right >= 0.46 * scores.gold
