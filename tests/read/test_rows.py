"""Rows of tables to claims: figures, days, places and speakers of their cells, each with its characters."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from habeas.exc import InputError
from habeas.model import Claim, Mention, Reading
from habeas.ontology.mapping import load_mapping
from habeas.ontology.mapping_file import find_mapping
from tests.cases import load_cases
from tests.mapping import FOLDER, days, plain, read_row

CELLS = {"date": "2022-02-27", "city": "Kazan", "value": "14"}
LEDGER = load_mapping(find_mapping("ledger"))
QUALIFIED = plain(qualifier={"column": "qualifier", "values": {"≥": "at_least"}})


def read(folder: Path, changes: dict[str, str] | None = None, **mapping: Any) -> Reading:
    return read_row(folder, plain(**mapping), {**CELLS, **(changes or {})})


def only_claim(reading: Reading) -> Claim:
    [claim] = reading.claims
    return claim


def mentions(claim: Claim) -> list[Mention]:
    said = claim.attribution
    found = [claim.trigger, claim.whom, claim.by, said.speaker, said.via, *(one.words for one in claim.place)]
    timed = claim.when.words if claim.when else None
    return [one for one in (*found, timed, claim.quantity and claim.quantity.words) if one]


@pytest.mark.parametrize("case", load_cases("mapping/figures.yml"), ids=str)
def test_figure_of_a_cell(case: dict[str, Any], tmp_path: Path) -> None:
    cells = {**CELLS, "value": case["figure"], "qualifier": case.get("qualifier", "")}
    if "error" in case:
        with pytest.raises(InputError) as raised:
            read_row(tmp_path, QUALIFIED, cells)
        assert raised.value.reason.startswith("row 1: column") and case["error"] in raised.value.reason
        return
    quantities = [claim.quantity for claim in read_row(tmp_path, QUALIFIED, cells).claims]
    found = [[quantity.low, quantity.high, quantity.relation] for quantity in quantities if quantity]
    assert found == ([case["reads"]] if case["reads"] else [])


@pytest.mark.parametrize("case", load_cases("mapping/days.yml"), ids=str)
def test_days_of_a_cell(case: dict[str, Any], tmp_path: Path) -> None:
    when = {"column": "date", **({"format": case["format"]} if "format" in case else {})}
    if "error" in case:
        with pytest.raises(InputError, match="row 1") as raised:
            read(tmp_path, {"date": case["cell"]}, when=when)
        assert case["error"] in raised.value.reason
        return
    first, last, precision = days(read(tmp_path, {"date": case["cell"]}, when=when))
    assert [str(first), str(last), precision] == case["reads"]


def test_every_word_stands_where_its_span_says(tmp_path: Path) -> None:
    with (FOLDER / "ledger.csv").open(encoding="utf-8", newline="") as file:
        readings = [read_row(tmp_path, LEDGER, row) for row in csv.DictReader(file)]
    found = [(one, reading.report) for reading in readings for claim in reading.claims for one in mentions(claim)]
    assert len(found) > 25
    assert all(report.text[one.span.start : one.span.end] == one.text for one, report in found)


def test_a_claim_names_the_mapping_and_the_row(tmp_path: Path) -> None:
    reading = read(tmp_path)
    claim = only_claim(reading)
    assert (claim.method, claim.score, reading.report.part) == ("table:plain@1", 1.0, "row 1")
    assert (claim.trigger.text, claim.scope, claim.modality) == ("value", "new", "asserted")


def test_a_period_has_two_columns(tmp_path: Path) -> None:
    period = {"start": {"column": "date"}, "end": {"column": "until"}}
    assert days(read(tmp_path, {"until": "2022-03-01"}, when=period)) == (date(2022, 2, 27), date(2022, 3, 1), "days")


@pytest.mark.parametrize(("until", "error"), [("", "column 'until' is blank"), ("2022-02-01", "before the first")])
def test_a_period_without_its_end_is_refused(until: str, error: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=error):
        read(tmp_path, {"until": until}, when={"start": {"column": "date"}, "end": {"column": "until"}})


def test_a_running_total_begins_on_a_day_of_the_mapping(tmp_path: Path) -> None:
    period = {"start": {"is": "2022-02-24"}, "end": {"column": "date"}}
    assert days(read(tmp_path, when=period))[0] == date(2022, 2, 24)


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [
        ("200", "300", (200, 300, "between")),
        ("200", "200", (200, 200, "exact")),
        ("200", "", (200, None, "at_least")),
        ("", "300", (None, 300, "at_most")),
        ("0", "0", (0, 0, "exact")),
    ],
)
def test_two_columns_bound_one_figure(low: str, high: str, bounds: tuple[Any, ...], tmp_path: Path) -> None:
    claims = [{"type": "attended", "figure": {"low": "value", "high": "most"}}]
    quantity = only_claim(read(tmp_path, {"value": low, "most": high}, claims=claims, most=None)).quantity
    assert quantity is not None and (quantity.low, quantity.high, quantity.relation) == bounds


def test_bounds_the_wrong_way_round_are_refused(tmp_path: Path) -> None:
    claims = [{"type": "attended", "figure": {"low": "value", "high": "most"}}]
    with pytest.raises(InputError, match="column 'most' holds '3', less than the lower bound 14 in 'value'"):
        read(tmp_path, {"most": "3"}, claims=claims)


def test_codes_mean_what_the_mapping_says(tmp_path: Path) -> None:
    claims = [{"type": "attended", "figure": {"column": "value", "values": {"3": [101, 1000], "8": [1_000_001, None]}}}]
    found = [only_claim(read(tmp_path, {"value": code}, claims=claims)).quantity for code in ("3", "8")]
    assert [(one.low, one.high, one.relation) for one in found if one] == [
        (101, 1000, "between"),
        (1_000_001, None, "at_least"),
    ]


def test_a_unit_multiplies(tmp_path: Path) -> None:
    unit = {"column": "unit", "values": {"people": 1, "thousand": 1000}}
    quantity = only_claim(read(tmp_path, {"unit": "Thousand"}, unit=unit)).quantity
    assert quantity is not None and quantity.low == 14_000
    with pytest.raises(InputError, match="column 'unit' holds 'buses', expected one of 'people', 'thousand'"):
        read(tmp_path, {"unit": "buses"}, unit=unit)


def test_the_type_may_stand_in_a_column(tmp_path: Path) -> None:
    claims = [
        {"type": {"column": "what", "values": {"arrests": "detained", "cars": None}}, "figure": {"column": "value"}}
    ]
    claim = only_claim(read(tmp_path, {"what": "Arrests"}, claims=claims))
    assert (claim.type, claim.trigger.text) == ("detained", "Arrests")
    assert read(tmp_path, {"what": "cars"}, claims=claims).claims == ()
    with pytest.raises(InputError, match="column 'what' holds 'dogs', expected one of 'arrests', 'cars'"):
        read(tmp_path, {"what": "dogs"}, claims=claims)


def test_a_row_may_count_itself(tmp_path: Path) -> None:
    where = {"column": "tags", "has": ["arrest"], "separator": ","}
    claims = [{"type": "detained", "figure": {"is": 1}, "where": where}]
    claim = only_claim(read(tmp_path, {"tags": "assault, Arrest"}, claims=claims, shown=["value"]))
    assert claim.quantity is not None and (claim.quantity.low, claim.quantity.words) == (1, None)
    assert read(tmp_path, {"tags": "assault"}, claims=claims, shown=["value"]).claims == ()


def test_what_the_mapping_states_is_printed_and_pointed_at(tmp_path: Path) -> None:
    stated = {"speaker": {"is": "Example Monitor"}, "whom": {"is": "journalists"}}
    reading = read(tmp_path, place=[{"column": "city"}, {"is": "Russia"}], **stated)
    claim = only_claim(reading)
    assert reading.report.text.endswith(
        "value: 14\n\nstated for every row\nspeaker: Example Monitor\nwhom: journalists\nplace: Russia"
    )
    assert [one.words.text for one in claim.place] == ["Kazan", "Russia"]
    assert all(reading.report.text[one.span.start : one.span.end] == one.text for one in mentions(claim))


def test_places_are_weighed_with_the_wider_ones_beside_them(tmp_path: Path) -> None:
    place = [{"column": "city"}, {"column": "state"}, {"is": "United States"}]
    first, *_ = only_claim(read(tmp_path, {"city": "Portland", "state": "Maine"}, place=place)).place
    assert first.place is not None and first.place.id == "geonames:4975802"


def test_a_place_outside_those_around_it_stays_unresolved_with_the_reason(tmp_path: Path) -> None:
    place = [{"column": "city"}, {"is": "Belarus"}]
    first, second = only_claim(read(tmp_path, {"city": "Vladivostok"}, place=place)).place
    assert first.place is None and "outside Belarus" in first.reason
    assert second.place is not None and second.place.country == "BY"


def test_an_unknown_place_stays_unresolved_with_the_reason(tmp_path: Path) -> None:
    [place] = only_claim(read(tmp_path, {"city": "Xyzzyville"})).place
    assert place.place is None and "not in the gazetteer" in place.reason


def test_the_first_of_several_sources_speaks_and_all_are_cited(tmp_path: Path) -> None:
    sources = {"column": "source", "separator": ";"}
    reading = read(tmp_path, {"source": " ; Courier (demo); Post (demo)"}, speaker=sources, cites=sources)
    speaker = only_claim(reading).attribution.speaker
    assert speaker is not None and speaker.text == "Courier (demo)"
    assert reading.report.cites == ("Courier (demo)", "Post (demo)")


def test_without_a_day_or_place_nothing_is_filled_in(tmp_path: Path) -> None:
    claim = only_claim(read(tmp_path, {"date": "n/a", "city": ""}))
    assert claim.when is None and claim.place == ()
