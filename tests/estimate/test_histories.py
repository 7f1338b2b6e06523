"""Tables of overlap: from files, from clusters, and with a list left out."""

from pathlib import Path

import pytest

from habeas.estimate.histories import leave_out, list_sizes, make_table, read_histories, tabulate
from habeas.exc import InputError
from habeas.model.capture import CaptureTable
from habeas.model.linking import Cluster


def _read(tmp_path: Path, text: str) -> CaptureTable:
    path = tmp_path / "overlap.csv"
    path.write_text(text, encoding="utf-8")
    return read_histories(path)


def test_a_file_of_overlaps_adds_up_lines_of_one_pattern(tmp_path: Path) -> None:
    table = _read(tmp_path, "\ufeffhotline,lawyers,count\n1,0,30\n0,1,20\n\n1,1,7\n1,1,3\n0,0,99\n")
    assert table == CaptureTable(("hotline", "lawyers"), {(True, True): 10, (True, False): 30, (False, True): 20})


# text | what the error names
FAULTS = [
    ("", 'no head of list names and "count"'),
    ("a,b\n1,1\n", 'no head of list names and "count"'),
    ("a,a,count\n1,1,1\n", "names its lists a, a"),
    ("a,,count\n1,1,1\n", "up to 12 different names"),
    ("a,b,count\n1,1\n", "line 2: has 2 cells, expected 3"),
    ("a,b,count\n1,1,1\n1,2,4\n", "line 3: has 1,2 for its lists, expected 0 or 1"),
    ("a,b,count\n1,1,-4\n", "line 2: has the count '-4', expected a whole number"),
    ("a,b,count\n1,1,4.5\n", "the count '4.5'"),
    ("a,b,count\n1,1,²\n", "the count '²'"),
    ('a,b,count\n1,1,"=1+1"\n', "the count '=1+1'"),
    (",".join(map(str, range(13))) + ",count\n", "up to 12 different names"),
    ("a,b,count\n1,1," + "9" * 5000 + "\n", f"the count '{'9' * 60}', expected a whole number of at most 11 digits"),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_a_file_that_is_no_table_is_refused_by_its_line(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert expected in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "overlap.csv"
    path.write_bytes(b"a,b,count\n\xff\xfe")
    with pytest.raises(InputError, match="no CSV file in UTF-8"):
        read_histories(path)


def test_a_table_is_never_read_without_end() -> None:
    with pytest.raises(InputError, match="is a device, expected a regular file"):
        read_histories(Path("/dev/zero"))


def test_a_table_of_absurd_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds more than 16 MiB, expected a table of overlaps"):
        _read(tmp_path, "a,b,count\n" + "1,1,1\n" * 3_000_000)


def test_clusters_become_patterns_of_lists() -> None:
    clusters = [
        Cluster("p1", ("r1", "r2")),
        Cluster("p2", ("r3",)),
        Cluster("p3", ("r4", "r5")),
        Cluster("p4", ("r9",)),
    ]
    lists = {"r1": "court", "r2": "press", "r3": "press", "r4": "court", "r5": "court"}
    # r9 lies outside what was asked for; two rows of one list are one person on it.
    expected = make_table(("court", "press"), {(True, True): 1, (False, True): 1, (True, False): 1})
    assert tabulate(clusters, lists) == expected


def test_a_list_left_out_takes_those_along_who_are_on_it_alone() -> None:
    table = make_table("ab", {(True, True): 5, (True, False): 7, (False, True): 11})
    assert leave_out(table, "b") == CaptureTable(("a",), {(True,): 12})
    assert list_sizes(table) == {"a": 12, "b": 16}
