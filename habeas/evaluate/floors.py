"""The file of floors: what each reader must at least reach on each corpus, and which corpus that was."""

import hashlib
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from habeas.evaluate.corpus import texts_beside
from habeas.exc import InputError, TableError

_HEADER = (
    "# Floors of the quality gate: what each reader must reach on each corpus (`habeas evaluate gate FILE`).\n"
    "# Written by `habeas evaluate gate FILE --raise`, `margin` below what was measured; paths count from this file.\n"
    "# `ece`, `missed` and `false_figures` are ceilings.\n"
)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CorpusFloors(_Table):
    """One corpus: its files, the hash of their bytes when the floors were measured, and reader → measure → bound.

    `claims` and `statements` are annotations (for statements also a PolNeAR folder); `texts` is needed only where the
    texts are not beside the claims. `measures` are the names of what is measured (`gate.MEASURES`).
    """

    claims: str | None = None
    texts: str | None = None
    statements: str | None = None
    sha256: str = ""
    measures: tuple[str, ...]
    readers: dict[str, dict[str, float]] = Field(default_factory=dict)


class Floors(_Table):
    """All corpora by name; `margin` is how far below what was measured a raised floor of a share lies."""

    margin: float = Field(default=0.01, ge=0, le=0.2)
    corpora: dict[str, CorpusFloors]


def load_floors(path: Path) -> Floors:
    """The floors in a YAML file; raises InputError where it cannot be read, TableError where it does not fit."""
    try:
        return Floors.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read ({error})") from error
    except (yaml.YAMLError, ValidationError) as error:
        raise TableError(f"{path}: {error}") from error


def write_floors(path: Path, floors: Floors) -> None:
    """Write the file anew; comments in it are not kept."""
    content = yaml.safe_dump(floors.model_dump(exclude_none=True, mode="json"), sort_keys=False, width=120)
    path.write_text(_HEADER + content, encoding="utf-8")


def corpus_files(corpus: CorpusFloors, folder: Path) -> list[Path]:
    """The files of a corpus, a folder's in order; raises InputError naming one that is not there."""
    named = [folder / name for name in (corpus.claims, corpus.texts, corpus.statements) if name]
    beside = [texts_beside(path) for path in named[:1] if corpus.texts is None and path.suffix == ".jsonl"]
    files: list[Path] = []
    for path in [*named, *beside]:
        if not path.exists():
            raise InputError(str(path), "is not there, expected a corpus of the quality gate")
        files += sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    return files


def hash_corpus(corpus: CorpusFloors, folder: Path) -> str:
    """The hash over the names and bytes of the files of a corpus, in order."""
    whole = hashlib.sha256()
    for path in corpus_files(corpus, folder):
        whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
