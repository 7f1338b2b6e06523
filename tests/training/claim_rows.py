"""Annotated claims in short rows, as a corpus writes them out."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Json = dict[str, Any]
_EMPTY: Json = {"quantity": None, "whom": None, "by": None, "place": [], "when": None, "speaker": None, "via": None}
_PLAIN: Json = {"modality": "asserted", "scope": "new", "context": "protest"}


def make_row(kind: str, trigger: str, *, number: str | None = None, when: str | None = None, **fields: Any) -> Json:
    """A claim of a type with its trigger; `number` and `when` are words of the text."""
    row = {**_EMPTY, **_PLAIN, "type": kind, "trigger": trigger, **fields}
    if number is not None:
        row["quantity"] = {"text": number, "low": 1, "high": 1, "relation": "exact"}
    if when is not None:
        row["when"] = {"text": when, "start": "2021-03-07", "end": "2021-03-07"}
    return row


def make_record(text: str, *claims: Json, day: str | None = "2021-03-10", name: str = "a") -> Json:
    """A text with its claims and the day of its publication."""
    return {"id": name, "date": day, "text": text, "claims": list(claims)}


def write_corpus(folder: Path, **parts: Iterable[Mapping[str, Any]]) -> Path:
    """A folder of the corpus's form, each part as a file of claims and one of texts."""
    for part, records in parts.items():
        rows = list(records)
        claims = [json.dumps({"id": row["id"], "claims": row["claims"]}) + "\n" for row in rows]
        texts = [json.dumps({name: row[name] for name in ("id", "date", "text")}) + "\n" for row in rows]
        (folder / f"{part}.jsonl").write_text("".join(claims), encoding="utf-8")
        (folder / f"{part}.texts.jsonl").write_text("".join(texts), encoding="utf-8")
    return folder
