"""People of the vault linked: no name comes out, pairs explain themselves, and a judgement decides."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from habeas.cli import app
from habeas.exc import QuestionError
from habeas.model.judgement import Decision
from habeas.model.person import Identity, PersonEntry
from habeas.pipeline.identities import list_people, shred_person
from habeas.pipeline.judging import judge
from habeas.pipeline.linking import explain_pair, find_doubtful, link_people
from habeas.pipeline.listing_people import load_people
from habeas.pipeline.people import import_into, open_desk
from habeas.pipeline.sealing import init_vault
from habeas.store import linking_entry, open_store
from habeas.vault import KeyChoice
from habeas.vault.database import FILE, FOLDER
from tests.vault.samples import ACCESS

NAMES = ("Жанна Хлюстова", "Zhanna Khliustova", "Борис Тарнаков")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, gazetteer: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three rows of three lists, two of them about one person."""
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    init_vault(KeyChoice("file", tmp_path / "vault.key"), ACCESS)
    rows = [
        PersonEntry(f"list {number}", str(number), Identity(name=name, birth="1990-04-12"), "2022-02-27", row=number)
        for number, name in enumerate(NAMES)
    ]
    with open_desk(ACCESS) as desk:
        import_into(desk, iter(rows))
    return tmp_path / "store"


def test_the_same_person_is_linked_without_a_name() -> None:
    linked = link_people(access=ACCESS)
    assert sorted(len(cluster.records) for cluster in linked.clusters) == [1, 2]
    assert not any(word in repr(linked) for name in NAMES for word in name.split())


def test_linking_again_adds_nothing() -> None:
    assert [link_people(access=ACCESS).is_new for _ in range(2)] == [True, False]


def test_a_closed_row_moves_no_weight() -> None:
    before = link_people(access=ACCESS).linking
    rows = [
        PersonEntry("list 3", str(number), Identity(name=NAMES[1]), "2022-02-27", visibility="closed", row=number)
        for number in range(3)
    ]
    with open_desk(ACCESS) as desk:
        import_into(desk, iter(rows))
    again = link_people(access=ACCESS)
    assert (again.linking, again.is_new) == (before, False)


def test_rows_that_do_not_open_are_left_out_and_counted_by_reason(folder: Path) -> None:
    assert "left out" not in CliRunner().invoke(app, ["people", "link"]).output
    shutil.copytree(folder / "vault", folder.parent / "copy")
    with open_desk(ACCESS) as desk:
        import_into(desk, iter([PersonEntry("list 3", str(key), Identity(name=NAMES[2]), None) for key in range(2)]))
    shutil.rmtree(folder / "vault")
    shutil.copytree(folder.parent / "copy", folder / "vault")
    shred_person(next(list_people()).id)
    told = CliRunner().invoke(app, ["people", "link"]).output
    assert "linked 2 records" in told and "1 record left out: shredded\n" in told
    assert "2 records left out: not in the vault (`habeas vault check` names each)\n" in told
    assert (link_people(access=ACCESS).shredded, link_people(access=ACCESS).missing) == (1, 2)


def test_nothing_is_explained_before_linking() -> None:
    with pytest.raises(QuestionError, match="nothing is linked yet"):
        explain_pair("person-a", "person-b")


def test_a_judgement_takes_a_person_apart() -> None:
    pair = next(cluster for cluster in link_people(access=ACCESS).clusters if len(cluster.records) == 2)
    judge(Decision("different-person", pair.records, "Nora Quill", "two case numbers"))
    assert [len(cluster.records) for cluster in link_people(access=ACCESS).clusters] == [1, 1, 1]
    assert not find_doubtful().clusters


def test_a_pair_that_was_judged_is_explained_with_the_judgement(tmp_path: Path) -> None:
    pair = next(cluster for cluster in link_people(access=ACCESS).clusters if len(cluster.records) == 2)
    assert explain_pair(pair.records[0], pair.records[1]).is_same is None
    judge(Decision("different-person", pair.records, "Nora Quill", "two case numbers"))
    picture = tmp_path / "why.svg"
    told = CliRunner().invoke(app, ["people", "explain", *reversed(pair.records), "--svg", str(picture)]).output
    assert told.endswith("likely to be one person, but somebody judged that they are two\n")
    assert ">somebody judged that they are two<" in picture.read_text(encoding="utf-8")


def test_a_pair_that_was_judged_is_not_asked_for_again() -> None:
    linking = link_people(access=ACCESS).linking
    pair = linking.pairs[0]
    with open_desk(ACCESS) as desk:
        desk.store.record([linking_entry(replace(linking, match=1.0, review=pair.probability), desk.store.archive)])
    assert len(find_doubtful().pairs) == 1
    judge(Decision("different-person", (pair.left, pair.right), "Nora Quill", "two case numbers"))
    assert not find_doubtful().pairs


def test_one_record_is_no_pair() -> None:
    record = link_people(access=ACCESS).linking.records[0]
    with pytest.raises(QuestionError, match=f"expected two different records, given '{record}' twice"):
        explain_pair(record, record)


def test_of_a_great_cluster_the_first_records_are_printed() -> None:
    rows = (PersonEntry("list 3", str(n), Identity(name=NAMES[2], birth="1980-01-01"), "2022-02-27") for n in range(40))
    with open_desk(ACCESS) as desk:
        import_into(desk, rows)
    link_people(access=ACCESS)
    (great,) = find_doubtful().clusters
    told = CliRunner().invoke(app, ["people", "doubtful"]).output
    assert f"{great.records[19]} and {len(great.records) - 20} more (--format json has all)\n" in told
    assert great.records[20] not in told


def test_commands_print_and_draw_without_a_name(tmp_path: Path) -> None:
    pair = next(cluster for cluster in link_people(access=ACCESS).clusters if len(cluster.records) == 2)
    picture = tmp_path / "why.svg"
    told = CliRunner().invoke(app, ["people", "explain", *pair.records, "--svg", str(picture)])
    asked = CliRunner().invoke(app, ["people", "doubtful"])
    drawn = picture.read_text(encoding="utf-8")
    assert told.exit_code == asked.exit_code == 0
    assert "the same birth date" in told.output
    assert "together" in drawn
    assert not any(word in told.output + asked.output + drawn for name in NAMES for word in name.split())


def test_of_who_was_shredded_no_likeness_is_told_and_linked_rows_that_stay_sealed_are_named() -> None:
    one, other = next(cluster.records for cluster in link_people(access=ACCESS).clusters if len(cluster.records) == 2)
    told = CliRunner().invoke(app, ["people", "shred", one, "--yes"]).output
    assert f"1 linked to it still sealed; who has the key can read the name there: {other}\n" in told
    for pair in ((one, other), (other, one)):
        with pytest.raises(QuestionError, match=f"{one} was shredded"):
            explain_pair(*pair)
    told = CliRunner().invoke(app, ["people", "shred", other, "--yes"]).output
    assert "no other row that is still sealed is linked to it" in told


def tell_people(folder: Path) -> tuple[int, int, int]:
    """How many people count, and how many records do not: those not linked yet, and those shredded."""
    with open_store(folder) as store:
        people = load_people(store)
    return len(people.people), people.unlinked, people.shredded


def test_who_was_shredded_counts_until_lists_are_linked_again(folder: Path) -> None:
    alone = next(cluster for cluster in link_people(access=ACCESS).clusters if len(cluster.records) == 1)
    shred_person(alone.records[0])
    assert tell_people(folder) == (2, 0, 0)
    link_people(access=ACCESS)
    assert tell_people(folder) == (1, 0, 1)
    counted = CliRunner().invoke(app, ["people", "counts"]).output
    assert (
        "1  record shredded and not in the last linking: counted nowhere, since another list may have the same\n"
        in counted
    )


def test_people_are_counted_where_the_vault_is_damaged_or_gone(folder: Path) -> None:
    shred_person(next(list_people()).id)
    link_people(access=ACCESS)
    assert tell_people(folder) == (2, 0, 1)
    (folder / FOLDER / FILE).write_bytes(b"damaged" * 1000)
    assert tell_people(folder) == (2, 1, 0)
    shutil.rmtree(folder / FOLDER)
    assert tell_people(folder) == (2, 1, 0)


def test_doubtful_pairs_leave_out_who_was_shredded() -> None:
    linking = link_people(access=ACCESS).linking
    pair = linking.pairs[0]
    with open_desk(ACCESS) as desk:
        doubted = replace(linking, match=1.0, review=pair.probability)
        desk.store.record([linking_entry(doubted, desk.store.archive)])
    assert (len(find_doubtful().pairs), find_doubtful().shredded) == (1, 0)
    shred_person(pair.left)
    assert (len(find_doubtful().pairs), find_doubtful().shredded) == (0, 1)
    assert "1 pair left out: one of the two was shredded" in CliRunner().invoke(app, ["people", "doubtful"]).output
