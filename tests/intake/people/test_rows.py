"""Rows of lists of people: tests/cases/people/rows.yml, what happened to people, and rows beside one another."""

import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.intake.people import RowFault
from habeas.intake.people.entry import make_person
from habeas.model.person import PersonEntry
from tests.cases import load_cases
from tests.intake.people.samples import CANARY, CELLS, plain, refuse_one, row, take_in, take_one, write_list


def _hold(entry: PersonEntry | RowFault) -> dict[str, Any]:
    """Everything of an entry in one table."""
    assert isinstance(entry, PersonEntry), str(entry)
    who = {name: getattr(entry.identity, name) for name in ("name", "age", "place", "facility", "birth")}
    told = [[status.kind, status.at, status.source] for status in entry.identity.statuses]
    open_parts = {name: getattr(entry, name) for name in ("key", "detained_at", "consent", "visibility")}
    return {**who, **open_parts, "statuses": told}


@pytest.mark.parametrize("case", load_cases("people/rows.yml"), ids=str)
def test_rows_as_desks_fill_them_in(case: dict[str, Any], tmp_path: Path) -> None:
    [found] = take_in(write_list(tmp_path, [row(**case["cells"])]))
    if "fault" in case:
        assert str(found) == case["fault"]
    else:
        held = _hold(found)
        assert {name: held[name] for name in case["holds"]} == case["holds"]


def test_names_taken_apart_stay_so(tmp_path: Path) -> None:
    taken = plain(person={"family": "person", "given": "station", "age": "age"}, facility=None, ignored=["born"])
    who = take_one(tmp_path, taken, station="Иван").identity
    assert (who.name, who.family, who.given, who.patronymic) == (None, "Тестов Иван", "Иван", None)


@pytest.mark.parametrize("length", [301, 10_000])
def test_a_name_over_the_limit_is_a_fault_of_its_row(length: int, tmp_path: Path) -> None:
    assert refuse_one(tmp_path, person="Т" * length) == "row 1: column 'person': over 300 characters"
    assert take_one(tmp_path, person="Т" * 300).identity.name == "Т" * 300


def test_a_bad_row_stops_no_other(tmp_path: Path) -> None:
    rows = [row(file="1"), row(file="2", age="old"), row(file="3")]
    found = take_in(write_list(tmp_path, rows))
    assert [item.row for item in found] == [1, 2, 3]
    assert [isinstance(item, PersonEntry) for item in found] == [True, False, True]


def test_cells_are_kept_as_written_and_in_one_order(tmp_path: Path) -> None:
    first = take_one(tmp_path, person="Тестов\u200f Иван").identity.cells
    turned = write_list(tmp_path, [dict(reversed(row(person="Тестов\u200f Иван").items()))])
    [second] = take_in(turned)
    assert isinstance(second, PersonEntry) and second.identity.cells == first
    assert dict(first) == row(person="Тестов\u200f Иван")


def test_ignored_columns_are_not_kept_and_kept_ones_are(tmp_path: Path) -> None:
    mapping = plain(facility=None, ignored=["station"])
    assert "station" not in dict(take_one(tmp_path, mapping).identity.cells)
    mapping = plain(facility=None, kept=["station"])
    assert dict(take_one(tmp_path, mapping).identity.cells)["station"] == "Example station"


def test_one_row_many_times_is_the_same_each_time(tmp_path: Path) -> None:
    found = take_in(write_list(tmp_path, [CELLS] * 10_000))
    assert len(found) == 10_000 and {_hold(item)["key"] for item in found} == {"1"}


def test_a_key_that_two_different_rows_have_is_a_fault_of_the_second(tmp_path: Path) -> None:
    first, again, other = take_in(write_list(tmp_path, [row(), row(), row(age="35")]))
    assert isinstance(first, PersonEntry) and isinstance(again, PersonEntry)
    assert str(other) == "row 3: column 'file': stands in a row above too, which says other things"


def test_a_list_without_a_key_says_so(tmp_path: Path) -> None:
    assert take_one(tmp_path, plain(key=None, kept=["file"])).key is None


def test_what_a_column_says_happened(tmp_path: Path) -> None:
    outcome = {"column": "station", "values": {"fine": "fined", "arrest": "jailed", "put off": None}}
    mapping = plain(
        facility=None, statuses=[{"kind": outcome, "at": {"column": "released"}, "term": "agreed"}], consent=None
    )
    told = [
        take_one(tmp_path, mapping, station=words, agreed="15 days") for words in ("fine", "Arrest", "put off", "?")
    ]
    kinds = [[status.kind for status in entry.identity.statuses] for entry in told]
    assert kinds == [["fined"], ["jailed"], [], []]
    assert told[1].identity.statuses[0].term == "15 days"
    assert "column 'station': expected one of fine, arrest, put off" in refuse_one(tmp_path, mapping, station="freed")


def test_what_happened_where_a_column_says_so(tmp_path: Path) -> None:
    let_go = {"kind": "released", "where": {"column": "station", "has": ["out", "home"], "separator": ","}}
    mapping = plain(facility=None, statuses=[let_go], ignored=["released"])
    told = [take_one(tmp_path, mapping, station=words).identity.statuses for words in ("well, Home", "ill", "")]
    assert [len(statuses) for statuses in told] == [1, 0, 0]


@given(st.fixed_dictionaries({name: st.text(max_size=30) for name in CELLS}))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_cells_make_an_entry_or_faults(cells: dict[str, str]) -> None:
    found = make_person(cells, plain(), list_name="plain", row=1)
    assert isinstance(found, PersonEntry) or (found and all(what for _, what in found))


@pytest.mark.parametrize("column", sorted(CELLS))
def test_no_fault_shows_a_cell(column: str, tmp_path: Path) -> None:
    long = CANARY * 400
    for words in (CANARY, long, f"27.02.2022 {CANARY}", f"{CANARY}\x07", f"0 {CANARY} 0"):
        found = take_in(write_list(tmp_path, [row(**{column: words})]))
        assert CANARY not in "".join(str(item) + repr(item) for item in found)


def test_no_error_shows_a_cell_nor_carries_one_along(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{CANARY},34,Perm\n{CANARY},35,Perm\n", encoding="utf-8")
    with pytest.raises(Exception, match="the first row has none of the columns of mapping plain") as caught:
        take_in(file)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_first_row_that_is_a_person_in_part_is_told_by_where_it_is(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"file,{CANARY},{CANARY}\n1,2,3\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"unknown 2 \(B\), 3 \(C\)") as caught:
        take_in(file)
    assert CANARY not in "".join(traceback.format_exception(caught.value))
