"""The files of an edition: what programs that open them make of them."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree as Tree

import polars as pl
import pytest

from habeas.model.record import decode_value, encode_value
from habeas.publish.csv import write_cell, write_csv
from habeas.publish.dictionary import list_dictionary
from habeas.publish.parquet import read_parquet
from habeas.publish.record import Header, PublicClaim, make_header
from habeas.publish.table import Cell, Column, read_rows
from habeas.publish.tables import TABLES
from tests.publish.editions import export_tables, make_small_edition

EDITION = make_small_edition()
FILES = export_tables(EDITION)
ATOM = "{http://www.w3.org/2005/Atom}"
HXL = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495", "'+7 495"),
        ("-1 as text", "'-1 as text"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\r=x", "'\r'=x"),
        ("  =1+1", "'  =1+1"),
        ("a=b", "a=b"),
        ("calls;=1+1;x", "calls;'=1+1;x"),
        ('calls;"@SUM(A1)', "calls;\"'@SUM(A1)"),
        ("calls\n=1+1", "calls\n'=1+1"),
        ("Perm; Kazan", "Perm; Kazan"),
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m"),
        (-12, "-12"),
        (-37.5, "-37.5"),
        (0, "0"),
        (None, ""),
        (True, "true"),
        (False, "false"),
    ],
)
def test_a_cell_is_no_formula_and_nothing_is_no_zero(cell: Cell, written: str) -> None:
    assert write_cell(cell) == written


def test_quotes_commas_and_line_ends_stay_within_a_cell() -> None:
    columns = (Column("a", "text", "#meta", "a", lambda row: row),)
    content = write_csv(columns, [['He said "no",\nthen left']]).decode()
    assert list(csv.reader(io.StringIO(content)))[2] == ['He said "no",\nthen left']


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_a_table_has_names_tags_and_a_row_a_value(table: object) -> None:
    name = next(key for key, value in TABLES.items() if value is table)
    rows = list(csv.reader(io.StringIO(FILES[f"{name}.csv"].decode(), newline="")))
    assert rows[0] == [column.name for column in TABLES[name].columns]
    assert all(HXL.fullmatch(tag) for tag in rows[1])
    assert len(rows) - 2 == len(read_rows(TABLES[name], EDITION))


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_hold_the_same_cells(name: str) -> None:
    rows = read_parquet(FILES[f"{name}.parquet"], TABLES[name].columns)
    printed = list(csv.reader(io.StringIO(FILES[f"{name}.csv"].decode(), newline="")))[2:]
    assert [[write_cell(cell) for cell in row] for row in rows] == printed


def test_parquet_has_types() -> None:
    frame = pl.read_parquet(io.BytesIO(FILES["tallies.parquet"]))
    assert [str(frame.schema[name]) for name in ("low", "first_day", "label")] == ["Int64", "Date", "String"]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert export_tables(make_small_edition()) == FILES


def test_claims_are_read_back_as_the_same_values() -> None:
    read = [decode_value(line, PublicClaim) for line in FILES["claims.jsonl"].splitlines()]
    assert tuple(row.stored for row in read) == EDITION.claims
    assert tuple(row.origin for row in read) == EDITION.origins


def test_the_header_is_read_back_as_the_same_value() -> None:
    header = make_header(EDITION)
    assert decode_value(encode_value(header), Header) == header


def test_certificates_add_up_to_their_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(FILES["certificates.csv"].decode(), newline="")))[1:]
    total = [row for row in rows if row["proves"] == "low" and row["bound"] == "1208"]
    assert sum(int(row["multiplier"]) * int(row["claim_bound"]) for row in total) == 1208


def test_places_are_points_with_their_figures() -> None:
    features = json.loads(FILES["places.geojson"])["features"]
    moscow = next(feature for feature in features if feature["properties"]["name"] == "Moscow")
    assert moscow["geometry"] == {"type": "Point", "coordinates": [37.62, 55.75]}
    assert [figure["low"] for figure in moscow["properties"]["figures"]] == [1196]


def test_a_place_without_a_point_has_no_geometry() -> None:
    places = tuple(replace(place, lat=None) for place in EDITION.places)
    features = json.loads(export_tables(replace(EDITION, places=places))["places.geojson"])["features"]
    assert {str(feature["geometry"]) for feature in features} == {"None"}


def test_the_feed_has_what_a_reader_of_feeds_needs() -> None:
    feed = Tree.fromstring(FILES["changes.atom"])
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == EDITION.program
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 1 + len(EDITION.changes) + len(EDITION.corrected)


def test_the_feed_escapes_what_others_wrote() -> None:
    correction = replace(EDITION.corrected[0], reason="<script>alert('x')</script> & \x00 \x1b[31m", label="]]>")
    content = export_tables(replace(EDITION, corrected=(correction,)))["changes.atom"]
    entry = Tree.fromstring(content).findall(f"{ATOM}entry")[1]
    assert entry.findtext(f"{ATOM}content") == "<script>alert('x')</script> & \ufffd \ufffd[31m"
    assert b"<script" not in content


def test_entries_keep_their_ids_from_edition_to_edition() -> None:
    later = export_tables(replace(EDITION, number=2, id="edition-other"))["changes.atom"]
    before, after = (Tree.fromstring(content) for content in (FILES["changes.atom"], later))
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert [entry.findtext(f"{ATOM}id") for entry in before.findall(f"{ATOM}entry")][1:] == [
        entry.findtext(f"{ATOM}id") for entry in after.findall(f"{ATOM}entry")
    ][1:]


def test_the_dictionary_describes_every_column_once() -> None:
    rows = list_dictionary()
    assert len({(row[0], row[1]) for row in rows}) == len(rows) == sum(len(t.columns) for t in TABLES.values())
    assert all(row[4] for row in rows)


def test_evidence_points_into_reports() -> None:
    records = [json.loads(line) for line in FILES["evidence.jsonl"].splitlines()]
    assert [record["report"] for record in records] == ["report-1", "report-2", "report-3", "report-4"]
    assert records[0]["claims"][0]["spans"]["place"] == [[0, 6], [0, 6]]
    assert all(claim["sentence"] is None for record in records for claim in record["claims"])
