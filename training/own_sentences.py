"""Annotated reports of our own, made from templates: python -m training.own_sentences FOLDER [--count 2000]

Public corpora of news hold few of the plain sentences in which monitors and agencies give counts. The templates are in
`own_sentences.yml`: `(a|b)` is a choice, `{city}` a slot, `[held]` or `[attended:march|rally]` a trigger. A claim
refers to slots by name; a slot that the choices left out is absent from the claim. The same seed gives the same texts.
"""

import argparse
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from training.own_values import Filling, Json, draw_number, draw_time

TABLES = Path(__file__).with_name("own_sentences.yml")
COUNT = 2_400
SEED = 11
_FIRST, _LAST = date(2003, 1, 1), date(2023, 12, 31)
_CHOICE = re.compile(r"\(([^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}|\[([^\]]+)\]")
_OPENING = re.compile(r"(?:^|(?<=[.!?] )(?<!p\.m\. ))[a-z]")
_NUMBERS = ("n", "bare", "big", "small", "digits", "few", "total", "none", "one")
_TIMES = ("day", "by", "past", "since", "span", "range", "future", "month", "today")
_REFERRING = ("whom", "by", "speaker", "via")


@dataclass(slots=True)
class Draft:
    """A report in the making: its date, what fills each slot and where that stands, its triggers in order."""

    rng: random.Random
    tables: Json
    published: date
    text: str = ""
    filled: dict[str, Filling] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    triggers: list[tuple[str, int, int]] = field(default_factory=list)


def make_records(count: int = COUNT, seed: int = SEED) -> list[Json]:
    """Reports with their claims, each with `id`, `date`, `text` and `claims`; no text twice."""
    tables = yaml.safe_load(TABLES.read_text(encoding="utf-8"))
    rng = random.Random(seed)
    templates = [template for template in tables["templates"] for _ in range(template.get("weight", 1))]
    texts: dict[str, Json] = {}
    for turn in range(count * 3):
        if turn % len(templates) == 0:
            rng.shuffle(templates)
        record = make_record(templates[turn % len(templates)], tables, rng)
        texts.setdefault(record["text"], record)
        if len(texts) == count:
            break
    return [{"id": f"own-{number:04}", **record} for number, record in enumerate(texts.values())]


def make_record(template: Json, tables: Json, rng: random.Random) -> Json:
    """One report from one template."""
    published = _FIRST + timedelta(days=rng.randrange((_LAST - _FIRST).days))
    draft = Draft(rng, tables, published)
    _render(_choose(template["text"], rng), draft)
    draft.text = _OPENING.sub(lambda match: match[0].upper(), draft.text)
    claims = [_claim(fields, number, draft) for number, fields in enumerate(template["claims"])]
    kept = [{**claim, "context": claim["context"] or template.get("context", "protest")} for claim in claims if claim]
    return {"date": published.isoformat(), "text": draft.text, "claims": kept}


def _choose(text: str, rng: random.Random) -> str:
    """The text with one of each of its choices, the inner ones first."""
    while (match := _CHOICE.search(text)) is not None:
        text = text[: match.start()] + rng.choice(match[1].split("|")) + text[match.end() :]
    return re.sub(" +", " ", text)


def _render(pattern: str, draft: Draft) -> None:
    """Write the text, with every slot filled and every trigger in place."""
    position = 0
    for match in _SLOT.finditer(pattern):
        draft.text += pattern[position : match.start()]
        position = match.end()
        if match[1]:
            _write_slot(match[1], draft)
        else:
            _write_trigger(match[2], draft)
    draft.text += pattern[position:]


def _write_slot(name: str, draft: Draft) -> None:
    filling = draft.filled.get(name) or _fill(name, draft)
    draft.filled[name] = filling
    start = len(draft.text) + filling.lead
    draft.spans.setdefault(name, (start, start + len(filling.words)))
    draft.text += filling.before + filling.words + filling.after


def _write_trigger(words: str, draft: Draft) -> None:
    """A trigger from a table ("[held]") or written out ("[attended:march|rally]")."""
    kind, _, listed = words.partition(":")
    table = draft.tables["triggers"].get(kind)
    if table is not None and isinstance(table, list):
        table = draft.tables["triggers"][draft.rng.choice(table)]
    choices = listed.split("|") if table is None else table["words"]
    chosen = draft.rng.choice(choices)
    start = len(draft.text)
    draft.text += chosen
    draft.triggers.append((kind if table is None else table["type"], start, len(draft.text)))


def _fill(name: str, draft: Draft) -> Filling:
    """What stands in a slot; digits at the end of its name only tell slots of one kind apart."""
    kind = name.rstrip("0123456789")
    if kind in _NUMBERS:
        return draw_number(kind, draft.rng)
    if kind in _TIMES:
        return draw_time(kind, draft.published, draft.rng)
    if kind in ("city", "country", "region"):
        return _fill_place(kind, name, draft)
    words = draft.rng.choice(draft.tables["words"][kind])
    before, bar, rest = words.rpartition("|")
    return Filling(rest if bar else words, before=before)


def _fill_place(kind: str, name: str, draft: Draft) -> Filling:
    """A country, or a city of it; names that end in the same digit lie in the same country."""
    places: Mapping[str, list[str]] = draft.tables["places"]
    group = "home" if not name.endswith("9") else "abroad"
    if group not in draft.filled:
        taken = {filling.words for filling in draft.filled.values()}
        draft.filled[group] = Filling(draft.rng.choice([land for land in places if land not in taken]))
    country = draft.filled[group].words
    if kind == "country":
        return Filling(country)
    taken = {filling.words for filling in draft.filled.values()}
    return Filling(draft.rng.choice([city for city in places[country] if city not in taken]))


def _claim(fields: Json, number: int, draft: Draft) -> Json | None:
    """The claim that a template says its trigger makes; None where the choices left out what it `needs`."""
    if fields.get("needs") and fields["needs"] not in draft.spans:
        return None
    kind, start, end = draft.triggers[fields.get("trigger", number + 1) - 1]
    quantity = draft.filled.get(fields.get("number", ""))
    return {
        "type": fields.get("type", kind),
        "trigger": draft.text[start:end],
        "quantity": _quantity(fields, quantity, draft),
        **{name: _words(fields.get(name), draft) for name in _REFERRING},
        "place": [words for name in fields.get("place", ()) if (words := _words(name, draft))],
        "when": _when(fields.get("when"), draft),
        "modality": fields.get("modality", "asserted"),
        "scope": fields.get("scope", "new"),
        "context": fields.get("context"),
    }


def _words(name: str | None, draft: Draft) -> str | None:
    span = draft.spans.get(name or "")
    return draft.text[slice(*span)] if span else None


def _quantity(fields: Json, filling: Filling | None, draft: Draft) -> Json | None:
    if "single" in fields:
        single = fields["single"]
        return {"text": None, "low": single, "high": single, "relation": "exact"}
    if filling is None or filling.quantity is None:
        return None
    return {"text": _words(fields["number"], draft), **filling.quantity}


def _when(name: str | None, draft: Draft) -> Json | None:
    """The days of a slot; those of the report where nothing is said, and none where the template says so."""
    if name == "never":
        return None
    filling = draft.filled.get(name or "")
    if filling is None or filling.days is None or name not in draft.spans:
        day = draft.published.isoformat()
        return {"text": None, "start": day, "end": day}
    first, last = filling.days
    return {"text": _words(name, draft), "start": first.isoformat(), "end": last.isoformat()}


def write_records(folder: Path, records: list[Json]) -> None:
    """The two files of a corpus: `own.texts.jsonl` and `own.jsonl`."""
    with (folder / "own.texts.jsonl").open("w", encoding="utf-8") as texts:
        texts.writelines(_line({"id": row["id"], "date": row["date"], "text": row["text"]}) for row in records)
    with (folder / "own.jsonl").open("w", encoding="utf-8") as claims:
        claims.writelines(_line({"id": row["id"], "claims": row["claims"]}) for row in records)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the reports and their claims as the two files of a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write own.texts.jsonl and own.jsonl")
    parser.add_argument("--count", type=int, default=COUNT)
    options = parser.parse_args()
    write_records(options.folder, make_records(options.count))


if __name__ == "__main__":
    main()
