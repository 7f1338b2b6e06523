"""Lists of people from the store to an edition: what is counted, what is published, and what nobody is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from habeas.exc import EditionError, QuestionError
from habeas.model.edition import Edition, Order
from habeas.model.instant import now
from habeas.model.listed import ListQuestion, ListScope
from habeas.model.person import PersonRecord, Step
from habeas.model.tally import TallyQuestion
from habeas.pipeline import tally
from habeas.pipeline.counting_people import count_lists, find_overdue
from habeas.pipeline.listing_people import list_scope, load_people
from habeas.pipeline.publishing import check_edition, publish
from habeas.pipeline.publishing_lists import gather_line
from habeas.publish.load import read_edition
from habeas.publish.sign import make_key
from habeas.reconcile.listed import judge_held
from habeas.store import open_store, person_entry
from tests.listed import fill_store, find_edition, make_record

QUESTION = TallyQuestion(date(2022, 2, 24), date(2022, 2, 27), by=("place", "day"))

pytestmark = pytest.mark.usefixtures("gazetteer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_store(tmp_path / "store")


def make_store(folder: Path, extra: Sequence[PersonRecord] = ()) -> Path:
    with open_store(folder) as store:
        fill_store(store, extra)
    return folder


def wait() -> str:
    """An instant after everything recorded so far and before all that will be."""
    sleep(1)
    moment = f"{now()[:19]}Z"
    sleep(1)
    return moment


def order(folder: Path, as_of: str, name: str = "edition", previous: str | None = None) -> Order:
    key = folder.parent / "desk.key"
    if not key.exists():
        make_key(key)
    before = folder.parent / previous if previous else None
    question = replace(QUESTION, as_of=as_of)
    return Order(question, ("persons",), folder.parent / name, key, title="Lists", previous=before)


def lows(edition: Edition) -> dict[str, int | None]:
    """The figures of the whole window by place."""
    days = (QUESTION.first, QUESTION.last)
    return {
        each.label: each.low for sheet in edition.sheets for each in sheet.tallies if (each.first, each.last) == days
    }


def test_a_figure_rests_on_lists_as_one_voice(folder: Path) -> None:
    answer = tally(replace(QUESTION, measure="persons"), folder)
    total = answer.sheet.tallies[0]
    assert (total.low, total.robust_low, total.high) == (66, 0, None)
    assert [voice.name for voice in total.voices] == ["person lists"]
    held, later = (
        tally(replace(QUESTION, measure="held", last=last), folder).sheet.tallies[0]
        for last in (QUESTION.last, date(2022, 2, 28))
    )
    assert (held.low, later.low) == (66, None)


def test_figures_know_only_what_was_recorded(folder: Path) -> None:
    assert tally(replace(QUESTION, measure="persons", as_of="2020"), folder).sheet.tallies[0].low is None
    series = tally(replace(QUESTION, measure="persons"), folder, with_series=True).series["persons"]
    assert [step.low for step in series] == [66]


def test_an_edition_tells_no_small_count_and_holds_by_itself(folder: Path) -> None:
    edition = publish(order(folder, wait()), folder).edition
    assert lows(edition) == {"everywhere": 63, "Moscow": 40, "Kazan": 14, "Minsk": 9}
    assert check_edition(folder.parent / "edition").faults == ()
    written = b"".join(find_edition(folder.parent / "edition").values())
    with open_store(folder) as store:
        secret = [part for record in store.persons() for part in (record.id, record.row, record.sealed)]
    assert not any(part.encode() in written for part in secret)
    assert b"lists: courts; hotline" in written


def test_a_closed_record_changes_no_published_byte(tmp_path: Path) -> None:
    closed = [make_record(f"closed {number}", "Moscow", visibility="closed") for number in range(9)]
    stores = [make_store(tmp_path / name / "store", extra) for name, extra in (("one", []), ("other", closed))]
    as_of = wait()
    published = [publish(order(store, as_of), store) for store in stores]
    one, other = (find_edition(done.out) for done in published)
    assert one == other


def test_who_refused_counts_for_the_desk_alone(tmp_path: Path) -> None:
    refused = [make_record(f"refused {number}", "Moscow", consent="refused") for number in range(9)]
    store = make_store(tmp_path / "store", refused)
    assert tally(replace(QUESTION, measure="persons"), store).sheet.tallies[0].low == 66
    listed = count_lists(ListQuestion(), store)
    assert (len(listed.people.people), listed.people.refused) == (75, 9)


@pytest.mark.slow
def test_the_next_edition_holds_back_what_hardly_grew(folder: Path) -> None:
    first = publish(order(folder, wait(), "first"), folder).edition
    fill(folder, [make_record(f"new {number}", "Moscow") for number in range(2)])
    second = publish(order(folder, wait(), "second", "first"), folder).edition
    assert lows(first)["Moscow"] == lows(second)["Moscow"] == 40
    assert check_edition(folder.parent / "second", previous=folder.parent / "first").faults == ()
    fill(folder, [make_record(f"new {number}", "Moscow") for number in range(9)])
    third = publish(order(folder, wait(), "third", "second"), folder).edition
    assert lows(third)["Moscow"] == 49


def fill(folder: Path, extra: Sequence[PersonRecord]) -> None:
    with open_store(folder) as store:
        fill_store(store, extra)


@pytest.mark.slow
def test_an_edition_of_other_lists_cannot_be_followed(folder: Path, tmp_path: Path) -> None:
    other = make_store(tmp_path / "other", [make_record(f"new {number}", "Moscow") for number in range(9)])
    publish(order(folder, wait(), "first"), folder)
    with pytest.raises(EditionError, match="this store had"):
        publish(order(other, wait(), "second", "first"), other)


def test_an_edition_that_would_tell_a_small_count_is_refused_by_name(folder: Path) -> None:
    asked = order(folder, wait())
    made = publish(asked, folder).edition
    with open_store(folder) as store:
        people = load_people(store, made.scope.as_of)
        lists = list_scope(people, ListScope(None, QUESTION.first, QUESTION.last, made.scope.as_of))
        assert lists is not None
        line = gather_line(store, lists, asked)
    line.refuse(replace(made, claims=()))
    with pytest.raises(EditionError, match="persons, Kazan, 2022-02-27"):
        line.refuse(replace(made, claims=tuple(lists.claims())))


def test_rounded_counts_are_at_most_what_there_is(folder: Path) -> None:
    rounded = replace(order(folder, wait()), round_lists=5)
    edition = publish(rounded, folder).edition
    assert (lows(edition)["Moscow"], lows(edition)["Minsk"]) == (40, 5)
    assert read_edition(folder.parent / "edition") == edition


def test_a_new_status_makes_nobody_another(folder: Path) -> None:
    freed = make_record("row 0", "Moscow", steps=[Step("released", "2022-02-28")], version=2)
    with open_store(folder) as store:
        store.record([person_entry(freed)])
        people = load_people(store)
    assert (len(people.people), people.unlinked) == (66, 0)
    assert sum(judge_held(person.steps, "2023") is True for person in people.people) == 65


def test_what_is_not_linked_counts_nowhere(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.record([person_entry(make_record("a"))])
        assert load_people(store).unlinked == 1
    with pytest.raises(QuestionError, match="habeas people link"):
        count_lists(ListQuestion(), tmp_path)


def test_overdue_are_those_of_the_place_asked_for(folder: Path) -> None:
    question = ListQuestion(place="Minsk", as_of="2100")
    assert find_overdue(count_lists(question, folder)) == ()
    fill(folder, [make_record("later", "Moscow", "2022-03-04")])
    assert [each.term.country for each in find_overdue(count_lists(question, folder))] == ["BY"] * 9


def test_without_a_day_the_last_known_is_the_last(folder: Path) -> None:
    freed = make_record("freed", steps=[Step("released", "2022-03-02")])
    fill(folder, [freed, make_record("closed", day="2022-03-09", visibility="closed")])
    listed = count_lists(ListQuestion(), folder)
    assert (listed.table.scope.first, listed.table.scope.last) == (date(2022, 2, 26), date(2022, 3, 2))
    assert listed.people.heard == {"courts": date(2022, 2, 27), "hotline": date(2022, 3, 2)}
