"""Where mappings lie, and what one of them holds."""

import re
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from habeas.exc import TableError

SUFFIX = ".yml"
SIZE_LIMIT = 2**20
# In a wheel the mappings of the repository lie inside the package.
FOLDERS = (Path(__file__).parents[1] / "sources", Path(__file__).parents[2] / "sources")

Content = TypeVar("Content", bound=BaseModel)


def find_mapping(name: str, kind: str = "tables") -> Path:
    """The file of a mapping: the path itself, or a shipped one of a kind by its name ("ledger"); raises TableError."""
    path = Path(name)
    if path.suffix in (SUFFIX, ".yaml") or path.exists():
        return path
    shipped = {file.stem: file for folder in FOLDERS for file in sorted((folder / kind).glob(f"*{SUFFIX}"))}
    if name not in shipped:
        known = ", ".join(sorted(shipped)) or "none"
        raise TableError(f"mapping {name!r} is neither a .yml file nor shipped; shipped are {known}")
    return shipped[name]


def read_mapping(path: Path, schema: type[Content]) -> Content:
    """The mapping in a file; raises TableError naming the file, the key and what was expected."""
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
        if len(raw) > SIZE_LIMIT:
            raise TableError(f"{path}: over {SIZE_LIMIT // 2**20} MiB, expected a mapping")
        return schema.model_validate(yaml.load(raw, Loader=yaml.CSafeLoader))
    except OSError as error:
        raise TableError(f"{path}: cannot be opened: {(error.strerror or str(error)).lower()}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise TableError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise TableError(f"{path}: {_explain(error)}") from error


def _explain(error: ValidationError) -> str:
    """The first faults, each with its key."""
    found = error.errors(include_url=False)
    # Of an alternative (`detained` or a table of values) each way that fails is a fault of its own.
    told = dict.fromkeys(f"{_name_key(fault['loc'])}{fault['msg']}" for fault in found[:3])
    return "; ".join(told) + (f"; and {len(found) - 3} more" if len(found) > 3 else "")


def _name_key(location: tuple[int | str, ...]) -> str:
    shown = ".".join(str(part) for part in location if not re.search(r"[\[A-Z]", str(part)))
    return f"{shown}: " if shown else ""
