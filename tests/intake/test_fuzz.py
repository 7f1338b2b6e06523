"""Whatever the bytes, every format gives reports and errors and nothing else."""

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.exc import InputError
from habeas.intake import READERS, Document, IntakeOptions, read_document
from habeas.model import Report
from habeas.model.record import decode_value, encode_value
from tests.intake.summary import left_out

PIECES = (
    *(
        b'{"text": "Police detained 14."}',
        b"\n",
        b'"',
        b",",
        b"text,date\n",
        b"2021-03-07",
        b"[",
        b"]",
        b"{",
        b"}",
        b"\r",
    ),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00", b"\x1f\x8b", b"\xe9", b"\\ud800", b"\xf0\x9f\x98\x80", b"\t"),
    *(
        b"<p>",
        b"<html>",
        b"<div",
        b"</p>",
        b"<!--",
        b"-->",
        b"<script>",
        b"<meta charset=utf-16>",
        b"&#0;",
        b"&lt;",
        b"<",
    ),
    *(b'<time datetime="2021-99-99">', b"<figcaption>", b"Fourteen people were detained in Aldmoor. ", b"---\ndate: "),
    *(
        b'<meta property="article:published_time" content="',
        b"<?xml version='1.0' encoding='utf-7'?>",
        b"<table><tr><td>",
    ),
)
CONTENT = st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map(b"".join))


def read(data: bytes, kind: str) -> list[Report | InputError]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a"
        file.write_bytes(data)
        return list(read_document(Document("a", kind, file), IntakeOptions()))


@pytest.mark.parametrize("kind", sorted(READERS))
@given(data=CONTENT)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_reports_and_errors(kind: str, data: bytes) -> None:
    found = read(data, kind)
    reports = [item for item in found if isinstance(item, Report)]
    assert found or kind == "csv"
    assert all(not left_out(report).strip() for report in reports)
    assert all(decode_value(encode_value(report), Report) == report for report in reports)


@given(data=CONTENT)
@settings(max_examples=50, deadline=None)
def test_packed_bytes_read_like_the_bytes(data: bytes) -> None:
    plain = [item.text if isinstance(item, Report) else str(item) for item in read(data, "jsonl")]
    packed = [item.text if isinstance(item, Report) else str(item) for item in read(gzip.compress(data), "jsonl")]
    assert packed == plain or data.startswith(b"\x1f\x8b")


@pytest.mark.parametrize("kind", sorted(READERS))
def test_reading_twice_gives_the_same(kind: str) -> None:
    data = b"".join(PIECES)
    assert [str(item) for item in read(data, kind)] == [str(item) for item in read(data, kind)]
