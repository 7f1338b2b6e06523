"""Whole articles of our own with their claims, from `own_articles.yml`: public corpora hold few annotated ones."""

from pathlib import Path
from typing import Any

import yaml

from habeas.lang import Language
from habeas.model import CONTEXTS, MODALITIES, SCOPES
from habeas.read.quantity import find_quantities

TABLE = Path(__file__).with_name("own_articles.yml")
ABSENT = "-"
_FIELDS = 10

Json = dict[str, Any]


def read_articles(language: Language) -> list[Json]:
    """Each article with `id`, `date`, `text` and `claims` as the annotation guidelines have them."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [
        {
            "id": f"own-article-{number:02}",
            "date": str(row["date"]),
            "text": row["text"],
            "claims": [read_claim(line, str(row["date"]), language) for line in row["claims"]],
        }
        for number, row in enumerate(rows, 1)
    ]


def read_claim(line: str, day: str, language: Language) -> Json:
    """One line of the table as a claim; raises ValueError naming the line that does not fit."""
    fields = [field.strip() for field in line.split("|")]
    if len(fields) != _FIELDS:
        raise ValueError(f"{line!r} has {len(fields)} fields; expected {_FIELDS}")
    kind, trigger, number, whom, by, places, when, speaker, via, manner = fields
    return {
        "type": kind,
        "trigger": trigger,
        "quantity": _read_quantity(number, language),
        "whom": _word(whom),
        "by": _word(by),
        "place": [] if places == ABSENT else [place.strip() for place in places.split(";")],
        "when": _read_when(when, day),
        "speaker": _word(speaker),
        "via": _word(via),
        **_read_manner(manner, line),
    }


def _word(field: str) -> str | None:
    return None if field == ABSENT else field


def _read_quantity(number: str, language: Language) -> Json | None:
    """A number by its words; bounds stand behind "=>" where the reader's own rules have none for these words."""
    if number == ABSENT:
        return None
    if number.startswith("="):
        count = int(number[1:])
        return {"text": None, "low": count, "high": count, "relation": "exact"}
    words, _, given = (part.strip() for part in number.partition("=>"))
    if given:
        bounds, relation = given.split()
        low, high = (int(bound) if bound else None for bound in bounds.split(".."))
        return {"text": words, "low": low, "high": high, "relation": relation}
    found = find_quantities(words, language)
    if len(found) != 1 or (found[0].low is None and found[0].high is None):
        raise ValueError(f"{number!r} has no bounds by the reader's rules; write them behind '=>'")
    return {"text": words, "low": found[0].low, "high": found[0].high, "relation": found[0].relation}


def _read_when(field: str, day: str) -> Json | None:
    if field == "never":
        return None
    if field == "day":
        return {"text": None, "start": day, "end": day}
    words, _, days = (part.strip() for part in field.partition(">"))
    start, end = days.split("..")
    return {"text": words, "start": start, "end": end}


def _read_manner(words: str, line: str) -> Json:
    manner = {"modality": "asserted", "scope": "new", "context": "protest"}
    tables = {"modality": MODALITIES, "scope": SCOPES, "context": CONTEXTS}
    for word in words.split():
        name = next((name for name, known in tables.items() if word in known), None)
        if name is None:
            raise ValueError(f"{line!r}: {word!r} is no modality, scope or context")
        manner[name] = word
    return manner
