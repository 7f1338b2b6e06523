"""Clusters of records as people: how many detentions they tell of, where, and whether the person is still held."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.linking import Cluster
from habeas.model.listed import Detention, ListedPerson, ListScope
from habeas.model.person import PersonRecord, StatusKind, Step
from habeas.reconcile.listed import hear_lists, judge_held, list_people, list_steps, select_records
from habeas.reconcile.listing import list_counts, make_table
from tests.claims import PLACES
from tests.listed import make_record
from tests.publish.lists import KNOWN

AS_OF = "2022-03-01T12:00:00Z"
SCOPE = ListScope(None, date(2022, 2, 24), date(2022, 2, 28), AS_OF)


def meet(*records: PersonRecord, others: Sequence[PersonRecord] = ()) -> ListedPerson:
    """The person that all these records are; the `others` are rows of other people."""
    known = {record.id: record for record in records}
    heard = hear_lists([*records, *others], "2023-01-01")
    (person,) = list_people([Cluster("one", tuple(known))], known, places=KNOWN, heard=heard)
    return person


def on(place: str | None, first: int, last: int | None = None) -> Detention:
    return Detention(PLACES[place] if place else None, date(2022, 2, first), date(2022, 2, last or first))


@pytest.mark.parametrize(
    ("rows", "detentions"),
    [
        ([("Kazan", "2022-02-27")], [on("Kazan", 27)]),
        ([("Kazan", "2022-02-27T22:54+03:00")], [on("Kazan", 27)]),
        ([("Kazan", "2022-02")], [on("Kazan", 1, 28)]),
        ([("Kazan", None)], [Detention(PLACES["Kazan"], None, None)]),
        ([("Kazan", "2022-02-27"), ("Tatarstan", "2022-02-27")], [on("Kazan", 27)]),
        ([("Kazan", "2022-02-27"), ("Moscow", "2022-02-27")], [on("Russia", 27)]),
        ([("Kazan", "2022-02-27"), ("Minsk", "2022-02-27")], [on(None, 27)]),
        ([("Kazan", "2022-02-27"), (None, None)], [on("Kazan", 27)]),
        ([("Kazan", "2022-02-27"), ("Kazan", "2022-02")], [on("Kazan", 27)]),
        ([("Kazan", "2022-02-26"), ("Kazan", "2022-02-27")], [on("Kazan", 26, 27)]),
        ([("Kazan", "2022-02-20"), ("Kazan", "2022-02-27")], [on("Kazan", 20), on("Kazan", 27)]),
    ],
)
def test_records_of_two_lists_tell_of_detentions(
    rows: list[tuple[str | None, str | None]], detentions: list[Detention]
) -> None:
    records = [make_record("a", place, day, list_name=f"list {number}") for number, (place, day) in enumerate(rows)]
    assert list(meet(*records).detentions) == detentions
    assert list(meet(*reversed(records)).detentions) == detentions


def test_one_record_of_two_days_tells_of_two_detentions() -> None:
    record = make_record("a", day="2022-02-26", steps=[Step("detained", "2022-02-27")])
    assert list(meet(record).detentions) == [on("Kazan", 26), on("Kazan", 27)]
    table = make_table([meet(record)], SCOPE, "links@1")
    assert {(cell.measure, cell.people) for cell in table.cells} >= {("detained", 1), ("persons", 1)}
    assert sum(cell.people for cell in table.cells if cell.measure == "detained") == 2
    assert sum(cell.people for cell in table.cells if cell.measure == "persons") == 1


@pytest.mark.parametrize(
    ("steps", "is_held"),
    [
        ([("detained", "2022-02-27")], True),
        ([("detained", "2022-02-27"), ("jailed", "2022-02-28")], True),
        ([("detained", "2022-02-27"), ("released", "2022-02-28")], False),
        ([("detained", "2022-02-27"), ("fined", "2022-02-27")], False),
        ([("released", "2022-02-27"), ("detained", "2022-02-28")], True),
        ([("detained", "2022-02-27"), ("released", None)], None),
        ([("detained", None), ("released", "2022-02-27")], None),
        ([("detained", "2022-02-27"), ("released", "2022-02")], False),
        ([("detained", "2022"), ("released", "2022-02-27")], None),
        ([("detained", None)], None),
        ([("detained", "2022-03-09")], None),
        ([("detained", "2022-02-27"), ("released", "2022-03-09")], True),
        ([], None),
    ],
)
def test_a_person_is_held_where_nothing_else_can_be(
    steps: Sequence[tuple[str, str | None]], is_held: bool | None
) -> None:
    record = make_record("a", day=None, steps=[Step(kind, at) for kind, at in steps])  # type: ignore[arg-type]
    assert judge_held(list_steps(record), AS_OF) is is_held


def test_who_was_held_on_a_day_need_not_be_held_now() -> None:
    freed = meet(make_record("a", steps=[Step("released", "2022-03-05")]))
    later = meet(make_record("b", day="2022-03-01"))
    table = make_table([freed, later], replace(SCOPE, as_of="2023-01-01T00:00:00Z"), "links@1")
    assert [(cell.people, cell.first.day) for cell in table.cells if cell.measure == "held"] == [(1, 28)]


@pytest.mark.parametrize(
    ("rows", "others", "held"),
    [
        ([("hotline", "detained", "2022-02-27")], [], []),  # the list ends before the day
        ([("hotline", "detained", "2022-02-27")], [("hotline", "2022-02-28")], [28]),
        ([("hotline", "detained", "2022-02-27")], [("hotline", "2022-03-05")], [28]),
        ([("hotline", "detained", "2022-02-27")], [("hotline", "2022-02")], []),  # may be any day of the month
        ([("hotline", "detained", "2022-02-27")], [("hotline", "2031-02-28")], []),  # not known by the moment
        ([("hotline", "detained", "2022-02-27")], [("courts", "2022-02-28")], []),
        ([("hotline", "detained", "2022-02-26"), ("courts", "jailed", "2022-02-27")], [("courts", "2022-02-28")], [28]),
        ([("hotline", "detained", "2022-02-26"), ("courts", "fined", "2022-02-28")], [("hotline", "2022-02-28")], []),
    ],
)
def test_a_list_holds_nobody_after_the_last_day_it_tells_of(
    rows: Sequence[tuple[str, StatusKind, str]], others: Sequence[tuple[str, str]], held: list[int]
) -> None:
    own = [make_record("a", day=None, steps=[Step(kind, at)], list_name=name) for name, kind, at in rows]
    person = meet(*own, others=[make_record("b", day=at, list_name=name) for name, at in others])
    table = make_table([person], replace(SCOPE, as_of="2023-01-01T00:00:00Z"), "links@1")
    assert [cell.first.day for cell in table.cells if cell.measure == "held"] == held


def test_a_list_is_last_heard_on_the_latest_day_of_any_row() -> None:
    rows = [make_record("a"), make_record("b", steps=[Step("released", "2022-03-02")]), make_record("c", day=None)]
    rows += [make_record("d", day="2022-02", list_name="courts"), make_record("e", day=None, list_name="lawyers")]
    assert hear_lists(rows, AS_OF) == {"hotline": date(2022, 2, 27), "courts": date(2022, 2, 1)}
    assert hear_lists(rows, "2022-03-02")["hotline"] == date(2022, 3, 2)


def test_a_closed_record_counts_nowhere_and_a_refusal_in_nothing_published() -> None:
    records = [make_record("a"), make_record("b", visibility="closed"), make_record("c", consent="refused")]
    assert [record.row for record in select_records(records, is_public=True).values()] == ["a"]
    assert [record.row for record in select_records(records, is_public=False).values()] == ["a", "c"]


def test_counts_of_a_place_hold_those_inside_it() -> None:
    rows = [("Kazan", "2022-02-26"), ("Kazan", "2022-02-27"), ("Tatarstan", "2022-02-27"), ("Minsk", "2022-02-27")]
    people = [meet(make_record(f"{number}", *row)) for number, row in enumerate(rows)]
    table = make_table(people, SCOPE, "links@1")
    counts = {
        (count.place.name if count.place else None, count.first.day, count.last.day): count.low
        for count in list_counts(table, KNOWN, is_each=True)
        if count.measure == "persons"
    }
    assert counts["Tatarstan", 24, 28] == 3
    assert counts["Tatarstan", 27, 27] == 2
    assert counts["Kazan", 24, 28] == 2
    assert counts[None, 24, 28] == 4


def test_nobody_counts_who_may_have_been_elsewhere_or_on_other_days() -> None:
    people = [meet(make_record("a", "Russia")), meet(make_record("b", day="2022-02")), meet(make_record("c", None))]
    table = make_table(people, replace(SCOPE, place=PLACES["Kazan"].id), "links@1")
    assert [cell for cell in table.cells if cell.measure != "held"] == []


@given(st.lists(st.tuples(st.sampled_from(["Kazan", "Moscow", "Russia"]), st.integers(24, 28)), min_size=1, max_size=8))
def test_one_more_person_lowers_no_count(rows: list[tuple[str, int]]) -> None:
    people = [meet(make_record(f"{number}", place, f"2022-02-{day}")) for number, (place, day) in enumerate(rows)]
    fewer, more = (
        {
            replace(count, low=0, high=0): count.low
            for count in list_counts(make_table(known, SCOPE, "links@1"), KNOWN, is_each=True)
        }
        for known in (people[:-1], people)
    )
    assert all(more[key] >= number for key, number in fewer.items())
    assert sum(more.values()) > sum(fewer.values())
