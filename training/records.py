"""The records of a corpus file, with errors that name the file and the line."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from habeas.exc import InputError

Row = dict[str, Any]
Built = TypeVar("Built")


def read_rows(path: Path, build: Callable[[Row], Built]) -> Iterator[Built]:
    """What `build` makes of each record of a JSON lines file; raises InputError at the first that does not fit."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _build_row(path, number, line, build)


def _build_row(path: Path, number: int, line: str, build: Callable[[Row], Built]) -> Built:
    try:
        return build(json.loads(line))
    except KeyError as error:
        raise InputError(str(path), f"the record, or what it refers to, has no {error}", number) from error
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise InputError(str(path), f"the record does not have the corpus's form: {error}", number) from error
