"""Which publishers let others print what they write: from a file that the desk keeps; of no others is any printed."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from habeas.exc import TableError
from habeas.ontology.table import read_table


def read_licences(file: Path | None) -> dict[str, str]:
    """Publisher → the open licence of its reports; none without a file, and TableError where it does not fit."""
    if file is None:
        return {}
    try:
        given = TypeAdapter(dict[str, str]).validate_python(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    except OSError as error:
        raise TableError(f"{file}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise TableError(f"{file}: expected lines like `Demo Wire: CC-BY-4.0`: {error}") from error
    for publisher, licence in given.items():
        if licence not in list_licences():
            raise TableError(f"{file}: {publisher}: {licence!r} is none of {', '.join(list_licences())}")
    return given


@cache
def list_licences() -> tuple[str, ...]:
    """The open licences, by their SPDX identifiers."""
    return read_table("licences.yml", TypeAdapter(tuple[str, ...]), "publish")
