"""Happenings of other corpora as examples."""

import json
from pathlib import Path
from typing import Any

import pytest

from habeas.exc import InputError, QuestionError
from training.events import KINDS, LABELS, count_excluded, read_events
from training.example import Example
from training.fingerprint import fingerprint, fingerprints
from training.tasks import TASKS

SECOND = "Guards arrested Ada Okun in Luvania City before the eyes of forty people who had come to march"


def write(folder: Path, name: str, *rows: Any) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def m2e2(n: int, sentence: str, *events: Any) -> dict[str, Any]:
    return {"doc_id": "d1", "n": n, "sentence": sentence, "words": [*sentence.split(), "."], "events": events}


def at(sentence: str, words: str) -> dict[str, int]:
    """The first and the next word of `words` in the sentence."""
    start = sentence[: sentence.index(words)].count(" ")
    return {"start": start, "end": start + words.count(" ") + 1}


ARREST = {
    "event_type": "Justice:Arrest-Jail",
    "trigger": at(SECOND, "arrested"),
    "arguments": [
        {"role": role, **at(SECOND, words)}
        for role, words in [("Person", "Ada Okun"), ("Agent", "Guards"), ("Place", "Luvania City"), ("Crime", "march")]
    ],
}


def told(example: Example) -> list[tuple[str, str, dict[str, list[str]]]]:
    return [
        (
            anchor.label,
            example.text[slice(*anchor.span)],
            {role: [example.text[a:b] for a, b in stretches] for role, stretches in anchor.roles.items()},
        )
        for anchor in example.anchors
    ]


def test_the_sentences_of_an_article_are_one_text(tmp_path: Path) -> None:
    write(tmp_path, "m2e2_voa/sentences.jsonl", m2e2(1, SECOND, ARREST), m2e2(0, "It rained"), m2e2(1, SECOND))
    (example,) = read_events(tmp_path, "m2e2")
    assert (example.task, example.group, example.text) == ("events", "m2e2 d1", f"It rained\n{SECOND}")
    roles = {"by": ["Guards"], "place": ["Luvania City"], "whom": ["Ada Okun"]}
    assert told(example) == [("detained", "arrested", roles)]


def test_an_article_that_shares_a_passage_is_excluded(tmp_path: Path) -> None:
    write(tmp_path, "m2e2_voa/sentences.jsonl", m2e2(0, "It rained"), m2e2(1, SECOND, ARREST))
    known = fingerprint(f"Night fell. {SECOND.upper()}!")
    assert list(read_events(tmp_path, "m2e2", known)) == []
    assert count_excluded(tmp_path, "m2e2", known) == 1


def test_types_that_are_not_ours_are_dropped(tmp_path: Path) -> None:
    write(tmp_path, "m2e2_voa/sentences.jsonl", m2e2(0, SECOND, {**ARREST, "event_type": "Contact:Meet"}))
    assert [example.anchors for example in read_events(tmp_path, "m2e2")] == [()]


def test_wikievents_names_its_arguments_by_mention(tmp_path: Path) -> None:
    words = [["Two", 0, 3], ["wounded", 4, 11]]
    later = [["Okun", 12, 16], ["hurt", 17, 21]]
    row = {
        "doc_id": "w1",
        "sentences": [[words, "Two wounded"], [later, "Okun hurt"]],
        "entity_mentions": [{"id": "T1", "start": 2, "end": 3}],
        "event_mentions": [
            {
                "event_type": "Life.Injure.Unspecified",
                "trigger": {"start": 3, "end": 4},
                "arguments": [{"role": "Victim", "entity_id": "T1"}],
            }
        ],
    }
    write(tmp_path, "wikievents_rams/wikievents_dev.jsonl", row)
    write(tmp_path, "wikievents_rams/wikievents_test.jsonl")
    (example,) = read_events(tmp_path, "wikievents")
    assert (example.text, told(example)) == ("Two wounded\nOkun hurt", [("injured", "hurt", {"whom": ["Okun"]})])


@pytest.mark.parametrize(("kind", "count"), [("conflict.demonstrate.n/a", 1), ("contact.discussion.meet", 0)])
def test_of_rams_only_the_sentence_with_the_trigger_is_read(tmp_path: Path, kind: str, count: int) -> None:
    row = {
        "doc_key": "r1",
        "sentences": [["It", "rained", "."], ["Farmers", "protested", "in", "Luvania", "."]],
        "evt_triggers": [[4, 4, [[kind, 1.0]]]],
        "gold_evt_links": [[[4, 4], [6, 6], "evt001arg02place"], [[4, 4], [0, 0], "evt001arg01demonstrator"]],
    }
    write(tmp_path, "wikievents_rams/rams_dev.jsonlines", row)
    write(tmp_path, "wikievents_rams/rams_test.jsonlines")
    found = list(read_events(tmp_path, "rams"))
    assert len(found) == count
    assert all(example.text == "Farmers protested in Luvania." for example in found)
    assert all(told(example) == [("attended", "protested", {"place": ["Luvania"]})] for example in found)


def test_a_statement_of_geneva_is_a_cue(tmp_path: Path) -> None:
    row = {
        "wnd_id": "g1",
        "tokens": ["Okun", "said", "it", "rained", "."],
        "entity_mentions": [{"id": "a", "start": 0, "end": 1}, {"id": "b", "start": 2, "end": 4}],
        "event_mentions": [
            {
                "event_type": "Statement",
                "trigger": {"start": 1, "end": 2},
                "arguments": [{"role": "Speaker", "entity_id": "a"}, {"role": "Message", "entity_id": "b"}],
            }
        ],
    }
    write(tmp_path, "geneva/sentences.jsonl", row)
    (example,) = read_events(tmp_path, "geneva")
    assert told(example) == [("cue", "said", {"content": ["it rained"], "source": ["Okun"]})]


@pytest.mark.parametrize("kind", KINDS)
def test_labels_are_those_that_the_task_knows(kind: str) -> None:
    assert set(LABELS[kind].values()) <= set(TASKS["events"].labels)


def test_a_broken_record_is_named_with_file_and_line(tmp_path: Path) -> None:
    path = write(tmp_path, "m2e2_voa/sentences.jsonl", m2e2(0, "It rained"), {"doc_id": "d1"})
    with pytest.raises(InputError, match="has no 'words'") as error:
        list(read_events(tmp_path, "m2e2"))
    assert f"{path}, line 2" in str(error.value)


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'ace': expected one of m2e2"):
        list(read_events(tmp_path, "ace"))


@pytest.mark.slow
def test_no_measured_article_is_learned_from(shared: Path) -> None:
    with (shared / "corpus" / "dev_articles.texts.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    known = fingerprints(row["text"] for row in rows)
    groups = {example.group.removeprefix("m2e2 ") for example in read_events(shared / "data", "m2e2", known)}
    assert groups.isdisjoint(row["origin"].rpartition(":")[2] for row in rows)
    assert count_excluded(shared / "data", "m2e2", known) >= len(rows)
