"""Annotations in brat's stand-off form: what stands where in a text beside them, one record a line."""

import re
from dataclasses import dataclass
from pathlib import Path

from habeas.exc import InputError

_RECORD = re.compile(r"(?P<name>[A-Z#]\d+)\t(?P<rest>.*)", re.DOTALL)
_BOUNDS = re.compile(r"\w[\w-]* (?P<bounds>\d+ \d+(?:;\d+ \d+)*)\t(?P<words>.*)", re.DOTALL)

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an annotation file ("T1" and what follows its tab), and the line that it begins on."""

    line: int
    name: str
    rest: str


def read_records(path: Path) -> list[Record]:
    """The records of an annotation file; raises InputError naming the line where it is none.

    The words of a stretch may run over lines: a line that begins no record continues the one before.
    """
    try:
        lines = path.read_bytes().decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})") from error
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        if match := _RECORD.fullmatch(line):
            records.append(Record(number, match["name"], match["rest"]))
        elif records:
            last = records.pop()
            records.append(Record(last.line, last.name, f"{last.rest}\n{line}"))
        elif line.strip():
            raise InputError(str(path), f"expected a record such as 'T1<tab>Cue 0 4<tab>said', not {line!r}", number)
    return records


def read_stretches(path: Path, record: Record) -> tuple[tuple[Stretch, ...], str]:
    """Where a record's words stand, in characters of the text, and the words; raises InputError naming the line."""
    match = _BOUNDS.fullmatch(record.rest)
    if not match:
        raise InputError(str(path), f"expected 'Kind start end<tab>words', not {record.rest!r}", record.line)
    pairs = (part.split(" ") for part in match["bounds"].split(";"))
    return tuple((int(start), int(end)) for start, end in pairs), match["words"]
