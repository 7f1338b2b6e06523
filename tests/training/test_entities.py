"""Names of other corpora as examples."""

from pathlib import Path

import pytest

from habeas.exc import InputError, QuestionError
from tests.training.gum_file import write_gum
from training.entities import LABELS, read_entities
from training.example import Example
from training.tasks import TASKS

UNER = """\
# newdoc id = d1
# text = Ada Okun did n't go to Luvania .
1\tAda\tB-PER\t-\tx
2\tOkun\tI-PER\t-\tx
3\tdid\tO\t-\tx
4\tn't\tO\t-\tx
5\tgo\tO\t-\tx
6\tto\tO\t-\tx
7\tLuvania\tB-LOC\t-\tx
8\t.\tO\t-\tx

# text = She left .
1\tShe\tO\t-\tx
2\tleft\tO\t-\tx
3\t.\tO\t-\tx
"""
WNUT = "#luvania\tO\nOkun\tB-person\nhired\tO\nNorthbridge\tB-corporation\nBank\tI-corporation\n"
WIKI = "Okun I-PER\nwrote O\nRiver I-MISC\nfor O\nLuvania I-LOC\nPress I-ORG\n. O\n"


def put(folder: Path, **files: str) -> Path:
    (folder / "ner_open").mkdir()
    for name, content in files.items():
        (folder / "ner_open" / name.replace("__", "-").replace("_at_", ".")).write_text(content, encoding="utf-8")
    return folder


def named(example: Example) -> list[tuple[str, str]]:
    return [(example.text[slice(*stretch)], label) for stretch, label in example.spans]


def test_a_document_of_uner_is_one_text(tmp_path: Path) -> None:
    put(tmp_path, uner_en_ewt__dev_at_iob2=UNER, uner_en_ewt__test_at_iob2="")
    (example,) = read_entities(tmp_path, ["uner"])
    assert (example.task, example.group) == ("entities", "uner d1")
    assert example.text == "Ada Okun didn't go to Luvania . She left ."
    assert named(example) == [("Ada Okun", "PERSON"), ("Luvania", "LOCATION")]


def test_companies_and_groups_of_wnut_are_organisations(tmp_path: Path) -> None:
    put(tmp_path, wnut17_train_at_conll=WNUT, wnut17_dev_at_conll="", wnut17_test_at_conll="\n" + WNUT)
    first, second = read_entities(tmp_path, ["wnut17"])
    assert (first.text, first.group) == ("#luvania Okun hired Northbridge Bank", "wnut17_train 1")
    assert named(second) == [("Okun", "PERSON"), ("Northbridge Bank", "ORGANISATION")]


def test_other_names_of_wikigold_are_dropped_and_neighbours_stay_two(tmp_path: Path) -> None:
    put(tmp_path, wikigold_at_conll=WIKI)
    (example,) = read_entities(tmp_path, ["wikigold"])
    assert example.text == "Okun wrote River for Luvania Press."
    assert named(example) == [("Okun", "PERSON"), ("Luvania", "LOCATION"), ("Press", "ORGANISATION")]


def test_names_of_gum_are_outermost_and_of_single_persons(tmp_path: Path) -> None:
    write_gum(tmp_path)
    (example,) = read_entities(tmp_path, ["gum"])
    assert (
        example.text
        == "Ada Okun of the Luvania Press spoke on Friday.\nLuvanians slept. The Luvania guards came on May 2."
    )
    found = [("Ada Okun", "PERSON"), ("Luvania Press", "ORGANISATION"), ("Luvania", "LOCATION")]
    assert named(example) == found


def test_labels_are_those_that_the_task_knows() -> None:
    assert set(LABELS.values()) == set(TASKS["entities"].labels)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    put(tmp_path, wikigold_at_conll="Okun I-PER\nwrote\n")
    with pytest.raises(InputError, match=r"wikigold\.conll, line 2: expected 2 columns, not 1"):
        list(read_entities(tmp_path, ["wikigold"]))


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'re3d': expected one of uner"):
        list(read_entities(tmp_path, ["re3d"]))
