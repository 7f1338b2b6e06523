"""The file of encodings: read back as written; a hostile or broken one is refused with the line and the reason."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from habeas.exc import InputError
from habeas.linkage.private.file import read_encodings, write_encodings
from tests.linkage.private.lists import encode, person

PEOPLE = [person(f"{number}", "Oswin Testov", birth=f"19{number}") for number in range(50, 60)]
Rows = list[dict[str, Any]]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    file = tmp_path / "list.encodings"
    write_encodings(file, encode(PEOPLE))
    return file


def test_a_file_is_read_back_as_written_and_only_its_owner_may_read_it(written: Path) -> None:
    assert read_encodings(written) == encode(PEOPLE)
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_file_is_never_written_over(written: Path) -> None:
    with pytest.raises(InputError, match="is there already"):
        write_encodings(written, encode(PEOPLE))


def _as_bits(count: int, *, ones: bool = False) -> str:
    return base64.b64encode((b"\xff" if ones else b"\x55") * (count // 8)).decode()


def _set_heading(**values: object) -> Callable[[Rows], object]:
    return lambda rows: rows[0].update(values)


def _set_filter(bits: str) -> Callable[[Rows], object]:
    return lambda rows: rows[3]["filters"].__setitem__(0, bits)


HOSTILE: dict[str, tuple[Callable[[Rows], object], str]] = {
    "another format": (_set_heading(format="other"), "line 1: is of format 'other'"),
    "a later version": (_set_heading(version=3), "line 1: is of format 'habeas-encodings', version 3"),
    "an earlier version": (lambda rows: (rows[0].pop("sha256"), rows[0].update(version=1)), "version 1; expected"),
    "without its digest": (lambda rows: rows[0].pop("sha256"), "does not fit the SHA-256 in its heading"),
    "records put in another order": (lambda rows: rows.append(rows.pop(3)), "does not fit the SHA-256"),
    "another check": (_set_heading(check="0" * 32), "does not fit the SHA-256 in its heading"),
    "an unknown recipe": (_set_heading(recipe="plain-9"), "line 1: recipe 'plain-9' is not known here"),
    "an earlier recipe": (_set_heading(recipe="salted-3"), "recipe 'salted-3' is not known here; expected 'salted-4'"),
    "other length in heading": (_set_heading(bits=10**7), "line 1: has filters of 10,000,000 bits"),
    "a huge number": (_set_heading(records=10**12), "line 1: says it has 1,000,000,000,000 records"),
    "fewer than none": (_set_heading(records=-1), "line 1: says it has -1 records"),
    "a damaged check": (_set_heading(check="zz"), "line 1: its check is damaged"),
    "an unknown key in the heading": (_set_heading(more=1), "line 1: is no file of encodings"),
    "a record lost": (lambda rows: rows.pop(), "has 9 records where its heading says 10; it is not whole"),
    "a token twice": (lambda rows: rows.append(rows[2]), "line 12: its token is that of line 3 too"),
    "a damaged token": (lambda rows: rows[3].update(token="x" * 32), "line 4: its token is damaged"),
    "a short filter": (_set_filter(_as_bits(256)), "line 4: has a filter of 256 bits; expected 512"),
    "a filter of ones": (_set_filter(_as_bits(512, ones=True)), "line 4: has a filter with 512 of 512 bits set"),
    "ten million bits": (_set_filter(_as_bits(10**7)), "line 4: is cut off, or longer than a record"),
    "no base64": (_set_filter("*"), "line 4: is no record"),
    "a filter missing": (lambda rows: rows[3]["filters"].pop(), "line 4: has 9 filters; expected 10"),
    "a name beside the bits": (lambda rows: rows[3].update(name="canary"), "line 4: is no record"),
}


@pytest.mark.parametrize(("change", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_the_line_and_the_reason(
    written: Path, change: Callable[[Rows], object], reason: str
) -> None:
    rows = [json.loads(line) for line in written.read_text(encoding="utf-8").splitlines()]
    change(rows)
    written.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_encodings(written)
    assert reason in str(caught.value)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: is no file of encodings"),
        (b"PK\x03\x04\xff\xfe", "line 1: is no file of encodings"),
        (b"[" * 100_000, "line 1: is no file of encodings"),
        (b'{"a": 1}\n', "line 1: is no file of encodings"),
    ],
    ids=["empty", "another file", "deep", "other JSON"],
)
def test_what_is_no_file_of_encodings_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_encodings(tmp_path / "file")
    assert reason in str(caught.value)


def test_a_file_cut_off_within_a_line_is_refused(written: Path) -> None:
    written.write_bytes(written.read_bytes()[:-100])
    with pytest.raises(InputError, match="line 11: is cut off"):
        read_encodings(written)


@pytest.mark.parametrize("line", [1, 5, 10])
def test_one_bit_turned_around_is_seen(written: Path, line: int) -> None:
    lines = written.read_bytes().splitlines(keepends=True)
    bits = bytearray(lines[line])
    at = bits.index(b'filters":["') + 40
    bits[at] = ord("B") if bits[at] == ord("A") else ord("A")
    written.write_bytes(b"".join([*lines[:line], bytes(bits), *lines[line + 1 :]]))
    with pytest.raises(InputError, match="was changed or damaged"):
        read_encodings(written)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_encodings(tmp_path / "none")
